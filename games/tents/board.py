"""Square boards as bits: cells, lines and neighborhoods of tents puzzles.

A set of cells is a whole number with one bit a cell. Rows are one bit longer than the board is wide, so that a shift by
one never leads from one row into the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gameqa.grid import Cell, all_cells, around, beside


@dataclass(frozen=True)
class Geometry:
    """What is the same for all boards of a side.

    Attributes:
        side: cells along an edge.
        stride: the bits of a row.
        full: all cells.
        lines: the cells of every row, then of every column.
        beside: for every cell, by its bit, the up to four cells that share an edge with it.
        around: for every cell, by its bit, the up to eight cells that touch it.
    """

    side: int
    stride: int
    full: int
    lines: tuple[int, ...]
    beside: dict[int, int]
    around: dict[int, int]

    def bit(self, cell: Cell) -> int:
        """A cell as a bit."""
        return 1 << cell[0] * self.stride + cell[1]

    def bits(self, cells: Iterable[Cell]) -> int:
        """A set of cells as bits."""
        stride = self.stride
        return sum(1 << row * stride + column for row, column in cells)

    def cells(self, bits: int) -> list[Cell]:
        """The cells of a set, row by row."""
        return [divmod(bit.bit_length() - 1, self.stride) for bit in bits_of(bits)]

    def step(self, line: int) -> int:
        """How many bits a cell of a line is from the next one."""
        return 1 if line < self.side else self.stride


@cache
def geometry_of(side: int) -> Geometry:
    """The geometry of boards of a side."""
    stride = side + 1

    def bits(cells: Iterable[Cell]) -> int:
        return sum(1 << row * stride + column for row, column in cells if 0 <= row < side and 0 <= column < side)

    cells = all_cells(side, side)
    return Geometry(
        side,
        stride,
        bits(cells),
        tuple(
            bits(cell for cell in cells if cell[direction] == number) for direction in (0, 1) for number in range(side)
        ),
        {bits([cell]): bits(beside(cell)) for cell in cells},
        {bits([cell]): bits(around(cell, side, side)) for cell in cells},
    )


def bits_of(cells: int) -> Iterator[int]:
    """The cells of a set one by one, each as a bit."""
    while cells:
        yield cells & -cells
        cells &= cells - 1
