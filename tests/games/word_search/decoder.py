"""Grids of letters, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.word_search import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    rows = sample.state.rows
    facts = {(r, c): letter for r, row in enumerate(rows) for c, letter in enumerate(row)}
    return read_tiles(sample, picture, drawing, facts, look)
