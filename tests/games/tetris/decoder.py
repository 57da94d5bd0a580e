"""Tetris boards, cell by cell, and the turns that are shown below."""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.tetris import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles
from tests.games.tetris.board import turned


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    rows = sample.state.rows
    facts: dict[Any, Any] = {(r, c): sign for r, row in enumerate(rows) for c, sign in enumerate(row)}
    seen, facts = read_tiles(sample, picture, drawing, facts, look)
    if sample.question.marks:
        falling = frozenset(cell for cell, sign in facts.items() if sign == "@")
        facts = {**facts, "turns": turned(falling)}
        seen = {**seen, "turns": {number: cells for number in range(4) if (cells := turn_in(picture, number, look))}}
    return seen, facts


def turn_in(picture: Picture, number: int, look: Look) -> frozenset[tuple[int, int]]:
    """The cells of the piece in one of the boxes below the board, moved to the left upper corner."""
    left, top, right, bottom = picture.box(("turn", number))
    width = min(right, picture.pixels.shape[1]) - left
    pixels = picture.pixels[top + 20 : bottom, left : left + width]
    palette = np.frombuffer(picture.palette, np.uint8).reshape(-1, 3)
    (red,) = np.flatnonzero((palette == look.theme.color("red")).all(axis=1))
    ys, xs = np.nonzero(pixels == red)
    if not len(ys):
        return frozenset()
    side = drawing.SMALL_CELL
    return frozenset(zip(((ys - ys.min()) // side).tolist(), ((xs - xs.min()) // side).tolist(), strict=True))
