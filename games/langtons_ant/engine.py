"""Langton's ant on a torus of white and black cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gameqa.answers import DIRECTIONS
from gameqa.contract import Accept, keep
from gameqa.grid import CLOCKWISE, STEPS, Cell
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

FACINGS = tuple(DIRECTIONS[move] for move in CLOCKWISE)
"""Directions in clockwise order."""

WHITE, BLACK = ".", "#"


@dataclass(frozen=True)
class Ant:
    """A board with an ant.

    Attributes:
        rows: "." for white and "#" for black cells, a square.
        cell: where the ant is.
        facing: its direction, a place in `FACINGS`.
    """

    rows: tuple[str, ...]
    cell: Cell
    facing: int


class Step(NamedTuple):
    """One step of the ant.

    Attributes:
        color: of the cell that the ant left, before it was flipped.
        left: the cell that the ant left.
        cell, facing: the ant after the step.
    """

    color: str
    left: Cell
    cell: Cell
    facing: int


SIDES = {"easy": 5, "medium": 9, "hard": 13}
SMALL_SIDES = {"easy": 4, "medium": 6, "hard": 7}
"""Sides of the boards that are asked for as a whole."""

STEP_COUNTS = {4: (4, 6), 6: (6, 9), 7: (8, 12), 5: (5, 8), 9: (8, 14), 13: (12, 24)}
"""Least and greatest number of steps that is asked on a board of a side."""


def steps_of(ant: Ant, count: int, right_on: str = WHITE, flips: bool = True) -> list[Step]:
    """The next steps of the ant.

    Args:
        right_on: the color on which it turns right; white by the rules.
        flips: whether cells are flipped, as the rules say.
    """
    side = len(ant.rows)
    colors: dict[Cell, str] = {}
    row, column = ant.cell
    facing = ant.facing
    steps = []
    for _ in range(count):
        left = row, column
        color = colors.get(left) or ant.rows[row][column]
        facing = (facing + (1 if color == right_on else 3)) % 4
        if flips:
            colors[left] = BLACK if color == WHITE else WHITE
        down, across = STEPS[CLOCKWISE[facing]]
        row, column = (row + down) % side, (column + across) % side
        steps.append(Step(color, left, (row, column), facing))
    return steps


def after(ant: Ant, steps: Sequence[Step]) -> Ant:
    """Board and ant after steps that `steps_of` gave for this ant."""
    grid = [list(row) for row in ant.rows]
    for step in steps:
        row, column = step.left
        grid[row][column] = BLACK if step.color == WHITE else WHITE
    last = steps[-1]
    return Ant(tuple("".join(row) for row in grid), last.cell, last.facing)


def recolored(ant: Ant, cells: Sequence[Cell], color: str) -> Ant:
    """The same ant on a board some of whose cells have another color."""
    grid = [list(row) for row in ant.rows]
    for row, column in cells:
        grid[row][column] = color
    return Ant(tuple("".join(row) for row in grid), ant.cell, ant.facing)


def black_cells(rows: Sequence[str]) -> int:
    """How many cells are black."""
    return sum(row.count(BLACK) for row in rows)


def board_with(side: int, black: int, rng: Rng) -> tuple[str, ...]:
    """A board with so many black cells, at random places."""
    cells = [WHITE] * (side * side)
    for place in rng.sample(range(side * side), black):
        cells[place] = BLACK
    return tuple("".join(cells[start : start + side]) for start in range(0, side * side, side))


def new_board(side: int, rng: Rng, accept: Accept) -> Ant:
    """A board of the wanted split: at random, or one that an ant has walked on for a while before."""
    black = rng.between(side * side // 8, side * side // 2)
    pose = (rng.below(side), rng.below(side)), rng.below(4)
    ant = Ant(board_with(side, black, rng), *pose)
    if rng.chance(1, 2):
        ant = after(ant, steps_of(ant, rng.between(5, 6 * side)))
    keep(split_key(ant), accept)
    return ant


def new_ant(level: str, rng: Rng, accept: Accept) -> Ant:
    """A board of a level."""
    return new_board(SIDES[level], rng, accept)


def split_key(ant: Ant) -> str:
    """The colors up to turns and reflections; the ant does not matter."""
    return "/".join(smallest_image(ant.rows))


def cell_count(ant: Ant) -> float:
    """The number of cells of the board."""
    return len(ant.rows) ** 2
