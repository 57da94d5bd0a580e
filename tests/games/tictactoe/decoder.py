"""Boards of tic-tac-toe, cell by cell."""

from __future__ import annotations

from typing import Any

from gameqa.games.tictactoe import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts = {divmod(number, 3 if len(state.cells) == 9 else 4): sign for number, sign in enumerate(state.cells)}
    return read_tiles(sample, picture, drawing, facts, look)
