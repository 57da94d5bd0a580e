"""The questions about tents: what is seen, and the table of all tasks."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.bitboard import bitboard_of, bits_of, some_of
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Difficulty, Question, Shortcut, Task
from gameqa.grid import Cell, named_cell
from gameqa.options import cell_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from . import engine, logic, placing
from .engine import LEVELS, Camp, camp_of, pitched
from .logic import line_place
from .telling import cells_text

IN_LINE = {"easy": (3, 4), "medium": (4, 5), "hard": (5, 6)}
"""Greatest answer of tents_in_row and missing_in_column, and most tents of the line in the solution; the answer is
drawn first, from 0."""

BESIDES = (1, 2, 2)
"""Weights of how many other tents the line has: missing ones, or ones that are seen."""

TREES_TO_TOUCH = {"easy": (5, 10), "medium": (10, 20), "hard": (22, 34)}
"""Trees of the boards of next_to_tree, few or many: else their number would be much the same."""


def _camp_with_line(level: str, rng: Rng, accept: Accept, seen: int, missing: int, line: int) -> Camp:
    """A camp that shows so many tents of a line, and lacks so many."""
    wanted = LEVELS[level]
    geometry = bitboard_of(wanted.side)
    cells = geometry.lines[line]
    places = list(bits_of(cells))
    held = rng.sample(range(wanted.side - (seen + missing) + 1), seen + missing)
    first = [places[place + number] for number, place in enumerate(sorted(held))]
    count = max(rng.between(*wanted.trees), seen + missing + 1)
    trees, tents, _ = pitched(wanted.side, count, rng, accept, wanted.hardest, sum(first), cells)
    shown = sum(rng.sample(first, seen))
    others = tents & ~cells
    shown |= some_of(others, rng.between(0, others.bit_count()), rng)
    return camp_of(wanted.side, trees, tents, shown)


def _drawn_for_line(level: str, rng: Rng, purpose: str) -> tuple[int, int, int]:
    """What is drawn first of a question about a line: the answer, how many other tents the line has, its number."""
    steady = rng.steady(purpose)
    greatest, most = IN_LINE[level]
    answer = steady.between(0, greatest)
    others = steady.weighted(BESIDES[: most - answer + 1])
    return answer, others, steady.below(LEVELS[level].side)


def _level_of(camp: Camp) -> str:
    return contract.level_by(LEVELS, lambda wanted: wanted.side == camp.side)


def new_camp_with_row(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp with a row that shows a number of tents."""
    seen, missing, row = _drawn_for_line(level, rng, "row")
    return _camp_with_line(level, rng, accept, seen, missing, row)


