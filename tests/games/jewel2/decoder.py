"""Boards of gems, cell by cell, and the total below."""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.jewel2 import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.draw.text import LARGE, coverage_of
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    state = sample.state
    facts: dict[Any, Any] = {(r, c): sign for r, row in enumerate(state.rows) for c, sign in enumerate(row)}
    seen, facts = read_tiles(sample, picture, drawing, facts)
    return {**seen, "total": total_in(picture)}, {**facts, "total": state.total}


def total_in(picture: Picture) -> int:
    """The number whose text covers the pixels below the board."""
    left, top, right, bottom = picture.box(("total",))
    palette = np.frombuffer(picture.palette, np.uint8).reshape(-1, 3)
    (ink,) = np.flatnonzero((palette == PLAIN.theme.ink).all(axis=1))
    dark = picture.pixels[top:bottom, left:right] == ink
    fitting = []
    for number in range(100):
        coverage = coverage_of(f"Total cleared: {number}", LARGE)
        if coverage.shape[1] != right - left:
            continue
        rows = np.flatnonzero((coverage == coverage.max()).any(axis=1))
        for start in range(rows[0], coverage.shape[0] - dark.shape[0] + 1):
            if (dark == (coverage[start : start + dark.shape[0]] >= 6)).all():
                fitting.append(number)
                break
    [number] = fitting
    return number
