"""Playing minesweeper: reveal every safe cell of a field on which logic always tells a next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gameqa.answers import write_cell
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.reading import CELL_FORM, cell_in
from gameqa.rng import Rng
from gameqa.wording import count_of, verb

from . import GAME, engine
from .counting import count_placements
from .engine import HIDDEN, Field

REVEALED = {"easy": 7, "medium": 12, "hard": 20}
"""Least number of cells revealed at first."""


@dataclass(frozen=True)
class Sweep:
    """A field in play.

    Attributes:
        field: the field.
        mine: the mine that was revealed, which ends the game; empty where none was.
    """

    field: Field
    mine: tuple[int, ...] = ()


def start(level: str, rng: Rng, accept: Accept) -> Sweep:
    """A field on which reveals that are known to be safe lead to the end."""
    field = engine.accepted(engine.played(level, rng, REVEALED[level], flags=0), accept)
    left = field
    while safe := known_safe(left):
        for cell in safe:
            left = revealed(left, cell)
    if unrevealed(left) or field == left:
        raise Redraw
    return Sweep(field)


def unrevealed(field: Field) -> int:
    """How many safe cells are hidden."""
    return len(field.cells_with(HIDDEN)) - len(field.mines)


def revealed(field: Field, cell: Cell) -> Field:
    """The field after a safe cell is revealed, with all that opens around it."""
    if field.sign(cell) != HIDDEN:
        return field
    ground = engine.Ground(field.side, sum(map(field.bit, field.mines)))
    known = sum(field.bit(one) for one in field.cells_with("012345678"))
    return ground.field(known | ground.opened(field.bit(cell)), 0)


@lru_cache(maxsize=256)
def known_safe(field: Field) -> list[Cell]:
    """The hidden cells that hold no mine in any placement that fits what is shown."""
    return [cell for cell in field.cells_with(HIDDEN) if field.counts.is_safe(cell)]


def actions(sweep: Sweep) -> list[str]:
    """The hidden cells."""
    return [] if is_over(sweep) else [write_cell(cell) for cell in sweep.field.cells_with(HIDDEN)]


def apply(sweep: Sweep, action: str, rng: Rng) -> Turn[Sweep]:
    """Reveals a cell."""
    field, cell = sweep.field, cell_in(action)
    if cell in field.mines:
        return Turn(Sweep(field, cell), f"There is a mine at {action}: the game is lost.")
    after = revealed(field, cell)
    count = len(field.cells_with(HIDDEN)) - len(after.cells_with(HIDDEN))
    told = f"{count_of(count, 'cell')} {verb(count, 'was', 'were')} revealed."
    if not unrevealed(after):
        told += " Every safe cell is revealed: you win."
    return Turn(Sweep(after), told)


def why_not(sweep: Sweep, action: str) -> str:
    """Why a cell can't be revealed."""
    if max(cell_in(action)) >= sweep.field.side:
        return f"Rows and columns go from 0 to {sweep.field.side - 1}."
    return "The cell is revealed already."


def is_over(sweep: Sweep) -> bool:
    """Whether a mine or every safe cell was revealed."""
    return bool(sweep.mine) or not unrevealed(sweep.field)


def score(start: Sweep, sweep: Sweep) -> float:
    """The share of the safe cells hidden at first that are revealed."""
    first = unrevealed(start.field)
    return (first - unrevealed(sweep.field)) / first


def plan(sweep: Sweep) -> Sequence[str]:
    """A cell that is known to be safe; where there is none, the one that is so in most placements."""
    field = sweep.field
    safe = known_safe(field)
    if safe:
        return [write_cell(safe[0])]
    cells = field.cells_with(HIDDEN)
    return [write_cell(cells[min(range(len(cells)), key=lambda place: field.counts.mine[cells[place]])])]


def visible(sweep: Sweep) -> Any:
    """What is shown, and how many mines there are."""
    return {"shown": sweep.field.shown, "mines": len(sweep.field.mines)}


def redeal(sweep: Sweep, rng: Rng) -> Sweep:
    """Other mines that fit what is shown, each placement equally likely."""
    field = sweep.field
    hidden = field.cells_with(HIDDEN)
    known = [(group.mines, tuple(field.cells(group.cells))) for group in field.groups]
    mines = []
    for cell in hidden:
        counts = count_placements(hidden, len(field.mines), known)
        is_mine = rng.below(counts.total) < counts.mine[cell]
        known.append((int(is_mine), (cell,)))
        if is_mine:
            mines.append(cell)
    return Sweep(Field(field.shown, tuple(mines)))


PLAY = Play(
    game=GAME,
    version=1,
    goal="Reveal every cell that holds no mine. The score is the share of these cells that you reveal.",
    rules=("numbers", "opening", "cells"),
    more="Revealing a mine ends the game. There are no flags on the field, and none can be set.",
    briefing=lambda sweep: f"There are {len(sweep.field.mines)} mines in all.",
    action_format="An action is the hidden cell that you reveal, as (row, column).",
    example="(2, 3)",
    forms=((r"(?:reveal |open |uncover |click )?(?:on )?(?:the )?(?:cell )?(?:at )?" + CELL_FORM[0], CELL_FORM[1]),),
    start=start,
    view=lambda sweep: View(sweep.field),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda sweep: unrevealed(sweep.field) + 2,
    policy=Policy(name="reveals what logic tells is safe", plan=plan, exact=True),
    visible=visible,
    redeal=redeal,
)
