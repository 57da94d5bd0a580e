"""Boards of Pac-Man, cell by cell, and the score."""

from __future__ import annotations

from typing import Any

from gameqa.games.pacman import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.draw.text import MEDIUM, coverage_of, metrics_of
from gameqa.sample import Sample
from tests.decoding import read_tiles


def score_seen(picture: Picture, state: Any) -> list[int]:
    """The numbers whose score would look like this."""
    left, top, _, _ = picture.box(("score",))
    top -= metrics_of(MEDIUM).cap_top
    pen = drawing.kit(PLAIN, drawing.board_of(state, PLAIN).cell).numbers
    paper = picture.pixels[0, 0]
    found = []
    for number in range(sum(row.count(".") + row.count("-") for row in state.rows) + 1):
        shape = pen[coverage_of(f"Score: {number}", MEDIUM), paper]
        height, width = shape.shape
        band = picture.pixels[top : top + height, left:]
        if (band[:, :width] == shape).all() and (band[:, width:] == paper).all():
            found.append(number)
    return found


def read(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    state = sample.state
    facts: dict[Any, Any] = {(r, c): sign for r, row in enumerate(state.rows) for c, sign in enumerate(row)}
    eaten = list(facts.values()).count("-")
    facts |= {state.pinky: "Pinky", state.blinky: "Blinky", state.pacman: state.facing}
    seen, facts = read_tiles(sample, picture, drawing, facts)
    return (seen, score_seen(picture, state)), (facts, [eaten])
