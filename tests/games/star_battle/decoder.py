"""Boards of star battles: stars, region numbers and borders, read off the pixels."""

from __future__ import annotations

from typing import Any

from gameqa.games.star_battle import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    side = len(state.regions)
    facts: dict[Any, Any] = {}
    numbered: set[str] = set()
    for r, row in enumerate(state.regions):
        for c, number in enumerate(row):
            facts[r, c] = (int(number), r in state.seen and state.solution[r] == c, number not in numbered)
            numbered.add(number)
    seen, expected = read_tiles(sample, picture, drawing, facts, look)
    board = drawing.board_of(state, look)
    edge = drawing.kit(look, board.cell).edge
    for r in range(side):
        for c in range(side):
            left, top, right, bottom = board.cell_box(r, c)
            middle = (left + right) // 2, (top + bottom) // 2
            if c + 1 < side:
                seen[r, c, "right"] = bool((picture.pixels[middle[1], right - 2 : right + 2] == edge).all())
                expected[r, c, "right"] = state.regions[r][c] != state.regions[r][c + 1]
            if r + 1 < side:
                seen[r, c, "below"] = bool((picture.pixels[bottom - 2 : bottom + 2, middle[0]] == edge).all())
                expected[r, c, "below"] = state.regions[r][c] != state.regions[r + 1][c]
    return seen, expected
