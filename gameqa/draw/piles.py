"""How cards lie on each other: where each card of a pile is seen, and the drawing of piles.

A `Pile` goes down: every card covers the lower part of the one before it, and a covered card that lies face down shows
a thinner strip than one whose signs are to be read. A `Fan` goes to the right, such as a stock of which every card
stands for one deal, or a waste whose last cards are seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gameqa.cards import FACE_DOWN, Card
from gameqa.draw.canvas import Canvas, Pixels
from gameqa.draw.cards import BACK_STRIP, HEIGHT, RADIUS, STRIP, WIDTH, Deck, draw_card
from gameqa.places import Box


def strip_height(card: Card) -> int:
    """How much is seen of a covered card of a pile, in pixels."""
    return BACK_STRIP if card == FACE_DOWN else STRIP


def pile_height(cards: Sequence[Card]) -> int:
    """The height of a pile in pixels; an empty place is as high as one card."""
    return sum(map(strip_height, cards[:-1])) + HEIGHT


@dataclass(frozen=True)
class Pile:
    """Cards of which each one covers the lower part of the one before it.

    Attributes:
        left, top: the corner of the pile, in pixels.
        cards: the cards from the farthest to the top card, which is drawn lowest; `FACE_DOWN` for each that lies face
            down. An empty pile is an empty place.
        width: that of its cards.
    """

    left: int
    top: int
    cards: tuple[Card, ...]
    width: int = WIDTH

    def strip(self, card: Card) -> tuple[int, int]:
        """Width and height of what is seen of a card that another one covers."""
        return self.width, strip_height(card)

    def corners(self) -> Iterator[tuple[int, int]]:
        """The left upper corner of every card."""
        top = self.top
        for card in self.cards:
            yield self.left, top
            top += strip_height(card)

    def card_box(self, number: int) -> Box:
        """What can be seen of a card, counted from 0 at the farthest one, or the empty place."""
        top = self.top + sum(map(strip_height, self.cards[:number]))
        is_last = number >= len(self.cards) - 1
        return self.left, top, self.left + self.width, top + (HEIGHT if is_last else strip_height(self.cards[number]))

    @property
    def box(self) -> Box:
        """The whole pile, or the empty place."""
        return self.left, self.top, self.left + self.width, self.top + pile_height(self.cards)


@dataclass(frozen=True)
class Fan:
    """Cards of which each one covers the right part of the one before it.

    Attributes:
        left, top: the corner of the fan, in pixels.
        cards: as for a `Pile`; the last one is drawn farthest to the right.
        step: how much is seen of a covered card, in pixels.
        width: that of its cards.
    """

    left: int
    top: int
    cards: tuple[Card, ...]
    step: int
    width: int = WIDTH

    def strip(self, card: Card) -> tuple[int, int]:
        """Width and height of what is seen of a card that another one covers."""
        return self.step, HEIGHT

    def corners(self) -> Iterator[tuple[int, int]]:
        """The left upper corner of every card."""
        for number in range(len(self.cards)):
            yield self.left + number * self.step, self.top

    def card_box(self, number: int) -> Box:
        """What can be seen of a card, counted from 0 on the left, or the empty place."""
        left = self.left + number * self.step
        is_last = number >= len(self.cards) - 1
        return left, self.top, left + (self.width if is_last else self.step), self.top + HEIGHT

    @property
    def box(self) -> Box:
        """The whole fan, or the empty place."""
        right = self.left + max(0, len(self.cards) - 1) * self.step + self.width
        return self.left, self.top, right, self.top + HEIGHT


def draw_pile(canvas: Canvas, pile: Pile | Fan, cards: Deck, place: Pixels | None = None) -> None:
    """All cards of a pile or fan, or its empty place.

    Args:
        place: the sprite of the empty place, `Deck.slot` where not given.
    """
    if not pile.cards:
        draw_card(canvas, pile.left, pile.top, cards.slot if place is None else place, cards)
    for number, (card, (left, top)) in enumerate(zip(pile.cards, pile.corners(), strict=True), 1):
        width, height = pile.strip(card) if number < len(pile.cards) else (pile.width, HEIGHT)
        # The round corners of the next card leave a little more of this one to be seen.
        draw_card(canvas, left, top, cards.sprite(card), cards, width + RADIUS, height + RADIUS)
