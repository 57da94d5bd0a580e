"""Playing tic-tac-toe: a position that the player to move can win, against an opponent who makes no mistakes."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.answers import write_cell
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.reading import CELL_FORM, cell_in
from gameqa.rng import Rng

from . import GAME, engine
from .engine import EMPTY, Board

EMPTY_CELLS = {"easy": (4, 6), "medium": (5, 6), "hard": (7, 7)}
"""Least and greatest number of empty cells at first."""

MOST_WINNING = {"easy": 2, "medium": 2, "hard": 2}
"""How many first moves keep the win, at most."""


def start(level: str, rng: Rng, accept: Accept) -> Board:
    """A position in which the player to move can force a win, but not at once, and not with most moves."""
    empty = rng.between(*EMPTY_CELLS[level])
    board = Board(engine.drawn_cells(engine.SIDES[level], empty, rng))
    keep(engine.split_key(board), accept)
    if not 0 < engine.value(board.cells) < engine.MOST_MOVES - 1:
        raise Redraw
    winning = [place for place in engine.free_places(board.cells) if engine.value_of_move(board.cells, place) > 0]
    if len(winning) > MOST_WINNING[level]:
        raise Redraw
    return board


def actions(board: Board) -> list[str]:
    """The empty cells."""
    side = engine.side_of(board.cells)
    return [write_cell(engine.cell_of(place, side)) for place in engine.free_places(board.cells)]


def apply(board: Board, action: str, rng: Rng) -> Turn[Board]:
    """A piece of the player, and one of the opponent, who draws among the best moves."""
    side = engine.side_of(board.cells)
    player = engine.mover(board.cells)
    cells = engine.after(board.cells, _place(board, action))
    told = f"You put {player} into {action}."
    if not engine.is_over(cells):
        reply = rng.choice(engine.best_places(cells))
        cells = engine.after(cells, reply)
        told += f" The opponent put {engine.other(player)} into {write_cell(engine.cell_of(reply, side))}."
    return Turn(Board(cells), told + _ending(cells, player))


def _ending(cells: str, player: str) -> str:
    if not engine.is_over(cells):
        return ""
    line = engine.line_of(cells)
    if not line:
        return " The board is full: a draw."
    return " You have a full line: you win." if cells[line[0]] == player else " The opponent has a full line: you lose."


def why_not(board: Board, action: str) -> str:
    """Why a cell can't be taken."""
    row, column = cell_in(action)
    side = engine.side_of(board.cells)
    if not (row < side and column < side):
        return f"Rows and columns go from 0 to {side - 1}."
    return f"The cell holds {board.cells[engine.place_of((row, column), side)]}."


def _place(board: Board, action: str) -> int:
    return engine.place_of(cell_in(action), engine.side_of(board.cells))


def score(start: Board, board: Board) -> float:
    """1 for a win, one half for a draw."""
    if not engine.is_over(board.cells):
        return 0.0
    line = engine.line_of(board.cells)
    return 0.5 if not line else float(board.cells[line[0]] == engine.mover(start.cells))


def plan(board: Board) -> Sequence[str]:
    """A best move."""
    place = engine.best_places(board.cells)[0]
    return [write_cell(engine.cell_of(place, engine.side_of(board.cells)))]


PLAY = Play(
    game=GAME,
    version=1,
    goal="Win the game; a draw counts one half.",
    rules=("turns", "winning", "cells"),
    more="After each of your moves the opponent makes one, and makes no mistakes.",
    briefing=lambda board: f"You play {engine.mover(board.cells)}, and it is your turn.",
    action_format="An action is the empty cell into which you put a piece, as (row, column).",
    example="(0, 2)",
    forms=(
        (rf"(?:place |put |play |mark )?(?:an? |my )?(?:[ox] |piece )?(?:at |in |into )?{CELL_FORM[0]}", CELL_FORM[1]),
    ),
    start=start,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=lambda board: engine.is_over(board.cells),
    score=score,
    limit=lambda board: board.cells.count(EMPTY) // 2 + 2,
    policy=Policy(name="makes a best move", plan=plan, exact=True),
)
