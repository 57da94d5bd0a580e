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
        schema = columns.arrow_schema
        self._row, self._metadata = pa.struct(list(schema)), schema.metadata

    def table(self, row: Mapping[str, Any]) -> pa.Table:
        """The table of a row as `gameqa.sample` makes it: of plain values, so that nothing has to be encoded."""
        rows = pa.RecordBatch.from_struct_array(pa.array([dict(row)], self._row))
        return pa.Table.from_batches([rows.replace_schema_metadata(self._metadata)])
