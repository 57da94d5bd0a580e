"""Reading the three numbers of a place."""

from __future__ import annotations

from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.kinds import SUBJECT
from gameqa.scoring.singles import Single


def _is_place(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 3


read_place = Single(find_bare_cells, SUBJECT, _is_place)
"""Reads x, y and level."""
