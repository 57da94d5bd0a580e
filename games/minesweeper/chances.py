"""The probability that a cell is a mine, from a table of the ways to place the mines."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import comb
from typing import Any

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.contract import Accept, Difficulty, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.grid import named_cell
from gameqa.rng import Rng

from . import engine, fields
from .engine import Field
from .fields import Patch
from .logic import LEVEL_OF_SIDE, total
from .placements import placements
from .telling import group_line, left_line, sum_of, table_lines

ROWS = {"easy": (2, 4), "medium": (3, 7), "hard": (5, 12)}
"""Least and most lines of the table."""

PATCHES = {"easy": (6, 11), "medium": (9, 14), "hard": (10, 16)}
"""Least and most hidden cells."""

MOST_NUMBERS = 13
"""How many numbers may touch hidden cells."""

MOST_OTHERS = 6
"""How many hidden cells may touch no number."""

GROUNDS = 8
"""How many layouts of mines are tried for a state."""

FREQUENT = {
    "easy": (Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)),
    "medium": (Fraction(1, 2), Fraction(1, 3)),
    "hard": (Fraction(1, 2), Fraction(1, 3)),
}
"""Probabilities that are drawn first, each in a quarter of the questions; the other quarters are for all others."""

Ways = list[tuple[int, int]]
"""Mines beside numbers as bits, each with the number of ways to place the others."""


def _wanted(level: str, rng: Rng) -> Fraction | None:
    """The probability that is wanted; None for one that is not frequent."""
    place = rng.steady("probability").below(4)
    return dict(enumerate(FREQUENT[level])).get(place)


def new_late_field(level: str, rng: Rng, accept: Accept) -> Field:
    """A field of which a few cells are still hidden, with a cell whose probability takes a table."""
    wanted = _wanted(level, rng)
    for _ in range(GROUNDS):
        for patch in fields.growing_patch(level, rng, ROWS[level], *PATCHES[level]):
            if _suits(patch) and _worth_asking(level, patch, _ways(patch, patch.beside, patch.others), wanted):
                field = patch.field()
                if accept(engine.split_key(field)):
                    return field
    raise Redraw


def _suits(patch: Patch) -> bool:
    return patch.left > 0 and patch.numbers.bit_count() <= MOST_NUMBERS and patch.others.bit_count() <= MOST_OTHERS


def _others(field: Field) -> int:
    """The hidden cells that touch no number, as bits."""
    return field.hidden_bits & ~sum_of(cells for cells, _ in field.needs)


def _ways(shown: Field | Patch, beside: list[int], others: int) -> Ways:
    room, left = others.bit_count(), shown.left
    lefts = [(mines, left - mines.bit_count()) for mines in beside]
    return [(mines, comb(room, left) if left >= 0 else 0) for mines, left in lefts]


def _worth_asking(level: str, shown: Field | Patch, ways: Ways, wanted: Fraction | None) -> list[int]:
    """The cells that have the wanted probability, where no single number suggests it, each as a bit."""
    count = sum([number for _, number in ways])
    frequent = [(share.numerator, share.denominator) for share in FREQUENT[level]]
    found = []
    for cell in bits_of(sum_of([mines for mines, _ in ways])):
        held = sum([number for mines, number in ways if mines & cell])
        if not 0 < held < count:
            continue
        if wanted is None:
            if any(held * below == count * above for above, below in frequent):
                continue
        elif held * wanted.denominator != count * wanted.numerator:
            continue
        if not any(cells & cell and held * cells.bit_count() == count * mines for cells, mines in shown.needs):
            found.append(cell)
    return found


def mine_probability(field: Field, rng: Rng) -> Question:
    """The probability that a hidden cell beside numbers is a mine; neither 0 nor 1."""
    level = LEVEL_OF_SIDE[field.side]
    beside = placements(field.needs, ROWS[level][1])
    if beside is None:
        raise Redraw
    ways = _ways(field, sorted(beside, key=field.cells), _others(field))
    bit = rng.choice(_worth_asking(level, field, ways, _wanted(level, rng)))
    (cell,) = field.cells(bit)
    own = [number for mines, number in ways if mines & bit and number]
    numbers = [number for _, number in ways if number]
    held, count = sum(own), sum(numbers)
    share = Fraction(held, count)
    reduced = f" = {share}" if share.denominator != count else ""
    lines = [
        left_line(field),
        *(group_line(field, group) for group in field.groups),
        "The mines beside numbers can lie in these ways, and the others in the hidden cells that touch no number:"
        if _others(field)
        else "The mines can lie in these ways:",
        *table_lines(field, ways),
        f"In all there are {_sum(numbers)} ways. {write_cell(cell)} is a mine in {_sum(own)} of them, so the "
        f"probability is {held}/{count}{reduced}.",
    ]
    return Question(
        f"{total(field)}What is the probability that the cell {write_cell(cell)} is a mine?",
        str(share),
        tuple(lines),
        evidence=(named_cell("named cell", cell),),
        asked={"cell": list(cell)},
    )


def _sum(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{' + '.join(map(str, numbers))} = {sum(numbers)}"


def check_mine_probability(field: Field, asked: Mapping[str, Any], given: Fraction) -> float:
    """1 for the exact probability, as a fraction, reduced or not, a decimal or a percentage."""
    cell = (int(asked["cell"][0]), int(asked["cell"][1]))
    return float(given == Fraction(field.counts.mine[cell], field.counts.total))


def _by_one_number(field: Field, question: Question) -> list[str]:
    """What single numbers beside the cell suggest: their mines shared among the hidden cells around them."""
    row, column = question.asked["cell"]
    cell = field.bit((row, column))
    return sorted({str(Fraction(mines, cells.bit_count())) for cells, mines in field.needs if cells & cell})


SHARES_OF_ONE_NUMBER = Shortcut[Field]("one number's mines shared among its hidden cells", _by_one_number)

ROWS_OF_TABLE = Difficulty[Field]("lines of reasoning", lambda _, question: len(question.steps))
