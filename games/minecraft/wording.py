"""How cells and blocks are written in texts, which count from 1."""

from __future__ import annotations

from collections.abc import Iterable

from gameqa.answers import write_cell
from gameqa.grid import Cell


def spot(cell: Cell | tuple[()]) -> str:
    """A cell as (x, y)."""
    return write_cell(number + 1 for number in cell)


def spots(cells: Iterable[Cell]) -> list[str]:
    """Cells as texts, one by one."""
    return [spot(cell) for cell in cells]
