"""Puzzles in which pieces are placed and may be taken back: what these share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from gameqa.answers import write_cell
from gameqa.grid import Cell
from gameqa.play.reading import CELL_FORM

REMOVE = "remove"
REMOVE_FORM = (
    rf"(?:remove|take back|clear|erase) (?:the )?(?:(?:tent|star|color) )?(?:at |from |in )?{CELL_FORM[0]}",
    f"{REMOVE} {CELL_FORM[1]}",
)
"""How taking back may be written, and its canonical form."""


def removals(cells: Iterable[Cell]) -> list[str]:
    """The actions that take back what is in some cells."""
    return [f"{REMOVE} {write_cell(cell)}" for cell in cells]


def is_removal(action: str) -> bool:
    """Whether a canonical action takes something back."""
    return action.startswith(REMOVE)


def share_right(placed: Collection[Any], wanted: Collection[Any]) -> float:
    """The share of the wanted pieces that are placed, less that of wrong ones, but at least 0."""
    right = len(set(placed) & set(wanted))
    return max(0, 2 * right - len(placed)) / len(wanted)


def filling_limit(missing: int) -> int:
    """A third as many actions again as pieces are missing, and two more."""
    return missing * 4 // 3 + 2


def why_not_removed(cell: Cell, side: int, what: str, is_given: bool) -> str:
    """Why nothing can be taken back from a cell.

    Args:
        what: what is placed, such as "tent".
        is_given: whether one was there from the beginning.
    """
    if max(cell) >= side:
        return f"Rows and columns go from 0 to {side - 1}."
    if is_given:
        return f"The {what} at {write_cell(cell)} was there from the beginning."
    return f"There is no {what} at {write_cell(cell)}."
