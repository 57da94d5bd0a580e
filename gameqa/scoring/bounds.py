"""What makes a number no value: bounds, ranges, labels, parts of larger expressions, coordinates of cells."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring.lexicon import pairs, words
from gameqa.scoring.operands import NUMBER_WORDS
from gameqa.scoring.predicates import low_at
from gameqa.scoring.tokens import NUMBER, SIGN, WORD, Token

LABELS = words(
    "row rows column columns col cols cube cubes piece step steps level levels layer line lines option figure image "
    "picture cell cells cascade cascades face move player box target group section part page version z x y digit "
    "turn case region point item checkpoint drawing stage rule example question game"
)
"""Nouns that a number behind them names: row 3 is no 3."""
_BEFORE = words(
    "over under above below nearly almost about around approx approximately roughly circa ca est estimated max "
    "maximum half double triple twice negative least most near nearby exceeding exceeds beyond \xb1 \u221a < > <= >= "
    "~ \u2248 != between"
)
_BEFORE_IN_PAIRS = pairs(
    "at least/at most/more than/less than/fewer than/greater than/higher than/lower than/larger than/smaller than/"
    "bigger than/upwards of/few as/up to/close to/maximum of/half of/twice of/double of/over a/about a/approx ./ca ./"
    "est ./circa ."
)
_BEHIND = words(
    "approx approximately estimated max maximum upward upwards ish more fewer less tens squared cubed pairs dozens "
    "percent thousandths hundreds plus tenths minus per each apiece too point \u2030 % < > <= >= ^"
)
_OPEN_ENDS = words("more fewer less above higher lower greater so over under up")
_BEFORE_OPEN_ENDS = words("or and perhaps maybe possibly")
_BEHIND_IN_ROWS = pairs(
    "at least/at most/at maximum/at the very/and counting/give or/out of/and a half/in each/in every/on each/"
    "on every/for each/for every/and one more/and some more/, approximately/( approximately/, approx/( approx/"
    "( estimated"
)
_FUNCTIONS = words("sqrt log ln exp root square")


def is_bounded(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a number is a bound, not a value: at least 7, 7 or more, 7+, > 7, about 7."""
    before, earlier = low_at(tokens, start - 1), low_at(tokens, start - 2)
    if before in _BEFORE or (earlier, before) in _BEFORE_IN_PAIRS:
        return True
    if (earlier, before) == ("equal", "to") and low_at(tokens, start - 3) == "or":
        return True
    if before == "and" and "between" in [token.low for token in tokens[max(0, start - 5) : start]]:
        return True
    if end >= len(tokens):
        return False
    lows = [token.low for token in tokens[end : end + 5]]
    if lows[0] in _BEHIND or (lows[0] == "+" and tokens[end].joined) or lows[:2] == ["-", "ish"]:
        return True
    if (lows[0] == "-" and len(lows) == 1 and tokens[end].joined) or lows[:2] == [")", "^"]:
        return True
    if lows[0] in ("~", "of") and len(lows) > 1 and tokens[end + 1].kind == NUMBER:
        return True
    if lows[0] in (",", "(") and (tuple(lows[1:3]) in _BEHIND_IN_ROWS or "\xb1" in lows[1:2]):
        return True
    for place, low in enumerate(lows):
        if tuple(lows[place : place + 2]) in _BEHIND_IN_ROWS or tuple(lows[place : place + 3]) in _BEHIND_IN_ROWS:
            return True
        after = lows[place + 1] if place + 1 < len(lows) else ""
        if low in _BEFORE_OPEN_ENDS and after in _OPEN_ENDS:
            return True
        if low in (".", "(") or (low == "," and after not in _BEFORE_OPEN_ENDS):
            return False
    return False


def is_range(tokens: Sequence[Token], end: int) -> bool:
    """Whether a second number follows behind a dash or "to"."""
    if end + 1 >= len(tokens) or tokens[end].low not in ("-", "to", "...", ".."):
        return False
    return tokens[end + 1].kind == NUMBER or tokens[end + 1].low in NUMBER_WORDS


def is_label(tokens: Sequence[Token], start: int) -> bool:
    """Whether a number is a part of a name: row 3, rows 2 and 3, sector #4."""
    before = low_at(tokens, start - 1)
    if before in LABELS:
        return True
    if before in ("and", ",", "or") and start >= 3 and tokens[start - 2].kind == NUMBER:
        return tokens[start - 3].low in LABELS and tokens[start - 3].low.endswith("s")
    return before == "#" and start >= 2 and tokens[start - 2].kind == WORD


def is_within(tokens: Sequence[Token], start: int, fractions: bool) -> bool:
    """Whether a number is a part of a larger expression: sqrt(1/6), the 1/6 of 1 1/6."""
    before = low_at(tokens, start - 1)
    if before == "(" and tokens[start - 1].joined:
        return low_at(tokens, start - 2) in _FUNCTIONS
    return before in ("sqrt", "root") or (fractions and bool(start) and tokens[start - 1].kind == NUMBER)


def compound_end(tokens: Sequence[Token], start: int) -> int:
    """The place behind numbers that are joined by signs to what is no number: 7,7 or 1.2.3 or 2^3."""
    end = start + 1
    if tokens[start].kind != NUMBER or (tokens[start].joined and start and tokens[start - 1].kind == WORD):
        return end
    while end + 1 < len(tokens) and tokens[end].joined and tokens[end].low in ".,:^/_" and tokens[end + 1].joined:
        if tokens[end + 1].kind != NUMBER:
            break
        end += 2
    return end


def in_brackets(tokens: Sequence[Token]) -> set[int]:
    """The places of numbers that are parts of cells: two or more numbers in brackets."""
    found: set[int] = set()
    numbers: list[int] = []
    opened, commas = False, 0
    for place, token in enumerate(tokens):
        if token.kind == SIGN and token.low in "([{<":
            opened, numbers, commas = True, [], 0
        elif opened:
            if token.kind == NUMBER:
                numbers.append(place)
            elif token.low in (",", ";"):
                commas += 1
            elif token.kind == SIGN and token.low in ")]}>":
                if commas and len(numbers) > 1:
                    found.update(numbers)
                opened = False
            elif token.low not in ("-", "+"):
                opened = False
    return found
