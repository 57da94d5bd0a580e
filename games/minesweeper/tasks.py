"""The questions about minesweeper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Question, Task
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, around, named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.kinds import fraction
from gameqa.wording import count_of, joined

from . import engine
from .deduction import placements, why
from .engine import FLAG, HIDDEN, LEVELS, Field

NUMBERS = "12345678"

FRACTION_FORMAT = "Answer with the exact probability as a fraction in lowest terms, such as 2/7."

CELL_STATES = {
    "hidden, without a flag": HIDDEN,
    "hidden, with a flag": FLAG,
    "revealed, with a number": NUMBERS,
    "revealed and empty": "0",
}

FLAG_IT, REVEAL_IT, LEAVE_IT = "put a flag on it", "reveal it", "leave it, since it can be either"
IS_FLAGGED, IS_EMPTY, IS_NUMBER = (
    "nothing, it has a flag already",
    "nothing, it is revealed and empty",
    "nothing, it is revealed and shows a number",
)
ACTIONS = (FLAG_IT, REVEAL_IT, LEAVE_IT, IS_FLAGGED, IS_EMPTY, IS_NUMBER)

A_MINE, AN_AREA = "it is a mine", "it is empty and opens the cells around it"
RESULTS = (A_MINE, AN_AREA, 1, 2, 3)
"""What reveal_result draws its answer from."""


def _total(field: Field) -> str:
    return f"The field holds {count_of(len(field.mines), 'mine')} in all. "


def _flag_lines(field: Field) -> list[str]:
    """The flags row by row, in words."""
    found = []
    for row, shown in enumerate(field.shown):
        columns = [str(column) for column, sign in enumerate(shown) if sign == FLAG]
        if columns:
            found.append(f"Row {row}: column{'' if len(columns) == 1 else 's'} {joined(columns)}.")
    return ["The flags:", *found] if found else ["No cell has a flag."]


def _flag_evidence(field: Field) -> tuple[tuple[str, Place], ...]:
    flags = field.cells_with(FLAG)
    return tuple(named_cell("flag", cell) for cell in flags) if flags else (("field without flags", ("field",)),)


def new_flagged_field(level: str, rng: Rng, accept: Accept) -> Field:
    """A field with a number of flags that is drawn first."""
    wanted = LEVELS[level]
    flags = rng.steady("flags").between(0, wanted.mines)
    field = engine.played(level, rng, rng.between(*wanted.revealed), flags)
    return engine.accepted(field, accept)


def flag_count(field: Field, rng: Rng) -> Question:
    """How many flags are there?"""
    flags = field.cells_with(FLAG)
    return Question(
        "How many flags are on the field?",
        str(len(flags)),
        (*_flag_lines(field), f"In all {len(flags)}."),
        evidence=_flag_evidence(field),
    )


def mines_left(field: Field, rng: Rng) -> Question:
    """How many mines have no flag?"""
    flags = field.cells_with(FLAG)
    return Question(
        f"{_total(field)}How many mines have no flag yet?",
        str(field.left),
        (
            *_flag_lines(field),
            f"Every flag is on a mine, so {len(field.mines)} - {len(flags)} = {field.left} mines have none.",
        ),
        evidence=_flag_evidence(field),
    )


def new_revealed_field(level: str, rng: Rng, accept: Accept) -> Field:
    """A field with a number of revealed cells that is drawn first."""
    revealed = rng.steady("revealed").between(*LEVELS[level].revealed)
    field = engine.played(level, rng, revealed)
    if len(field.cells_with(f"0{NUMBERS}")) != revealed:
        raise Redraw
    return engine.accepted(field, accept)


def revealed_count(field: Field, rng: Rng) -> Question:
    """How many cells are revealed?"""
    cells = field.cells_with(f"0{NUMBERS}")
    counts = [sum(sign not in (HIDDEN, FLAG) for sign in shown) for shown in field.shown]
    return Question(
        "How many cells are revealed, with or without a number?",
        str(len(cells)),
        (
            *(f"Row {row}: {count}." for row, count in enumerate(counts)),
            f"{' + '.join(map(str, counts))} = {len(cells)}.",
        ),
        evidence=tuple(named_cell("revealed cell", cell) for cell in cells),
    )


def cell_state(field: Field, rng: Rng) -> Question:
    """What does a cell show? The answer is drawn first."""
    wanted = rng.steady("cell state").choice(list(CELL_STATES))
    cells = field.cells_with(CELL_STATES[wanted])
    if not cells:
        raise Redraw
    cell = rng.choice(cells)
    return Question(
        f"What is the cell {write_cell(cell)}?",
        wanted,
        (f"In row {cell[0]}, counted from the top from 0, the cell in column {cell[1]} is {wanted}.",),
        shuffled_options(rng, wanted, list(CELL_STATES), 4),
        evidence=(named_cell("named cell", cell),),
    )


def _shown_number(field: Field, cell: Cell) -> int | None:
    """The number that a safe hidden cell shows in every placement; None if placements differ."""
    unknown = [there for there in around(cell, field.side, field.side) if field.sign(there) == HIDDEN]
    mines = engine.mines_around(cell, field.mines, field.side)
    if all(field.counts.is_mine(there) or field.counts.is_safe(there) for there in unknown):
        return mines
    return mines if not any(field.fits(cell, number) for number in range(9) if number != mines) else None


def reveal_result(field: Field, rng: Rng) -> Question:
    """What happens when a cell is revealed? The answer is drawn first."""
    wanted = rng.steady("result").choice(RESULTS)
    counts = field.counts
    cells = [
        cell
        for cell in field.cells_with(HIDDEN)
        if (
            counts.is_mine(cell)
            if wanted == A_MINE
            else counts.is_safe(cell)
            and engine.mines_around(cell, field.mines, field.side) == (0 if wanted == AN_AREA else wanted)
        )
    ]
    tried = rng.shuffled(cells)[:4]
    cell = next((cell for cell in tried if wanted == A_MINE or _shown_number(field, cell) is not None), None)
    if cell is None:
        raise Redraw
    steps = why(field, cell)
    if wanted == A_MINE:
        answer = A_MINE
    else:
        number = engine.mines_around(cell, field.mines, field.side)
        answer = _number_text(number) if number else AN_AREA
        steps += _around_lines(field, cell, number)
    numbers = [_number_text(number) for number in range(1, 6)]
    return Question(
        f"{_total(field)}What happens when the cell {write_cell(cell)} is revealed?",
        answer,
        tuple(dict.fromkeys(steps)),
        shuffled_options(rng, answer, [A_MINE, AN_AREA, *numbers], 7),
        evidence=(named_cell("named cell", cell),),
    )


def _number_text(number: int) -> str:
    return f"it shows the number {number}"


def _around_lines(field: Field, cell: Cell, number: int) -> list[str]:
    """Why a safe cell shows a number."""
    near = around(cell, field.side, field.side)
    flags = [write_cell(there) for there in near if field.sign(there) == FLAG]
    unknown = [there for there in near if field.sign(there) == HIDDEN]
    lines: dict[str, None] = {}
    decided = all(field.counts.is_mine(there) or field.counts.is_safe(there) for there in unknown)
    if decided:
        for there in unknown:
            lines.update(dict.fromkeys(why(field, there)))
        mines = [write_cell(there) for there in unknown if field.counts.is_mine(there)]
        if flags:
            lines[
                f"Around {write_cell(cell)} there {'is a flag' if len(flags) == 1 else 'are flags'} at {joined(flags)}."
            ] = None
        if mines:
            lines[f"The hidden {'mine' if len(mines) == 1 else 'mines'} around it: {', '.join(mines)}."] = None
    else:
        names = joined([write_cell(there) for there in unknown])
        lines[
            f"In every placement that fits, the hidden cells around it, {names}, hold {number - len(flags)} of the "
            f"mines without a flag{f', and {joined(flags)} carry a flag' if flags else ''}."
        ] = None
    lines[f"So {write_cell(cell)} is safe and has {count_of(number, 'mine')} around it."] = None
    return list(lines)


def best_action(field: Field, rng: Rng) -> Question:
    """What should be done with a cell? The answer is drawn first."""
    wanted = rng.steady("action").choice(ACTIONS)
    counts = field.counts
    suits: dict[str, Callable[[Cell], bool]] = {
        FLAG_IT: lambda cell: field.sign(cell) == HIDDEN and counts.is_mine(cell),
        REVEAL_IT: lambda cell: field.sign(cell) == HIDDEN and counts.is_safe(cell),
        LEAVE_IT: lambda cell: field.sign(cell) == HIDDEN and 0 < counts.mine[cell] < counts.total,
        IS_FLAGGED: lambda cell: field.sign(cell) == FLAG,
        IS_EMPTY: lambda cell: field.sign(cell) == "0",
        IS_NUMBER: lambda cell: field.sign(cell) in NUMBERS,
    }
    cells = [cell for cell in all_cells(field.side, field.side) if suits[wanted](cell)]
    if not cells:
        raise Redraw
    cell = rng.choice(cells)
    name = write_cell(cell)
    steps = {
        IS_FLAGGED: [f"The cell {name} carries a flag already."],
        IS_EMPTY: [f"The cell {name} is revealed and shows no number."],
        IS_NUMBER: [f"The cell {name} is revealed and shows the number {field.sign(cell)}."],
    }.get(wanted)
    if steps is None:
        steps = why(field, cell)
        if wanted == LEAVE_IT:
            steps.append(f"So {name} is a mine in some of them but not in all, and logic does not decide.")
        else:
            steps.append(f"So {name} is {'a mine' if wanted == FLAG_IT else 'safe'}.")
    return Question(
        f"{_total(field)}What should be done with the cell {name}, by logic alone? A cell that is known to be a mine "
        "gets a flag, one that is known to be safe is revealed, any other hidden cell is left.",
        wanted,
        tuple(steps),
        shuffled_options(rng, wanted, ACTIONS, 6),
        evidence=(named_cell("named cell", cell),),
    )


def safe_cell(field: Field, rng: Rng) -> Question:
    """Any hidden cell that is known to be safe."""
    safe = [cell for cell in field.cells_with(HIDDEN) if field.counts.is_safe(cell)]
    if not safe or 2 * len(safe) > len(field.cells_with(HIDDEN)):
        raise Redraw
    cell = rng.choice(safe)
    return Question(
        f"{_total(field)}Name a hidden cell that is known to be safe.",
        write_cell(cell),
        tuple(why(field, cell)),
        evidence=(named_cell("safe cell", cell),),
    )


def check_safe_cell(field: Field, asked: Mapping[str, Any], cell: Cell) -> float:
    """1 for any hidden cell that is a mine in no placement."""
    return float(cell in field.counts.mine and field.counts.is_safe(cell))


MOST_PLACEMENTS = 500
"""The greatest number of placements that mine_probability asks to count."""


def new_late_field(level: str, rng: Rng, accept: Accept) -> Field:
    """A field of which much is revealed, so that few placements are left."""
    high = LEVELS[level].revealed[1]
    return engine.accepted(engine.played(level, rng, rng.between(high * 2 // 3, high)), accept)


COMMON = (Fraction(1, 2), Fraction(1, 3), None, None, None, None)
"""What mine_probability draws first: a frequent probability, or (None) any other."""


def mine_probability(field: Field, rng: Rng) -> Question:
    """The probability that a hidden cell is a mine; neither 0 nor 1."""
    wanted = rng.steady("probability").choice(COMMON)
    total = field.counts.total
    found = {cell: Fraction(held, total) for cell, held in field.counts.mine.items() if 0 < held < total}
    cells = sorted(cell for cell, share in found.items() if (share if share in COMMON else None) == wanted)
    if not cells or total > MOST_PLACEMENTS:
        raise Redraw
    cell = rng.choice(cells)
    share = found[cell]
    reduced = f" = {share}" if share.denominator != total else ""
    return Question(
        f"{_total(field)}What is the probability that the cell {write_cell(cell)} is a mine?",
        str(share),
        (placements(field, cell), f"So the probability is {field.counts.mine[cell]}/{total}{reduced}."),
        evidence=(named_cell("named cell", cell),),
        asked={"cell": list(cell)},
    )


def check_mine_probability(field: Field, asked: Mapping[str, Any], given: Fraction) -> float:
    """1 for the exact probability, as a fraction, reduced or not, a decimal or a percentage."""
    cell = (int(asked["cell"][0]), int(asked["cell"][1]))
    return float(given == Fraction(field.counts.mine[cell], field.counts.total))


TASKS = (
    Task(
        id="flag_count",
        description="The number of flags",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=flag_count,
        new_state=new_flagged_field,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="mines_left",
        description="The number of mines without a flag",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=mines_left,
        rules=("flags",),
        new_state=new_flagged_field,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="revealed_count",
        description="The number of revealed cells",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=revealed_count,
        new_state=new_revealed_field,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="cell_state",
        description="What a cell shows",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=cell_state,
        rules=("cells",),
    ),
    Task(
        id="reveal_result",
        description="What revealing a cell does",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=reveal_result,
        rules=("numbers", "opening", "flags", "logic", "cells"),
    ),
    Task(
        id="best_action",
        description="What logic says about a cell",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=best_action,
        rules=("numbers", "flags", "logic", "cells"),
    ),
    Task(
        id="safe_cell",
        description="A cell that is known to be safe",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELL,
        make=safe_cell,
        rules=("numbers", "flags", "logic", "cells"),
        check=check_safe_cell,
    ),
    Task(
        id="mine_probability",
        description="The probability that a cell is a mine",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.TEXT,
        make=mine_probability,
        rules=("numbers", "flags", "chances", "cells"),
        answer_format=FRACTION_FORMAT,
        check=check_mine_probability,
        new_state=new_late_field,
        read=fraction,
    ),
)
