"""Boards of gradients: what they are, and how they are drawn.

Gradients are even in Oklab: along a line the color changes by the same step from cell to cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from gameqa.contract import Accept, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng

from .names import clear_colors
from .spaces import Color, Floats, color_at, colors_of, oklab_of

EMPTY = -1

DARKEST, LIGHTEST = 0.3, 0.93
"""Between which lightnesses, in Oklab, the ends of gradients without names are."""

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Board:
    """Swatches on a board, and numbered ones below it.

    Attributes:
        rows: the color of every cell, row by row: 65536 times red plus 256 times green plus blue; -1 for an empty cell.
        palette: the colors below the board, numbered from 1; there may be none.
    """

    rows: tuple[tuple[Color, ...], ...]
    palette: tuple[Color, ...] = ()


@dataclass(frozen=True)
class Parameters:
    """What a level asks for.

    Attributes:
        side: cells of a row and of a column.
        pairs: how many pairs of near names are among eight names.
    """

    side: int
    pairs: int


LEVELS = {"easy": Parameters(5, 1), "medium": Parameters(7, 2), "hard": Parameters(9, 4)}


def level_of(board: Board) -> str:
    """The level whose boards have so many columns."""
    return level_by(LEVELS, lambda wanted: wanted.side == len(board.rows[0]))


def cells_shown(board: Board) -> float:
    """How many cells have a color."""
    return sum(color != EMPTY for row in board.rows for color in row)


def split_key(board: Board) -> str:
    """The colors of the corners, however the board is turned or mirrored; of a single row all its colors."""
    rows = board.rows
    if len(rows) == 1:
        return f"{sorted({*rows[0], *board.palette} - {EMPTY})}"
    return corner_key(rows[0][0], rows[0][-1], rows[-1][-1], rows[-1][0])


def corner_key(*around: Color) -> str:
    """The split key of a board by its corners, clockwise or not, from any of them."""
    both = (around, around[::-1])
    return str(min(order[start:] + order[:start] for order in both for start in range(4)))


@cache
def _weights(side: int) -> Floats:
    """How much of the second end every cell of a line has, shape (cells, 1)."""
    return (np.arange(side) / (side - 1))[:, None]


def line_between(start: Floats, end: Floats, side: int) -> Floats:
    """The Oklab values of lines between two ends, shape (..., 3), as (..., cells, 3)."""
    weights = _weights(side)
    return start[..., None, :] * (1 - weights) + end[..., None, :] * weights


def line_colors(start: Vector, end: Vector, side: int) -> list[Color] | None:
    """The colors of a line between two ends, by their Oklab values; None if a screen lacks one of them.

    As `line_between` and `colors_of`, without arrays.
    """
    found = []
    for place in range(side):
        share = place / (side - 1)
        light, red, yellow = (one * (1 - share) + other * share for one, other in zip(start, end, strict=True))
        color = color_at(light, red, yellow)
        if color is None:
            return None
        found.append(color)
    return found


@cache
def ground_colors() -> tuple[tuple[Color, ...], tuple[Vector, ...]]:
    """Colors from which ends of gradients are taken, neither nearly black nor nearly white, and their Oklab values."""
    parts = range(0, 256, 17)
    colors = np.array([red << 16 | green << 8 | blue for red in parts for green in parts for blue in parts])
    values = oklab_of(colors)
    kept = (values[:, 0] > DARKEST) & (values[:, 0] < LIGHTEST)
    return tuple(colors[kept].tolist()), tuple((light, red, yellow) for light, red, yellow in values[kept].tolist())


def _minus(one: Vector, other: Vector) -> Vector:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _square(vector: Vector) -> float:
    return vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]


def _least_square(one: Vector, other: Vector) -> float:
    """The least squared length of what goes evenly over from one vector to another."""
    turn = _minus(other, one)
    size = _square(turn)
    place = -sum(a * part for a, part in zip(one, turn, strict=True)) / size if size else 0.0
    place = min(1.0, max(0.0, place))
    return sum((a + place * part) ** 2 for a, part in zip(one, turn, strict=True))


BEND = 10
"""By how many hundredths of Oklab a corner is moved, at most, from where all rows would be parallel."""


def wide_corners(spans: tuple[float, float], rng: Rng) -> tuple[tuple[Color, ...], Floats]:
    """Corners of a board, clockwise from the top left, so that every row and column goes far enough in Oklab.

    Args:
        spans: the least distance of the ends of a row, and of a column.

    Returns:
        the colors and their Oklab values, shape (4, 3).
    """
    colors, values = ground_colors()
    count, (least_across, least_down) = len(colors), (span * span for span in spans)
    while True:
        one, two = rng.below(count), rng.below(count)
        first, second = values[one], values[two]
        across = _minus(second, first)
        if _square(across) < least_across:
            continue
        four = rng.below(count)
        fourth = values[four]
        down = _minus(fourth, first)
        if _square(down) < least_down:
            continue
        bend = rng.below((2 * BEND + 1) ** 3)
        third = (
            second[0] + down[0] + (bend % (2 * BEND + 1) - BEND) / 100,
            second[1] + down[1] + (bend // (2 * BEND + 1) % (2 * BEND + 1) - BEND) / 100,
            second[2] + down[2] + (bend // (2 * BEND + 1) ** 2 - BEND) / 100,
        )
        color = color_at(*third) if DARKEST < third[0] < LIGHTEST else None
        if (
            color is not None
            and _least_square(across, _minus(third, fourth)) >= least_across
            and _least_square(down, _minus(third, second)) >= least_down
        ):
            return (colors[one], colors[two], color, colors[four]), np.array((first, second, third, fourth))


def plane(corners: Floats, side: int) -> Floats:
    """The Oklab values of a board whose rows and columns are all gradients, shape (side, side, 3).

    Args:
        corners: clockwise from the top left, shape (4, 3).
    """
    ends = line_between(corners[[0, 1]], corners[[3, 2]], side)
    return line_between(ends[0], ends[1], side)


def new_plane(side: int, spans: tuple[float, float], rng: Rng, accept: Accept) -> tuple[list[list[Color]], Floats]:
    """A board whose rows and columns are all gradients: the colors, and their Oklab values.

    Raises:
        Redraw: it belongs to another split, or a screen lacks one of its colors.
    """
    colors, corners = wide_corners(spans, rng)
    keep(corner_key(*colors), accept)
    values = plane(corners, side)
    found = colors_of(values)
    if found is None:
        raise Redraw
    return found.tolist(), values


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A full board whose rows and columns are all gradients."""
    rows, _ = new_plane(LEVELS[level].side, (0.18, 0.18), rng, accept)
    return Board(tuple(map(tuple, rows)))


