"""Boards of Sudoku, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.sudoku import picture as sudoku

from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.sample import Sample
from tests.decoding import tile, which


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    side = sample.state.side
    board = board_in(PLAIN, side, side, fitting_cell(PLAIN, sudoku.CELLS[side], side, sudoku.ROOM), first=1)
    sprites = dict(enumerate(sudoku.kit(PLAIN, board.cell).cells))
    seen = tuple(tuple(which(tile(picture, board, r, c), sprites) for c in range(side)) for r in range(side))
    return seen, sample.state.givens
