"""Snakes, cell by cell, with the directions in which they go on."""

from __future__ import annotations

from typing import Any

from gameqa.games.snake import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts: dict[Any, Any] = {(r, c): ("empty", frozenset()) for r in range(state.side) for c in range(state.side)}
    facts[state.food] = ("food", frozenset())
    ways = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    for place, (row, column) in enumerate(state.body):
        linked = [state.body[other] for other in (place - 1, place + 1) if 0 <= other < len(state.body)]
        name = "head" if place == 0 else "tail" if place == len(state.body) - 1 else "body"
        facts[row, column] = (name, frozenset(ways.index((r - row, c - column)) for r, c in linked))
    return read_tiles(sample, picture, drawing, facts, look)
