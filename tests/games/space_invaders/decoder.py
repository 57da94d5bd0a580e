"""Enemies cell by cell, and the ship below one of the columns."""

from __future__ import annotations

from typing import Any

from gameqa.games.space_invaders import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import tile, which


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    layout = drawing.layout_of(look, len(state.rows), len(state.rows[0]))
    grid, cell = layout.grid, layout.grid.cell
    sprites = drawing.kit(look, cell).tiles
    ship = sprites.pop(drawing.SHIP)
    facts: dict[Any, Any] = {
        (row, column): sign for row, signs in enumerate(state.rows) for column, sign in enumerate(signs)
    }
    seen: dict[Any, Any] = {place: which(tile(picture, grid, *place), sprites) for place in facts}
    seen["ship"] = [
        column
        for column in range(1, grid.columns + 1)
        if (
            picture.pixels[
                layout.ship_top : layout.ship_top + cell,
                grid.left + (column - 1) * cell : grid.left + column * cell,
            ]
            == ship
        ).all()
    ]
    facts["ship"] = [state.ship]
    return seen, facts
