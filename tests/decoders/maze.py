"""Mazes, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.maze import picture as maze

from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.sample import Sample
from tests.decoders.cells import tile, which


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    state = sample.state
    side = len(state.rows)
    board = board_in(PLAIN, side, side, fitting_cell(PLAIN, maze.CELLS[side], side, maze.ROOM))
    sprites = maze.kit(PLAIN, board.cell).cells
    names = {"#": "wall", ".": "floor"}
    facts = {(r, c): names[kind] for r, row in enumerate(state.rows) for c, kind in enumerate(row)}
    facts |= {state.player: "player", state.goal: "goal"}
    return {(r, c): which(tile(picture, board, r, c), sprites) for r, c in facts}, facts
