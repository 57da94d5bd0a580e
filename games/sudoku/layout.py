"""The layout of color sudokus, and grids as lists.

Colors are numbers from 1, 0 is an empty cell. Cells are numbered 0 to n * n - 1 in reading order;
states hold rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

BOX_SHAPES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
"""Rows and columns of a box on a board of each side."""

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Layout:
    """The units of a board of one side.

    Attributes:
        rows, columns, boxes: the number of the unit of each kind that a cell belongs to.
        units: all units as tuples of cells: first the rows, then the columns, then the boxes.
        units_of: for every cell, the numbers of its row, column and box among all units.
        peers: for every cell, the other cells of its units.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    boxes: tuple[int, ...]
    units: tuple[tuple[int, ...], ...]
    units_of: tuple[tuple[int, int, int], ...]
    peers: tuple[tuple[int, ...], ...]


@cache
def layout_of(side: int) -> Layout:
    """The units of a board of side 4, 6 or 9."""
    high, wide = BOX_SHAPES[side]
    cells = range(side * side)
    rows = tuple(cell // side for cell in cells)
    columns = tuple(cell % side for cell in cells)
    boxes = tuple(row // high * high + column // wide for row, column in zip(rows, columns, strict=True))
    units = tuple(
        tuple(cell for cell in cells if kind[cell] == number)
        for kind in (rows, columns, boxes)
        for number in range(side)
    )
    peers = tuple(tuple(sorted({other for unit in units if cell in unit for other in unit} - {cell})) for cell in cells)
    units_of = tuple(
        (row, side + column, 2 * side + box) for row, column, box in zip(rows, columns, boxes, strict=True)
    )
    return Layout(rows, columns, boxes, units, units_of, peers)


def flat(rows: Rows) -> list[int]:
    """All cells in reading order."""
    return [color for row in rows for color in row]


def rows_of(cells: list[int], side: int) -> Rows:
    """Cells in reading order as rows."""
    return tuple(tuple(cells[start : start + side]) for start in range(0, side * side, side))


def candidates(cells: list[int], side: int, cell: int) -> int:
    """The colors that no peer of the cell has, as bits 1 << color."""
    used = 0
    for peer in layout_of(side).peers[cell]:
        used |= 1 << cells[peer]
    return ((2 << side) - 2) & ~used


def colors_in(bits: int) -> list[int]:
    """The colors of a set of bits, ascending."""
    return list(COLORS_IN[bits])


COLORS_IN = tuple(tuple(color for color in range(1, 10) if bits >> color & 1) for bits in range(1 << 10))
"""The colors of every set of bits 1 << color, ascending."""
