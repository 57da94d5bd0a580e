"""Where a shot comes to lie on the track, and which marbles vanish then."""

from __future__ import annotations

from dataclasses import dataclass

from .engine import GAP, joined_run


@dataclass(frozen=True)
class Landing:
    """What a shot that hits a marble leads to.

    Attributes:
        marbles: the places of the track then.
        removed: how many marbles vanish, the shot included.
    """

    marbles: str
    removed: int


def landed(marbles: str, color: str, joins: int) -> Landing:
    """The track after a marble has joined a row.

    It takes an empty place beside the marble that it hits, if there is one on its side; else all marbles from there on
    up to the next gap move one place toward the hole.

    Args:
        joins: the place before which it joins.
    """
    if joins and marbles[joins - 1] == GAP:
        joins -= 1
    gap = marbles.find(GAP, joins)
    end = len(marbles) if gap < 0 else gap
    marbles = marbles[:joins] + color + marbles[joins:end] + marbles[end + 1 :]
    low, high = joined_run(marbles, color, joins)
    if high - low < 3:
        return Landing(marbles, 0)
    return Landing((marbles[:low] + GAP * (high - low) + marbles[high:]).rstrip(GAP), high - low)
