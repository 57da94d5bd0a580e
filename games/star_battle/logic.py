"""The questions that logic decides: the star of a row, column or region, and all stars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.answers import write_cell, write_cells
from gameqa.bitboard import bits_of
from gameqa.contract import Accept, Difficulty, Question, level_by
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.places import Place
from gameqa.rng import Rng

from .chains import Chains, Told
from .deduction import COLUMN, GRADES, HARDEST, REGION, ROW, Deduction, Unit
from .engine import LEVELS, Battle, board_of, showing, showing_bits, solves, some_rows
from .telling import Teller, cells_text, unit_name

MISSING = {"easy": (1, 1), "medium": (2, 3), "hard": (3, 4)}
"""Fewest and most stars that last_star lacks."""

LAST_STEPS = {"easy": (1, 1), "medium": (1, 3), "hard": (2, 6)}
"""Fewest and most steps of last_star."""

GRADE = {"easy": 2, "medium": 2, "hard": 3}
"""The least grade of the hardest technique of next_forced and solve."""

STEPS = {"easy": (2, 4), "medium": (3, 7), "hard": (4, 12)}
"""Fewest and most steps of next_forced."""

LEAST_OPEN = {"easy": 3, "medium": 4, "hard": 4}
"""Cells that are open at least in the row, column or region that next_forced asks about."""

SOLVED = {"easy": (3, 5), "medium": (4, 7), "hard": (6, 9)}
"""Fewest and most stars that solve asks for."""

MOST_LINES = 32

STEPS_TOLD = Difficulty[Battle]("steps of reasoning", lambda _, question: len(question.steps))


def level_of(battle: Battle) -> str:
    """The level that boards of this side are of."""
    return level_by(LEVELS, lambda wanted: wanted.side == battle.side)


def deduction_of(battle: Battle) -> Deduction:
    """How the techniques find all stars of a board as it is seen."""
    return Deduction(battle.geometry, battle.region_bits, battle.stars, HARDEST)


def grade_of(chain: Sequence[Told]) -> int:
    """The grade of the hardest technique among some steps."""
    return max(GRADES[told.step.kind] for told in chain)


def unit_place(battle: Battle, unit: Unit) -> Place:
    """A row, column or region as a place in the picture."""
    kind, number = unit
    return ("region", number + 1) if kind == REGION else ("row" if kind == ROW else "column", number)


def _asked(battle: Battle, text: str, unit: Unit, chain: Sequence[Told], star: int) -> Question:
    (cell,) = battle.cells(star)
    return Question(
        text,
        write_cell(cell),
        (*Teller(battle, chain).lines(), f"So the star of {unit_name(unit)} is at {write_cell(cell)}."),
        evidence=(named_cell("star to be placed", cell), (unit_name(unit), unit_place(battle, unit))),
    )


def new_late_battle(level: str, rng: Rng, accept: Accept) -> Battle:
    """A board that lacks few stars."""
    battle, _ = board_of(level, rng, accept)
    return showing(battle, some_rows(battle, battle.side - rng.between(*MISSING[level]), rng))


def last_star(battle: Battle, rng: Rng) -> Question:
    """Where is the star of a row or region, of which the last few are missing?"""
    low, high = LAST_STEPS[level_of(battle)]
    chains = Chains(battle, deduction_of(battle))
    for star in rng.shuffled(list(bits_of(battle.missing))):
        if low <= chains.length(star) <= high:
            break
    else:
        raise Redraw
    (cell,) = battle.cells(star)
    unit = (ROW, cell[0]) if rng.chance(1, 3) else (REGION, battle.region(cell))
    text = f"In which cell must the missing star of {unit_name(unit)} stand?"
    return _asked(battle, text, unit, chains.of_stars(star), star)


def _early(battle: Battle, deduction: Deduction, grade: int, rng: Rng) -> Battle:
    """The board with the stars that are known before some step of a grade or a harder one.

    Raises:
        Redraw: there is no such step.
    """
    known = [step.stars for step in deduction.steps if GRADES[step.kind] >= grade]
    if not known:
        raise Redraw
    return showing_bits(battle, rng.choice(known))


def new_early_battle(level: str, rng: Rng, accept: Accept) -> Battle:
    """A board whose next steps are as hard as the level wants."""
    battle, deduction = board_of(level, rng, accept, GRADE[level])
    return _early(battle, deduction, GRADE[level], rng)


def next_forced(battle: Battle, rng: Rng) -> Question:
    """Where is the star of a row, column or region with several open cells?"""
    level = level_of(battle)
    low, high = STEPS[level]
    chains = Chains(battle, deduction_of(battle))
    found: list[tuple[Unit, int]] = []
    for star in bits_of(battle.missing):
        if low <= chains.length(star) <= high and grade_of(chains.of_stars(star)) >= GRADE[level]:
            (cell,) = battle.cells(star)
            units = ((ROW, cell[0]), (COLUMN, cell[1]), (REGION, battle.region(cell)))
            found += [
                (unit, star)
                for unit in units
                if (battle.unit(unit) & battle.placeable).bit_count() >= LEAST_OPEN[level]
            ]
    if not found:
        raise Redraw
    unit, star = rng.choice(found)
    return _asked(battle, f"In which cell must the star of {unit_name(unit)} stand?", unit, chains.of_stars(star), star)


def new_battle_to_solve(level: str, rng: Rng, accept: Accept) -> Battle:
    """A board that lacks many stars, which need the techniques of the level."""
    battle, deduction = board_of(level, rng, accept, GRADE[level])
    low, high = SOLVED[level]
    if level == "easy":
        return showing(battle, some_rows(battle, battle.side - rng.between(low, high), rng))
    early = _early(battle, deduction, GRADE[level], rng)
    if not low <= early.missing.bit_count() <= high:
        raise Redraw
    return early


def solve(battle: Battle, rng: Rng) -> Question:
    """All stars that are missing."""
    chains = Chains(battle, deduction_of(battle))
    chain = chains.of_stars(battle.missing)
    if len(chain) > MOST_LINES or grade_of(chain) < GRADE[level_of(battle)]:
        raise Redraw
    return Question(
        "Give the cells of all stars that are still missing, and no others.",
        write_cells(battle.cells(battle.missing)),
        (
            *Teller(battle, chain).lines(),
            f"With the stars at {cells_text(battle, battle.missing)} every row, column and region has its star.",
        ),
        evidence=tuple(named_cell("missing star", cell) for cell in battle.cells(battle.missing)),
    )


def check_solve(battle: Battle, asked: Mapping[str, Any], cells: Sequence[Cell]) -> float:
    """1 for cells that complete the stars that are seen to a solution, by the rules."""
    return float(solves(battle, cells))
