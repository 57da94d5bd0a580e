"""FreeCell positions: every card by the strip with its rank and suit."""

from __future__ import annotations

from typing import Any

from gameqa.games.freecell import picture as freecell

from gameqa.cards import card_of
from gameqa.draw.canvas import Picture
from gameqa.draw.cards import STRIP, WIDTH, kit
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample

EDGE = 4


def which_card(picture: Picture, left: int, top: int, look: Look) -> int | None:
    """The one card whose strip is seen; -1 for an empty place, None where neither lies."""
    cards = kit(look).cards
    seen = picture.pixels[top + EDGE : top + STRIP, left + EDGE : left + WIDTH - EDGE]
    strips = {card: face[EDGE:STRIP, EDGE : WIDTH - EDGE] for card, face in enumerate(cards.faces)}
    strips |= {-1 - number: slot[EDGE:STRIP, EDGE : WIDTH - EDGE] for number, slot in enumerate(cards.suit_slots)}
    fitting = [card for card, strip in strips.items() if strip.shape == seen.shape and (strip == seen).all()]
    if not fitting:
        return None
    assert len(fitting) == 1 or max(fitting) < 0
    return max(fitting[0], -1)


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    layout = freecell.Layout(state, look.margin)
    cells = tuple(which_card(picture, layout.slot(number), layout.cells_top, look) for number in range(4))
    tops = tuple(which_card(picture, layout.slot(4 + suit), layout.cells_top, look) for suit in range(4))
    cascades = []
    for number in range(len(state.cascades)):
        left, top = layout.cascade(number).left, layout.cascades_top
        cards: list[int] = []
        while (card := which_card(picture, left, top + len(cards) * STRIP, look)) is not None and card >= 0:
            cards.append(card)
        assert card is None or not cards
        cascades.append(tuple(cards))
    facts = tuple(card_of(suit, rank) if rank else -1 for suit, rank in enumerate(state.foundations))
    return (cells, tops, tuple(cascades)), (state.cells, facts, state.cascades)
