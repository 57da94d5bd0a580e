"""Grids of cells: what all games on boards of rows and columns share about cells, steps and neighbors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from gameqa.places import Place

Cell = tuple[int, int]
"""Row and column, from the top and from the left."""

UP, DOWN, LEFT, RIGHT = range(4)
"""Moves, as places in `gameqa.answers.DIRECTIONS`."""

STEPS = ((-1, 0), (1, 0), (0, -1), (0, 1))
"""Row and column change of every move."""

CLOCKWISE = (UP, RIGHT, DOWN, LEFT)
"""The moves in the order of quarter turns to the right."""


def ahead(cell: Cell, move: int, distance: int = 1) -> Cell:
    """The cell some steps away in the direction of a move; behind, where the distance is negative."""
    down, across = STEPS[move]
    return cell[0] + down * distance, cell[1] + across * distance


def cells_on(start: Cell, moves: Iterable[int]) -> list[Cell]:
    """The cells that moves pass where nothing stops them, the first one included."""
    cells = [start]
    for move in moves:
        cells.append(ahead(cells[-1], move))
    return cells


@cache
def beside(cell: Cell) -> tuple[Cell, Cell, Cell, Cell]:
    """The cells above, below, left and right of a cell, in the order of the moves; some may be off the board."""
    row, column = cell
    return (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)


@cache
def around(cell: Cell, rows: int, columns: int) -> tuple[Cell, ...]:
    """The up to eight cells of a board that share an edge or a corner with a cell, row by row."""
    row, column = cell
    return tuple(
        (r, c)
        for r in range(max(0, row - 1), min(rows, row + 2))
        for c in range(max(0, column - 1), min(columns, column + 2))
        if (r, c) != cell
    )


@cache
def all_cells(rows: int, columns: int) -> tuple[Cell, ...]:
    """All cells of a board, row by row."""
    return tuple((row, column) for row in range(rows) for column in range(columns))


def cells_with(rows: Iterable[str], signs: str) -> Iterator[Cell]:
    """The cells of a board of characters that hold one of the signs, row by row."""
    for row, line in enumerate(rows):
        for column, sign in enumerate(line):
            if sign in signs:
                yield row, column


def distance(one: Cell, other: Cell) -> int:
    """The Manhattan distance of two cells: the difference of their rows plus that of their columns."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def named_cell(label: str, cell: Cell) -> tuple[str, Place]:
    """A cell as evidence of a question, in pictures whose places are ("cell", row, column)."""
    return label, ("cell", *cell)
