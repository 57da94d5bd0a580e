"""How answers are written: the formats that questions ask for, and answers as canonical text.

`gameqa.scoring` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable

from gameqa.contract import CELL, CELLS, CHOICE, DECIMAL, GRID, INTEGER, MOVES, TEXT

FORMATS = {
    CHOICE: "Answer with the letter of the right option.",
    INTEGER: "Answer with one integer.",
    DECIMAL: "Answer with a decimal number.",
    CELL: "Answer with one cell, written (row, column).",
    CELLS: "Answer with a list of positions, such as (1, 2), (3, 4).",
    MOVES: "Answer with a list of moves separated by commas.",
    GRID: "Give the grid alone, without the numbers of rows and columns.",
    TEXT: "Answer with a short text.",
}

DIRECTIONS = ("up", "down", "left", "right")

DIRECTIONS_FORMAT = (
    "Answer with the list of moves, each one of up, down, left, right, separated by commas, such as: up, left."
)


def most_items(fewest: int) -> int:
    """How many moves count at most where some number of them is enough: about twice as many and ten more, in tens.

    Longer lists could solve by chance; a bound that is rounded does not tell the shortest list.
    """
    return -(-(2 * fewest + 10) // 10) * 10


def write_cell(cell: Iterable[int]) -> str:
    """A cell or position as text: (2, 5)."""
    return "(" + ", ".join(str(number) for number in cell) + ")"


def write_cells(cells: Iterable[Iterable[int]]) -> str:
    """A list of positions as text: (1, 2), (3, 4)."""
    return ", ".join(write_cell(cell) for cell in cells)


def write_directions(moves: Iterable[int]) -> str:
    """Moves as text: up, up, left."""
    return ", ".join(DIRECTIONS[move] for move in moves)


def write_grid(rows: Iterable[Iterable[object]]) -> str:
    """A grid as text: one line a row, values parted by spaces."""
    return "\n".join(" ".join(str(value) for value in row) for row in rows)
