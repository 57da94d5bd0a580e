"""The questions about minesweeper: what is seen, and the table of all tasks."""

from __future__ import annotations

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Difficulty, Question, Task
from gameqa.errors import Redraw
from gameqa.grid import named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.kinds import fraction
from gameqa.wording import count_of, joined

from . import chances, engine, logic
from .engine import FLAG, HIDDEN, LEVELS, Field
from .logic import total

NUMBERS = "12345678"

FRACTION_FORMAT = "Answer with the exact probability as a fraction in lowest terms, such as 2/7."

CELL_STATES = {
    "hidden, without a flag": HIDDEN,
    "hidden, with a flag": FLAG,
    "revealed, with a number": NUMBERS,
    "revealed, without a number": "0",
}

SIGN_NAMES = {HIDDEN: "hidden", FLAG: "flag", "0": "empty"}


def _flag_lines(field: Field) -> list[str]:
    """The flags row by row, in words."""
    found = []
    for row, shown in enumerate(field.shown):
        columns = [str(column) for column, sign in enumerate(shown) if sign == FLAG]
        if columns:
            where = f"column{'' if len(columns) == 1 else 's'} {joined(columns)}"
            found.append(f"Row {row}: {count_of(len(columns), 'flag')}, in {where}.")
    return found or ["No row has a flag."]


def _flags_told(field: Field) -> str:
    """How many flags there are."""
    counts = [shown.count(FLAG) for shown in field.shown if FLAG in shown]
    sums = f"{' + '.join(map(str, counts))} = {sum(counts)}, so there" if len(counts) > 1 else "There"
    return f"{sums} {'is' if sum(counts) == 1 else 'are'} {count_of(sum(counts), 'flag')}."


def _flag_evidence(field: Field) -> tuple[tuple[str, Place], ...]:
    flags = field.cells_with(FLAG)
    return tuple(named_cell("flag", cell) for cell in flags) if flags else (("field without flags", ("field",)),)


def new_flagged_field(level: str, rng: Rng, accept: Accept) -> Field:
    """A field with a number of flags that is drawn first."""
    wanted, steady = LEVELS[level], rng.steady("flags")
    mines = steady.between(*wanted.mines)
    field = engine.played(level, rng, rng.between(*wanted.revealed), mines, steady.between(0, mines))
    return engine.accepted(field, accept)


def flag_count(field: Field, rng: Rng) -> Question:
    """How many flags are there?"""
    flags = field.cells_with(FLAG)
    return Question(
        "How many flags are on the field?",
        str(len(flags)),
        (*_flag_lines(field), _flags_told(field)),
        evidence=_flag_evidence(field),
    )


def mines_left(field: Field, rng: Rng) -> Question:
    """How many mines have no flag?"""
    flags = field.cells_with(FLAG)
    return Question(
        f"{total(field)}How many mines have no flag yet?",
        str(field.left),
        (
            *_flag_lines(field),
            _flags_told(field),
            f"Every flag is on a mine. {len(field.mines)} - {len(flags)} = {field.left}, so "
            f"{count_of(field.left, 'mine')} {'has' if field.left == 1 else 'have'} no flag.",
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
            *(f"Row {row}: {count} revealed." for row, count in enumerate(counts)),
            f"{' + '.join(map(str, counts))} = {len(cells)}, so {len(cells)} cells are revealed.",
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
    signs = ", ".join(SIGN_NAMES.get(sign, sign) for sign in field.shown[cell[0]])
    return Question(
        f"What is the cell {write_cell(cell)}?",
        wanted,
        (
            f"Row {cell[0]}, counted from the top from 0, shows from left to right: {signs}.",
            f"So the cell in column {cell[1]}, counted from the left from 0, is {wanted}.",
        ),
        shuffled_options(rng, wanted, list(CELL_STATES), 4),
        evidence=(named_cell("named cell", cell),),
    )


TASKS: tuple[Task[Field], ...] = (
    Task(
        id="flag_count",
        description="The number of flags",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=flag_count,
        new_state=new_flagged_field,
        allowances=(ASKS_FOR_COUNTS,),
        difficulty=Difficulty[Field]("flags", lambda _, question: int(question.answer)),
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
        difficulty=Difficulty.of_state("flags", lambda field: field.flag_bits.bit_count()),
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
        difficulty=Difficulty[Field]("revealed cells", lambda _, question: int(question.answer)),
    ),
    Task(
        id="cell_state",
        description="What a cell shows",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=cell_state,
        rules=("cells",),
        difficulty=Difficulty[Field]("rows and columns to count", lambda _, question: sum(question.evidence[0][1][1:])),
    ),
    Task(
        id="reveal_result",
        description="What revealing a cell does",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=logic.reveal_result,
        rules=("numbers", "opening", "flags", "logic", "cells"),
        new_state=logic.new_field_to_reveal,
        difficulty=logic.LINES,
        shortcuts=(logic.RESULT_BY_REVEALED,),
    ),
    Task(
        id="best_action",
        description="What logic says about a cell",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=logic.best_action,
        rules=("numbers", "flags", "logic", "cells"),
        new_state=logic.new_field_to_act,
        difficulty=logic.LINES,
        shortcuts=(logic.ACTION_BY_REVEALED, logic.ACTION_OF_LONELY),
    ),
    Task(
        id="safe_cell",
        description="A cell that is known to be safe",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELL,
        beyond=True,
        make=logic.safe_cell,
        rules=("numbers", "flags", "logic", "cells"),
        check=logic.check_safe_cell,
        new_state=logic.new_field_for_step,
        difficulty=logic.LINES,
    ),
    Task(
        id="mine_probability",
        description="The probability that a cell is a mine",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=chances.mine_probability,
        rules=("numbers", "flags", "chances", "cells"),
        answer_format=FRACTION_FORMAT,
        check=chances.check_mine_probability,
        read=fraction,
        new_state=chances.new_late_field,
        difficulty=chances.ROWS_OF_TABLE,
        shortcuts=(chances.SHARES_OF_ONE_NUMBER,),
    ),
)
