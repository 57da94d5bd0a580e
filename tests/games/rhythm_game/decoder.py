"""Boards of falling blocks, cell by cell, and the finger."""

from __future__ import annotations

from typing import Any

from gameqa.games.rhythm_game import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample

EDGE = 4


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    layout = drawing.layout_of(state, look)
    kit = drawing.kit(look, layout.width, layout.height)
    facts: dict[Any, Any] = {
        (row + 1, column + 1): sign for column, cells in enumerate(state.columns) for row, sign in enumerate(cells)
    }
    seen: dict[Any, Any] = {}
    for cell in facts:
        left, top, right, bottom = picture.box(("cell", *cell))
        pixels = picture.pixels[top + EDGE : bottom - EDGE, left + EDGE : right - EDGE]
        seen[cell], *others = [
            sign for sign, sprite in kit.tiles.items() if (sprite[EDGE:-EDGE, EDGE:-EDGE] == pixels).all()
        ]
        assert not others
    facts["finger"] = state.finger
    below = [
        column
        for column in range(1, layout.columns + 1)
        if picture.pixels[
            layout.bottom + EDGE : layout.bottom + drawing.FINGER_HEIGHT - EDGE,
            layout.cell_box(1, column)[0] : layout.cell_box(1, column)[2],
        ].std()
    ]
    [seen["finger"]] = below
    return seen, facts
