"""The grammar of one number: digits, words, decimals, percents, "1 in 6", "one sixth"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gameqa.scoring.lexicon import words
from gameqa.scoring.predicates import low_at
from gameqa.scoring.tokens import NUMBER, WORD, Token

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
    "fourty": 40,
}
MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "k": 1000}
_PARTS = {
    word: value
    for value, names in enumerate(
        ("half halves", "third thirds", "quarter quarters fourth fourths", "fifth fifths", "sixth sixths",
         "seventh sevenths", "eighth eighths", "ninth ninths", "tenth tenths", "eleventh elevenths",
         "twelfth twelfths"),
        2,
    )
    for word in names.split()
}  # fmt: skip
_NOT_ONE_BEHIND = words(
    "the this that which no any each every another right correct same last first only other wrong next some more"
)
_NOT_ONE_BEFORE = words(
    "of can cannot could must should would might may has have needs sees at more by side another can't way the that "
    "which where who is thing"
)
"""Words around "one" where it is a pronoun."""
_NO_THINGS = words("doubt answer way need longer more solution")
_THERE_ARE = words("are is has have were contains contain with was")
_SURE = words("sure certain confident confidence likely certainty chance")
_NOT_A_UNIT = words("st nd rd th d k m b s pm am")
_OUT_OF = words("in out of the all every")
LARGEST = 10**12


class Operand(NamedTuple):
    """A number.

    Attributes:
        value: the number.
        end: the place behind it.
        is_part: whether it is written as a decimal, a percentage or a part of something.
    """

    value: Fraction
    end: int
    is_part: bool


@lru_cache(maxsize=4096)
def value_of(text: str) -> Fraction:
    """The value of a number in digits."""
    return Fraction(text)


def operand(tokens: Sequence[Token], start: int, fractions: bool) -> Operand | None:
    """The number with its sign at a place; None where there is none.

    Args:
        fractions: whether "1 in 6", "one sixth" and "16%" are numbers.
    """
    place, sign = start, 1
    if low_at(tokens, place) in ("-", "+", "minus"):
        is_word = tokens[place].low == "minus"
        if place + 1 >= len(tokens) or not (is_word or tokens[place + 1].joined):
            return None
        if place and tokens[place].joined and tokens[place - 1].kind in (WORD, NUMBER):
            return None
        sign = 1 if tokens[place].low == "+" else -1
        place += 1
    if place >= len(tokens):
        return None
    found = None
    if tokens[place].kind == NUMBER:
        found = _digits(tokens, place, fractions)
    elif tokens[place].kind == WORD:
        found = _words(tokens, place, fractions)
    return found if found is None or sign == 1 else found._replace(value=-found.value)


def _digits(tokens: Sequence[Token], place: int, fractions: bool) -> Operand | None:
    token = tokens[place]
    if token.joined and place and (tokens[place - 1].kind in (WORD, NUMBER) or tokens[place - 1].low in "._^"):
        return None
    value, end, is_part = value_of(token.text), place + 1, "." in token.text
    if end == len(tokens):
        return Operand(value, end, is_part)
    after = tokens[end]
    if after.low in ("%", "percent"):
        if low_at(tokens, end + 1) in _SURE:
            return None
        # A percentage is no whole number, whatever it is of.
        return Operand(value / 100 if fractions else Fraction(1, 3), end + 1, True)
    if after.joined and (after.kind == NUMBER or after.low == "^"):
        return None
    if after.joined and after.kind == WORD and (after.low in _NOT_A_UNIT or len(after.low) == 1 or "'" in after.low):
        return None
    next_is_digits = end + 1 < len(tokens) and tokens[end + 1].joined and tokens[end + 1].kind == NUMBER
    if after.low in (".", ",") and after.joined and next_is_digits:
        return None
    if after.low == "'" and after.joined and low_at(tokens, end + 1) == "s":
        return None
    if after.low in MULTIPLIERS:
        return Operand(value * MULTIPLIERS[after.low], end + 1, is_part)
    return _part_of(tokens, value, end, fractions) or Operand(value, end, is_part)


def _words(tokens: Sequence[Token], place: int, fractions: bool) -> Operand | None:
    low = tokens[place].low
    if tokens[place].joined and place and tokens[place - 1].kind == NUMBER:
        return None
    if low == "none" or (low == "no" and _counts_none(tokens, place)):
        return Operand(Fraction(0), place + 1, False)
    if fractions and (low == "half" or (low == "a" and low_at(tokens, place + 1) in _PARTS)):
        end = place + (low == "a")
        return Operand(Fraction(1, _PARTS[tokens[end].low]), end + 1, True)
    if low == "twice":
        return Operand(Fraction(2), place + 1, False)
    if low not in NUMBER_WORDS:
        is_multiplier = low in MULTIPLIERS and low != "k" and low_at(tokens, place - 1) == "a"
        return Operand(Fraction(MULTIPLIERS[low]), place + 1, False) if is_multiplier else None
    if low == "one" and _is_pronoun(tokens, place):
        return None
    whole, end = _in_words(tokens, place)
    part = end + (low_at(tokens, end) == "-")
    if fractions and low_at(tokens, part) in _PARTS:
        return Operand(Fraction(whole, _PARTS[tokens[part].low]), part + 1, True)
    return _part_of(tokens, Fraction(whole), end, fractions) or Operand(Fraction(whole), end, False)


def _in_words(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """A whole number in words, such as two hundred and sixty-four, and the place behind it."""
    total, value, end = 0, NUMBER_WORDS[tokens[place].low], place + 1
    while end < len(tokens) and total + value < LARGEST:
        step = end + (tokens[end].low in ("-", "and"))
        word = low_at(tokens, step)
        small = NUMBER_WORDS.get(word)
        if word in MULTIPLIERS and word != "k" and step == end:
            total, value = (total + value) * MULTIPLIERS[word], 0
        elif small is not None and ((not value and total) or (value >= 20 and not value % 10 and 0 < small < 10)):
            if tokens[end].low == "and" and not total:
                break
            value += small
        else:
            break
        end = step + 1
    return total + value, end


def _part_of(tokens: Sequence[Token], value: Fraction, end: int, fractions: bool) -> Operand | None:
    """The fraction that "1 in 6" or "1 out of the 6" says, from the place behind the first number."""
    if not fractions or low_at(tokens, end) not in ("in", "out", "of"):
        return None
    place = end
    while low_at(tokens, place) in _OUT_OF:
        place += 1
    if place >= len(tokens):
        return None
    whole = NUMBER_WORDS.get(tokens[place].low, 0)
    if tokens[place].kind == NUMBER and "." not in tokens[place].text:
        whole = int(tokens[place].text)
    return Operand(value / whole, place + 1, True) if whole else None


def _counts_none(tokens: Sequence[Token], place: int) -> bool:
    """Whether "no" counts things: there are no ladders."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.kind != WORD or after.low in _NO_THINGS:
        return False
    return low_at(tokens, place - 1) in _THERE_ARE


def _is_pronoun(tokens: Sequence[Token], place: int) -> bool:
    return low_at(tokens, place - 1) in _NOT_ONE_BEHIND or low_at(tokens, place + 1) in _NOT_ONE_BEFORE
