"""The questions about Tetris."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from gameqa import contract
from gameqa.answers import write_grid
from gameqa.contract import ASKS_FOR_COUNTS, Allowance, Mark, Question, Shortcut, Task
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from . import engine, slots, stacks, telling
from .engine import EMPTY, FALLING, SETTLED, Board, level_of
from .pieces import KINDS, turns_of
from .reading import read_drop

TURNS = (Mark("turns", ("turns",)),)
"""The turns of the piece, shown below the board."""

NO_PIECE = "no piece"

ALL_SETTLED_OR_EMPTY = "Every cell of the board is settled or empty."

WITHOUT_PIECE = -1
"""The answer of steps_to_collision for a board on which no piece falls."""

ROWS_ASKED = {"easy": 5, "medium": 8, "hard": 10}
"""The lowest rows, which board_after_drop asks for: all others are empty."""

DROP_FORMAT = (
    "Answer with the turn and the column, such as: turn 1, column 4. The column is that of the leftmost cells of the "
    "piece."
)


def _cells(board: Board) -> tuple[tuple[str, Place], ...]:
    """The falling piece as evidence, or the board where there is none."""
    if board.falling is None:
        return (("board", ("board",)),)
    return tuple(("falling piece", ("cell", *cell)) for cell in board.falling.cells)


def empty_in_row(board: Board, rng: Rng) -> Question:
    """How many cells of a row are empty?"""
    wanted = stacks.wanted_empty(board.side, rng)
    rows = [row for row, signs in enumerate(board.rows) if signs.count(EMPTY) == wanted]
    stack = [row for row in rows if SETTLED in board.rows[row]]
    within = [row for row in stack if FALLING in board.rows[row]]
    row = rng.choice(within or stack or rows)
    signs = board.rows[row]
    lines = [
        _counted(row, signs, SETTLED, "settled cell", "settled cells"),
        _counted(row, signs, FALLING, "cell of the falling piece", "cells of the falling piece"),
    ]
    empty = [str(column) for column, sign in enumerate(signs) if sign == EMPTY]
    lines.append(
        f"Its empty {verb(wanted, 'cell is', 'cells are')} in {_columns(empty)}: {count_of(wanted, 'empty cell')}."
    )
    return Question(
        f"How many cells of row {row} are empty? The cells of the falling piece are not empty.",
        str(wanted),
        tuple(lines),
        evidence=((f"row {row}", ("row", row)),),
    )


def _columns(names: list[str]) -> str:
    return f"column{verb(len(names), '', 's')} {joined(names)}"


def _counted(row: int, signs: str, sign: str, one: str, several: str) -> str:
    columns = [str(column) for column, own in enumerate(signs) if own == sign]
    if not columns:
        return f"Row {row} has no {one}."
    return f"Row {row} has {count_of(len(columns), one, several)}, in {_columns(columns)}."


def shape(board: Board, rng: Rng) -> Question:
    """Which piece is falling?"""
    piece = board.falling
    if piece is None:
        answer = NO_PIECE
        steps = [ALL_SETTLED_OR_EMPTY, "So no piece is falling."]
    else:
        answer, steps = piece.turn.kind, telling.shape_lines(piece)
    return Question(
        "Which piece is falling?",
        answer,
        tuple(steps),
        shuffled_options(rng, answer, [*KINDS, NO_PIECE]),
        evidence=_cells(board),
    )


def _moved(asked: int) -> str:
    """The sentences that say what happens to the piece."""
    if not asked:
        return "The falling piece falls straight down from where it is."
    side = "right" if asked > 0 else "left"
    return f"The falling piece is moved {count_of(abs(asked), 'column')} to the {side}, then it falls straight down."


def steps_to_collision(board: Board, rng: Rng) -> Question:
    """How many rows does the piece fall after a shift?"""
    asked = stacks.shift_asked(rng)
    piece, settled = board.falling, board.settled
    if piece is None:
        answer = WITHOUT_PIECE
        steps = [
            ALL_SETTLED_OR_EMPTY,
            f"So no piece is falling, and for a board without one the answer is {WITHOUT_PIECE}.",
        ]
    else:
        after = engine.shifted(settled, piece, asked)
        answer = engine.fall_of(settled, after)
        steps = [*telling.shift_lines(settled, piece, asked, after), *telling.fall_lines(settled, after)]
    return Question(
        f"{_moved(asked)} How many rows does it move down before it comes to rest? If no piece is falling, answer "
        f"{WITHOUT_PIECE}.",
        str(answer),
        tuple(steps),
        evidence=_cells(board),
    )


def _evidence_of_drop(board: Board) -> tuple[tuple[str, Place], ...]:
    rows = [row for row, bits in enumerate(board.settled) if bits]
    return (
        *_cells(board),
        *((f"turn {turn.number}", ("turn", turn.number)) for turn in turns_of(board.piece.turn.kind)),
        *((f"row {row}", ("row", row)) for row in rows),
    )


def max_rows_cleared(board: Board, rng: Rng) -> Question:
    """How many rows can one drop clear at most?"""
    drops = engine.telling_drops(board.settled, board.piece.turn.kind)
    most = engine.most_filled(drops)
    if most:
        best = next(drop for drop in drops if len(drop.filled) == most)
        end = (
            f"Of these drops, turn {best.turn.number} at column {best.column} fills the most: {count_of(most, 'row')}."
            if len(drops) > 1
            else f"So the most that a drop can clear is {count_of(most, 'row')}."
        )
    elif drops:
        end = "None of these drops fills a row, so the most that a drop can clear is 0 rows."
    else:
        end = "So no drop can fill a row: the most is 0 rows."
    return Question(
        "What is the largest number of rows that one drop of the falling piece can clear?",
        str(most),
        (*telling.drop_lines(board, drops), end),
        marks=TURNS,
        evidence=_evidence_of_drop(board),
    )


def best_drop(board: Board, rng: Rng) -> Question:
    """A drop that clears the most rows."""
    drops = engine.telling_drops(board.settled, board.piece.turn.kind)
    most = engine.most_filled(drops)
    best = rng.choice([drop for drop in drops if len(drop.filled) == most])
    others = " more than any other" if sum(len(drop.filled) == most for drop in drops) == 1 and len(drops) > 1 else ""
    return Question(
        "With which turn, and in which column, does one drop of the falling piece clear the most rows? Any best drop "
        "is right.",
        f"turn {best.turn.number}, column {best.column}",
        (
            *telling.drop_lines(board, drops),
            f"So turn {best.turn.number} at column {best.column} is best: it clears {count_of(most, 'row')}"
            f"{',' if others else ''}{others}.",
        ),
        marks=TURNS,
        evidence=_evidence_of_drop(board),
    )


def check_best_drop(board: Board, asked: Mapping[str, Any], value: tuple[int, int]) -> float:
    """1 for a drop that clears as many rows as any."""
    number, column = value
    settled, turns = board.settled, turns_of(board.piece.turn.kind)
    if not 0 <= number < len(turns) or not 0 <= column <= board.side - turns[number].width:
        return 0.0
    most = engine.most_filled(engine.telling_drops(settled, board.piece.turn.kind))
    drop = engine.drop_at(settled, engine.tops_of(settled), turns[number], column)
    return float(len(drop.filled) == most)


def board_after_drop(board: Board, rng: Rng) -> Question:
    """The lowest rows after a drop."""
    asked, settled = stacks.shift_asked(rng), board.settled
    after = engine.shifted(settled, board.piece, asked)
    rest = after._replace(row=after.row + engine.fall_of(settled, after))
    left = engine.cleared(engine.with_piece(settled, rest))
    first = board.side - ROWS_ASKED[level_of(board)]
    rows = [[row >> column & 1 for column in range(board.side)] for row in left[first:]]
    return Question(
        f"{_moved(asked)} What does the board look like after full rows have been removed? Give rows {first} to "
        f"{board.side - 1}, one line for each row; in each line write, from the left, 1 for a settled cell (also one "
        "of the piece that has come to rest) and 0 for an empty cell, separated by spaces.",
        write_grid(rows),
        (
            *telling.shift_lines(settled, board.piece, asked, after),
            *telling.fall_lines(settled, after),
            *telling.outcome_lines(settled, rest),
            f"So these are rows {first} to {board.side - 1}:",
        ),
        evidence=(*_cells(board), ("board", ("board",))),
    )


def _rows_with_gaps(board: Board, question: Question) -> Collection[str]:
    """As many rows as lack a few cells that are open from above."""
    return (str(min(4, len(engine.gaps_of(board.settled)))),)


def _where_it_is(board: Board, question: Question) -> Collection[str]:
    """The rows that the piece would fall if it were not moved sideways."""
    return (str(engine.fall_of(board.settled, board.falling)),) if board.falling else (str(WITHOUT_PIECE),)


def _to_the_floor(board: Board, question: Question) -> Collection[str]:
    """The empty rows below the piece, above the whole stack."""
    if board.falling is None:
        return (str(WITHOUT_PIECE),)
    return (str(stacks.rows_to_stack(board.settled, board.falling)),)


MOSTLY_ONE = Allowance(
    "most frequent answer", 0.43, "a drop clears one row more often than two or three, and four with one piece only"
)

TASKS: tuple[Task[Board], ...] = (
    Task(
        id="empty_in_row",
        description="The number of empty cells of a row",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=empty_in_row,
        rules=("rows",),
        legend=("colors",),
        new_state=stacks.new_counted_board,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="shape",
        description="The falling piece, or that there is none",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=shape,
        rules=("pieces",),
        legend=("colors",),
        new_state=stacks.new_named_board,
        allowances=(Allowance("counts tell answer", 0.35, "counts tell whether a piece is falling at all"),),
    ),
    Task(
        id="steps_to_collision",
        description="The rows that the piece falls after it has been moved sideways",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=steps_to_collision,
        rules=("sideways", "falling"),
        legend=("colors",),
        new_state=stacks.new_falling_board,
        shortcuts=(
            Shortcut("not moved sideways", _where_it_is),
            Shortcut("down to the top of the stack", _to_the_floor),
        ),
    ),
    Task(
        id="max_rows_cleared",
        description="The most rows that a drop of the piece can clear",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=max_rows_cleared,
        rules=("drop", "clearing"),
        legend=("colors", "turns"),
        new_state=slots.new_clearable,
        shortcuts=(Shortcut("as many rows as lack cells side by side, open from above", _rows_with_gaps),),
        allowances=(MOSTLY_ONE,),
    ),
    Task(
        id="best_drop",
        description="A turn and a column with which a drop clears the most rows",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=best_drop,
        rules=("rows", "drop", "clearing"),
        legend=("colors", "turns"),
        answer_format=DROP_FORMAT,
        new_state=slots.new_worth_dropping,
        check=check_best_drop,
        read=read_drop,
    ),
    Task(
        id="board_after_drop",
        description="The lowest rows of the board after a drop",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        beyond=True,
        make=board_after_drop,
        rules=("rows", "sideways", "falling", "clearing"),
        legend=("colors",),
        new_state=slots.new_dropped,
    ),
)
