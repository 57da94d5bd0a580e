"""The question about two swatches that were exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from gameqa.answers import write_cell
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.rng import Rng

from .engine import LEVELS, Board, new_plane, plane
from .spaces import Floats, oklab_of
from .telling import MEANING, MEASURES, main_measure, measures_in

SPANS = (0.2, 0.2)

LEAST_SHIFT = {"easy": 0.2, "medium": 0.16, "hard": 0.13}
"""How far in Oklab the colors of both swatches differ, at least."""


def new_board_with_exchange(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose rows and columns are gradients, but for two swatches of different rows and columns that were
    exchanged; the corners are in place."""
    side = LEVELS[level].side
    rows, values = new_plane(side, SPANS, rng, accept)
    inner = [(r, c) for r in range(side) for c in range(side) if not {r, c} <= {0, side - 1}]
    row, column = rng.choice(inner)
    away = ((values - values[row, column]) ** 2).sum(axis=2)
    others = [
        (r, c)
        for r, c in np.argwhere(away >= LEAST_SHIFT[level] ** 2).tolist()
        if r != row and c != column and not {r, c} <= {0, side - 1}
    ]
    if not others:
        raise Redraw
    other_row, other_column = rng.choice(others)
    rows[row][column], rows[other_row][other_column] = rows[other_row][other_column], rows[row][column]
    return Board(tuple(map(tuple, rows)))


def exchanged(values: Floats) -> tuple[Cell, Cell]:
    """The two cells whose colors are farthest from what the corners say.

    Args:
        values: the Oklab values of a board, shape (side, side, 3).
    """
    side = len(values)
    off = ((values - plane(values[[0, 0, -1, -1], [0, -1, -1, 0]], side)) ** 2).sum(axis=2)
    first, second = np.argsort(off.ravel(), kind="stable")[-2:].tolist()
    one, other = sorted((divmod(first, side), divmod(second, side)))
    return one, other


def check_exchanged(board: Board, asked: Mapping[str, Any], cell: Cell) -> float:
    """1 for one of the two cells."""
    return float(cell in exchanged(oklab_of(board.rows)))


def odd_one_out(board: Board, rng: Rng) -> Question:
    """One of two swatches that were exchanged."""
    values = oklab_of(board.rows)
    pair = exchanged(values)
    lines = []
    for (row, column), (other_row, other_column) in (pair, pair[::-1]):
        own, (wanted,) = measures_in(values[row]), measures_in(values[other_row, other_column, None])
        shown = own[column]
        number = main_measure(shown, wanted)
        told = [str(measures[number]) for measures in own]
        rest = [place for place in range(len(told)) if place != column]
        lines.append(
            f"Row {row}, from left to right, has {MEASURES[number]} {', '.join(told)}. Without column {column} it goes "
            f"evenly from {told[rest[0]]} to {told[rest[-1]]}, and column {column} should have about {wanted[number]}, "
            f"not {shown[number]}: the swatch at {write_cell((row, column))} is out of place."
        )
    one, other = pair
    answer = write_cell(rng.choice(pair))
    return Question(
        "Every row and every column of the board was a gradient, before two of its swatches changed places. Name the "
        "cell of one of these two swatches.",
        answer,
        (
            MEANING,
            *lines,
            f"The color of {write_cell(one)} fits at {write_cell(other)}, and the color of {write_cell(other)} at "
            f"{write_cell(one)}: these two were exchanged, and {answer} is one of them.",
        ),
        evidence=(named_cell("exchanged swatch", one), named_cell("exchanged swatch", other)),
    )