@cache
def _bends(side: int) -> Floats:
    """For every inner cell of a line: how much every cell has of the colors of the first cell, this one and the last
    one, between which it goes evenly, shape (cells - 2, 3, cells, 1)."""
    place = np.arange(side)[None, :]
    bend = np.arange(1, side - 1)[:, None]
    before, behind = 1 - place / bend, (place - bend) / (side - 1 - bend)
    weights = np.stack((np.maximum(before, 0), 1 - np.maximum(before, behind), np.maximum(behind, 0)), axis=1)
    weights[:, 1] = np.where(place < bend, place / bend, np.where(place > bend, 1 - behind, 1.0))
    return weights[..., None]


def bent_lines(points: Floats, bends: Sequence[int]) -> Floats:
    """The Oklab values of lines that go evenly from a first color to a second and from there to a third.

    Args:
        points: the three colors of every line, shape (lines, 3, 3).
        bends: in which cell of every line the second one is.
    """
    weights = _bends(len(points))[[bend - 1 for bend in bends]]
    return (
        points[:, 0, None, :] * weights[:, 0]
        + points[:, 1, None, :] * weights[:, 1]
        + points[:, 2, None, :] * weights[:, 2]
    )


def some_color(name: str, rng: Rng) -> tuple[Color, Floats]:
    """A color that fits a name clearly, and its Oklab values."""
    colors, values = clear_colors()[name]
    place = rng.below(len(colors))
    return colors[place], values[place]


def turned(rows: Sequence[Sequence[Color]], upright: bool) -> tuple[tuple[Color, ...], ...]:
    """The rows as a board, or as the columns of one."""
    return tuple(zip(*rows, strict=True)) if upright else tuple(map(tuple, rows))


def line_cells(number: int, side: int, upright: bool) -> list[Cell]:
    """The cells of a row, or of a column."""
    return [(place, number) if upright else (number, place) for place in range(side)]
