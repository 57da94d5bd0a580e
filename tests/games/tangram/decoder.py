"""Boards of Tangram and the removed pieces, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.tangram import picture as tangram

from gameqa.draw.board import Board, board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import INSET, tile, which


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    board = board_in(look, state.side, state.side, fitting_cell(look, tangram.CELLS[state.side], state.side, 360))
    boxes = [picture.box(("removed", number)) for number in state.removed]
    small = tangram.kit(look, board.cell, cell_of_tray(state, boxes))
    sprites = dict(enumerate(small.cells))
    seen = {(r, c): which(tile(picture, board, r, c), sprites) for r in range(state.side) for c in range(state.side)}
    facts = {(r, c): state.number_at((r, c)) for r in range(state.side) for c in range(state.side)}
    for number, (left, top, right, bottom) in zip(state.removed, boxes, strict=True):
        cell = small.small[0].shape[0]
        shape = state.shown(number)
        tray = Board(left, top, (bottom - top) // cell, (right - left) // cell, cell)
        for row in range(tray.rows):
            for column in range(tray.columns):
                shown = (small.small[number][INSET:-INSET, INSET:-INSET] == tile(picture, tray, row, column)).all()
                seen[number, row, column] = bool(shown)
                facts[number, row, column] = (row, column) in shape
    return seen, facts


def cell_of_tray(state: Any, boxes: list[Any]) -> int:
    shape = state.shown(state.removed[0])
    return (boxes[0][2] - boxes[0][0]) // (max(column for _, column in shape) + 1)
