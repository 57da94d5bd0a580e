"""Drawing and describing positions of spider solitaire.

Places: ("card", pile, number) with the cards of a pile counted from 0 at the one drawn highest, ("pile", number),
("stock",) and ("foundations",). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gameqa.cards import FACE_DOWN, RANKS, SUITS, Card, card_of
from gameqa.contract import Mark
from gameqa.draw.board import frame_picture
from gameqa.draw.canvas import Canvas, Picture, Pixels
from gameqa.draw.cards import BLACK, HEIGHT, NARROW, WHITE, kit
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.piles import Fan, Pile, draw_pile, pile_height
from gameqa.draw.text import SMALL
from gameqa.places import Box, Place
from gameqa.wording import count_of

from .engine import Position

SPADES = SUITS.index("spades")
WIDTH, BAND, GAP = 472, 20, 8
"""Width of the table without its margins, height of a line of text, and the space below stock and foundations."""

STOCK_STEP, FOUNDATION_STEP, FOUNDATIONS = 12, 46, 8
FOUNDATIONS_LEFT = WIDTH - (FOUNDATIONS - 1) * FOUNDATION_STEP - NARROW


def cards_shown(position: Position, pile: int) -> tuple[Card, ...]:
    """The cards of a pile as they are seen."""
    return (FACE_DOWN,) * position.down[pile] + tuple([card_of(SPADES, rank) for rank in position.piles[pile]])


@dataclass(frozen=True)
class Layout:
    """Where the cards of a position lie."""

    position: Position
    margin: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        highest = max(pile_height(cards_shown(self.position, pile)) for pile in range(len(self.position.piles)))
        return 2 * self.margin + WIDTH, self.piles_top + highest + self.margin

    @property
    def stock_top(self) -> int:
        """The top of stock and foundations, below their titles."""
        return self.margin + BAND

    @property
    def piles_top(self) -> int:
        """The top of the piles, below their numbers."""
        return self.stock_top + HEIGHT + GAP + BAND

    def stock(self) -> Fan:
        """The stock, one card for every deal that is left."""
        return Fan(self.margin, self.stock_top, (FACE_DOWN,) * self.position.stock, STOCK_STEP, NARROW)

    def foundation(self, number: int) -> Pile:
        """A complete run, of which the king is seen, or an empty foundation."""
        left = self.margin + FOUNDATIONS_LEFT + number * FOUNDATION_STEP
        cards = (card_of(SPADES, len(RANKS)),) if number < self.position.foundations else ()
        return Pile(left, self.stock_top, cards, NARROW)

    def pile(self, number: int) -> Pile:
        """The cards of a pile."""
        pitch = WIDTH // len(self.position.piles)
        left = self.margin + number * pitch + (pitch - NARROW) // 2
        return Pile(left, self.piles_top, cards_shown(self.position, number), NARROW)

    def box(self, place: Place) -> Box:
        """The pixels of a place; KeyError for others."""
        if place[0] == "card":
            return self.pile(place[1]).card_box(place[2])
        if place[0] == "pile":
            return self.pile(place[1]).box
        if place[0] == "stock":
            return self.stock().box
        if place[0] == "foundations":
            return *self.foundation(0).box[:2], *self.foundation(FOUNDATIONS - 1).box[2:]
        raise KeyError(place)


def draw(position: Position, marks: tuple[Mark, ...], look: Look) -> Picture:
    """Stock, foundations and piles with titles and numbers."""
    own = kit(look, NARROW)
    layout = Layout(position, look.margin)
    canvas = Canvas(*layout.size, own.inks, look.theme.paper, look.font)
    canvas.stamp(0, 0, _titles(look, len(position.piles)))
    draw_pile(canvas, layout.stock(), own.cards)
    for number in range(FOUNDATIONS):
        draw_pile(canvas, layout.foundation(number), own.cards, own.cards.suit_slots[SPADES])
    for number in range(len(position.piles)):
        draw_pile(canvas, layout.pile(number), own.cards)
    frame_picture(canvas, look)
    return canvas.finish(layout.box)


@lru_cache(maxsize=32)
def _titles(look: Look, count: int) -> Pixels:
    """The smallest picture without cards, with which those of all positions begin that have so many piles."""
    own = kit(look, NARROW)
    layout = Layout(Position(((),) * count, (0,) * count, 0, 0), look.margin)
    canvas = Canvas(*layout.size, own.inks, look.theme.paper, look.font)
    middle = look.margin + BAND // 2
    canvas.text(look.margin, middle, "Stock", SMALL, own.labels, "left")
    canvas.text(look.margin + FOUNDATIONS_LEFT, middle, "Foundations", SMALL, own.labels, "left")
    for number in range(count):
        pile = layout.pile(number)
        canvas.text(pile.left + NARROW // 2, pile.top - BAND // 2, str(number), SMALL, own.labels)
    return canvas.pixels


def describe(position: Position, marks: tuple[Mark, ...]) -> str:
    """Stock, foundations and piles, one a line."""
    lines = [
        f"stock: {count_of(position.stock, 'card')}, each of which stands for one deal",
        f"foundations: {count_of(position.foundations, 'complete run')}",
    ]
    for number, cards in enumerate(position.piles):
        shown = [count_of(position.down[number], "face-down card")] if position.down[number] else []
        shown += [RANKS[rank - 1] for rank in cards]
        lines.append(f"pile {number}: {', '.join(shown) or 'empty'}")
    lines.append("The first card of a pile is the one at its bottom, the last one is its top card.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color: faces, backs and empty places."""
    return ({"card": WHITE, "back": look.theme.color("blue"), "signs": BLACK},)
