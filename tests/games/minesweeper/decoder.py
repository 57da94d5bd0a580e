"""Fields of minesweeper, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.minesweeper import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts = {(r, c): sign for r, row in enumerate(state.shown) for c, sign in enumerate(row)}
    return read_tiles(sample, picture, drawing, facts, look)
