"""Playing star battle: one star placed or taken back a turn, until all are where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.contract import Accept
from gameqa.grid import Cell
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.filling import REMOVE_FORM, filling_limit, is_removal, removals, share_right, why_not_removed
from gameqa.play.reading import CELL_FORM, cell_in
from gameqa.rng import Rng

from . import GAME, engine
from .deduction import HARDEST, Deduction
from .engine import Battle
from .tasks import why_not as why_not_placed

SEEN = 0
"""How many stars are there from the beginning."""


@dataclass(frozen=True)
class Placing:
    """A board in play.

    Attributes:
        battle: the board as it was at first.
        own: the cells of the player's stars, in the order in which they were placed.
    """

    battle: Battle
    own: tuple[Cell, ...] = ()

    @cached_property
    def shown(self) -> Battle:
        """The board as it is seen: the stars that are not seen are those of the solution, as far as there is room."""
        columns = list(self.battle.solution)
        for row, column in self.own:
            columns[row] = column
        rows = sorted([*self.battle.seen, *(row for row, _ in self.own)])
        return Battle(self.battle.regions, tuple(columns), tuple(rows))


def start(level: str, rng: Rng, accept: Accept) -> Placing:
    """A board without stars, which the techniques of the level solve."""
    battle, _ = engine.board_of(level, rng, accept, least=2)
    return Placing(engine.showing(battle, ()))


def actions(placing: Placing) -> list[str]:
    """The cells in which a star breaks no rule at once, and the stars that may be taken back."""
    if is_over(placing):
        return []
    shown = placing.shown
    return [*map(write_cell, shown.cells(shown.placeable)), *removals(sorted(placing.own))]


def apply(placing: Placing, action: str, rng: Rng) -> Turn[Placing]:
    """Places a star or takes one back."""
    cell = cell_in(action)
    if is_removal(action):
        own = tuple(one for one in placing.own if one != cell)
        return Turn(Placing(placing.battle, own), f"The star at {write_cell(cell)} was taken back.")
    after = Placing(placing.battle, (*placing.own, cell))
    told = f"A star was placed at {action}."
    return Turn(after, f"{told} All stars are placed: the puzzle is solved." if is_over(after) else told)


def why_not(placing: Placing, action: str) -> str:
    """Why a star can't be placed in a cell, or taken back."""
    shown, cell = placing.shown, cell_in(action)
    if is_removal(action) or max(cell) >= shown.side:
        return why_not_removed(cell, shown.side, "star", cell in shown.cells(placing.battle.stars))
    if shown.geometry.bit(cell) & shown.stars:
        return f"There is a star at {write_cell(cell)}."
    return why_not_placed(shown, [cell])[0]


def missing(battle: Battle) -> list[Cell]:
    """The cells of the stars that are not seen, in an order in which a player can find them."""
    order: list[int] = []
    for step in Deduction(battle.geometry, battle.region_bits, battle.stars, HARDEST).steps:
        order += bits_of(step.found & battle.missing)
    order += bits_of(battle.missing)
    return [battle.cells(bit)[0] for bit in dict.fromkeys(order)]


def score(start: Placing, placing: Placing) -> float:
    """The share of the missing stars that are placed, less that of wrong ones."""
    return share_right(placing.own, start.battle.cells(start.battle.missing))


def is_over(placing: Placing) -> bool:
    """Whether all stars are placed rightly."""
    return len(placing.shown.seen) == placing.battle.side and placing.shown.solution == placing.battle.solution


def plan(placing: Placing) -> Sequence[str]:
    """Takes wrong stars back, then places those that are missing."""
    solution = placing.battle.solution
    wrong = [cell for cell in placing.own if solution[cell[0]] != cell[1]]
    right = [cell[0] for cell in placing.own if cell not in wrong]
    seen = engine.showing(placing.battle, [*placing.battle.seen, *right])
    return [*removals(wrong), *map(write_cell, missing(seen))]


PLAY = Play(
    game=GAME,
    version=3,
    goal=("Place all the stars. The score is the share of them that you have placed rightly, less that of wrong ones."),
    rules=("one each", "no touch", "regions", "cells"),
    more="There is exactly one solution. Stars that you have placed may be wrong, and can be taken back.",
    action_format=(
        'An action is the cell in which you place a star, as (row, column), or "remove (row, column)" to take back one '
        "that you have placed."
    ),
    example="(2, 3)",
    forms=((rf"(?:place |put )?(?:a )?(?:star )?(?:at |in )?{CELL_FORM[0]}", CELL_FORM[1]), REMOVE_FORM),
    start=start,
    view=lambda placing: View(placing.shown),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda placing: filling_limit(placing.battle.side),
    policy=Policy(name="places stars in the order in which logic finds them", plan=plan, exact=True),
    fewest=lambda placing: placing.battle.side,
    visible=lambda placing: {"regions": placing.battle.regions, "stars": placing.shown.cells(placing.shown.stars)},
)
