"""Reading the four numbers of a cell."""

from __future__ import annotations

from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.kinds import SUBJECT
from gameqa.scoring.singles import Single


def _is_position(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 4


read_position = Single(find_bare_cells, SUBJECT, _is_position)
"""Reads block row, block column, row and column."""
