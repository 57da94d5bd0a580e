"""Boards of Langton's ant, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.langtons_ant import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts = {(r, c): (color, -1) for r, row in enumerate(state.rows) for c, color in enumerate(row)}
    facts[state.cell] = (facts[state.cell][0], state.facing)
    return read_tiles(sample, picture, drawing, facts, look)
