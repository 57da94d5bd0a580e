"""Boards of gems, cell by cell, and the total below."""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.jewel2 import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.draw.text import COVERAGE_LEVELS, LARGE, coverage_of, metrics_of
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts: dict[Any, Any] = {(r, c): sign for r, row in enumerate(state.rows) for c, sign in enumerate(row)}
    seen, facts = read_tiles(sample, picture, drawing, facts, look)
    return {**seen, "total": total_in(picture, look)}, {**facts, "total": state.total}


def total_in(picture: Picture, look: Look) -> int:
    """The number whose text covers the pixels below the board."""
    left, top, right, bottom = picture.box(("total",))
    palette = np.frombuffer(picture.palette, np.uint8).reshape(-1, 3)
    (ink,) = np.flatnonzero((palette == look.theme.ink).all(axis=1))
    dark = picture.pixels[top:bottom, left:right] == ink
    measure, fitting = metrics_of(LARGE, look.font), []
    for number in range(100):
        coverage = coverage_of(f"Total cleared: {number}", LARGE, look.font)
        seen = coverage[measure.cap_top : measure.cap_top + measure.cap_height] == COVERAGE_LEVELS
        if np.array_equal(seen, dark):
            fitting.append(number)
    [number] = fitting
    return number
