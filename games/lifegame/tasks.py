"""The questions about the game of life."""

from __future__ import annotations

import re
from collections.abc import Collection

from gameqa import contract
from gameqa.answers import write_cell, write_grid
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Question, Shortcut, Task, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.options import number_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import engine, history, telling
from .engine import ALIVE, EIGHTHS, TRIED, Board, level_of
from .settling import MOST_STEPS, course_of, new_settling_board, settling_lines

LIVE_AFTER = {"easy": (2, 9), "medium": (4, 14), "hard": (6, 18)}
"""Least and greatest answer of live_after_steps; all between are equally frequent."""

STEPS_TO_COUNT = {"easy": (1, 2), "medium": (2, 3), "hard": (2, 3)}
"""Least and greatest number of steps of live_after_steps."""

CHANGES_OF_ONE_STEP = {"easy": (3, 14), "medium": (6, 26), "hard": (10, 32)}
"""Least and greatest number of cells that change in grid_after_step."""

FEWEST_LEFT = 2
"""The least number of live cells after the step: full boards die out in one, and an empty board would be an easy
guess."""

MOST_CHANGES = {"easy": 16, "medium": 28, "hard": 38}
"""Cells that come alive or die in live_after_steps, all steps together."""

BORDERS = {"easy": (1, 1, 0), "medium": (1, 2, 1), "hard": (0, 1, 1)}
"""How frequent cells without, with one and with two touching edges are in parent_cell_count."""

OTHERS_ALIVE = {"easy": (3, 7), "medium": (8, 22), "hard": (14, 38)}
"""Least and greatest number of live cells in parent_cell_count besides the neighbors, where none of these lives; one
less for every three that do, so that the number of all live cells tells the less."""


def _live(board: Board) -> tuple[tuple[str, Place], ...]:
    return tuple(named_cell("live cell", cell) for cell in engine.cells_of(board.bits, board.side))


def live_cells(board: Board, rng: Rng) -> Question:
    """How many cells are alive?"""
    counts, lines = [], []
    for row, signs in enumerate(board.rows):
        columns = [str(column) for column, sign in enumerate(signs) if sign == ALIVE]
        if columns:
            counts.append(str(len(columns)))
            where = f"in column{'' if len(columns) == 1 else 's'} {joined(columns)}"
            lines.append(f"Row {row}: {count_of(len(columns), 'live cell')}, {where}.")
        else:
            lines.append(f"Row {row}: no live cell.")
    live = board.bits.bit_count()
    sums = f"{' + '.join(counts)} = {live}, so" if len(counts) > 1 else "So"
    return Question(
        "How many cells are alive?",
        str(live),
        (*lines, f"{sums} {live} cells are alive."),
        number_options(rng, live, *engine.LIVE_CELLS[level_of(board)]),
        evidence=_live(board),
    )


def _steps_to_count(level: str, rng: Rng) -> int:
    """How many steps live_after_steps makes: the same number in all attempts at a sample."""
    return rng.steady("steps").between(*STEPS_TO_COUNT[level])


