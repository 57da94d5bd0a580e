"""Boards of symbols with a head, and rule tables, piece by piece."""

from __future__ import annotations

from typing import Any

from gameqa.games.turing_machine_2d import picture as drawing

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample
from tests.decoding import shows, tile, which


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    board = drawing.board_of(state, look)
    sprites = drawing.sprites_of(look, board.cell, state.side)
    facts: dict[Any, Any] = {(r, c): (symbol, -1) for r, row in enumerate(state.rows) for c, symbol in enumerate(row)}
    facts[state.head] = facts[state.head][0], state.state
    seen: dict[Any, Any] = {cell: which(tile(picture, board, *cell), sprites.board.tiles) for cell in facts}
    if not drawing.has_table(state):
        return seen, facts
    corner = drawing.table_corner(board, look)
    for own, rules in enumerate(state.rules):
        for symbol, rule in enumerate(rules):
            facts["rule", own, symbol] = rule
            left, top = drawing.entry_corner(corner, own, symbol)
            box = left, top, left + drawing.ENTRY_WIDTH, top + drawing.ENTRY_HEIGHT
            seen["rule", own, symbol], *others = [
                rule for rule, sprite in sprites.entries.items() if shows(picture, box, sprite)
            ]
            assert not others
    return seen, facts
