"""Boards of Sokoban, cell by cell."""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.sokoban import picture as sokoban

from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.sample import Sample
from tests.decoders.cells import tile, which


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    side = len(sample.state.rows)
    board = board_in(PLAIN, side, side, fitting_cell(PLAIN, sokoban.CELL, side, sokoban.ROOM))
    kit = sokoban.kit(PLAIN, board.cell)
    sprites: dict[Any, np.ndarray] = {"wall": kit.wall, **kit.cells}
    seen = {(r, c): which(tile(picture, board, r, c), sprites) for r in range(side) for c in range(side)}
    facts: dict[Any, Any] = {}
    for r, row in enumerate(sample.state.rows):
        for c, kind in enumerate(row):
            content = "box" if (r, c) in sample.state.boxes else "player" if (r, c) == sample.state.player else ""
            facts[r, c] = "wall" if kind == "#" else ((r, c) in sample.state.targets, content)
    return seen, facts
