"""Rows as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import datasets
import pyarrow as pa


class RowTables:
    """Makes tables of rows.

    Args:
        columns: the types of the columns.
    """

    def __init__(self, columns: datasets.Features) -> None:
        schema = columns.arrow_schema
        self._row, self._metadata = pa.struct(list(schema)), schema.metadata

    def table(self, *rows: Mapping[str, Any]) -> pa.Table:
        """The table of rows as `gameqa.sample` makes them: of plain values, so that nothing has to be encoded."""
        batch = pa.RecordBatch.from_struct_array(pa.array(list(map(dict, rows)), self._row))
        return pa.Table.from_batches([batch.replace_schema_metadata(self._metadata)])
