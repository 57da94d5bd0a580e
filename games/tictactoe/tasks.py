"""The questions about tic-tac-toe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import Allowance, Question, Task
from gameqa.errors import Redraw
from gameqa.grid import named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import joined, verb

from . import cases, engine
from .engine import Board, after, cell_of, mover, other, place_of, side_of
from .telling import cell_text, move_lines, result_lines, turn_line

COLORS = ("red", "blue", "white")
IMPOSSIBLE_TEXT = "the move is not possible"
OVER_TEXT = "the game is over"
OUTCOMES = ("O wins", "X wins", "a draw")


def _evidence(board: Board) -> tuple[tuple[str, Place], ...]:
    side = side_of(board.cells)
    return tuple(
        named_cell(f"piece {sign}", cell_of(place, side))
        for place, sign in enumerate(board.cells)
        if sign != engine.EMPTY
    )


def _is_drawn(board: Board) -> bool:
    """Whether a board is one of those that are drawn at random, so that the answer is drawn first."""
    return side_of(board.cells) != 3


def _keep(suits: bool) -> None:
    """Goes on only with a drawn board that suits."""
    if not suits:
        raise Redraw


def _all_moves(cells: str) -> tuple[str, ...]:
    """What each move leads to, and the moves by their results."""
    return (turn_line(cells), *move_lines(cells), *result_lines(cells))


def cell_content(board: Board, rng: Rng) -> Question:
    """What is in the named cell?"""
    row, column = board.named
    side = side_of(board.cells)
    color = cases.color_of(board.cells[place_of(board.named, side)])
    if _is_drawn(board):
        _keep(color == rng.steady("color").choice(COLORS))
    shown = [cases.color_of(sign) for sign in board.cells[row * side : row * side + side]]
    return Question(
        f"What color is the block in the cell {write_cell((row, column))}? An empty cell is white.",
        color,
        (
            f"Row {row}, counted from the top from 0, is from left to right: {', '.join(shown)}.",
            f"So the cell in column {column}, counted from the left from 0, is {color}.",
        ),
        shuffled_options(rng, color, COLORS, 3),
        evidence=(named_cell("named cell", (row, column)),),
    )


def best_move(board: Board, rng: Rng) -> Question:
    """Any best move of the player to move."""
    cells = board.cells
    best = engine.best_places(cells)
    if _is_drawn(board):
        _keep(len(best) <= 2 and cases.is_short(cells))
    place = rng.choice(best)
    what = "the only best move is" if len(best) == 1 else "a best move is"
    return Question(
        "Give a best move of the player whose turn it is.",
        cell_text(cells, place),
        (*_all_moves(cells), f"So {what} {cell_text(cells, place)}."),
        evidence=_evidence(board),
    )


def check_best_move(board: Board, asked: Mapping[str, Any], cell: tuple[int, ...]) -> float:
    """1 for any best move."""
    side = side_of(board.cells)
    return float(cell in [cell_of(place, side) for place in engine.best_places(board.cells)])


def reply_after_move(board: Board, rng: Rng) -> Question:
    """The other side's best reply to the named move."""
    cells, side = board.cells, side_of(board.cells)
    place = place_of(board.named, side)
    player, opponent = mover(cells), other(mover(cells))
    reply = cases.reply_of(cells, place)
    if _is_drawn(board):
        wanted = rng.steady("reply").choice((cases.NOT_POSSIBLE, cases.OVER, *[None] * 6))
        _keep(reply is not None and (reply if isinstance(reply, str) else None) == wanted)
    name = cell_text(cells, place)
    steps = [turn_line(cells)]
    wrong_best = set[int]()
    if reply == cases.NOT_POSSIBLE:
        answer = IMPOSSIBLE_TEXT
        steps.append(f"{name} already holds a piece of {cells[place]}, so the move is not possible.")
    elif reply == cases.OVER:
        answer = OVER_TEXT
        later = after(cells, place)
        line = engine.line_of(later)
        steps.append(
            f"With {name}, {player} fills the line {joined([cell_text(cells, there) for there in line])} and wins, so "
            "the game is over."
            if line
            else f"{name} is the last empty cell, so the board is full and the game is over."
        )
    else:
        assert isinstance(reply, int)
        later = after(cells, place)
        if _is_drawn(board):
            _keep(cases.is_short(later))
        answer, wrong_best = cell_text(cells, reply), set(engine.best_places(later))
        steps.append(f"{name} is empty. After the move it is {opponent}'s turn.")
        steps += [*move_lines(later), *result_lines(later), f"So the best reply is {answer}."]
    others = rng.shuffled([there for there in range(side * side) if there != place and there not in wrong_best])
    # Cells that are empty come first: only of these one has to think.
    others.sort(key=lambda there: cells[there] != engine.EMPTY)
    wrong = [IMPOSSIBLE_TEXT, OVER_TEXT, *[cell_text(cells, there) for there in others]]
    return Question(
        f"The player whose turn it is wants to put a piece into {name}. What is the opponent's best reply? If the cell "
        "is taken, the move is not possible; if the move ends the game, the game is over and there is no reply.",
        answer,
        tuple(steps),
        shuffled_options(rng, answer, wrong),
        evidence=_evidence(board),
    )


