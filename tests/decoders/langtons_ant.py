"""Boards of Langton's ant, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.langtons_ant import picture as ant

from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.sample import Sample
from tests.decoders.cells import tile, which


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    state = sample.state
    side = len(state.rows)
    board = board_in(PLAIN, side, side, fitting_cell(PLAIN, ant.CELLS[side], side, ant.ROOM))
    sprites = ant.kit(PLAIN, board.cell).cells
    facts = {(r, c): (color, -1) for r, row in enumerate(state.rows) for c, color in enumerate(row)}
    facts[state.cell] = (facts[state.cell][0], state.facing)
    return {(r, c): which(tile(picture, board, r, c), sprites) for r, c in facts}, facts
