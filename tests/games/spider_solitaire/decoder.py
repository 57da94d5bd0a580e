"""Positions of spider solitaire: every card by its strip, face up or face down."""

from __future__ import annotations

from typing import Any

from gameqa.games.spider_solitaire import picture as spider

from gameqa.draw.canvas import Picture
from gameqa.draw.cards import BACK_STRIP, HEIGHT, NARROW, STRIP, kit
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample

EDGE = 4


def shows(picture: Picture, left: int, top: int, sprite: Any, height: int) -> bool:
    """Whether the upper part of a sprite is seen at a corner."""
    part = slice(EDGE, height), slice(EDGE, NARROW - EDGE)
    seen = picture.pixels[top:, left:][part]
    return seen.shape == sprite[part].shape and bool((seen == sprite[part]).all())


def read_pile(picture: Picture, left: int, top: int, look: Look) -> tuple[int, tuple[int, ...]]:
    """Face-down cards and the ranks of the face-up cards of a pile that begins at a corner."""
    cards = kit(look, NARROW).cards
    down, ranks = 0, list[int]()
    while shows(picture, left, top, cards.back, BACK_STRIP):
        down += 1
        top += BACK_STRIP
    while fitting := [rank for rank in range(1, 14) if shows(picture, left, top, cards.faces[38 + rank], STRIP)]:
        assert len(fitting) == 1
        ranks += fitting
        top += STRIP
    if not down and not ranks:
        assert shows(picture, left, top, cards.slot, HEIGHT)
    return down, tuple(ranks)


def read_stock(picture: Picture, left: int, top: int, look: Look) -> int:
    """Cards of the stock: their dark left edges are counted."""
    cards = kit(look, NARROW).cards
    if shows(picture, left, top, cards.slot, HEIGHT):
        return 0
    edge, middle = cards.back[HEIGHT // 2, 0], top + HEIGHT // 2
    count = 0
    while picture.pixels[middle, left + count * spider.STOCK_STEP] == edge:
        count += 1
        if shows(picture, left + (count - 1) * spider.STOCK_STEP, top, cards.back, HEIGHT):
            break
    return count


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    layout = spider.Layout(state, look.margin)
    stock = read_stock(picture, look.margin, layout.stock_top, look)
    king = kit(look, NARROW).cards.faces[51]
    places = [layout.foundation(number) for number in range(spider.FOUNDATIONS)]
    foundations = sum(shows(picture, place.left, place.top, king, HEIGHT) for place in places)
    piles = [read_pile(picture, layout.pile(number).left, layout.piles_top, look) for number in range(len(state.piles))]
    facts = list(zip(state.down, state.piles, strict=True))
    return (stock, foundations, piles), (state.stock, state.foundations, facts)
