"""Square boards as bits, for searches that look at many cells at a time.

A set of cells is a whole number with one bit a cell. Rows are one bit longer than the board is wide, so that a shift by
one never leads from one row into the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gameqa.grid import Cell, all_cells, around, beside
from gameqa.rng import Rng


@dataclass(frozen=True, eq=False)
class BitBoard:
    """What is the same for all boards of a side.

    Attributes:
        side: cells along an edge.
        stride: the bits of a row.
        full: all cells.
        rows, columns: their cells.
        lines: the rows, then the columns.
        beside: for every cell, by its bit, the up to four cells that share an edge with it.
        around: for every cell, by its bit, the up to eight cells that touch it.
    """

    side: int
    stride: int
    full: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]
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
        """How many bits a cell of a line, which is given by its number in `lines`, is from the next one."""
        return 1 if line < self.side else self.stride

    def next_to(self, bits: int) -> int:
        """The cells that share an edge with one of a set, and are not in it."""
        stride = self.stride
        return (bits << 1 | bits >> 1 | bits << stride | bits >> stride) & self.full & ~bits

    def connected(self, bits: int) -> bool:
        """Whether a set of cells is all of one piece."""
        stride, part = self.stride, bits & -bits
        while (more := (part | part << 1 | part >> 1 | part << stride | part >> stride) & bits) != part:
            part = more
        return part == bits


@cache
def bitboard_of(side: int) -> BitBoard:
    """The boards of a side."""
    stride = side + 1

    def bits(cells: Iterable[Cell]) -> int:
        return sum(1 << row * stride + column for row, column in cells if 0 <= row < side and 0 <= column < side)

    cells = all_cells(side, side)
    rows = tuple(bits((row, column) for column in range(side)) for row in range(side))
    columns = tuple(bits((row, column) for row in range(side)) for column in range(side))
    return BitBoard(
        side,
        stride,
        bits(cells),
        rows,
        columns,
        rows + columns,
        {bits([cell]): bits(beside(cell)) for cell in cells},
        {bits([cell]): bits(around(cell, side, side)) for cell in cells},
    )


def bits_of(cells: int) -> Iterator[int]:
    """The cells of a set one by one, each as a bit, row by row."""
    while cells:
        yield cells & -cells
        cells &= cells - 1


def some_bit(cells: int, rng: Rng) -> int:
    """One of a set of cells, which is not empty, each equally likely."""
    for _ in range(rng.below(cells.bit_count())):
        cells &= cells - 1
    return cells & -cells


def some_of(cells: int, count: int, rng: Rng) -> int:
    """So many of a set of cells, each equally likely, as bits."""
    return sum(rng.sample(list(bits_of(cells)), count))
