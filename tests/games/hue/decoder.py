"""Boards of swatches: the color of every cell, and of those below the board, in red, green and blue."""

from __future__ import annotations

from typing import Any

import numpy as np

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.places import Box
from gameqa.sample import Sample

EMPTY, EDGE = -1, 7


def color_in(picture: Picture, box: Box) -> int:
    """The one color that fills a box but for its edges, which differ from look to look; -1 where there are several."""
    left, top, right, bottom = box
    seen = np.unique(picture.pixels[top + EDGE : bottom - EDGE, left + EDGE : right - EDGE])
    if len(seen) > 1:
        return EMPTY
    red, green, blue = picture.palette[3 * int(seen[0]) : 3 * int(seen[0]) + 3]
    return red << 16 | green << 8 | blue


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    rows = tuple(
        tuple(color_in(picture, picture.box(("cell", row, column))) for column in range(len(state.rows[0])))
        for row in range(len(state.rows))
    )
    count = len(state.palette)
    palette = tuple(color_in(picture, picture.box(("palette", number))) for number in range(1, count + 1))
    return (rows, palette), (state.rows, state.palette)
