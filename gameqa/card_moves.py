"""Reading moves of card games, each a source and a target: c3 > f0, Tab3 to home."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from gameqa.scoring.lists import Listed
from gameqa.scoring.tokens import NUMBER, Token, behind

Spot = tuple[str, int]
"""A kind of place and its number."""

SpotAt = Callable[[Sequence[Token], int], tuple[Spot, int] | None]
"""Reads what tokens name from one of them on: a place of cards, and where it ends; None where it is none."""


def numbered_spot(
    tokens: Sequence[Token], place: int, kinds: Mapping[str, str], first: int = 0
) -> tuple[Spot, int] | None:
    """A place of cards that is named by a word and a number, and the place behind it.

    Args:
        kinds: the kind of place that every word stands for.
        first: the number that the first place of a kind has in texts.
    """
    if place + 1 >= len(tokens) or tokens[place].low not in kinds:
        return None
    number = tokens[place + 1]
    if number.kind != NUMBER or not number.text.isdigit() or len(number.text) > 2:
        return None
    return (kinds[tokens[place].low], int(number.text) - first), place + 2


def moves_reader(spot_at: SpotAt, between: Collection[str], home: Collection[str]) -> Listed:
    """The reader of lists of moves; a move is a source and a target, which is None for a foundation.

    Args:
        spot_at: reads a source or target.
        between: words and signs that stand between these.
        home: words for the foundations, which may be followed by "of" and a suit.
    """

    def move_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
        source = spot_at(tokens, place)
        if source is None:
            return None
        place = behind(tokens, source[1], between)
        if place == source[1]:
            return None
        target = spot_at(tokens, place)
        if target is not None:
            return [(source[0], target[0])], target[1]
        if place < len(tokens) and tokens[place].low in home:
            end = place + 1
            if end + 1 < len(tokens) and tokens[end].low == "of":
                end += 2
            return [(source[0], None)], end
        return None

    return Listed(move_at, counts=False)
