"""Boards of Sudoku, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.sudoku import picture as sudoku

from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Canvas, Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.draw.text import HUGE
from gameqa.sample import Sample
from tests.decoding import tile, which


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    side = sample.state.side
    board = board_in(look, side, side, fitting_cell(look, sudoku.CELLS[side], side, sudoku.ROOM), first=1)
    kit = sudoku.kit(look, board.cell)
    sprites = dict(enumerate(kit.cells))
    if look.symbols:
        for number in range(1, len(sprites)):
            canvas = Canvas(board.cell, board.cell, kit.inks, look.theme.panel, look.font)
            canvas.text(board.cell // 2, board.cell // 2, str(number), HUGE, kit.digits)
            sprites[number] = canvas.pixels
    seen = tuple(tuple(which(tile(picture, board, r, c), sprites) for c in range(side)) for r in range(side))
    return seen, sample.state.givens
