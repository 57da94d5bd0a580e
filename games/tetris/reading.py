"""Reading a turn with a column, as answers name a drop."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.mentions import Mention
from gameqa.scoring.singles import Single
from gameqa.scoring.tokens import NUMBER, Token, behind

NAMES = {"turn": 0, "rotation": 0, "column": 1, "col": 1}
_BETWEEN = frozenset((",", ":", "=", ";", "and", "at", "in", "with", "is", "number", "the", "its", "leftmost", "cell"))


def find_drops(tokens: Sequence[Token]) -> list[Mention]:
    """The drops that the tokens name: a turn and a column in either order, or else two numbers in brackets."""
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        if tokens[place].low in NAMES and (mention := _named(tokens, place)):
            found.append(mention)
            place = mention.end
        else:
            place += 1
    return found or [mention for mention in find_bare_cells(tokens) if _is_pair(mention.value)]


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2


def _named(tokens: Sequence[Token], start: int) -> Mention | None:
    """A turn and a column that begin at a place."""
    values: dict[int, int] = {}
    place = start
    while len(values) < 2:
        place = behind(tokens, place, _BETWEEN)
        if place >= len(tokens) or tokens[place].low not in NAMES:
            return None
        name = NAMES[tokens[place].low]
        place = behind(tokens, place + 1, _BETWEEN)
        if name in values or place >= len(tokens) or tokens[place].kind != NUMBER or not tokens[place].text.isdigit():
            return None
        values[name] = int(tokens[place].text)
        place += 1
    return Mention(start, place, (values[0], values[1]))


read_drop = Single(find_drops)
"""Reads a turn and a column."""
