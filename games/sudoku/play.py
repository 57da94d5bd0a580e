"""Playing color sudoku: one cell filled or emptied a turn, until all have their colors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from gameqa.answers import write_cell
from gameqa.contract import Accept
from gameqa.grid import Cell
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.filling import REMOVE_FORM, filling_limit, is_removal, removals, share_right
from gameqa.play.reading import CELL_FORM, cell_in
from gameqa.rng import Rng

from . import GAME, engine
from .engine import COLORS, Puzzle
from .layout import candidates, colors_in, flat, layout_of, rows_of

BOARDS = {"easy": (4, 6, 9), "medium": (6, 12, 18), "hard": (9, 30, 40)}
"""Side, least and most empty cells."""


@dataclass(frozen=True)
class Filling:
    """A board in play.

    Attributes:
        puzzle: the board as it is seen; not all colors on it need be right.
        own: the cells that the player has filled, by their numbers in reading order.
    """

    puzzle: Puzzle
    own: tuple[int, ...] = ()


def start(level: str, rng: Rng, accept: Accept) -> Filling:
    """A puzzle."""
    return Filling(engine.dug(*BOARDS[level], False, rng, accept))


@cache
def _name(cell: int, side: int) -> str:
    return write_cell((cell // side + 1, cell % side + 1))


def _number(cell: Cell, side: int) -> int:
    return (cell[0] - 1) * side + cell[1] - 1


def actions(filling: Filling) -> list[str]:
    """The colors that fit into every empty cell, and the cells that may be emptied."""
    if is_over(filling):
        return []
    side, cells = filling.puzzle.side, flat(filling.puzzle.givens)
    found = []
    for cell, color in enumerate(cells):
        if not color:
            name = _name(cell, side)
            found += [f"{COLORS[fitting - 1]} {name}" for fitting in colors_in(candidates(cells, side, cell))]
    return [*found, *(f"remove {_name(cell, side)}" for cell in sorted(filling.own))]


def apply(filling: Filling, action: str, rng: Rng) -> Turn[Filling]:
    """Fills a cell, or empties one."""
    side = filling.puzzle.side
    cell = _number(cell_in(action), side)
    if is_removal(action):
        own = tuple(one for one in filling.own if one != cell)
        return Turn(Filling(_with(filling.puzzle, cell, 0), own), f"The cell {_name(cell, side)} was emptied.")
    color = action.split()[0]
    after = Filling(_with(filling.puzzle, cell, COLORS.index(color) + 1), (*filling.own, cell))
    told = f"The cell {_name(cell, side)} was filled with {color}."
    return Turn(after, f"{told} Every cell has its color: the puzzle is solved." if is_over(after) else told)


def _with(puzzle: Puzzle, cell: int, color: int) -> Puzzle:
    cells = flat(puzzle.givens)
    cells[cell] = color
    return replace(puzzle, givens=rows_of(cells, puzzle.side))


def why_not(filling: Filling, action: str) -> str:
    """Why a color does not go into a cell, or a cell can't be emptied."""
    side, place = filling.puzzle.side, cell_in(action)
    if not all(1 <= number <= side for number in place):
        return f"Rows and columns go from 1 to {side}."
    cells, cell = flat(filling.puzzle.givens), _number(place, side)
    name = _name(cell, side)
    if is_removal(action):
        return f"The cell {name} was filled from the beginning." if cells[cell] else f"The cell {name} is empty."
    if cells[cell]:
        return f"The cell {name} is {COLORS[cells[cell] - 1]} already."
    color = COLORS.index(action.split()[0]) + 1
    if color > side:
        return f"The colors of this board are {', '.join(COLORS[:side])}."
    peer = next(peer for peer in layout_of(side).peers[cell] if cells[peer] == color)
    layout = layout_of(side)
    shared = (("row", layout.rows), ("column", layout.columns), ("box", layout.boxes))
    unit = next(unit for unit, numbers in shared if numbers[peer] == numbers[cell])
    return f"The cell {_name(peer, side)} in the same {unit} is {COLORS[color - 1]}."


def score(start: Filling, filling: Filling) -> float:
    """The share of the empty cells that are filled rightly, less that of wrong ones."""
    givens, solution = flat(start.puzzle.givens), flat(start.puzzle.solution)
    now = flat(filling.puzzle.givens)
    wanted = [(cell, color) for cell, color in enumerate(solution) if not givens[cell]]
    return share_right([(cell, now[cell]) for cell in filling.own], wanted)


def is_over(filling: Filling) -> bool:
    """Whether every cell is filled rightly."""
    return filling.puzzle.givens == filling.puzzle.solution


def plan(filling: Filling) -> Sequence[str]:
    """Empties wrong cells, then fills those that are empty."""
    puzzle = filling.puzzle
    side, solution, now = puzzle.side, flat(puzzle.solution), flat(puzzle.givens)
    wrong = [cell for cell in filling.own if now[cell] != solution[cell]]
    for cell in wrong:
        puzzle = _with(puzzle, cell, 0)
    order = [item.cell for item in engine.deductions(puzzle, hidden=True)]
    order += [cell for cell, color in enumerate(flat(puzzle.givens)) if not color and cell not in order]
    filled = [f"{COLORS[solution[cell] - 1]} {_name(cell, side)}" for cell in order]
    return [*removals((cell // side + 1, cell % side + 1) for cell in wrong), *filled]


PLAY = Play(
    game=GAME,
    version=2,
    goal=(
        "Fill all the empty cells. The score is the share of them that you have filled rightly, less that of wrong "
        "ones."
    ),
    rules=("colors", "boxes", "unique", "cells"),
    more=(
        "A color can't be put into a cell while another cell of its row, column or box has it. Cells that you have "
        "filled may be wrong, and can be emptied."
    ),
    action_format=(
        'An action is a color and the empty cell that you fill with it, like "red (2, 3)", or "remove (2, 3)" to empty '
        "a cell that you have filled."
    ),
    example="red (2, 3)",
    forms=(
        (rf"(?:put |place )?({'|'.join(COLORS)}):? ?(?:at |in |into )?{CELL_FORM[0]}", "{} ({}, {})"),
        (rf"(?:fill )?{CELL_FORM[0]} ?(?:=|:|is|with)? ?({'|'.join(COLORS)})", "{2} ({0}, {1})"),
        REMOVE_FORM,
    ),
    start=start,
    view=lambda filling: View(filling.puzzle),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda filling: filling_limit(flat(filling.puzzle.givens).count(0)),
    policy=Policy(name="fills cells in the order in which logic finds their colors", plan=plan, exact=True),
    fewest=lambda filling: flat(filling.puzzle.givens).count(0),
    visible=lambda filling: {"cells": filling.puzzle.givens},
)
