"""Klondike positions: every card by the strip with its rank and suit, backs by their edges."""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.klondike import picture as klondike

from gameqa.cards import card_of
from gameqa.draw.canvas import Picture
from gameqa.draw.cards import BACK_STRIP, HEIGHT, STRIP, WIDTH, kit
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample

EDGE = 4
BACK, NOTHING = -1, -2


def card_at(picture: Picture, left: int, top: int, look: Look, height: int = STRIP) -> int | None:
    """The card whose strip is seen, BACK, NOTHING for an empty place, None where nothing lies."""
    cards = kit(look).cards
    part = slice(EDGE, height), slice(EDGE, WIDTH - EDGE)
    seen = picture.pixels[top:, left:][part]
    sprites = {BACK: cards.back, NOTHING: cards.slot, **dict(enumerate(cards.faces))}
    sprites |= {NOTHING - 1 - suit: slot for suit, slot in enumerate(cards.suit_slots)}
    fitting = [max(card, NOTHING) for card, face in sprites.items() if np.array_equal(face[part], seen)]
    assert len(fitting) <= 1 or max(fitting) == NOTHING, fitting
    return fitting[0] if fitting else None


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    layout = klondike.Layout(state, look.margin)
    stock = card_at(picture, layout.left(0), layout.top, look, HEIGHT)
    waste = card_at(picture, layout.left(1), layout.top, look, HEIGHT)
    tops = [card_at(picture, layout.left(3 + suit), layout.top, look, HEIGHT) for suit in range(4)]
    piles, down = [], []
    for number in range(7):
        left, top = layout.left(number), layout.piles_top
        backs = 0
        while card_at(picture, left, top, look, BACK_STRIP) == BACK:
            backs += 1
            top += BACK_STRIP
        cards: list[int] = []
        while (card := card_at(picture, left, top + len(cards) * STRIP, look)) is not None and card >= 0:
            cards.append(card)
        piles.append(tuple(cards))
        down.append(backs)
    facts = [card_of(suit, rank) if rank else NOTHING for suit, rank in enumerate(state.foundations)]
    expected = (BACK if state.stock else NOTHING, state.waste if state.waste >= 0 else NOTHING, facts)
    return (stock, waste, tops, tuple(piles), tuple(down)), (*expected, state.piles, state.down)
