"""Drawing and describing positions of klondike.

Places: ("card", pile, number) with the cards of a pile counted from 0 at the one drawn highest, ("pile", number),
("stock",), ("waste",) and ("foundation", suit). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gameqa.cards import FACE_DOWN, RANKS, SUITS, Card, card_of, write_card
from gameqa.contract import Mark
from gameqa.draw.board import frame_picture
from gameqa.draw.canvas import Canvas, Picture, Pixels
from gameqa.draw.cards import BLACK, HEIGHT, RED, WHITE, WIDTH, kit
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.piles import Pile, draw_pile, pile_height
from gameqa.draw.text import SMALL
from gameqa.places import Box, Place
from gameqa.wording import count_of

from .engine import EMPTY, PILES, Position

PITCH, BAND, GAP = 64, 20, 8
"""How far apart piles are, the height of a line of text, and the space between both rows of cards."""


def cards_shown(position: Position, pile: int) -> tuple[Card, ...]:
    """The cards of a pile as they are seen."""
    return (FACE_DOWN,) * position.down[pile] + position.piles[pile]


@dataclass(frozen=True)
class Layout:
    """Where the cards of a position lie."""

    position: Position
    margin: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        highest = max(pile_height(cards_shown(self.position, pile)) for pile in range(PILES))
        return 2 * self.margin + PILES * PITCH, self.piles_top + highest + self.margin

    @property
    def top(self) -> int:
        """The top of stock, waste and foundations, below their titles."""
        return self.margin + 2 * BAND

    @property
    def piles_top(self) -> int:
        """The top of the piles, below their names."""
        return self.top + HEIGHT + GAP + BAND

    def left(self, column: int) -> int:
        """The left end of the cards in a column."""
        return self.margin + column * PITCH + (PITCH - WIDTH) // 2

    def stock(self) -> Pile:
        """The stock, which shows the back of one card unless it is empty."""
        return Pile(self.left(0), self.top, (FACE_DOWN,) if self.position.stock else ())

    def waste(self) -> Pile:
        """The top card of the waste."""
        card = self.position.waste
        return Pile(self.left(1), self.top, () if card == EMPTY else (card,))

    def foundation(self, suit: int) -> Pile:
        """The top card of a foundation."""
        rank = self.position.foundations[suit]
        return Pile(self.left(3 + suit), self.top, (card_of(suit, rank),) if rank else ())

    def pile(self, number: int) -> Pile:
        """The cards of a pile."""
        return Pile(self.left(number), self.piles_top, cards_shown(self.position, number))

    def box(self, place: Place) -> Box:
        """The pixels of a place; KeyError for others."""
        if place[0] == "card":
            return self.pile(place[1]).card_box(place[2])
        if place[0] == "pile":
            return self.pile(place[1]).box
        if place[0] == "stock":
            return self.stock().box
        if place[0] == "waste":
            return self.waste().box
        if place[0] == "foundation":
            return self.foundation(place[1]).box
        raise KeyError(place)


def waste_count(position: Position) -> int:
    """How many cards are in the waste."""
    return 0 if position.waste == EMPTY else 1 + position.covered


def draw(position: Position, marks: tuple[Mark, ...], look: Look) -> Picture:
    """Stock, waste, foundations and piles, with titles, counts and names."""
    own = kit(look)
    layout = Layout(position, look.margin)
    canvas = Canvas(*layout.size, own.inks, look.theme.paper, look.font)
    canvas.stamp(0, 0, _titles(look))
    for column, count in ((0, position.stock), (1, waste_count(position))):
        middle = look.margin + BAND + BAND // 2
        canvas.text(layout.left(column) + WIDTH // 2, middle, str(count), SMALL, own.labels)
    draw_pile(canvas, layout.stock(), own.cards)
    draw_pile(canvas, layout.waste(), own.cards)
    for suit in range(4):
        draw_pile(canvas, layout.foundation(suit), own.cards, own.cards.suit_slots[suit])
    for number in range(PILES):
        draw_pile(canvas, layout.pile(number), own.cards)
    frame_picture(canvas, look)
    return canvas.finish(layout.box)


@lru_cache(maxsize=16)
def _titles(look: Look) -> Pixels:
    """The smallest picture without cards and counts, which all begin with."""
    own = kit(look)
    layout = Layout(Position(((),) * PILES, (0,) * PILES, 0, EMPTY, 0, (0,) * 4), look.margin)
    canvas = Canvas(*layout.size, own.inks, look.theme.paper, look.font)
    lines = look.margin + BAND // 2, look.margin + BAND + BAND // 2
    for column, title in ((0, "Stock"), (1, "Waste")):
        canvas.text(layout.left(column) + WIDTH // 2, lines[0], title, SMALL, own.labels)
    canvas.text((layout.left(3) + layout.left(6) + WIDTH) // 2, lines[1], "Foundations", SMALL, own.labels)
    for number in range(PILES):
        pile = layout.pile(number)
        canvas.text(pile.left + WIDTH // 2, pile.top - BAND // 2, f"Tab{number + 1}", SMALL, own.labels)
    return canvas.pixels


def describe(position: Position, marks: tuple[Mark, ...]) -> str:
    """Stock, waste, foundations and piles, one a line."""
    top = "" if position.waste == EMPTY else f", on top the {write_card(position.waste)}"
    lines = [f"stock: {count_of(position.stock, 'card')}", f"waste: {count_of(waste_count(position), 'card')}{top}"]
    for suit, rank in enumerate(position.foundations):
        lines.append(f"foundation of {SUITS[suit]}: {'up to ' + RANKS[rank - 1] if rank else 'empty'}")
    for number, cards in enumerate(position.piles):
        shown = [count_of(position.down[number], "face-down card")] if position.down[number] else []
        shown += map(write_card, cards)
        lines.append(f"Tab{number + 1}: {', '.join(shown) or 'empty'}")
    lines.append("The last card of a pile is its top card.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color: faces, backs and signs."""
    return ({"card": WHITE, "back": look.theme.color("blue"), "red suits": RED, "black suits": BLACK},)
