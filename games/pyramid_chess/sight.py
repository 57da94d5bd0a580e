"""What the view shows of a place, if there is a ball on it."""

from __future__ import annotations

from functools import cache

from gameqa.bitboard import bits_of
from gameqa.draw.balls import hiders

from .engine import Pyramid, shape_of

LEAST_SHOWN = 1 / 3


@cache
def _points(side: int) -> dict[int, tuple[int, ...]]:
    """For every place, by its bit, the places whose balls would hide each of some points of a ball there."""
    shape = shape_of(side)
    return {
        own: tuple(sum(shape.bit[other] for other in hiding) for hiding in hiders(place, shape.places))
        for place, own in shape.bit.items()
    }


def shown(pyramid: Pyramid, bit: int) -> float:
    """Which part of a ball on a place is seen, 0 to 1, whether there is one or not."""
    points = _points(pyramid.side)[bit]
    filled = pyramid.filled
    return sum(not hiding & filled for hiding in points) / len(points)


def shows(pyramid: Pyramid, places: int) -> bool:
    """Whether at least a third of a ball on each of some places is seen, or would be."""
    return all(shown(pyramid, bit) >= LEAST_SHOWN for bit in bits_of(places))


def is_told(pyramid: Pyramid, places: int) -> bool:
    """Whether view and support tell which of some places hold a ball: each is seen, or a ball rests on it."""
    above, filled = pyramid.shape.above, pyramid.filled
    return all(above[bit] & filled or shown(pyramid, bit) >= LEAST_SHOWN for bit in bits_of(places))
