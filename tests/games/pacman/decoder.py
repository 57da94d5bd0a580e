"""Boards of Pac-Man, cell by cell, and the score."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from gameqa.games.pacman import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.draw.text import MEDIUM, coverage_of, metrics_of
from gameqa.sample import Sample
from tests.decoding import INSET, tile


@cache
def sprites_of(look: Look, cell: int) -> dict[bytes, Any]:
    """What every sprite shows, by its pixels without those near its edges."""
    tiles = drawing.kit(look, cell).tiles
    found = {sprite[INSET:-INSET, INSET:-INSET].tobytes(): kind for kind, sprite in tiles.items()}
    assert len(found) == len(tiles)
    return found


@cache
def line_of(look: Look, cell: int, paper: int, number: int) -> np.ndarray:
    """What a score looks like."""
    pixels: np.ndarray = drawing.kit(look, cell).numbers[coverage_of(f"Score: {number}", MEDIUM, look.font), paper]
    return pixels


def scores_seen(picture: Picture, look: Look, cell: int, most: int) -> list[int]:
    """The numbers whose score looks like this."""
    left, top, _, _ = picture.box(("score",))
    top -= metrics_of(MEDIUM, look.font).cap_top
    paper = int(picture.pixels[0, 0])
    band = picture.pixels[top : top + line_of(look, cell, paper, 0).shape[0], left:]
    band = band[:, : picture.pixels.shape[1] - left - look.margin]
    used = int(np.flatnonzero((band != paper).any(axis=0))[-1]) + 1
    found = []
    for number in range(most + 1):
        shape = line_of(look, cell, paper, number)
        if shape.shape[1] >= used and (band[:, : shape.shape[1]] == shape).all():
            found.append(number)
    return found


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts: dict[Any, Any] = {(r, c): sign for r, row in enumerate(state.rows) for c, sign in enumerate(row)}
    signs = list(facts.values())
    facts |= {state.pinky: "Pinky", state.blinky: "Blinky", state.pacman: state.facing}
    board = drawing.board_of(state, look)
    sprites = sprites_of(look, board.cell)
    seen = {cell: sprites.get(tile(picture, board, *cell).tobytes()) for cell in facts}
    scores = scores_seen(picture, look, board.cell, len(signs) - signs.count("#"))
    return (seen, scores), (facts, [signs.count("-")])
