"""What card games share: rules of building, where the cards of piles are seen, and that they can be read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image

from gameqa.cards import FACE_DOWN, RANKS, card_of, fits, is_one_lower, is_red, run_length, write_card
from gameqa.draw.canvas import MAX_HEIGHT, Canvas, Picture, common_inks
from gameqa.draw.cards import BACK_STRIP, HEIGHT, NARROW, STRIP, WIDTH, Deck, deck
from gameqa.draw.looks import PLAIN, VARIED
from gameqa.draw.piles import Fan, Pile, draw_pile, pile_height

CARDS = (FACE_DOWN, FACE_DOWN, FACE_DOWN, card_of(3, 12), card_of(0, 11), card_of(2, 10))
SMALL_SIDE = 448
SIGNS_HIGH = 5, 18
"""The rows of a strip between which rank and suit stand."""


def made_deck(look: Any = PLAIN, width: int = WIDTH) -> tuple[Deck, Canvas]:
    inks, _ = common_inks(look)
    cards = deck(look, inks, width)
    canvas = Canvas(400, MAX_HEIGHT, inks, look.theme.paper)
    inks.close()
    return cards, canvas


def test_cards_that_fit_are_one_lower_and_of_the_other_color() -> None:
    names = {(write_card(card), write_card(below)) for card in range(52) for below in range(52) if fits(card, below)}
    assert len(names) == 12 * 4 * 2
    assert ("10 of hearts", "J of spades") in names
    assert ("10 of hearts", "J of diamonds") not in names
    assert not any(name.startswith("K of") for name, _ in names)


def test_a_king_is_not_one_lower_than_an_ace() -> None:
    assert not is_one_lower(card_of(3, 13), card_of(3, 1))
    assert not is_one_lower(card_of(3, 1), card_of(3, 13))
    assert is_one_lower(card_of(3, 12), card_of(0, 13))


def test_runs_end_where_a_card_does_not_follow() -> None:
    mixed = [card_of(3, 12), card_of(0, 10), card_of(2, 9), card_of(3, 8)]
    assert run_length([]) == 0
    assert run_length(mixed[:1]) == 1
    assert run_length(mixed[:3]) == 2
    assert run_length(mixed) == 1
    assert run_length(mixed, is_one_lower) == 3


@pytest.mark.parametrize(
    "pile",
    [Pile(10, 20, CARDS), Pile(10, 20, CARDS[:2], NARROW), Fan(10, 20, CARDS, 25)],
    ids=["pile", "narrow", "fan"],
)
def test_the_visible_parts_of_cards_make_up_the_pile(pile: Pile | Fan) -> None:
    covered = np.zeros((400, 400), int)
    for number in range(len(pile.cards)):
        left, top, right, bottom = pile.card_box(number)
        assert (left, top) == list(pile.corners())[number]
        covered[top:bottom, left:right] += 1
    left, top, right, bottom = pile.box
    assert (covered[top:bottom, left:right] == 1).all()
    assert covered.sum() == (right - left) * (bottom - top)


def test_a_pile_is_as_high_as_its_strips_and_one_card() -> None:
    assert pile_height(CARDS) == 3 * BACK_STRIP + 2 * STRIP + HEIGHT
    assert pile_height(()) == pile_height(CARDS[:1]) == HEIGHT
    assert Pile(0, 0, ()).box == Pile(0, 0, ()).card_box(0) == Fan(0, 0, (), 9).box == (0, 0, WIDTH, HEIGHT)


@pytest.mark.parametrize("look", [PLAIN, *VARIED[::181]], ids=lambda look: look.name)
def test_cards_that_lie_face_down_can_be_counted(look: Any) -> None:
    """A line along a pile meets the dark upper edge of every card."""
    cards, canvas = made_deck(look)
    pile = Pile(10, 20, CARDS)
    draw_pile(canvas, pile, cards)
    column = canvas.pixels[20 : pile.card_box(3)[1], 10 + WIDTH // 2]
    edge = cards.back[0, WIDTH // 2]
    starts = [row for row in range(len(column)) if column[row] == edge and (row == 0 or column[row - 1] != edge)]
    assert starts == [0, BACK_STRIP, 2 * BACK_STRIP]


def test_an_empty_pile_shows_its_place() -> None:
    cards, canvas = made_deck()
    draw_pile(canvas, Pile(0, 0, ()), cards)
    draw_pile(canvas, Pile(100, 0, ()), cards, cards.suit_slots[2])
    assert (canvas.pixels[:HEIGHT, :WIDTH][cards.mask] == cards.slot[cards.mask]).all()
    assert (canvas.pixels[:HEIGHT, 100 : 100 + WIDTH][cards.mask] == cards.suit_slots[2][cards.mask]).all()


def shrunk(canvas: Canvas, left: int) -> np.ndarray:
    """A pile's column of a picture of full height, as seen at 448 pixels, in colors."""
    image = Picture(canvas.pixels, canvas.inks.palette, lambda place: (0, 0, 0, 0)).image().convert("RGB")
    size = (image.width * SMALL_SIDE // image.height, SMALL_SIDE)
    across = slice(left * SMALL_SIDE // MAX_HEIGHT, (left + WIDTH) * SMALL_SIDE // MAX_HEIGHT)
    return np.asarray(image.resize(size, Image.Resampling.BILINEAR), float)[:, across]


@pytest.mark.parametrize("width", [NARROW, WIDTH])
@pytest.mark.parametrize("look", [PLAIN, VARIED[31], VARIED[500]], ids=lambda look: look.name)
def test_ranks_and_suits_differ_in_strips_at_448_pixels(look: Any, width: int) -> None:
    """The strips of two cards at the same place of a long pile differ clearly where their signs stand."""
    seen: dict[int, np.ndarray] = {}
    low, high = (200 + 3 * STRIP + row for row in SIGNS_HIGH)
    cards, canvas = made_deck(look, width)
    for card in range(52):
        draw_pile(canvas, Pile(100, 200, (0, 0, 0, card, 0, 0), width), cards)
        seen[card] = shrunk(canvas, 100)[low * SMALL_SIDE // MAX_HEIGHT : high * SMALL_SIDE // MAX_HEIGHT]
    for one in range(52):
        for other in range(one):
            clearly = (np.abs(seen[one] - seen[other]).max(axis=2) > 60).sum()
            assert clearly >= (8 if one % 13 != other % 13 else 4), (write_card(one), write_card(other), clearly)
            assert is_red(one) == is_red(other) or clearly >= 20


def test_the_signs_of_a_ten_fit_into_the_narrowest_card() -> None:
    cards, _ = made_deck(PLAIN, NARROW)
    white = cards.faces[card_of(3, RANKS.index("10") + 1)][STRIP // 2, 2]
    for suit in range(4):
        strip = cards.faces[card_of(suit, 10)][4 : STRIP - 1]
        assert (strip[:, NARROW - 2] == white).all()
