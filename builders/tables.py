"""Rows as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import datasets
import pyarrow as pa


class RowTables:
    """Makes tables of one row each.

    Args:
        columns: the types of the columns.
    """

    def __init__(self, columns: datasets.Features) -> None:
        self._schema = columns.arrow_schema
        self._row = pa.struct(list(self._schema))

    def table(self, row: Mapping[str, Any]) -> pa.Table:
        """The table of a row as `gameqa.sample` makes it: of plain values, so that nothing has to be encoded."""
        return pa.Table.from_arrays(pa.array([dict(row)], self._row).flatten(), schema=self._schema)
