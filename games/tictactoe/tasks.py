"""The questions about tic-tac-toe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import Question, Task
from gameqa.grid import named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import cases, engine
from .engine import Board, after, cell_of, mover, other, place_of, value_of_move

COLORS = ("red", "blue", "white")
IMPOSSIBLE_TEXT = "the move is not possible"
OVER_TEXT = "the game is over"


def _cell(place: int) -> str:
    return write_cell(cell_of(place))


def _turn(cells: str) -> str:
    first, second = cells.count(engine.FIRST), cells.count(engine.SECOND)
    return f"The board has {count_of(first, 'piece')} of O and {second} of X, so it is the turn of {mover(cells)}."


def _evidence(board: Board) -> tuple[tuple[str, Place], ...]:
    return tuple(
        named_cell(f"piece {sign}", cell_of(place)) for place, sign in enumerate(board.cells) if sign != engine.EMPTY
    )


def _play(cells: str, place: int) -> str:
    """A move and the best moves that follow it up to the end, in words."""
    told = []
    while True:
        told.append(f"{mover(cells)} {_cell(place)}")
        cells = after(cells, place)
        if engine.is_over(cells):
            break
        place = engine.best_places(cells)[0]
    line = engine.line_of(cells)
    result = f"{cells[line[0]]} has three in a line" if line else "a draw"
    return f"{', '.join(told)}: {result}"


def _result(cells: str, place: int) -> str:
    """What a move leads to under perfect play, in words."""
    number = value_of_move(cells, place)
    if not number:
        return "a draw"
    winner = mover(cells) if number > 0 else other(mover(cells))
    return f"a win of {winner} in {count_of(engine.moves_to_end(number), 'move')}"


def _move_lines(cells: str) -> list[str]:
    return [
        f"{_cell(place)} leads to {_result(cells, place)}, such as {_play(cells, place)}."
        for place in engine.free_places(cells)
    ]


def cell_content(board: Board, rng: Rng) -> Question:
    """What is in the named cell?"""
    row, column = board.named
    color = cases.color_of(board.cells[place_of(board.named)])
    what = "holds no piece" if color == "white" else f"holds a {color} block"
    return Question(
        f"Which color has the cell {write_cell(board.named)}?",
        color,
        (f"In row {row}, counted from the top from 0, the cell in column {column} {what}.",),
        shuffled_options(rng, color, COLORS, 3),
        evidence=(named_cell("named cell", (row, column)),),
    )


def best_move(board: Board, rng: Rng) -> Question:
    """Any best move of the player to move."""
    best = engine.best_places(board.cells)
    place = rng.choice(best)
    return Question(
        "Give a best move of the player whose turn it is.",
        _cell(place),
        (
            _turn(board.cells),
            "Every free cell, with perfect play after it:",
            *_move_lines(board.cells),
            f"The best result is {_result(board.cells, place)}.",
        ),
        evidence=_evidence(board),
    )


def check_best_move(board: Board, asked: Mapping[str, Any], cell: tuple[int, ...]) -> float:
    """1 for any best move."""
    return float(cell in [cell_of(place) for place in engine.best_places(board.cells)])


def reply_after_move(board: Board, rng: Rng) -> Question:
    """The other side's best reply to the named move."""
    cells, place = board.cells, place_of(board.named)
    player, opponent = mover(cells), other(mover(cells))
    reply = cases.reply_of(cells, place)
    steps = [_turn(cells)]
    if reply == cases.NOT_POSSIBLE:
        answer, wrong_best = IMPOSSIBLE_TEXT, set[int]()
        steps.append(f"{_cell(place)} already holds a piece of {cells[place]}, so the move is not possible.")
    elif reply == cases.OVER:
        answer, wrong_best = OVER_TEXT, set()
        line = engine.line_of(after(cells, place))
        steps.append(f"With the move {player} has three in a line: {', '.join(map(_cell, line))}. The game is over.")
    else:
        assert isinstance(reply, int)
        later = after(cells, place)
        answer, wrong_best = _cell(reply), set(engine.best_places(later))
        steps.append(f"{_cell(place)} is free. After the move it is the turn of {opponent}. With perfect play:")
        steps += _move_lines(later)
        steps.append(f"The best result for {opponent} is {_result(later, reply)}, and only {_cell(reply)} leads to it.")
    texts = [IMPOSSIBLE_TEXT, OVER_TEXT]
    others = [other_place for other_place in range(9) if other_place != place and other_place not in wrong_best]
    wrong = [*texts, *map(_cell, rng.shuffled(others))]
    return Question(
        f"The player whose turn it is wants to put a piece into {_cell(place)}. What is the opponent's best reply? If "
        "the cell is taken, the move is not possible; if the move ends the game, there is no reply.",
        answer,
        tuple(steps),
        shuffled_options(rng, answer, wrong),
        evidence=_evidence(board),
    )


def outcome(board: Board, rng: Rng) -> Question:
    """Who wins under perfect play?"""
    best = engine.best_places(board.cells)[0]
    winner = engine.winner(board.cells)
    answer = f"{winner} wins" if winner else "a draw"
    return Question(
        "How does the game end under perfect play?",
        answer,
        (
            _turn(board.cells),
            "Every free cell, with perfect play after it:",
            *_move_lines(board.cells),
            f"The best that {mover(board.cells)} can reach is {_result(board.cells, best)}.",
        ),
        shuffled_options(rng, answer, ("O wins", "X wins", "a draw"), 3),
        evidence=_evidence(board),
    )


def winning_moves(board: Board, rng: Rng) -> Question:
    """How many moves lead to a win under perfect play?"""
    found = cases.winning_moves(board.cells)
    player = mover(board.cells)
    listed = f": {', '.join(map(_cell, found))}" if found else ""
    return Question(
        "How many different moves of the player whose turn it is lead to a win of this player under perfect play, be "
        "it at once or later?",
        str(len(found)),
        (
            _turn(board.cells),
            "Every free cell, with perfect play after it:",
            *_move_lines(board.cells),
            f"{count_of(len(found), 'move')} of {player} {'leads' if len(found) == 1 else 'lead'} to a win of "
            f"{player}{listed}.",
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
        states=cases.with_move,
    ),
    Task(
        id="outcome",
        description="How the game ends under perfect play",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=outcome,
        rules=("turns", "winning", "perfect play"),
        states=cases.by_outcome,
    ),
    Task(
        id="winning_moves",
        description="The number of moves that lead to a win",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=winning_moves,
        rules=("turns", "winning", "perfect play"),
        states=cases.by_winning_moves,
    ),
)
