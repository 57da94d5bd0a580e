"""Boards of Sokoban, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.sokoban import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts: dict[Any, Any] = {}
    for r, row in enumerate(state.rows):
        for c, kind in enumerate(row):
            content = "box" if (r, c) in state.boxes else "player" if (r, c) == state.player else ""
            facts[r, c] = drawing.WALL if kind == "#" else ((r, c) in state.targets, content)
    return read_tiles(sample, picture, drawing, facts, look)
