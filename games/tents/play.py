"""Playing tents: one tent placed or taken back a turn, until all are where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of, some_of
from gameqa.contract import Accept
from gameqa.grid import Cell
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.filling import REMOVE_FORM, filling_limit, is_removal, removals, share_right, why_not_removed
from gameqa.play.reading import CELL_FORM, cell_in
from gameqa.rng import Rng

from . import GAME, engine
from .engine import EMPTY, TENT, TREE, Camp
from .logic import deduction_of
from .placing import why_not as why_not_placed

BOARDS = {"easy": (7, (7, 10), 1), "medium": (8, (10, 13), 2), "hard": (10, (16, 20), 3)}
"""Side, least and most trees, and the hardest technique that may be needed."""

SEEN = {"easy": 2, "medium": 1, "hard": 0}
"""How many tents are there from the beginning."""


@dataclass(frozen=True)
class Pitch:
    """A camp in play.

    Attributes:
        camp: the board as it is seen; not all tents on it need be right.
        own: the cells of the player's tents, in the order in which they were placed.
    """

    camp: Camp
    own: tuple[Cell, ...] = ()


def start(level: str, rng: Rng, accept: Accept) -> Pitch:
    """A camp with few tents or none."""
    side, trees, hardest = BOARDS[level]
    grown, tents, _ = engine.pitched(side, rng.between(*trees), rng, accept, hardest)
    return Pitch(engine.camp_of(side, grown, tents, some_of(tents, SEEN[level], rng)))


def actions(pitch: Pitch) -> list[str]:
    """The cells in which a tent breaks no rule at once, and the tents that may be taken back."""
    if is_over(pitch):
        return []
    placed = [write_cell(cell) for cell in pitch.camp.cells(pitch.camp.placeable)]
    return [*placed, *removals(sorted(pitch.own))]


def apply(pitch: Pitch, action: str, rng: Rng) -> Turn[Pitch]:
    """Places a tent or takes one back."""
    cell = cell_in(action)
    if is_removal(action):
        own = tuple(one for one in pitch.own if one != cell)
        return Turn(Pitch(_with(pitch.camp, cell, EMPTY), own), f"The tent at {write_cell(cell)} was taken back.")
    after = Pitch(_with(pitch.camp, cell, TENT), (*pitch.own, cell))
    told = f"A tent was placed at {action}."
    return Turn(after, f"{told} Every tree has its tent: the puzzle is solved." if is_over(after) else told)


def _with(camp: Camp, cell: Cell, sign: str) -> Camp:
    row, column = cell
    line = camp.shown[row]
    return replace(camp, shown=(*camp.shown[:row], line[:column] + sign + line[column + 1 :], *camp.shown[row + 1 :]))


def why_not(pitch: Pitch, action: str) -> str:
    """Why a tent can't be placed in a cell, or taken back."""
    camp, cell = pitch.camp, cell_in(action)
    side, is_inside = camp.side, max(cell) < camp.side
    if is_removal(action) or not is_inside:
        return why_not_removed(cell, side, "tent", is_inside and camp.sign(cell) == TENT)
    if camp.sign(cell) != EMPTY:
        return f"There is a {'tree' if camp.sign(cell) == TREE else 'tent'} at {write_cell(cell)}."
    return why_not_placed(camp, [cell])[0]


def missing(pitch: Pitch) -> list[Cell]:
    """The cells of the tents that are not there, in an order in which a player can find them."""
    camp = pitch.camp
    order: list[int] = []
    for step in deduction_of(camp).steps:
        order += bits_of(step.found & camp.missing)
    order += bits_of(camp.missing)
    return [camp.cells(bit)[0] for bit in dict.fromkeys(order)]


def score(start: Pitch, pitch: Pitch) -> float:
    """The share of the missing tents that are placed, less that of wrong ones."""
    return share_right(pitch.own, start.camp.cells(start.camp.missing))


def is_over(pitch: Pitch) -> bool:
    """Whether all tents are placed rightly."""
    return pitch.camp.tents == pitch.camp.solution_bits


def plan(pitch: Pitch) -> Sequence[str]:
    """Takes wrong tents back, then places those that are missing."""
    wrong = [cell for cell in pitch.own if cell not in pitch.camp.solution]
    right = pitch
    for cell in wrong:
        right = Pitch(_with(right.camp, cell, EMPTY), ())
    return [*removals(wrong), *map(write_cell, missing(right))]


PLAY = Play(
    game=GAME,
    version=2,
    goal=(
        "Place all the missing tents. The score is the share of them that you have placed rightly, less that of wrong "
        "ones."
    ),
    rules=("solution", "beside", "no touch", "numbers", "no more", "cells"),
    more="Tents that you have placed may be wrong, and can be taken back.",
    action_format=(
        'An action is the cell in which you place a tent, as (row, column), or "remove (row, column)" to take back one '
        "that you have placed."
    ),
    example="(2, 3)",
    forms=((rf"(?:place |put )?(?:a )?(?:tent )?(?:at |in )?{CELL_FORM[0]}", CELL_FORM[1]), REMOVE_FORM),
    start=start,
    view=lambda pitch: View(pitch.camp),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda pitch: filling_limit(pitch.camp.missing.bit_count()),
    policy=Policy(name="places tents in the order in which logic finds them", plan=plan, exact=True),
    fewest=lambda pitch: pitch.camp.missing.bit_count(),
    visible=lambda pitch: {"shown": pitch.camp.shown, "clues": pitch.camp.clues},
)
