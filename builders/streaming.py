"""Streams whose rows become Arrow tables with the columns' types.

`datasets` turns the rows of a stream into Arrow one by one without asking the features, when the stream is pushed to
the Hub, written to a file or formatted as a table; the empty options of one row then do not fit the strings of the
next (datasets issue 7872). So the rows of this library, also after `.filter`, `.map`, `.take` and the like, become
tables here. This file and `registration.py` are the two that touch the insides of `datasets`.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from functools import wraps
from typing import Any

import datasets
import PIL.Image
import pyarrow as pa
from datasets import IterableDataset
from datasets.features.features import cast_to_python_objects
from datasets.iterable_dataset import RebatchedArrowExamplesIterable, _BaseExamplesIterable
from gameqa.builders.tables import RowTables

ARGUMENTS = ("ex_iterable", "info", "split", "formatting")
"""The first arguments of `IterableDataset`."""

MISFITS = (pa.ArrowInvalid, pa.ArrowTypeError, AttributeError, TypeError, ValueError)
"""What is raised where a value is not of a type."""

ASKS_FOR_TABLES = "force_convert_to_arrow" in inspect.signature(RebatchedArrowExamplesIterable).parameters


class TypedRows(_BaseExamplesIterable):
    """The rows of another iterable, also as tables of one row with the columns' types.

    Args:
        rows: the iterable.
        columns: the types of its columns; None where they are not known before the first row is made.
        origin: the columns of this library from which the rows were made.
        gives_tables: whether `datasets` is to take tables, which it does wherever it can. Rows that nobody wants as
            tables, nor as tensors, which it makes of tables, are not worth the detour.
    """

    def __init__(
        self, rows: Any, columns: datasets.Features | None, origin: datasets.Features, gives_tables: bool = True
    ) -> None:
        super().__init__()
        self.ex_iterable = rows
        self.columns = columns
        self.origin = origin
        self.gives_tables = gives_tables

    def __iter__(self) -> Iterator[tuple[Any, Mapping[str, Any]]]:
        return iter(self.ex_iterable)

    @property
    def iter_arrow(self) -> Any:
        """What `datasets` calls for tables in place of rows, if it is to."""
        return self._iter_arrow if self.gives_tables else None

    def _iter_arrow(self) -> Iterator[tuple[Any, pa.Table]]:
        columns = self.columns
        # Rows that come straight from this library are of plain values; those of `.filter` and the like are decoded.
        is_plain = isinstance(self.ex_iterable, TypedRows) and not self.ex_iterable.gives_tables
        quick = RowTables(self.origin) if is_plain and columns == self.origin else None
        for key, row in self.ex_iterable:
            if columns is None:
                columns = types_of(row, self.origin)
            try:
                table = quick.table(row) if quick is not None else _table(row, columns)
            except MISFITS as error:
                wrong = next((name for name in columns if not _fits(row.get(name), columns[name])), "?")
                raise ValueError(
                    f"column {wrong!r} of a mapped stream does not fit its type {columns.get(wrong)}, which is that of "
                    "the first row unless `.map` is told: give it features=Features({**stream.features, ...})."
                ) from error
            yield key, table

    def _init_state_dict(self) -> Any:
        self._state_dict = self.ex_iterable._init_state_dict()
        return self._state_dict

    def shuffle_data_sources(self, *args: Any, **kwargs: Any) -> TypedRows:
        """The same with shuffled shards."""
        return self._around(self.ex_iterable.shuffle_data_sources(*args, **kwargs))

    def shard_data_sources(self, *args: Any, **kwargs: Any) -> TypedRows:
        """The same with some of the shards."""
        return self._around(self.ex_iterable.shard_data_sources(*args, **kwargs))

    def reshard_data_sources(self) -> TypedRows:
        """The same with more shards where there can be."""
        return self._around(self.ex_iterable.reshard_data_sources())

    @property
    def num_shards(self) -> int:
        """How many shards the iterable has."""
        return int(self.ex_iterable.num_shards)

    def _around(self, rows: Any) -> TypedRows:
        return TypedRows(rows, self.columns, self.origin, self.gives_tables)


def types_of(row: Mapping[str, Any], origin: datasets.Features) -> datasets.Features:
    """The types of a mapped row's columns: as they were where the row's values still fit, else what Arrow infers."""
    found = {}
    for name, value in row.items():
        if name in origin and _fits(value, origin[name]):
            found[name] = origin[name]
        else:
            found[name] = datasets.Dataset.from_list([{name: value}]).features[name]
    return datasets.Features(found)


def carry_types() -> None:
    """Makes every stream that comes from this library carry its types on; doing it twice changes nothing.

    Raises:
        ImportError: this release of `datasets` makes its streams in another way.
    """
    resolve = getattr(IterableDataset, "_resolve_features", None)
    if resolve is None or list(inspect.signature(IterableDataset).parameters)[: len(ARGUMENTS)] != list(ARGUMENTS):
        raise ImportError(
            f"gameqa does not know how datasets {datasets.__version__} makes its streams. "
            "Install a supported release: datasets >= 4.0, < 6."
        )
    if resolve.__module__ == __name__:
        return
    make = IterableDataset.__init__

    @wraps(make)
    def make_typed(
        self: IterableDataset, ex_iterable: Any, info: Any = None, split: Any = None, formatting: Any = None,
        *args: Any, **kwargs: Any,
    ) -> None:  # fmt: skip
        columns = None if info is None else info.features
        if _needs_tables(ex_iterable, columns, formatting):
            origin = _origin_of(ex_iterable)
            if origin is not None:
                ex_iterable = TypedRows(ex_iterable, columns, origin)
        make(self, ex_iterable, info, split, formatting, *args, **kwargs)

    @wraps(resolve)
    def resolve_typed(self: IterableDataset) -> IterableDataset:
        origin = _origin_of(self._ex_iterable) if self.features is None else None
        first = None if origin is None else next(iter(self.with_format(None)), None)
        return resolve(self) if first is None else self.cast(types_of(first, origin))

    resolve_typed.__module__ = __name__
    IterableDataset.__init__ = make_typed
    IterableDataset._resolve_features = resolve_typed


def _needs_tables(rows: Any, columns: datasets.Features | None, formatting: Any) -> bool:
    """Whether `datasets` is going to turn rows into tables."""
    if rows.iter_arrow:
        return False
    if formatting is not None and (formatting.is_table or isinstance(rows, TypedRows)):
        return True
    # Older releases do so wherever types have changed, and then hand filtered pictures over undecoded.
    return columns is not None and columns != rows.features and not ASKS_FOR_TABLES


def _origin_of(rows: Any) -> datasets.Features | None:
    """The columns of this library from which rows are made; None where others take part."""
    if isinstance(rows, TypedRows):
        return rows.origin
    sources = [rows.ex_iterable] if hasattr(rows, "ex_iterable") else getattr(rows, "ex_iterables", [])
    origins = [_origin_of(source) for source in sources]
    return None if None in origins else next(iter(origins), None)


def _table(row: Mapping[str, Any], columns: datasets.Features) -> pa.Table:
    return pa.Table.from_pylist([columns.encode_example(row)], schema=columns.arrow_schema)


def _fits(value: Any, feature: Any) -> bool:
    """Whether a value is of a type, and comes back unchanged where it is stored as such."""
    if isinstance(feature, datasets.Image):
        return value is None or isinstance(value, (PIL.Image.Image, Mapping))
    try:
        stored = _table({"value": value}, datasets.Features({"value": feature}))["value"][0].as_py()
    except MISFITS:
        return False
    return bool(stored == cast_to_python_objects(value))
