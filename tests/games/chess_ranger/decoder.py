"""Boards of Chess Ranger: the piece and the color of every square."""

from __future__ import annotations

from typing import Any

from gameqa.games.chess_ranger import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import read_tiles


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    facts = {(row, column): (None, (row + column) % 2 == 1) for row in range(8) for column in range(8)}
    for square, kind in sample.state.pieces:
        cell = 7 - square // 8, square % 8
        facts[cell] = (kind, facts[cell][1])
    return read_tiles(sample, picture, drawing, facts, look)
