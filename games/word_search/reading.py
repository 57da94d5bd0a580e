"""Reading answers that name a cell and one of eight directions."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.mentions import Mention
from gameqa.scoring.singles import Single, Together
from gameqa.scoring.tokens import Token

_VERTICAL = {
    f"{word}{ending}": name
    for word, name in (("up", "up"), ("down", "down"), ("north", "up"), ("south", "down"))
    for ending in ("", "ward", "wards")
}
_HORIZONTAL = {
    f"{word}{ending}": name
    for word, name in (("left", "left"), ("right", "right"), ("west", "left"), ("east", "right"))
    for ending in ("", "ward", "wards")
}
_COMPASS = {
    f"{one}{other}": f"{_VERTICAL[one]}-{_HORIZONTAL[other]}"
    for one in ("north", "south")
    for other in ("east", "west")
}
_BETWEEN = frozenset(("-", "\u2010", "\u2011", "\u2013", "/", "and", "to", "the"))
_MOST_BETWEEN = 3


def find_directions(tokens: Sequence[Token]) -> list[Mention]:
    """The directions that tokens name; of two words, such as "up and to the left", the vertical one may come last."""
    found = []
    place = 0
    while place < len(tokens):
        name, end = _at(tokens, place)
        if name:
            found.append(Mention(place, end, name))
        place = max(end, place + 1)
    return found


def _at(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """The direction at a place and where it ends; an empty name where there is none."""
    low = tokens[place].low
    if low in _COMPASS:
        return _COMPASS[low], place + 1
    for first, second in ((_VERTICAL, _HORIZONTAL), (_HORIZONTAL, _VERTICAL)):
        if low in first:
            after = place + 1
            while after < min(len(tokens), place + 1 + _MOST_BETWEEN) and tokens[after].low in _BETWEEN:
                after += 1
            if after < len(tokens) and tokens[after].low in second:
                names = first[low], second[tokens[after].low]
                return "-".join(names if first is _VERTICAL else names[::-1]), after + 1
            return first[low], place + 1
    return "", place


read_place = Together(Single(find_bare_cells), Single(find_directions))
"""Reads a cell with a direction."""
