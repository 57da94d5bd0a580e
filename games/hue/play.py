"""Playing color hue: exchange two swatches a turn, until every row and every column is a gradient again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from gameqa.answers import write_cell, write_cells
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.reading import CELL_FORM
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, engine
from .engine import LEVELS, Board, plane
from .spaces import Color, oklab_of

MOVED = {"easy": 5, "medium": 8, "hard": 12}
"""How many swatches are out of place at first."""

APART = {"easy": 0.13, "medium": 0.09, "hard": 0.07}
"""How far in Oklab the colors of two of these differ, at least."""

SPANS = (0.25, 0.25)
"""How far rows and columns go in Oklab, at least."""

Rows = tuple[tuple[Color, ...], ...]


def corners(side: int) -> tuple[Cell, ...]:
    """The corners, clockwise from the top left; these are always in place."""
    return (0, 0), (0, side - 1), (side - 1, side - 1), (side - 1, 0)


def start(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which some swatches, whose colors differ clearly, have all changed their places."""
    side = LEVELS[level].side
    rows, values = engine.new_plane(side, SPANS, rng, accept)
    cells: list[Cell] = []
    for cell in rng.shuffled([cell for cell in all_cells(side, side) if cell not in corners(side)]):
        away = [float(((values[cell] - values[other]) ** 2).sum()) for other in cells]
        if all(square >= APART[level] ** 2 for square in away):
            cells.append(cell)
        if len(cells) == MOVED[level]:
            break
    else:
        raise Redraw
    others = rng.shuffled(cells)
    while any(cell == other for cell, other in zip(cells, others, strict=True)):
        rng.shuffle(others)
    full = tuple(map(tuple, rows))
    for (row, column), (other_row, other_column) in zip(cells, others, strict=True):
        rows[row][column] = full[other_row][other_column]
    board = Board(tuple(map(tuple, rows)))
    if sorted_rows(board) != full:
        raise Redraw
    return board


def sorted_rows(board: Board) -> Rows | None:
    """The rows of the board when it is sorted: every cell has the color nearest to what the corners tell; None where
    two cells would have the same one."""
    around = tuple(board.rows[row][column] for row, column in corners(len(board.rows)))
    return _sorted(around, tuple(sorted(color for row in board.rows for color in row)))


@lru_cache(maxsize=64)
def _sorted(around: tuple[Color, ...], colors: tuple[Color, ...]) -> Rows | None:
    side = round(len(colors) ** 0.5)
    wanted, values = plane(oklab_of(around), side), oklab_of(colors)
    nearest = ((wanted[:, :, None, :] - values) ** 2).sum(axis=3).argmin(axis=2)
    if len(np.unique(nearest)) < len(colors):
        return None
    return tuple(tuple(colors[number] for number in row) for row in nearest.tolist())


@lru_cache(maxsize=64)
def out_of_place(board: Board) -> tuple[Cell, ...]:
    """The cells whose swatches belong elsewhere."""
    wanted = sorted_rows(board)
    assert wanted is not None
    return tuple(
        (row, column)
        for row, (has, needs) in enumerate(zip(board.rows, wanted, strict=True))
        if has != needs
        for column in range(len(has))
        if has[column] != needs[column]
    )


def is_over(board: Board) -> bool:
    """Whether the board is sorted."""
    return not out_of_place(board)


def actions(board: Board) -> Sequence[str]:
    """Every two cells that are no corners."""
    return () if is_over(board) else _pairs(len(board.rows))


@lru_cache(maxsize=8)
def _pairs(side: int) -> tuple[str, ...]:
    cells = [cell for cell in all_cells(side, side) if cell not in corners(side)]
    return tuple(write_cells(pair) for pair in combinations(cells, 2))


def _cells(action: str) -> tuple[Cell, Cell]:
    row, column, other_row, other_column = map(int, re.findall(r"\d+", action))
    return (row, column), (other_row, other_column)


def exchanged(board: Board, one: Cell, other: Cell) -> Board:
    """The board after two swatches have changed places."""
    rows = [list(row) for row in board.rows]
    color = rows[one[0]][one[1]]
    rows[one[0]][one[1]] = rows[other[0]][other[1]]
    rows[other[0]][other[1]] = color
    return Board(tuple(map(tuple, rows)))


def apply(board: Board, action: str, rng: Rng) -> Turn[Board]:
    """Exchanges two swatches."""
    one, other = _cells(action)
    after = exchanged(board, one, other)
    told = f"The swatches at {write_cell(one)} and {write_cell(other)} have changed places."
    if is_over(after):
        told += " Every row and every column is a gradient: the board is sorted."
    return Turn(after, told)


def why_not(board: Board, action: str) -> str:
    """Why two swatches can't be exchanged."""
    one, other = _cells(action)
    last = len(board.rows) - 1
    if max(*one, *other) > last:
        return f"Rows and columns go from 0 to {last}."
    if one == other:
        return "The two cells are the same."
    corner = one if one in corners(last + 1) else other
    return f"{write_cell(corner)} is a corner, and the swatches in the corners stay where they are."


def score(start: Board, board: Board) -> float:
    """The share of the swatches out of place at first by which more are in place now."""
    first = len(out_of_place(start))
    return max(0.0, (first - len(out_of_place(board))) / first)


def plan(board: Board) -> Sequence[str]:
    """The fewest exchanges: each brings a swatch into the place from which the next one of its cycle is taken."""
    wanted = sorted_rows(board)
    assert wanted is not None
    made = []
    for row, column in out_of_place(board):
        if board.rows[row][column] != wanted[row][column]:
            (there,) = [cell for cell in out_of_place(board) if board.rows[cell[0]][cell[1]] == wanted[row][column]]
            made.append(write_cells(sorted(((row, column), there))))
            board = exchanged(board, (row, column), there)
    return made


def fewest(board: Board) -> int:
    """The cells out of place less the cycles in which their swatches have changed places."""
    wanted, cells = sorted_rows(board), out_of_place(board)
    assert wanted is not None
    home = {wanted[row][column]: (row, column) for row, column in cells}
    left, cycles = set(cells), 0
    while left:
        cycles += 1
        cell = left.pop()
        while (cell := home[board.rows[cell[0]][cell[1]]]) in left:
            left.remove(cell)
    return len(cells) - cycles


def _pair(*numbers: str) -> str:
    one, other = sorted(((int(numbers[0]), int(numbers[1])), (int(numbers[2]), int(numbers[3]))))
    return write_cells((one, other))


PLAY = Play(
    game=GAME,
    version=1,
    goal=(
        "Sort the board. The score is how many more swatches are in place at the end than at first, as a share of "
        "those that were out of place."
    ),
    rules=("even", "cells"),
    legend=(),
    more=(
        "Every row and every column of the board was a gradient before some of its swatches changed places. The board "
        "is sorted when all of them are gradients again. The swatches in the four corners are in place and stay there."
    ),
    briefing=lambda board: f"{count_of(len(out_of_place(board)), 'swatch', 'swatches')} are out of place.",
    action_format="An action is the two cells whose swatches you exchange, as (row, column), (row, column).",
    example="(0, 2), (3, 1)",
    forms=((rf"(?:swap |exchange )?{CELL_FORM[0]} ?(?:,|and|with|<->|-|/|;)? ?{CELL_FORM[0]}", _pair),),
    start=start,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda board: fewest(board) * 3 // 2 + 2,
    policy=Policy(name="sorts the board with the fewest exchanges", plan=plan, exact=True),
    fewest=fewest,
)
