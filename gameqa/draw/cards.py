"""Playing cards and the places where they lie, as sprites that all card games share.

A card's rank and suit stand in its upper corners, inside of the strip that stays visible when other cards lie on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from gameqa.cards import FACE_DOWN, RANKS, Card, is_red
from gameqa.draw.canvas import Canvas, Inks, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb, cached_lettered_kit, gray_of
from gameqa.draw.shapes import Painting, Reduced
from gameqa.draw.text import MEDIUM, SMALL

WIDTH, HEIGHT, STRIP = 50, 70, 22
"""Pixels of a card, and the least visible height of a covered one."""

NARROW = 44
"""The least width of a card: the signs of a ten still fit into its strip."""

BACK_STRIP = 11
"""The visible height of a covered card that lies face down: enough to count such cards."""

WHITE: Rgb = (255, 255, 255)
RED: Rgb = (200, 30, 30)
BLACK: Rgb = (24, 26, 32)
RADIUS = 4


@dataclass(frozen=True)
class Deck:
    """Sprites of one look.

    Attributes:
        faces: every card's face, by card.
        back: a card that lies face down.
        slot: an empty place.
        suit_slots: empty places that name a suit, by suit.
        mask: the pixels that belong to a card or place, shape (height, width).
    """

    faces: tuple[Pixels, ...]
    back: Pixels
    slot: Pixels
    suit_slots: tuple[Pixels, ...]
    mask: npt.NDArray[np.bool_]

    @cached_property
    def edge(self) -> int:
        """How many rows at the top and at the bottom the round corners leave incomplete."""
        return int(np.argmax(self.mask.all(axis=1)))

    def sprite(self, card: Card) -> Pixels:
        """The face of a card, or the back for `gameqa.cards.FACE_DOWN`."""
        return self.back if card == FACE_DOWN else self.faces[card]


def suit_shape(painting: Painting, suit: int, x: float, y: float, size: float, color: Rgb) -> None:
    """A suit's sign around a middle point, `size` pixels high."""
    half = size / 2
    if suit == 1:
        wide = half * 0.78
        painting.polygon([(x, y - half), (x + wide, y), (x, y + half), (x - wide, y)], color)
        return
    if suit == 0:
        lobe = size * 0.26
        for side in (-1, 1):
            painting.disc(x + side * lobe * 0.9, y - half + lobe * 1.1, lobe, color)
        painting.polygon([(x - half * 0.94, y - half * 0.3), (x + half * 0.94, y - half * 0.3), (x, y + half)], color)
        painting.rectangle(x - lobe, y - half * 0.55, x + lobe, y - half * 0.1, color)
        return
    if suit == 2:
        lobe = size * 0.235
        painting.disc(x, y - half + lobe, lobe, color)
        for side in (-1, 1):
            painting.disc(x + side * lobe * 1.15, y + lobe * 0.35, lobe, color)
        painting.rectangle(x - size * 0.06, y - lobe, x + size * 0.06, y + half * 0.8, color)
    else:
        lobe = size * 0.25
        for side in (-1, 1):
            painting.disc(x + side * lobe * 0.9, y + lobe * 0.25, lobe, color)
        painting.polygon([(x - half * 0.92, y + half * 0.02), (x + half * 0.92, y + half * 0.02), (x, y - half)], color)
    painting.polygon([(x, y), (x + size * 0.2, y + half), (x - size * 0.2, y + half)], color)


def _blank(ground: Rgb, edge: Rgb, width: int) -> Painting:
    """An empty card; what is outside of its round corners is never stamped, so its color does not matter."""
    painting = Painting(width, HEIGHT, edge)
    painting.rounded(1, 1, width - 1, HEIGHT - 1, RADIUS - 1, ground)
    return painting


def deck(look: Look, inks: Inks, width: int = WIDTH) -> Deck:
    """All sprites in a look; the palette must still be open.

    Args:
        width: that of every card, from `NARROW` on, in pixels.
    """
    theme = look.theme
    mask = Painting(width, HEIGHT, WHITE)
    mask.rounded(0, 0, width, HEIGHT, RADIUS, BLACK)
    pens = {color: inks.pen(color, [WHITE]) for color in (RED, BLACK)}
    faces = [_face(inks, pens, card, width, look) for card in range(52)]
    back = _back(look, width)
    suit_slots = []
    for suit in range(4):
        slot = _blank(theme.panel, theme.wall_light, width)
        suit_shape(slot, suit, width / 2, HEIGHT / 2, 26, gray_of(look, theme.wall_light))
        suit_slots.append(slot.sprite(inks))
    return Deck(
        tuple(faces),
        back.sprite(inks),
        _blank(theme.panel, theme.wall_light, width).sprite(inks),
        tuple(suit_slots),
        mask.coverage(WHITE),
    )


