"""Boards of tic-tac-toe, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.tictactoe import picture as tictactoe

from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.sample import Sample
from tests.decoders.cells import tile, which


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    board = board_in(PLAIN, 3, 3, fitting_cell(PLAIN, tictactoe.CELL, 3, tictactoe.ROOM))
    sprites = tictactoe.kit(PLAIN, board.cell).cells
    return "".join(which(tile(picture, board, place // 3, place % 3), sprites) for place in range(9)), (
        sample.state.cells
    )
