"""A rhythm game: blocks that fall toward a finger, and what the finger scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gameqa.contract import level_by

EMPTY, CLICK, REVERSE, HEAD, BODY, TAIL = ".", "c", "r", "h", "b", "t"

CLICK_POINTS, REVERSE_POINTS = 10, 15


def snake_points(length: int) -> int:
    """The points of a Snake that is tapped as a whole."""
    return length * (2 * length + 7)


@dataclass(frozen=True)
class Chart:
    """The blocks before the first tap.

    Attributes:
        columns: for every column, from the left, the signs of its cells from row 1, at the bottom, upward: "." for an
            empty cell, "c" a Click, "r" a Reverse, "h", "b" and "t" head, body and tail of a Snake. Above a head come
            bodies and then a tail.
        finger: the number of the column below which the finger is, from 1.
    """

    columns: tuple[str, ...]
    finger: int

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.columns[0])

    @cached_property
    def level(self) -> str:
        """The level whose boards have this size."""
        return level_by(LEVELS, lambda wanted: (wanted.rows, wanted.columns) == (self.rows, len(self.columns)))


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: rows, columns, and how many Reverses a finger taps whose points are asked."""

    rows: int
    columns: int
    reverses: tuple[int, int]


LEVELS = {
    "easy": Parameters(15, 4, (2, 3)),
    "medium": Parameters(15, 6, (3, 4)),
    "hard": Parameters(20, 6, (4, 5)),
}


@dataclass(frozen=True)
class Hit:
    """A block that the finger meets; columns and rows are counted from 1.

    Attributes:
        kind: the sign of a Click, a Reverse or a Snake's head; that of a Snake's tail where its head was missed.
        column: where the picture shows it.
        first, last: the lowest and the highest row that is tapped.
        points: what it scores.
    """

    kind: str
    column: int
    first: int
    last: int
    points: int


def snake_at(cells: str, row: int) -> tuple[int, int]:
    """The rows of head and tail, counted from 0, of the Snake that fills a cell of a column."""
    return cells.rindex(HEAD, 0, row + 1), cells.index(TAIL, row)


def hits_of(columns: Sequence[str], finger: int, slow: bool = False, mirrors: bool = True) -> list[Hit]:
    """The blocks that a finger meets, in order.

    Args:
        finger: the number of its column, from 1.
        slow: whether one row passes untapped while the board is mirrored.
        mirrors: whether the board is mirrored at all, as by the rules.
    """
    hits = []
    column, row = finger - 1, 0
    while row < len(columns[0]):
        sign = columns[column][row]
        if sign == CLICK:
            hits.append(Hit(CLICK, column + 1, row + 1, row + 1, CLICK_POINTS))
        elif sign == REVERSE:
            hits.append(Hit(REVERSE, column + 1, row + 1, row + 1, REVERSE_POINTS))
            if mirrors:
                column = len(columns) - 1 - column
                row += slow
        elif sign != EMPTY:
            head, tail = snake_at(columns[column], row)
            points = snake_points(tail - head + 1) if head == row else 0
            hits.append(Hit(HEAD if points else TAIL, column + 1, row + 1, tail + 1, points))
            row = tail
        row += 1
    return hits


def points_of(hits: Sequence[Hit]) -> int:
    """The sum of the points."""
    return sum(hit.points for hit in hits)


def mirrored_column(columns: int, column: int) -> int:
    """The column, counted from 1, that changes places with another one of so many."""
    return columns + 1 - column


def scores(columns: Sequence[str], slow: bool) -> list[int]:
    """What a finger scores below every column."""
    size = len(columns)
    return [score(columns[own], columns[size - 1 - own], slow) for own in range(size)]


def score(here: str, there: str, slow: bool) -> int:
    """What a finger scores below the first of two columns that change places."""
    total, row, rows = 0, 0, len(here)
    while row < rows:
        sign = here[row]
        if sign == CLICK:
            total += CLICK_POINTS
        elif sign == REVERSE:
            total += REVERSE_POINTS
            here, there = there, here
            row += slow
        elif sign == HEAD:
            tail = here.index(TAIL, row)
            total += snake_points(tail - row + 1)
            row = tail
        row += 1
    return total


def straight_score(cells: str) -> int:
    """What all blocks of a column are worth."""
    total = CLICK_POINTS * cells.count(CLICK) + REVERSE_POINTS * cells.count(REVERSE)
    return total + sum(
        snake_points(snake_at(cells, row)[1] - row + 1) for row, sign in enumerate(cells) if sign == HEAD
    )


def cell_count(chart: Chart) -> float:
    """The number of cells of the board."""
    return chart.rows * len(chart.columns)


def split_key(chart: Chart) -> str:
    """The blocks, whichever places the pairs of columns have that change places, and whichever side each has."""
    size = len(chart.columns)
    pairs = (sorted((chart.columns[own], chart.columns[size - 1 - own])) for own in range(size // 2))
    return "/".join("-".join(pair) for pair in sorted(pairs))
