"""Streams whose rows become Arrow tables with the columns' types.

`datasets` turns the rows of a generator into Arrow one by one without asking the features, when a stream is
pushed to the Hub or formatted as Arrow; the empty options of one row then do not fit the strings of the
next. This file and `registration.py` are the two that touch the insides of `datasets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import datasets
import pyarrow as pa
from datasets.iterable_dataset import ExamplesIterable
from gameqa.builders.tables import RowTables


class TypedExamples(ExamplesIterable):
    """The rows of a generator, also as tables of one row with the features' schema."""

    columns: datasets.Features

    @property
    def iter_arrow(self) -> Any:
        """What `datasets` calls for tables in place of rows."""
        return self._iter_arrow

    def _iter_arrow(self) -> Iterator[tuple[Any, pa.Table]]:
        tables = RowTables(self.columns)
        for key, row in self:
            yield key, tables.table(row)

    def shuffle_data_sources(self, *args: Any, **kwargs: Any) -> TypedExamples:
        """The same with shuffled shards."""
        return typed(super().shuffle_data_sources(*args, **kwargs), self.columns)

    def shard_data_sources(self, *args: Any, **kwargs: Any) -> TypedExamples:
        """The same with some of the shards."""
        return typed(super().shard_data_sources(*args, **kwargs), self.columns)


def typed(examples: ExamplesIterable, features: datasets.Features) -> TypedExamples:
    """Turns the examples of `datasets` into typed ones, whatever arguments its release makes them with."""
    examples.__class__ = TypedExamples
    examples.columns = features
    return cast(TypedExamples, examples)
