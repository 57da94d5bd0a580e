"""Ends of games in which no square can be completed any more, so that the balls in hand decide.

All of the last places are filled one by one then: who wins follows from whose turn it is and from the balls in hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import COLORS, Pyramid, open_places, pyramid_of, shape_of, split_key

SIDE, BALLS_EACH = 3, 7

EMPTIES = {"easy": (2, 3), "medium": (3, 4), "hard": (4, 5)}
"""Empty places: an even and an odd number."""

TOP, OUT = "top", "out"
"""Who wins places the ball on top, or sees the opponent without a ball."""


@dataclass(frozen=True)
class Ending:
    """What is drawn first: whose turn it is, who wins, and how; 0 is blue and 1 red."""

    mover: int
    winner: int
    how: str


def ending_of(rng: Rng) -> Ending:
    """The ending of a sample."""
    steady = rng.steady("ending")
    return Ending(steady.below(2), steady.below(2), steady.choice((TOP, OUT)))


def decided(hands: tuple[int, int], mover: int) -> tuple[int, str]:
    """Who wins and how, if the places that are left are filled in turn."""
    more = hands[mover] - hands[1 - mover]
    return (mover if more > 0 else 1 - mover), TOP if more in (0, 1) else OUT


def new_ending(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid in which every square has balls of both colors, and an ending that is drawn first."""
    wanted, shape = ending_of(rng), shape_of(SIDE)
    choices = [
        (empty, more)
        for empty in EMPTIES[level]
        for more in range(-3, 4)
        if (empty - more) % 2 == 0 and abs(more) <= empty and _ends(more, wanted)
    ]
    empty, more = rng.choice(choices)
    mine = BALLS_EACH - (empty + more) // 2
    filled, count = 0, len(shape.places) - empty
    while filled.bit_count() < count:
        filled |= some_bit(open_places(shape, filled), rng)
    if any((square & filled).bit_count() < 2 for square in shape.squares):
        raise Redraw
    bits = list(bits_of(filled))
    for _ in range(12):
        own = sum(rng.sample(bits, mine))
        if all(square & own and square & filled & ~own for square in shape.squares):
            other = filled & ~own
            pyramid = pyramid_of(shape, *((own, other) if wanted.mover == 0 else (other, own)))
            keep(split_key(pyramid), accept)
            return pyramid
    raise Redraw


def _ends(more: int, wanted: Ending) -> bool:
    """Whether a mover who has so many balls more in hand comes to the wanted ending."""
    hands = (max(more, 0), max(-more, 0)) if wanted.mover == 0 else (max(-more, 0), max(more, 0))
    return decided(hands, wanted.mover) == (wanted.winner, wanted.how)


def name_of(ending: tuple[int, str]) -> str:
    """An ending as an option."""
    winner, how = ending
    if how == TOP:
        return f"{COLORS[winner].capitalize()} wins by placing the ball on top."
    return f"{COLORS[winner].capitalize()} wins because {COLORS[1 - winner]} has no ball left to place."