def new_board_to_count(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with the number of live cells after the steps that is drawn first."""
    side, count = engine.SIDES[level], _steps_to_count(level, rng)
    wanted = rng.steady("live after").between(*LIVE_AFTER[level])
    for _ in range(TRIED):
        bits = engine.sprinkled(side, rng.between(*EIGHTHS[level]), rng)
        boards = engine.after(bits, side, count)
        if boards[-1].bit_count() == wanted and engine.changes(boards) <= MOST_CHANGES[level]:
            board = Board.of(bits, side)
            keep(engine.split_key(board), accept)
            return board
    raise Redraw


def live_after_steps(board: Board, rng: Rng) -> Question:
    """How many cells are alive after some steps?"""
    level, side = level_of(board), board.side
    count = _steps_to_count(level, rng)
    boards = engine.after(board.bits, side, count)
    answer = boards[-1].bit_count()
    lines = [telling.start_line(board.bits, side), telling.HOW_TO_READ]
    for number, bits in enumerate(boards[:-1], 1):
        lines += telling.table_lines(bits, side, number)
        lines += telling.change_lines(bits, side, number)
        lines.append(telling.sum_line(bits, side, number))
    return Question(
        f"How many cells are alive after {count_of(count, 'step')}?",
        str(answer),
        (*lines, f"So {count_of(answer, 'cell')} {'is' if answer == 1 else 'are'} alive after {_steps(count)}."),
        number_options(rng, answer, *LIVE_AFTER[level]),
        evidence=_live(board),
    )


def _steps(count: int) -> str:
    return count_of(count, "step")


def steps_to_stability(board: Board, rng: Rng) -> Question:
    """After how many steps does the board begin to repeat?"""
    course = course_of(board)
    return Question(
        "After how many steps does the board begin to repeat itself? Give the smallest number of steps after which the "
        "board is one that will come back later, the same in every cell. A board that no longer changes comes back in "
        "every step. The answer is 0 if the board will come back as it is now.",
        str(course.settled),
        tuple(settling_lines(course, board.side)),
        number_options(rng, course.settled, 0, MOST_STEPS, MOST_STEPS + 1),
        evidence=_live(board),
    )


def new_changing_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board of which neither too few nor too many cells change in a step, and some are alive after it."""
    side = engine.SIDES[level]
    least, most = CHANGES_OF_ONE_STEP[level]
    for _ in range(TRIED):
        bits = engine.sprinkled(side, rng.between(*EIGHTHS[level]), rng)
        following = engine.step(bits, side)
        if least <= (bits ^ following).bit_count() <= most and following.bit_count() >= FEWEST_LEFT:
            board = Board.of(bits, side)
            keep(engine.split_key(board), accept)
            return board
    raise Redraw


def grid_after_step(board: Board, rng: Rng) -> Question:
    """All cells after one step."""
    side = board.side
    following = Board.of(engine.step(board.bits, side), side)
    return Question(
        "Which cells are alive after one step? Answer with one line for each row from the top; in each line write, "
        "from the left, 1 for a live and 0 for a dead cell, separated by spaces.",
        write_grid(["01"[sign == ALIVE] for sign in row] for row in following.rows),
        (
            telling.HOW_TO_READ,
            *telling.table_lines(board.bits, side, 1),
            *telling.change_lines(board.bits, side, 1),
            "The cells that are not named stay as they are.",
        ),
        evidence=(("board", ("board",)),),
    )


def new_board_around(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which the drawn cell has the drawn number of live neighbors."""
    side = engine.SIDES[level]
    cell, wanted = _drawn_cell(level, rng)
    around = list(engine.neighbors(cell, side))
    chosen = rng.sample(around, wanted)
    beyond = [other for other in around if engine.across_edge(cell, other)]
    if wanted and beyond and not set(chosen) & set(beyond):
        chosen[0] = rng.choice(beyond)
    bits = sum(1 << row * side + column for row, column in chosen)
    free = engine.cells_of(~bits & ~engine.neighbor_bits(side)[cell[0] * side + cell[1]] & (1 << side * side) - 1, side)
    others = rng.between(*OTHERS_ALIVE[level]) - wanted // 3
    bits |= sum(1 << row * side + column for row, column in rng.sample(free, others))
    board = Board.of(bits, side)
    keep(engine.split_key(board), accept)
    return board


def _drawn_cell(level: str, rng: Rng) -> tuple[Cell, int]:
    """The cell and the number of live neighbors of parent_cell_count, drawn first."""
    steady, last = rng.steady("cell"), engine.SIDES[level] - 1
    wanted, touching = steady.between(0, 8), steady.weighted(BORDERS[level])
    row, column = steady.between(1, last - 1), steady.between(1, last - 1)
    if touching == 2:
        row, column = steady.choice((0, last)), steady.choice((0, last))
    elif touching == 1 and steady.chance(1, 2):
        row = steady.choice((0, last))
    elif touching == 1:
        column = steady.choice((0, last))
    return (row, column), wanted


def parent_cell_count(board: Board, rng: Rng) -> Question:
    """How many neighbors of a cell are alive?"""
    side, bits = board.side, board.bits
    cell, wanted = _drawn_cell(level_of(board), rng)
    around = engine.neighbors(cell, side)
    counts, lines = [], _border_lines(cell, side)
    for where, cells in (("above", around[:3]), ("beside it", around[3:5]), ("below", around[5:])):
        told = []
        for other in cells:
            across = " across the edge" if engine.across_edge(cell, other) else ""
            told.append(f"{write_cell(other)}{across} is {telling.name(engine.is_alive(bits, side, other))}")
        counts.append(sum(engine.is_alive(bits, side, other) for other in cells))
        lines.append(f"{where.capitalize()}: {joined(told)}. That makes {counts[-1]}.")
    return Question(
        f"How many of the eight neighbors of the cell {write_cell(cell)} are alive?",
        str(wanted),
        (
            *lines,
            f"{' + '.join(map(str, counts))} = {wanted}, so {count_of(wanted, 'neighbor')} of {write_cell(cell)} "
            f"{'is' if wanted == 1 else 'are'} alive.",
        ),
        evidence=(named_cell("named cell", cell), *(named_cell("neighbor", other) for other in around)),
    )


def _border_lines(cell: Cell, side: int) -> list[str]:
    """Which rows and columns a cell at the border touches across the edges."""
    last = side - 1
    sides = (
        (cell[0] == 0, "in the top row", f"row {last} is above it"),
        (cell[0] == last, "in the bottom row", "row 0 is below it"),
        (cell[1] == 0, "in the left column", f"column {last} is on its left"),
        (cell[1] == last, "in the right column", "column 0 is on its right"),
    )
    touched = [(where, beyond) for touches, where, beyond in sides if touches]
    if not touched:
        return []
    places, beyond = (joined(list(told)) for told in zip(*touched, strict=True))
    return [f"{write_cell(cell)} is {places}, so {beyond}, across the edge{'s' if len(touched) == 2 else ''}."]


def _neighbors_across(board: Board, question: Question) -> float:
    """How many neighbors of the named cell lie across an edge."""
    named, *others = [place[1:] for _, place in question.evidence]
    return sum(engine.across_edge(named, place) for place in others)


def _as_now(board: Board, question: Question) -> Collection[str]:
    """The number of live cells as it is now."""
    return (str(board.bits.bit_count()),)


def _cells_worked_out(board: Board, question: Question) -> float:
    """The neighborhoods that the reasoning counts."""
    tables = (line.split(": ", 1)[1] for line in question.steps if re.match(r"Step \d+, row", line))
    return sum(len(re.findall(r"(?<![\w(])\[?\d\]?(?= |$|;|\.)", table)) for table in tables)


CELLS_WORKED_OUT = Difficulty[Board]("cells whose live neighbors are counted", _cells_worked_out)

SMALL_BOARDS = Allowance(
    "repeats", 0.03, "boards of four by four cells are few; blocks of rows hold none of them twice", ("easy",)
)

FEW_CELLS = Allowance(
    "counts tell answer", 0.33, "of sixteen cells nine are the one asked about and its neighbors", ("easy",)
)

FEW_PATTERNS = Allowance(
    "repeats", 0.02, "few patterns stay as they are on six by six cells; blocks of rows hold none twice", ("easy",)
)

TASKS = (
    Task(
        id="live_cells",
        description="The number of live cells",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=live_cells,
        allowances=(ASKS_FOR_COUNTS, SMALL_BOARDS),
    ),
    Task(
        id="live_after_steps",
        description="The number of live cells after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=live_after_steps,
        rules=("neighbors", "steps"),
        new_state=new_board_to_count,
        difficulty=CELLS_WORKED_OUT,
        shortcuts=(Shortcut("as many as now", _as_now),),
        allowances=(ASKS_FOR_COUNTS, SMALL_BOARDS),
    ),
    Task(
        id="cell_history",
        description="The states of a cell over some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=history.cell_history,
        rules=("neighbors", "steps", "cells"),
        new_state=history.new_board_to_follow,
        difficulty=CELLS_WORKED_OUT,
    ),
    Task(
        id="steps_to_stability",
        description="The steps after which the board begins to repeat",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=steps_to_stability,
        rules=("neighbors", "steps"),
        new_state=new_settling_board,
        allowances=(FEW_PATTERNS,),
    ),
    Task(
        id="grid_after_step",
        description="All cells after one step",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        beyond=True,
        make=grid_after_step,
        rules=("neighbors", "steps"),
        new_state=new_changing_board,
        allowances=(SMALL_BOARDS,),
    ),
    Task(
        id="parent_cell_count",
        description="The number of live neighbors of a cell",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=parent_cell_count,
        rules=("neighbors", "cells"),
        new_state=new_board_around,
        allowances=(SMALL_BOARDS, FEW_CELLS),
        difficulty=Difficulty[Board]("neighbors across an edge", _neighbors_across),
    ),
)
