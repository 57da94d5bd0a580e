"""The grammar of numbers in a sentence: single ones, sums, equations, and fractions with what rounds them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from gameqa.scoring.bounds import compound_end, in_brackets, is_bounded, is_label, is_range, is_within
from gameqa.scoring.mentions import Mention, Sum
from gameqa.scoring.operands import operand
from gameqa.scoring.predicates import low_at
from gameqa.scoring.tokens import WORD, Token

_OPERATORS = {"+": "+", "-": "-", "\u00d7": "*", "/": "/", "x": "*", "*": "*", "plus": "+", "minus": "-", "times": "*"}
_EQUALS = ("=", "equals", "\u2248", "makes")
ROUNDED, WRITTEN = Fraction(1, 20), Fraction(1, 40)
"""How much a side of an equation may be off, by its share, that is said to be rounded, or is written so."""
LARGEST = 10**20


class _Side(NamedTuple):
    """One side of an equation.

    Attributes:
        value: what it comes to.
        end: the place behind it.
        is_single: whether it is one number.
        is_part: whether it is written as a fraction, a decimal or a percentage.
    """

    value: Fraction
    end: int
    is_single: bool
    is_part: bool


class Numbers:
    """Finds the numbers that a sentence names.

    Args:
        fractions: whether the numbers wanted are fractions, decimals and percents; else whole numbers.
    """

    def __init__(self, fractions: bool = False) -> None:
        self.fractions = fractions

    def __call__(self, tokens: Sequence[Token]) -> list[Mention]:
        """The numbers that the tokens name; value None where a bound, a range or a false equation is named."""
        found: list[Mention] = []
        place = 0
        skip = in_brackets(tokens)
        while place < len(tokens):
            end, mention = place + 1, None
            if place not in skip:
                end, mention = self._mention(tokens, place)
            if mention is not None:
                found.append(mention)
            place = max(end, place + 1)
        return self._fractions(tokens, found) if self.fractions else found

    def _fractions(self, tokens: Sequence[Token], found: list[Mention]) -> list[Mention]:
        """The fractions among numbers, without whole numbers that are not beside one and decimals that round one."""
        exact = {mention.value for mention in found if mention.is_marked and _is_fraction(tokens, mention)}
        kept: list[Mention] = []
        for place, mention in enumerate(found):
            if not mention.is_marked:
                near = found[max(0, place - 1) : place + 2]
                if not any(other.is_marked and _is_beside(tokens, *sorted((mention, other))) for other in near):
                    continue
            elif not _is_fraction(tokens, mention):
                side = self._side(tokens, mention.start)
                if side and any(isinstance(one, Fraction) and _agree(one, side.value, ROUNDED) for one in exact):
                    continue
            kept.append(mention)
        return kept

    def _mention(self, tokens: Sequence[Token], start: int) -> tuple[int, Mention | None]:
        """The number, sum or equation that begins at a token, and where it ends."""
        first = self._side(tokens, start)
        if first is None:
            end = compound_end(tokens, start)
            return end, Mention(start, end, None, True) if end > start + 1 else None
        if is_label(tokens, start):
            return first.end, None
        end, is_part, holds, others = first.end, first.is_part, True, 0
        while (sign := self._equals(tokens, end, first, others)) is not None:
            side = self._side(tokens, sign + 1)
            if side is None:
                break
            holds = holds and _agree(first.value, side.value, ROUNDED if tokens[sign].low == "\u2248" else WRITTEN)
            is_part, end, others = is_part or side.is_part, side.end, others + 1
        value: object | None = first.value if self.fractions else _whole(first.value)
        if not holds or is_within(tokens, start, self.fractions):
            value = None
        elif not others and not first.is_single:
            # A sum alone is no answer, but it goes with the number that it comes to.
            value = None if self.fractions else Sum(value)
        elif is_range(tokens, end):
            value, end = None, end + 2
        elif is_bounded(tokens, start, end):
            value = None
        return end, Mention(start, end, value, is_part, bool(others) and not first.is_single)

    def _equals(self, tokens: Sequence[Token], end: int, first: _Side, others: int) -> int | None:
        """The place of an equals sign behind a side, from which a noun may part it: 3 ladders + 4 ladders = 7."""
        if end + 1 >= len(tokens):
            return None
        if tokens[end].kind == WORD and tokens[end + 1].low == "=" and not others and not first.is_single:
            return end + 1
        leads = tokens[end].low == "\u2192" and (self.fractions or not first.is_single)
        return end if leads or tokens[end].low in _EQUALS else None

    def _side(self, tokens: Sequence[Token], start: int) -> _Side | None:
        """The side of an equation, or the number alone, that begins at a token."""
        first = operand(tokens, start, self.fractions)
        if first is None:
            return None
        values, operators, end, is_part = [first.value], "", first.end, first.is_part
        while end + 1 < len(tokens):
            # A noun may stand before a sign: 3 ladders + 4 ladders.
            step = end + (tokens[end].kind == WORD and tokens[end + 1].low in ("+", "\u00d7"))
            operator = _OPERATORS.get(tokens[step].low)
            following = operand(tokens, step + 1, self.fractions) if operator else None
            if operator is None or following is None:
                break
            if operator == "-" and not self.fractions and not _goes_on(tokens, following.end):
                break
            operators += operator
            values.append(following.value)
            is_part, end = is_part or following.is_part or operator == "/", following.end
        value = _computed(values, operators)
        if value is None:
            return _Side(Fraction(0), end, False, is_part)
        return _Side(value, end, not operators or (operators == "/" and self.fractions), is_part)


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _computed(values: list[Fraction], operators: str) -> Fraction | None:
    """The value of a row of numbers, products before sums; None for a division by zero or too large a number."""
    terms = [values[0]]
    for operator, value in zip(operators, values[1:], strict=True):
        if operator in "*/":
            if operator == "/" and not value:
                return None
            terms[-1] = terms[-1] * value if operator == "*" else terms[-1] / value
            if abs(terms[-1].numerator) > LARGEST or terms[-1].denominator > LARGEST:
                return None
        else:
            terms.append(value if operator == "+" else -value)
    total = Fraction(0)
    for term in terms:
        total += term
        if total.denominator > LARGEST:
            return None
    return total


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """Whether an equals sign follows: without one, a minus is a dash or a range."""
    for token in tokens[end : end + 8]:
        if token.low == "=":
            return True
        if (token.kind == WORD and token.low not in _OPERATORS) or token.low in (",", ";", "."):
            return False
    return False


def _agree(value: Fraction, other: Fraction, share: Fraction) -> bool:
    """Whether two sides are equal, or one of them, which is no whole number, rounds the other."""
    if value == other:
        return True
    if value.denominator == other.denominator == 1:
        return False
    return abs(value - other) <= share * max(abs(value), abs(other))


def _is_fraction(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a number is written as a fraction, not as a decimal or a percentage."""
    return not any(token.low == "%" or "." in token.text for token in tokens[mention.start : mention.end])


def _is_beside(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    return other.start - one.end == 1 and low_at(tokens, one.end) in (",", "or", "and", ";", "/")
