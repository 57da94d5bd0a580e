"""The grammar of counts that repeat an item of a list: left x3, 3L, left (3), left three times, ("left", 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gameqa.scoring.lexicon import words
from gameqa.scoring.operands import NUMBER_WORDS
from gameqa.scoring.predicates import low_at
from gameqa.scoring.tokens import NUMBER, WORD, Token

Item = Callable[[Sequence[Token], int], "tuple[list[object], int] | None"]
"""Reads one item at a place: the values that it stands for, and the place behind it; None where there is none."""

MOST_TIMES = 1_000
UNITS = words(
    "times time cells cell steps step spaces space squares square moves move tiles tile units unit x \xd7 positions"
)
_TIMES_SIGNS = ("x", "\u00d7", "*", "^")
_ADVERBS = {"once": 1, "twice": 2, "thrice": 3}
_LABELS = words("step turn # no moves steps voxel")
"""What makes a number before an item its own: step 1 down."""
_ENDS = words(", ; ) . and then \u2192 / | ] ( -") | {""}


def times_of(token: Token) -> int | None:
    """The count that a token says; None where it says none."""
    if token.kind == NUMBER and "." not in token.text and len(token.text) <= 4:
        return min(int(token.text), MOST_TIMES)
    return NUMBER_WORDS.get(token.low) if token.kind == WORD else None


def is_numbering(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number with a sign behind it numbers what follows: 2. or 2)."""
    if place + 2 >= len(tokens) or tokens[place].kind != NUMBER:
        return False
    sign, after = tokens[place + 1], tokens[place + 2]
    is_decimal = sign.low == "." and after.joined and after.kind == NUMBER
    return sign.joined and sign.low in (".", ")", ":") and not is_decimal


def count_before(tokens: Sequence[Token], place: int, item: Item) -> tuple[int, int]:
    """A count before an item, as in 2x left or 3 steps to the left, and where the item begins; 1 without one."""
    times = times_of(tokens[place])
    if times is None or low_at(tokens, place - 1) in _LABELS:
        return 1, place
    start = place + 1
    if low_at(tokens, start) in UNITS or low_at(tokens, start) == "*":
        start += 1
        if (low_at(tokens, start), low_at(tokens, start + 1)) == ("to", "the"):
            start += 2
    return (times, start) if start < len(tokens) and item(tokens, start) is not None else (1, place)


def count_behind(tokens: Sequence[Token], place: int, first: int, item: Item) -> tuple[int, int]:
    """How often an item is repeated that begins at `first` and ends before a place, and the place behind the count."""
    if place >= len(tokens):
        return 1, place
    paired = _in_pair(tokens, place, first)
    if paired is not None:
        return paired
    low = tokens[place].low
    if low in (")", "]") and place + 2 < len(tokens) and tokens[place + 1].low in _TIMES_SIGNS:
        return times_of(tokens[place + 2]) or 1, place + 3
    if low in ("(", "["):
        times, end = _plain_count(tokens, place + 1, item, True)
        closes = end > place + 1 and low_at(tokens, end) in (")", "]")
        return (times, end + 1) if closes else (1, place)
    return _plain_count(tokens, place, item, False)


def _plain_count(tokens: Sequence[Token], place: int, item: Item, in_brackets: bool) -> tuple[int, int]:
    if place >= len(tokens):
        return 1, place
    low = tokens[place].low
    if low in _ADVERBS:
        return _ADVERBS[low], place + 1
    signed = low in _TIMES_SIGNS or low in ("by", "for")
    number = place + signed
    times = times_of(tokens[number]) if number < len(tokens) else None
    if times is None:
        return 1, place
    end = number + 1
    if low_at(tokens, end) in UNITS:
        return times, end + 1
    if signed:
        return times, end
    if tokens[place].kind == WORD or (not in_brackets and is_numbering(tokens, place)):
        return 1, place
    goes_on = end < len(tokens) and item(tokens, end) is not None
    return (times, end) if tokens[place].joined or goes_on or low_at(tokens, end) in _ENDS else (1, place)


def _in_pair(tokens: Sequence[Token], place: int, first: int) -> tuple[int, int] | None:
    """The count of ("left", 3) or left: 3."""
    sign = place + (tokens[place].low in ("'", '"'))
    times = times_of(tokens[sign + 1]) if sign + 1 < len(tokens) else None
    if times is None or tokens[sign].low not in (",", ":", "="):
        return None
    closing = low_at(tokens, sign + 2)
    if closing in (")", "]"):
        opening = low_at(tokens, first - 1 - (low_at(tokens, first - 1) in ("'", '"')))
        return (times, sign + 3) if opening in ("(", "[") else None
    return (times, sign + 2) if tokens[sign].low != "," and closing in (",", ";", ".", "") else None
