"""Fields of minesweeper, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.minesweeper import picture as minesweeper

from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.sample import Sample
from tests.decoders.cells import tile, which


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    shown = sample.state.shown
    side = len(shown)
    board = board_in(PLAIN, side, side, fitting_cell(PLAIN, minesweeper.CELLS[side], side, minesweeper.ROOM))
    sprites = minesweeper.kit(PLAIN, board.cell).cells
    seen = ("".join(which(tile(picture, board, r, c), sprites) for c in range(side)) for r in range(side))
    return tuple(seen), shown
