"""Mazes, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.maze import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    names = {"#": "wall", ".": "floor"}
    facts = {(r, c): names[kind] for r, row in enumerate(state.rows) for c, kind in enumerate(row)}
    facts |= {state.player: "player", state.goal: "goal"}
    return read_tiles(sample, picture, drawing, facts, look)
