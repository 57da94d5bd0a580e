"""The questions that logic decides: a tent of a row or column, and all tents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.answers import write_cell, write_cells
from gameqa.bitboard import bits_of, some_of
from gameqa.contract import Accept, Difficulty, Question, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.places import Place
from gameqa.rng import Rng

from .chains import Chains, Told
from .deduction import GRADES, HARDEST, Deduction
from .engine import LEVELS, Camp, camp_of, pitched, planted, scattered, solves, tents_split_key
from .telling import Teller, cells_text, line_name

GRADE = {"easy": 1, "medium": 2, "hard": 3}
"""The hardest technique of the reasoning."""

STEPS = {"easy": (1, 3), "medium": (2, 8), "hard": (4, 14)}
"""Fewest and most steps of forced_cell."""

LEAST_PLACEABLE = 3
"""How many cells the named row or column of forced_cell has at least that break no rule at once, for each tent that it
lacks."""

SOLVED = {"easy": (7, (8, 10)), "medium": (8, (11, 13)), "hard": (10, (17, 20))}
"""Side and number of trees of the boards of solve."""

MISSING = {"easy": (3, 4), "medium": (5, 7), "hard": (6, 10)}
"""Fewest and most tents that solve asks for."""

MOST_LINES = 30

MOST_PLANTED = 12
"""How often trees are planted beside the same tents, until a camp is hard enough."""

MOST_TREES = max(wanted.trees[1] for wanted in LEVELS.values())

STEPS_TOLD = Difficulty[Camp]("steps of reasoning", lambda _, question: len(question.steps))


def deduction_of(camp: Camp) -> Deduction:
    """How the techniques solve a camp as it is seen."""
    return Deduction(camp.geometry, camp.trees, camp.tents, camp.clues, HARDEST)


def grade_of(chain: Sequence[Told]) -> int:
    """The grade of the hardest technique among some steps."""
    return max(GRADES[told.step.kind] for told in chain)


def _interrupted(
    side: int, counts: tuple[int, int], grade: int, most: int, rng: Rng, accept: Accept
) -> tuple[int, int, int]:
    """Trees and tents of a camp, and the tents that are known before a step of a grade is made, as bits.

    Trees are planted anew beside the same tents until a camp needs such a step.

    Args:
        side: cells along an edge.
        counts: least and most trees.
        grade: the hardest technique that the camp needs.
        most: how many tents are not known then, at most.

    Raises:
        Redraw: none of a few camps needs a step of the grade.
    """
    tents = scattered(side, rng.between(*counts), rng)
    keep(tents_split_key(side, tents), accept)
    for _ in range(MOST_PLANTED):
        try:
            trees, deduction = planted(side, tents, rng, grade)
        except Redraw:
            continue
        known = [step.tents for step in deduction.steps if GRADES[step.kind] == grade]
        known = [seen for seen in known if (tents & ~seen).bit_count() <= most]
        if known:
            return trees, tents, rng.choice(known)
    raise Redraw


def new_camp_for_cell(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp whose next steps are as hard as the level wants."""
    wanted, grade = LEVELS[level], GRADE[level]
    if grade == 1:
        trees, tents, _ = pitched(wanted.side, rng.between(*wanted.trees), rng, accept, grade)
        seen = some_of(tents, rng.between(1, tents.bit_count() // 2), rng)
    else:
        trees, tents, seen = _interrupted(wanted.side, wanted.trees, grade, MOST_TREES, rng, accept)
        seen ^= some_of(seen, min(seen.bit_count(), rng.between(0, 3)), rng)
    return camp_of(wanted.side, trees, tents, seen)


def forced_cell(camp: Camp, rng: Rng) -> Question:
    """A cell of a row or column that must hold a tent; the reasoning takes the one that is found most easily."""
    level = level_by(LEVELS, lambda wanted: wanted.side == camp.side)
    low, high = STEPS[level]
    chains = Chains(camp, deduction_of(camp))
    for number in rng.shuffled(range(2 * camp.side)):
        line = camp.geometry.lines[number]
        missing = list(bits_of(line & camp.missing))
        if not missing or (line & camp.placeable).bit_count() < LEAST_PLACEABLE * len(missing):
            continue
        tent = min(missing, key=chains.length)
        if low <= chains.length(tent) <= high and grade_of(chain := chains.of_tents(tent)) == GRADE[level]:
            break
    else:
        raise Redraw
    (cell,) = camp.cells(tent)
    return Question(
        f"Name an empty cell of {line_name(camp, number)} that must hold a tent.",
        write_cell(cell),
        (*Teller(camp, chain).lines(), f"So {write_cell(cell)}, in {line_name(camp, number)}, must hold a tent."),
        evidence=(
            named_cell("tent to be placed", cell),
            ("number of tents", line_place(camp, number)),
        ),
        asked={"line": number},
    )


def line_place(camp: Camp, line: int) -> Place:
    """The number of tents of a line, as a place in the picture."""
    return ("row", line) if line < camp.side else ("column", line - camp.side)


def check_forced_cell(camp: Camp, asked: Mapping[str, Any], cell: Cell) -> float:
    """1 for any cell of the line that is a tent of the solution and not placed."""
    if not all(0 <= number < camp.side for number in cell):
        return 0.0
    return float(bool(camp.geometry.bit(cell) & camp.missing & camp.geometry.lines[asked["line"]]))


def new_camp_to_solve(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp that lacks a few tents, which need the techniques of the level."""
    (side, counts), grade = SOLVED[level], GRADE[level]
    low, high = MISSING[level]
    if grade == 1:
        trees, tents, _ = pitched(side, rng.between(*counts), rng, accept, grade)
        return camp_of(side, trees, tents, tents ^ some_of(tents, rng.between(low, high), rng))
    trees, tents, seen = _interrupted(side, counts, grade, high, rng, accept)
    missing = tents.bit_count() - seen.bit_count()
    seen ^= some_of(seen, max(0, min(rng.between(low, high) - missing, seen.bit_count())), rng)
    return camp_of(side, trees, tents, seen)


def solve(camp: Camp, rng: Rng) -> Question:
    """All tents that are missing."""
    chains = Chains(camp, deduction_of(camp))
    chain = chains.of_tents(camp.missing)
    if len(chain) > MOST_LINES or (camp.missing.bit_count() < 3):
        raise Redraw
    return Question(
        "Give the cells of all tents that are still missing, and no others.",
        write_cells(camp.cells(camp.missing)),
        (
            *Teller(camp, chain).lines(),
            f"With the tents at {cells_text(camp, camp.missing)} every row and column has its number of tents.",
        ),
        evidence=tuple(named_cell("missing tent", cell) for cell in camp.cells(camp.missing)),
    )


def check_solve(camp: Camp, asked: Mapping[str, Any], cells: Sequence[Cell]) -> float:
    """1 for cells that complete the tents that are seen to a solution, by the rules."""
    return float(solves(camp, cells))