def new_camp_with_column(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp with a column that lacks a number of tents."""
    missing, seen, column = _drawn_for_line(level, rng, "column")
    return _camp_with_line(level, rng, accept, seen, missing, LEVELS[level].side + column)


def tents_in_row(camp: Camp, rng: Rng) -> Question:
    """How many tents are in a row now? The number is drawn first."""
    seen, _, row = _drawn_for_line(_level_of(camp), rng, "row")
    cells = camp.geometry.lines[row]
    tents = camp.cells(cells & camp.tents)
    trees = camp.cells(cells & camp.trees)
    shows = _shows(
        [("a tree", "trees", [column for _, column in trees]), ("a tent", "tents", [column for _, column in tents])]
    )
    return Question(
        f"How many tents stand in row {row} now?",
        str(seen),
        (f"Row {row} shows {shows}.", f"So {_tents(seen)} {verb(seen or 1, 'stands', 'stand')} in row {row}."),
        evidence=tuple(named_cell("tent", cell) for cell in tents) or (("row without tents", line_place(camp, row)),),
    )


def _shows(things: Sequence[tuple[str, str, list[int]]]) -> str:
    """Things of a row or column in words, each with the numbers of the lines that cross there."""
    told = []
    for one, several, numbers in things:
        if numbers:
            where = f"in {verb(len(numbers), 'column', 'columns')} {joined(list(map(str, numbers)))}"
            told.append(f"{one if len(numbers) == 1 else several} {where}")
        else:
            told.append(f"no {one.split()[-1]}")
    return joined(told)


def _tents(number: int) -> str:
    """A number of tents in words."""
    return count_of(number, "tent") if number else "no tent"


def missing_in_column(camp: Camp, rng: Rng) -> Question:
    """How many tents does a column lack? The number is drawn first."""
    missing, seen, column = _drawn_for_line(_level_of(camp), rng, "column")
    line = camp.side + column
    tents = camp.geometry.lines[line] & camp.tents
    clue = camp.clues[line]
    held = f"Column {column} shows {_tents(seen)}"
    held += f", at {cells_text(camp, tents)}." if tents else "."
    return Question(
        f"How many more tents does column {column} need?",
        str(missing),
        (
            f"The number below column {column} is {clue}.",
            held,
            f"{clue} - {seen} = {missing}, so column {column} {'still ' * bool(missing)}lacks {_tents(missing)}.",
        ),
        evidence=(
            ("number of tents", line_place(camp, line)),
            *(named_cell("tent", cell) for cell in camp.cells(tents)),
        ),
    )


def new_camp_for_total(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp that lacks a number of tents that is drawn first."""
    wanted, steady = LEVELS[level], rng.steady("total")
    count = steady.between(*wanted.trees)
    missing = steady.between(1, count - 1)
    trees, tents, _ = pitched(wanted.side, count, rng, accept, wanted.hardest)
    return camp_of(wanted.side, trees, tents, some_of(tents, count - missing, rng))


def missing_total(camp: Camp, rng: Rng) -> Question:
    """How many tents are missing on the whole board?"""
    side = camp.side
    clues = camp.clues[:side]
    seen = [row.count(engine.TENT) for row in camp.shown]
    missing = sum(clues) - sum(seen)
    return Question(
        "How many tents are still missing on the whole board?",
        str(missing),
        (
            f"The numbers of the rows, from the top, add up to {' + '.join(map(str, clues))} = {sum(clues)} tents.",
            f"The rows show {' + '.join(map(str, seen))} = {sum(seen)} {verb(sum(seen), 'tent', 'tents')}.",
            f"{sum(clues)} - {sum(seen)} = {missing}, so {count_of(missing, 'tent')} "
            f"{verb(missing, 'is', 'are')} still missing.",
        ),
        evidence=(
            *(("number of tents", line_place(camp, row)) for row in range(side)),
            *(named_cell("tent", cell) for cell in camp.cells(camp.tents)),
        ),
    )


def new_camp_with_trees(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp with few or many trees."""
    wanted = LEVELS[level]
    count = rng.between(*TREES_TO_TOUCH[level])
    trees, tents, _ = pitched(wanted.side, count, rng, accept, wanted.hardest)
    return camp_of(wanted.side, trees, tents, some_of(tents, rng.between(1, count - 1), rng))


def _columns(camp: Camp, row: int, bits: int) -> list[str]:
    """The columns of the cells of a set in a row."""
    return [str(column) for _, column in camp.cells(bits & camp.geometry.lines[row])]


def next_to_tree(camp: Camp, rng: Rng) -> Question:
    """How many cells without a tree are beside one?"""
    lines, counts = [], []
    for row in range(camp.side):
        trees, near = _columns(camp, row, camp.trees), _columns(camp, row, camp.next_to_trees)
        what = f"{verb(len(trees), 'a tree in column', 'trees in columns')} {joined(trees)}" if trees else "no tree"
        where = f"{verb(len(near), 'column', 'columns')} {joined(near)}: {count_of(len(near), 'cell')}"
        lines.append(f"Row {row} ({what}): {where if near else 'no cell'}.")
        counts.append(len(near))
    return Question(
        "How many cells without a tree have a tree directly above or below them, or directly to their left or right? "
        "Cells that hold a tent count too, and every cell counts once.",
        str(sum(counts)),
        (
            "Row by row, these cells hold no tree and have one directly above, below, left or right:",
            *lines,
            f"{' + '.join(map(str, counts))} = {sum(counts)}, so there are {count_of(sum(counts), 'such cell')}.",
        ),
        evidence=tuple(named_cell("tree", cell) for cell in camp.cells(camp.trees)),
    )


def _swapped(cells: Sequence[Cell]) -> list[Cell]:
    return [(column, row) for row, column in cells]


def find_tree(camp: Camp, rng: Rng) -> Question:
    """Which of eight cells holds a tree? The others hold tents, are beside trees, or are trees with row and column
    swapped."""
    trees, tents = camp.cells(camp.trees), camp.cells(camp.tents)
    cell = rng.choice(trees)
    swapped = [there for there in _swapped(trees) if camp.sign(there) == engine.EMPTY]
    mistakes = [*rng.sample(tents, min(4, len(tents))), *rng.sample(swapped, min(2, len(swapped)))]
    options = cell_options(rng, cell, mistakes, camp.cells(camp.next_to_trees & ~camp.tents))
    others = [option for option in options if option != write_cell(cell)]
    shown = {write_cell(tent) for tent in tents}
    held, empty = [text for text in others if text in shown], [text for text in others if text not in shown]
    lines = []
    if held:
        lines.append(f"{verb(len(held), 'There is a tent', 'There are tents')} at {joined(held)}.")
    if empty:
        lines.append(
            f"{verb(len(empty), 'The cell', 'The cells')} {joined(empty)} {verb(len(empty), 'is', 'are')} empty."
        )
    return Question(
        "Which of these cells holds a tree?",
        write_cell(cell),
        (*lines, f"The cell {write_cell(cell)} holds a tree."),
        options,
        evidence=(named_cell("tree", cell),),
    )


NUMBER_OF_LINE = Shortcut[Camp](
    "the number beside the row or column",
    lambda camp, question: [
        str(camp.clues[place[1] + (camp.side if place[0] == "column" else 0)])
        for _, place in question.evidence
        if place[0] in ("row", "column")
    ],
)

CELLS_TO_LOOK_AT = Difficulty[Camp].of_state("cells of the board", engine.cells_to_look_at)
LENGTH_OF_LINE = Difficulty[Camp].of_state("cells of the row or column", lambda camp: camp.side)
ANSWER = Difficulty[Camp]("cells to find", lambda _, question: int(question.answer))
PLACING = ("beside", "no touch", "numbers", "no more", "cells")

TASKS: tuple[Task[Camp], ...] = (
    Task(
        id="tents_in_row",
        description="How many tents stand in a row",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=tents_in_row,
        rules=("lines",),
        new_state=new_camp_with_row,
        difficulty=LENGTH_OF_LINE,
        shortcuts=(NUMBER_OF_LINE,),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="missing_in_column",
        description="How many tents a column still lacks",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=missing_in_column,
        rules=("lines", "numbers"),
        new_state=new_camp_with_column,
        difficulty=LENGTH_OF_LINE,
        shortcuts=(NUMBER_OF_LINE,),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="missing_total",
        description="How many tents are still missing",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=missing_total,
        rules=("numbers",),
        new_state=new_camp_for_total,
        difficulty=CELLS_TO_LOOK_AT,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="next_to_tree",
        description="How many cells without a tree are beside one",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=next_to_tree,
        new_state=new_camp_with_trees,
        difficulty=ANSWER,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="placeable_cells",
        description="In how many cells a tent breaks no rule at once",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=placing.placeable_cells,
        rules=PLACING,
        new_state=placing.new_camp_to_count,
        difficulty=CELLS_TO_LOOK_AT,
        shortcuts=(placing.MISSING_TENTS,),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="find_tree",
        description="Which cell holds a tree",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=find_tree,
        rules=("cells",),
        new_state=placing.new_camp_to_search,
        difficulty=CELLS_TO_LOOK_AT,
    ),
    Task(
        id="placeable_cell",
        description="Which cell can take a tent now",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=placing.placeable_cell,
        rules=PLACING,
        new_state=placing.new_camp_to_place,
        difficulty=CELLS_TO_LOOK_AT,
        shortcuts=placing.ONE_LOOK,
    ),
    Task(
        id="forced_cell",
        description="A cell of a row or column that must hold a tent",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELL,
        beyond=True,
        make=logic.forced_cell,
        rules=("solution", "no touch", "numbers", "cells"),
        check=logic.check_forced_cell,
        new_state=logic.new_camp_for_cell,
        difficulty=logic.STEPS_TOLD,
    ),
    Task(
        id="solve",
        description="All tents that are missing",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELLS,
        beyond=True,
        make=logic.solve,
        rules=("solution", "no touch", "numbers", "cells"),
        answer_format="Answer with a list of cells, written (row, column), such as: (1, 2), (3, 4).",
        check=logic.check_solve,
        new_state=logic.new_camp_to_solve,
        difficulty=logic.STEPS_TOLD,
    ),
)
