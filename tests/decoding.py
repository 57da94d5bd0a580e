"""What decoders share: cells of a board compared with sprites.

A decoder is `read(sample, picture, look)`: what the pixels of a picture in this look show, and the same facts from the
state, for comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from gameqa.draw.board import Board
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.grid import Cell
from gameqa.places import Box
from gameqa.sample import Sample

INSET = 6


def tile(picture: Picture, board: Board, row: int, column: int) -> np.ndarray:
    left, top = board.corner(row, column)
    return picture.pixels[top + INSET : top + board.cell - INSET, left + INSET : left + board.cell - INSET]


def which(seen: np.ndarray, sprites: dict[Any, np.ndarray]) -> Any:
    """The one sprite that the pixels show."""
    fitting = [name for name, sprite in sprites.items() if (sprite[INSET:-INSET, INSET:-INSET] == seen).all()]
    assert len(fitting) == 1, fitting
    return fitting[0]


def read_tiles(
    sample: Sample, picture: Picture, module: Any, facts: Mapping[Cell, Any], look: Look = PLAIN
) -> tuple[Any, Any]:
    """What is seen in every cell of a board of tiles (`gameqa.draw.tiles`).

    Args:
        module: the game's `picture`, with `board_of` and `kit`.
        facts: the kind of tile of every cell, counted from 0, as the state says.
    """
    board = module.board_of(sample.state, look)
    tiles = module.kit(look, board.cell).tiles
    return {cell: which(tile(picture, board, *cell), tiles) for cell in facts}, facts


def inside(picture: Picture, box: Box) -> np.ndarray:
    """The pixels of a box without those near its edges."""
    left, top, right, bottom = box
    return picture.pixels[top + INSET : bottom - INSET, left + INSET : right - INSET]


def shows(picture: Picture, box: Box, sprite: np.ndarray) -> bool:
    """Whether a box shows a sprite."""
    return bool((sprite[INSET:-INSET, INSET:-INSET] == inside(picture, box)).all())
