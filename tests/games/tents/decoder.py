"""Boards of tents, cell by cell, and the numbers beside them."""

from __future__ import annotations

from typing import Any

from gameqa.games.tents import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import inside, read_tiles, which


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    side = len(state.shown)
    facts = {(r, c): sign for r, row in enumerate(state.shown) for c, sign in enumerate(row)}
    seen, expected = read_tiles(sample, picture, drawing, facts, look)
    tiles = drawing.kit(look, drawing.board_of(state, look).cell).tiles
    for place in range(side):
        for line in ("row", "column"):
            name = which(inside(picture, picture.box((line, place))), tiles)
            axis = 0 if line == "row" else 1
            seen[line, place] = name
            expected[line, place] = str(sum(tent[axis] == place for tent in state.solution))
    return seen, expected
