"""Boards of ultra tic-tac-toe, cell by cell, with the ground of the piece placed last."""

from __future__ import annotations

from itertools import product
from typing import Any

from gameqa.games.ultra_tictactoe import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import inside, which


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state, marked = sample.state, {mark.place[1:] for mark in sample.question.marks}
    tiles = drawing.kit(look, drawing.layout_of(look).cell).tiles
    seen, facts = {}, {}
    for cell in product((1, 2, 3), repeat=4):
        seen[cell] = which(inside(picture, picture.box(("cell", *cell))), tiles)
        sign = state.blocks[3 * cell[0] + cell[1] - 4][3 * cell[2] + cell[3] - 4]
        facts[cell] = sign.lower() if cell in marked else sign
    return seen, facts