def outcome(board: Board, rng: Rng) -> Question:
    """Who wins under perfect play?"""
    cells = board.cells
    winner = engine.winner(cells)
    answer = f"{winner} wins" if winner else "a draw"
    if _is_drawn(board):
        _keep(answer == rng.steady("outcome").choice(OUTCOMES) and cases.is_short(cells))
    return Question(
        "How does the game end under perfect play?",
        answer,
        (*_all_moves(cells), f"So under perfect play {answer if winner else 'the game is a draw'}."),
        shuffled_options(rng, answer, OUTCOMES, 3),
        evidence=_evidence(board),
    )


def winning_moves(board: Board, rng: Rng) -> Question:
    """After how many moves can their player still force a win?"""
    cells = board.cells
    found = cases.winning_moves(cells)
    player = mover(cells)
    if _is_drawn(board):
        _keep(len(found) == cases.wanted_winning_moves(rng) and cases.is_short(cells))
    listed = f": {joined([cell_text(cells, place) for place in found])}" if found else ""
    return Question(
        "How many of the moves that are possible now win at once or leave the player who makes them able to force a "
        "win?",
        str(len(found)),
        (
            *_all_moves(cells),
            f"So {len(found) or 'none'} of {player}'s moves {verb(max(len(found), 1), 'wins', 'win')}{listed}.",
        ),
        evidence=_evidence(board),
    )


TASKS = (
    Task(
        id="cell_content",
        description="What is in a cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=cell_content,
        rules=("cells",),
        new_state=engine.new_board_with_cell,
        states=cases.with_cell,
    ),
    Task(
        id="best_move",
        description="A best move",
        qa_type=contract.STRATEGY,
        qa_level="Medium",
        answer_type=contract.CELL,
        make=best_move,
        rules=("turns", "winning", "perfect play", "cells"),
        check=check_best_move,
        states=cases.by_best_move,
    ),
    Task(
        id="reply_after_move",
        description="The best reply to a move",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=reply_after_move,
        rules=("turns", "winning", "perfect play", "cells"),
        new_state=engine.new_board_with_cell,
        states=cases.with_move,
    ),
    Task(
        id="outcome",
        description="How the game ends under perfect play",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        beyond=True,
        make=outcome,
        rules=("turns", "winning", "perfect play", "cells"),
        states=cases.by_outcome,
    ),
    Task(
        id="winning_moves",
        description="The number of moves that keep a forced win",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=winning_moves,
        rules=("turns", "winning", "perfect play", "cells"),
        new_state=cases.new_board_by_winning_moves,
        states=cases.by_winning_moves,
        allowances=(Allowance("most frequent answer", 0.34, "four answers are equally frequent", ("medium", "hard")),),
    ),
)
