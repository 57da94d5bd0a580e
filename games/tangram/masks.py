"""Sets of cells as bits, for searches that put many shapes onto a board.

Rows are twice as wide as the board, so that a shape that is shifted beyond an edge covers no cell of another row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gameqa.grid import Cell


def width_for(side: int) -> int:
    """The bits of a row for a board."""
    return 2 * side


def mask_of(cells: Iterable[Cell], wide: int) -> int:
    """A set of cells, row by row."""
    found = 0
    for row, column in cells:
        found |= 1 << row * wide + column
    return found


class Form(NamedTuple):
    """A shape that is put onto cells by its first one.

    Attributes:
        mask: the shape in the upper left corner of the board.
        first: the number of the first, or of the last, of its bits.
    """

    mask: int
    first: int

    @classmethod
    def of(cls, shape: Iterable[Cell], wide: int, from_end: bool = False) -> Form:
        """The form of a shape; with `from_end` its last cell is the first one."""
        mask = mask_of(shape, wide)
        return cls(mask, (mask if from_end else mask & -mask).bit_length() - 1)

    def on(self, place: int) -> int:
        """What it covers with its first cell at a place; 0 where that is beyond the board."""
        return self.mask << place - self.first if place >= self.first else 0


def count_ways(hole: int, pieces: Sequence[Sequence[Form]]) -> int:
    """In how many ways a hole is covered exactly with one form of each piece."""
    if not pieces:
        return not hole
    first, ways = (hole & -hole).bit_length() - 1, 0
    for number, forms in enumerate(pieces):
        for form in forms:
            covered = form.on(first)
            if covered and not covered & ~hole:
                ways += count_ways(hole & ~covered, [*pieces[:number], *pieces[number + 1 :]])
    return ways
