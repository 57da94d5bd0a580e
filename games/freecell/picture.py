"""Drawing and describing FreeCell positions.

Places: ("card", cascade, number) with cards of a cascade counted from 0 at the far end, ("cascade", number),
("cell", number), ("foundation", suit). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gameqa.cards import RANKS, SUITS, card_of, write_card
from gameqa.contract import Mark
from gameqa.draw.board import frame_picture
from gameqa.draw.canvas import Canvas, Picture, Pixels
from gameqa.draw.cards import BLACK, HEIGHT, RED, WHITE, WIDTH, draw_card, kit
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.piles import Pile, draw_pile, pile_height
from gameqa.draw.text import SMALL
from gameqa.places import Box, Place

from .engine import CELLS, EMPTY, Position

PITCH, BAND, GAP, APART = 56, 20, 10, 16
COLUMNS = 8


@dataclass(frozen=True)
class Layout:
    """Where the cards of a position lie."""

    position: Position
    margin: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        height = self.cascades_top + max(map(pile_height, self.position.cascades)) + self.margin
        return 2 * self.margin + COLUMNS * PITCH + APART, height

    @property
    def cells_top(self) -> int:
        """The top of free cells and foundations, below their title and numbers."""
        return self.margin + 2 * BAND

    @property
    def cascades_top(self) -> int:
        """The top of the cascades, below their title and numbers."""
        return self.cells_top + HEIGHT + GAP + 2 * BAND

    def slot(self, column: int) -> int:
        """The left end of a free cell (0 to 3) or foundation (4 to 7)."""
        return self.margin + column * PITCH + (PITCH - WIDTH) // 2 + (APART if column >= CELLS else 0)

    def cascade(self, number: int) -> Pile:
        """The cards of a cascade."""
        width = (COLUMNS * PITCH + APART) // len(self.position.cascades)
        left = self.margin + number * width + (width - WIDTH) // 2
        return Pile(left, self.cascades_top, self.position.cascades[number])

    def box(self, place: Place) -> Box:
        """The pixels of a place; KeyError for others."""
        if place[0] == "card":
            return self.cascade(place[1]).card_box(place[2])
        if place[0] == "cascade":
            return self.cascade(place[1]).box
        if place[0] in ("cell", "foundation"):
            left = self.slot(place[1] + (4 if place[0] == "foundation" else 0))
            return left, self.cells_top, left + WIDTH, self.cells_top + HEIGHT
        raise KeyError(place)


def draw(position: Position, marks: tuple[Mark, ...], look: Look) -> Picture:
    """Free cells, foundations and cascades with their titles and numbers."""
    own = kit(look)
    layout = Layout(position, look.margin)
    canvas = Canvas(*layout.size, own.inks, look.theme.paper, look.font)
    canvas.stamp(0, 0, _titles(look, len(position.cascades)))
    for number, card in enumerate(position.cells):
        sprite = own.cards.slot if card == EMPTY else own.cards.faces[card]
        draw_card(canvas, layout.slot(number), layout.cells_top, sprite, own.cards)
    for suit, rank in enumerate(position.foundations):
        sprite = own.cards.faces[card_of(suit, rank)] if rank else own.cards.suit_slots[suit]
        draw_card(canvas, layout.slot(4 + suit), layout.cells_top, sprite, own.cards)
    for number in range(len(position.cascades)):
        draw_pile(canvas, layout.cascade(number), own.cards)
    frame_picture(canvas, look)
    return canvas.finish(layout.box)


@lru_cache(maxsize=32)
def _titles(look: Look, count: int) -> Pixels:
    """The smallest picture without cards, with which those of all positions begin that have so many cascades."""
    own = kit(look)
    layout = Layout(Position(((),) * count, (EMPTY,) * CELLS, (0,) * 4), look.margin)
    width, height = layout.size
    canvas = Canvas(width, height, own.inks, look.theme.paper, look.font)
    middle = WIDTH // 2
    for column, title in ((0, "Free cells"), (4, "Foundations")):
        canvas.text(layout.slot(column) + middle + 3 * PITCH // 2, look.margin + BAND // 2, title, SMALL, own.labels)
    canvas.text(width // 2, layout.cells_top + HEIGHT + GAP + BAND // 2, "Cascades", SMALL, own.labels)
    for number in range(CELLS):
        canvas.text(layout.slot(number) + middle, look.margin + BAND + BAND // 2, str(number), SMALL, own.labels)
    for number in range(count):
        cascade = layout.cascade(number)
        canvas.text(cascade.left + middle, cascade.top - BAND // 2, str(number), SMALL, own.labels)
    return canvas.pixels


def describe(position: Position, marks: tuple[Mark, ...]) -> str:
    """Free cells, foundations and cascades, one a line."""
    cells = ["empty" if card == EMPTY else write_card(card) for card in position.cells]
    lines = [f"free cell {number}: {card}" for number, card in enumerate(cells)]
    for suit, rank in enumerate(position.foundations):
        lines.append(f"foundation of {SUITS[suit]}: {'up to ' + RANKS[rank - 1] if rank else 'empty'}")
    for number, cards in enumerate(position.cascades):
        lines.append(f"cascade {number}: {', '.join(map(write_card, cards)) or 'empty'}")
    lines.append("The last card of a cascade is its top card.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({"card": WHITE, "red suits": RED, "black suits": BLACK},)
