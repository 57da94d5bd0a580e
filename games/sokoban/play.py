"""Playing Sokoban: one move a turn, until every box is on a target."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.errors import Redraw
from gameqa.grid import ahead
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng

from . import GAME, engine
from .engine import Board


def actions(board: Board) -> list[str]:
    """The moves that are not blocked."""
    return [name for move, name in enumerate(DIRECTIONS) if engine.apply_move(board, move).moved]


def apply(board: Board, action: str, rng: Rng) -> Turn[Board]:
    """One move."""
    step = engine.apply_move(board, DIRECTIONS.index(action))
    told = f"The player is at {write_cell(step.board.player)}."
    if step.pushed is not None:
        there = ahead(step.pushed, DIRECTIONS.index(action))
        told = f"The box at {write_cell(step.pushed)} was pushed to {write_cell(there)}. {told}"
    if step.board.solved:
        told += " Every box is on a target: the board is solved."
    return Turn(step.board, told)


def why_not(board: Board, action: str) -> str:
    """What blocks a move."""
    there = ahead(board.player, DIRECTIONS.index(action))
    if there not in board.boxes:
        return f"{write_cell(there)} is a wall."
    beyond = ahead(there, DIRECTIONS.index(action))
    what = "a box" if beyond in board.boxes else "a wall"
    return f"The box at {write_cell(there)} is blocked by {what} at {write_cell(beyond)}."


def score(start: Board, board: Board) -> float:
    """The share of the boxes that were off targets at first by which more are on targets now."""
    first, now = (sum(box in one.targets for box in one.boxes) for one in (start, board))
    return max(0.0, (now - first) / (len(board.boxes) - first))


def plan(board: Board) -> Sequence[str]:
    """A shortest solution; any move where the board can't be solved any more."""
    try:
        return [DIRECTIONS[move] for move in engine.solution(board)]
    except Redraw:
        return actions(board)[:1]


def limit(start: Board) -> int:
    """Half as many moves again as are needed, and four more."""
    return engine.fewest_moves(start) * 3 // 2 + 4


PLAY = Play(
    game=GAME,
    version=1,
    goal="Push every box onto a target. The score is the share of the boxes that you bring onto targets.",
    rules=("moves", "pushes", "cells"),
    action_format="An action is one move of the player: up, down, left or right.",
    example="up",
    forms=((r"(?:push |move |go |walk |step )?(up|down|left|right)", "{}"),),
    start=engine.new_board,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=lambda board: board.solved,
    score=score,
    limit=limit,
    policy=Policy(name="plays a shortest solution", plan=plan, exact=True),
    fewest=engine.fewest_moves,
)