def _back(look: Look, width: int) -> Painting:
    """A blue back with a frame, a lattice, or rings; it looks different from empty places in any strip."""
    blue, mint = look.theme.color("blue"), look.theme.color("mint")
    back = _blank(blue, BLACK, width)
    if look.design == 0:
        back.rounded(5, 5, width - 5, HEIGHT - 5, 2, mint)
        back.rounded(7, 7, width - 7, HEIGHT - 7, 2, blue)
        return back
    if look.design == 1:
        for start in range(-HEIGHT, width + HEIGHT, 10):
            back.line((start, 1), (start + HEIGHT, HEIGHT - 1), 1.4, mint)
            back.line((start, 1), (start - HEIGHT, HEIGHT - 1), 1.4, mint)
        for left, top, right, bottom in _edges(width, 4):
            back.rectangle(left, top, right, bottom, blue)
    else:
        for top in range(6, HEIGHT - 4, 10):
            for left in range(7, width - 4, 9):
                back.disc(left + 0.5, top + 0.5, 2.6, mint)
    for left, top, right, bottom in _edges(width, 1):
        back.rectangle(left, top, right, bottom, BLACK)
    return back


def _edges(width: int, thick: int) -> tuple[tuple[int, int, int, int], ...]:
    """The four edges of a card."""
    return (
        (0, 0, width, thick),
        (0, HEIGHT - thick, width, HEIGHT),
        (0, 0, thick, HEIGHT),
        (width - thick, 0, width, HEIGHT),
    )


@dataclass(frozen=True)
class Kit:
    """What the table of a card game is drawn with.

    Attributes:
        inks: the closed palette.
        labels: the pen of texts beside cards.
        cards: the sprites.
    """

    inks: Inks
    labels: Pixels
    cards: Deck


@cached_lettered_kit
def kit(look: Look, width: int = WIDTH) -> Kit:
    """Everything in a look, made once."""
    inks, labels = common_inks(look)
    cards = deck(look, inks, width)
    inks.close()
    return Kit(inks, labels, cards)


@cache
def _signs(suit: int, width: int, design: int) -> Reduced:
    """A card without its rank: one large sign below its strip, two small ones, or a sign in a frame."""
    color = _color_of(13 * suit)
    painting = _blank(WHITE, BLACK, width)
    suit_shape(painting, suit, width - 11, STRIP / 2, 15, color)
    if design == 0:
        suit_shape(painting, suit, width / 2, 46, 24, color)
    elif design == 1:
        for x, y in ((0.32, 37), (0.68, 54)):
            suit_shape(painting, suit, width * x, y, 17, color)
    else:
        painting.rounded(7, STRIP + 4, width - 7, HEIGHT - 6, 3, color)
        painting.rounded(8.4, STRIP + 5.4, width - 8.4, HEIGHT - 7.4, 2, WHITE)
        suit_shape(painting, suit, width / 2, 45, 21, color)
    return painting.reduced()


def _color_of(card: Card) -> Rgb:
    return RED if is_red(card) else BLACK


def _face(inks: Inks, pens: dict[Rgb, Pixels], card: Card, width: int, look: Look) -> Pixels:
    rank = RANKS[card % 13]
    canvas = Canvas(width, HEIGHT, inks, WHITE, look.font)
    canvas.pixels[...] = _signs(card // 13, width, look.design).sprite(inks)
    canvas.text(5, STRIP // 2, rank, MEDIUM if len(rank) == 1 else SMALL, pens[_color_of(card)], "left")
    return canvas.pixels


def draw_card(
    canvas: Canvas, left: int, top: int, sprite: Pixels, cards: Deck, width: int = WIDTH, height: int = HEIGHT
) -> None:
    """A card or an empty place, or its left upper part.

    Args:
        width, height: the greatest ones of the part, in pixels.
    """
    edge, mask = cards.edge, cards.mask
    width = min(width, sprite.shape[1])
    target = canvas.pixels[top : top + min(height, HEIGHT), left : left + width]
    # Only the rows of the corners need the mask, and copying without it is faster.
    np.copyto(target[:edge], sprite[:edge, :width], where=mask[:edge, :width])
    target[edge : HEIGHT - edge] = sprite[edge : min(height, HEIGHT - edge), :width]
    if height > HEIGHT - edge:
        rows = slice(HEIGHT - edge, height)
        np.copyto(target[rows], sprite[rows, :width], where=mask[rows, :width])
