"""Grids of letters, the straight lines in them, and where words stand in these lines.

Cells are counted from 1, as the picture shows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from gameqa.contract import level_by
from gameqa.grid import Cell
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

DIRECTIONS = ("up", "up-right", "right", "down-right", "down", "down-left", "left", "up-left")
"""The names of the directions, clockwise."""

STEPS = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
"""Row and column change of each direction."""

SIDES = {"easy": (5, 5), "medium": (8, 8), "hard": (11, 12)}
"""Least and greatest side of a grid."""

BREAK = "/"
"""What parts lines from each other in a text of all lines."""


@dataclass(frozen=True)
class Grid:
    """A square of letters.

    Attributes:
        rows: the letters of each row, from the top.
        listed: words of which a question asks; one of them is hidden.
    """

    rows: tuple[str, ...]
    listed: tuple[str, ...] = ()

    @property
    def side(self) -> int:
        """The number of rows, and of columns."""
        return len(self.rows)

    def at(self, cell: Cell) -> str:
        """The letter of a cell."""
        return self.rows[cell[0] - 1][cell[1] - 1]

    def cells_with(self, letter: str) -> list[Cell]:
        """The cells that hold a letter, row by row."""
        return [
            (row, column)
            for row, letters in enumerate(self.rows, 1)
            for column, other in enumerate(letters, 1)
            if other == letter
        ]


@dataclass(frozen=True)
class Lines:
    """All straight lines of a grid of one side, one behind the other: rows, columns and both kinds of diagonals.

    Attributes:
        places: the number of the cell at each place of their text; that of no cell where two lines are parted.
        directions: the direction of the line at each place.
    """

    places: tuple[int, ...]
    directions: tuple[int, ...]

    def text(self, letters: Sequence[str]) -> str:
        """The letters of all lines.

        Args:
            letters: of the cells, row by row.
        """
        return "".join(itemgetter(*self.places)([*letters, BREAK]))


@cache
def lines_of(side: int) -> Lines:
    """The lines of grids of a side."""
    places: list[int] = []
    directions: list[int] = []
    for direction in (2, 4, 3, 5):
        down, across = STEPS[direction]
        for row in range(side):
            for column in range(side):
                if 0 <= row - down < side and 0 <= column - across < side:
                    continue
                r, c = row, column
                while 0 <= r < side and 0 <= c < side:
                    places.append(r * side + c)
                    directions.append(direction)
                    r, c = r + down, c + across
                places.append(side * side)
                directions.append(direction)
    return Lines(tuple(places), tuple(directions))


def finds(text: str, word: str) -> Iterator[int]:
    """Where a text holds a word, overlapping or not."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def occurrences(grid: Grid, word: str) -> list[tuple[Cell, int]]:
    """Where a word stands in a grid: the cell of its first letter, and its direction."""
    side, lines = grid.side, lines_of(grid.side)
    text = lines.text("".join(grid.rows))
    found = [(lines.places[place], lines.directions[place]) for place in finds(text, word)]
    last = len(word) - 1
    found += [(lines.places[place + last], (lines.directions[place] + 4) % 8) for place in finds(text, word[::-1])]
    return [((cell // side + 1, cell % side + 1), direction) for cell, direction in found]


def run(start: Cell, direction: int, count: int) -> list[Cell]:
    """So many cells in a direction, with the one at the start; some may be off the grid."""
    down, across = STEPS[direction]
    return [(start[0] + down * step, start[1] + across * step) for step in range(count)]


def is_inside(cell: Cell, side: int) -> bool:
    """Whether a grid has a cell."""
    return 1 <= cell[0] <= side and 1 <= cell[1] <= side


def room(start: Cell, direction: int, side: int) -> int:
    """How many cells a grid has in a direction, with the one at the start."""
    down, across = STEPS[direction]
    left = []
    for place, step in zip(start, (down, across), strict=True):
        if step:
            left.append(side - place + 1 if step > 0 else place)
    return min(left)


def side_of(level: str, rng: Rng) -> int:
    """The side of a grid of a level, the same in all attempts at a sample."""
    return rng.steady("side").between(*SIDES[level])


def level_of(grid: Grid) -> str:
    """The level whose grids are of this size."""
    return level_by(SIDES, lambda sides: sides[0] <= grid.side <= sides[1])


def split_key(grid: Grid) -> str:
    """The letters up to turns and reflections."""
    return "/".join(smallest_image(grid.rows))


def cell_count(grid: Grid) -> float:
    """The number of cells of the grid."""
    return grid.side**2
