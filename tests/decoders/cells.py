"""What all decoders use: cells of a board compared with sprites."""

from __future__ import annotations

from typing import Any

import numpy as np

from gameqa.draw.board import Board
from gameqa.draw.canvas import Picture

INSET = 6


def tile(picture: Picture, board: Board, row: int, column: int) -> np.ndarray:
    left, top = board.corner(row, column)
    return picture.pixels[top + INSET : top + board.cell - INSET, left + INSET : left + board.cell - INSET]


def which(seen: np.ndarray, sprites: dict[Any, np.ndarray]) -> Any:
    """The one sprite that the pixels show."""
    fitting = [name for name, sprite in sprites.items() if (sprite[INSET:-INSET, INSET:-INSET] == seen).all()]
    assert len(fitting) == 1, fitting
    return fitting[0]
