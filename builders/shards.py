"""Parquet shards: what they are called, and what is in them.

The name of a shard holds a digest of everything that its rows depend on, so shards of different rows never mix and a
run that was stopped knows what is there already.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import datasets
import pyarrow as pa
from datasets.table import InMemoryTable
from gameqa.builders.features import features
from gameqa.builders.tables import RowTables

from gameqa.contract import canonical_json
from gameqa.keys import digest
from gameqa.rows import BLOCK
from gameqa.sources import Source

ROWS_PER_SHARD = 40 * BLOCK
"""About 100 MB in memory."""

ROWS_PER_JOB = 2 * BLOCK
"""What one process makes at once; a divisor of the rows of a shard."""

Job = tuple[Source, int, int]
"""Rows to make: their source, and the numbers start and stop."""


class Shards:
    """The shards of one split of a config or recipe.

    Args:
        name: the config or recipe.
        split: the split's name.
        source: its rows.
    """

    def __init__(self, name: str, split: str, source: Source) -> None:
        self._source = source
        self.config = name
        self.split = split
        self.count = source.count
        content = [*source.identity, ROWS_PER_SHARD, features().to_dict()]
        self._digest = f"{digest(canonical_json(content)):016x}"
        self.pattern = f"{name}/{split}-*-{self._digest}.parquet"
        """Matches the paths of all shards."""

    def paths(self) -> dict[str, tuple[int, int]]:
        """The rows (start, stop) of every shard by its path, which begins with the config's name."""
        number = -(-self.count // ROWS_PER_SHARD)
        return {
            f"{self.config}/{self.split}-{shard:05d}-of-{number:05d}-{self._digest}.parquet": (
                shard * ROWS_PER_SHARD,
                min(self.count, (shard + 1) * ROWS_PER_SHARD),
            )
            for shard in range(number)
        }

    def jobs(self, start: int, stop: int) -> list[Job]:
        """The jobs whose tables, one after the other, hold some rows."""
        return [(self._source, first, min(stop, first + ROWS_PER_JOB)) for first in range(start, stop, ROWS_PER_JOB)]

    def content(self, start: int, stop: int, tick: Callable[[], object]) -> bytes:
        """The Parquet file of some rows.

        Args:
            tick: called after every row.
        """

        def rows() -> Iterator[Mapping[str, Any]]:
            for row in self._source.rows(start, stop):
                yield row
                tick()

        return parquet([table_of(rows())])


def make_table(job: Job) -> pa.Table:
    """Makes the rows of a job."""
    source, start, stop = job
    return table_of(source.rows(start, stop))


def table_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The table of some rows."""
    return RowTables(features()).table(*rows)


def parquet(tables: list[pa.Table]) -> bytes:
    """The Parquet file of some tables."""
    buffer = io.BytesIO()
    datasets.Dataset(InMemoryTable(pa.concat_tables(tables))).to_parquet(buffer)
    return buffer.getvalue()
