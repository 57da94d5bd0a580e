"""The grammar of numbers: digits and words, sums and equations, bounds and ranges, fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from gameqa.scoring.mentions import Mention
from gameqa.scoring.tokens import NUMBER, SIGN, WORD, Token

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "fourty": 40,
}
_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "k": 1000}
_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "halves": 2, "fourth": 4, "fourths": 4,
          "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
          "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "eleventh": 11, "twelfth": 12, "twelfths": 12}  # fmt: skip

LABELS = frozenset(
    "row rows column columns col cols cube cubes piece step steps level levels layer line lines option figure image "
    "picture cell cells cascade cascades face move player box target group section part page version z x y digit "
    "turn case region point item checkpoint drawing stage rule example question game".split()
)
"""Nouns that a number behind them names: row 3 is no 3."""

_NOT_ONE_AFTER = frozenset(
    "the this that which no any each every another right correct same last first only other wrong next some".split()
)
_NOT_ONE_BEFORE = frozenset(
    "of can cannot could must should would might may has have needs sees at more by side another can't way the that "
    "which where who is thing".split()
)
_BOUNDS_BEFORE = frozenset(
    "over under above below nearly almost about around approximately roughly circa min minimum max maximum half double "
    "triple twice negative least most \u00b1 \u221a".split()
)
_BOUND_SIGNS = frozenset(("<", ">", "<=", ">=", "~", "\u2248", "!="))
_BOUNDS_AFTER = frozenset(
    "min minimum max maximum upward upwards ish more fewer less tens squared cubed pairs dozens percent \u2030 % thousandths "
    "hundreds plus tenths".split()
)
_TWO_WORD_BOUNDS = frozenset(
    (first, second)
    for first, seconds in (
        ("at", ("least", "most")), ("more", ("than",)), ("less", ("than",)), ("fewer", ("than",)),
        ("greater", ("than",)), ("higher", ("than",)), ("lower", ("than",)), ("up", ("to",)), ("close", ("to",)),
        ("larger", ("than",)), ("smaller", ("than",)),
    )
    for second in seconds
)  # fmt: skip
_OPEN_ENDS = frozenset("more fewer less above higher lower greater so over under up".split())
_OPERATORS = {"+": "+", "-": "-", "\u00d7": "*", "/": "/", "x": "*", "*": "*", "plus": "+", "minus": "-", "times": "*"}
_EQUALS = frozenset(("=", "equals", "\u2248", "makes"))
_SURE = frozenset("sure certain confident confidence likely certainty chance".split())
_NOT_A_UNIT = frozenset("st nd rd th d k m b s pm am".split())


@lru_cache(maxsize=4096)
def value_of(text: str) -> Fraction:
    """The value of a number in digits."""
    return Fraction(text)


class Numbers:
    """Finds the numbers that a sentence names.

    Args:
        fractions: whether the numbers wanted are fractions, decimals and percents; else whole numbers.
    """

    def __init__(self, fractions: bool = False) -> None:
        self.fractions = fractions

    def __call__(self, tokens: Sequence[Token]) -> list[Mention]:
        """The numbers that the tokens name; value None where a bound, a range or a false equation is named."""
        found = self._all(tokens)
        return self._fractions(tokens, found) if self.fractions else found

    def _fractions(self, tokens: Sequence[Token], found: list[Mention]) -> list[Mention]:
        """The fractions among numbers, without the whole numbers that are not beside one and the decimals that round one."""
        exact = {mention.value for mention in found if mention.is_marked and _is_fraction(tokens, mention)}
        kept: list[Mention] = []
        for place, mention in enumerate(found):
            if not mention.is_marked:
                near = found[max(0, place - 1) : place + 2]
                if not any(other.is_marked and _is_beside(tokens, *sorted((mention, other))) for other in near):
                    continue
            elif not _is_fraction(tokens, mention) and exact:
                side = self._side(tokens, mention.start)
                if side is not None and any(isinstance(value, Fraction) and _agree(value, side[0], True) for value in exact):
                    continue
            kept.append(mention)
        return kept

    def _all(self, tokens: Sequence[Token]) -> list[Mention]:
        found: list[Mention] = []
        place = 0
        skip = _in_brackets(tokens)
        while place < len(tokens):
            end, mention = place + 1, None
            if place not in skip:
                end, mention = self._mention(tokens, place)
            if mention is not None:
                found.append(mention)
            place = max(end, place + 1)
        return found

    def _mention(self, tokens: Sequence[Token], start: int) -> tuple[int, Mention | None]:
        """The number, sum or equation that begins at a token, and where it ends."""
        first = self._side(tokens, start)
        if first is None:
            end = _compound_end(tokens, start)
            return end, Mention(start, end, None, True) if end > start + 1 else None
        value, end, is_single, is_marked = first
        if _is_label(tokens, start, end):
            return end, None
        sides = [(value, is_single)]
        ok = True
        while end + 1 < len(tokens):
            # A noun may stand before the sign: 3 ladders + 4 ladders = 7 ladders.
            sign = end + (tokens[end].kind == WORD and tokens[end + 1].low == "=" and len(sides) == 1 and not is_single)
            side = self._side(tokens, sign + 1) if tokens[sign].low in _EQUALS else None
            if side is None:
                break
            rounded = tokens[sign].low == "\u2248"
            if not _agree(value, side[0], rounded):
                ok = False
            elif not rounded and side[2] and (side[0] == value or not is_single):
                value = side[0] if side[0] == value else value
            sides.append((side[0], side[2]))
            is_marked = is_marked or side[3]
            end = side[1]
        if not ok or len(sides) == 1 and not is_single or _is_within(tokens, start, self.fractions):
            # A sum alone names its result only if somebody says it.
            return end, Mention(start, end, None, is_marked)
        if _is_range(tokens, end) or _is_bounded(tokens, start, end):
            return end, Mention(start, _range_end(tokens, end), None, is_marked)
        if self.fractions:
            return end, Mention(start, end, value, is_marked or len(sides) > 1 and value.denominator > 1)
        return end, Mention(start, end, _whole(value), is_marked)

    def _side(self, tokens: Sequence[Token], start: int) -> tuple[Fraction, int, bool, bool] | None:
        """One side of an equation: value, end, whether it is one number, and whether it is written as a part."""
        item = self._operand(tokens, start)
        if item is None:
            return None
        values: list[Fraction] = [item[0]]
        operators: list[str] = []
        end, is_marked = item[1], item[2]
        while end + 1 < len(tokens):
            operator, after = _operator(tokens, end)
            if operator is None:
                break
            following = self._operand(tokens, after)
            if following is None:
                break
            if operator == "-" and not self.fractions and not _continues(tokens, following[1]):
                break
            operators.append(operator)
            values.append(following[0])
            is_marked = is_marked or following[2] or operator == "/"
            end = following[1]
        value = _computed(values, operators)
        if value is None:
            return None
        return value, end, not operators or operators == ["/"] and self.fractions, is_marked

    def _operand(self, tokens: Sequence[Token], start: int) -> tuple[Fraction, int, bool] | None:
        """A signed number in digits or words: value, end, and whether it is a decimal, a percent or a part."""
        place, sign = start, 1
        if place < len(tokens) and tokens[place].low in ("-", "+", "minus"):
            if place + 1 >= len(tokens) or tokens[place].low != "minus" and not tokens[place + 1].joined:
                return None
            if place and tokens[place].joined and tokens[place - 1].kind in (WORD, NUMBER):
                return None
            sign = 1 if tokens[place].low == "+" else -1
            place += 1
        if place >= len(tokens):
            return None
        token = tokens[place]
        if token.kind == NUMBER:
            return self._digits(tokens, place, sign)
        if token.kind == WORD:
            return self._words(tokens, place, sign)
        return None

    def _digits(self, tokens: Sequence[Token], place: int, sign: int) -> tuple[Fraction, int, bool] | None:
        token = tokens[place]
        if token.joined and place and (tokens[place - 1].kind in (WORD, NUMBER) or tokens[place - 1].low in "._^"):
            return None
        value, end, is_marked = sign * value_of(token.text), place + 1, "." in token.text
        after = tokens[end] if end < len(tokens) else None
        if after is None:
            return value, end, is_marked
        if after.low in ("%", "percent") and end + 1 < len(tokens) and tokens[end + 1].low in _SURE:
            return None
        if after.low == "%" or after.low in ("percent", "per") and self.fractions:
            return (value / 100, end + 1, True) if self.fractions else (value / 1000, end + 1, True)
        if after.joined and (after.kind == NUMBER or after.low == "^"):
            return None
        if after.joined and after.kind == WORD and (after.low in _NOT_A_UNIT or len(after.low) == 1):
            return None
        if after.low in (".", ",") and after.joined and end + 1 < len(tokens) and tokens[end + 1].joined:
            if tokens[end + 1].kind == NUMBER:
                return None
        if after.low in _MULTIPLIERS:
            return value * _MULTIPLIERS[after.low], end + 1, is_marked
        ratio = self._ratio(tokens, end)
        if ratio is not None and ratio[0]:
            return value / ratio[0], ratio[1], True
        return value, end, is_marked

    def _words(self, tokens: Sequence[Token], place: int, sign: int) -> tuple[Fraction, int, bool] | None:
        low = tokens[place].low
        if tokens[place].joined and place and tokens[place - 1].kind == NUMBER:
            return None
        value: int | None = NUMBER_WORDS.get(low)
        if low == "none" or low == "no" and _is_none(tokens, place):
            return Fraction(0), place + 1, False
        if low in ("a", "half") and self.fractions:
            shift = 0 if low == "half" else 1
            part = tokens[place + shift].low if place + shift < len(tokens) else ""
            return (Fraction(1, _PARTS[part]), place + shift + 1, True) if part in _PARTS else None
        if value is None:
            if low in _MULTIPLIERS and low != "k" and place and tokens[place - 1].low == "a":
                return Fraction(sign * _MULTIPLIERS[low]), place + 1, False
            if low == "twice":
                return Fraction(2), place + 1, False
            return None
        end = place + 1
        if low == "one" and _is_pronoun(tokens, place):
            return None
        total = 0
        while end < len(tokens):
            step = end + 1 if tokens[end].low in ("-", "and") and end + 1 < len(tokens) else end
            word = tokens[step].low
            if word in ("hundred", "thousand") and step == end:
                total, value = (total + value) * _MULTIPLIERS[word], 0
            elif word in NUMBER_WORDS and (value == 0 and total or value >= 20 and not value % 10 and 0 < NUMBER_WORDS[word] < 10):
                if tokens[end].low == "and" and not total:
                    break
                value += NUMBER_WORDS[word]
            elif word in _MULTIPLIERS and word != "k" and step == end:
                total, value = (total + value) * _MULTIPLIERS[word], 0
            else:
                break
            end = step + 1
        whole = total + value
        step = end + 1 if end < len(tokens) and tokens[end].low == "-" else end
        if self.fractions and step < len(tokens) and tokens[step].low in _PARTS:
            return Fraction(sign * whole, _PARTS[tokens[step].low]), step + 1, True
        ratio = self._ratio(tokens, end)
        if ratio is not None and ratio[0]:
            return sign * whole / ratio[0], ratio[1], True
        return Fraction(sign * whole), end, False

    def _ratio(self, tokens: Sequence[Token], end: int) -> tuple[Fraction, int] | None:
        """The second number of "1 in 6" and "1 out of the 6"."""
        if not self.fractions or end >= len(tokens) or tokens[end].low not in ("in", "out", "of"):
            return None
        place = end
        while place < len(tokens) and tokens[place].low in ("in", "out", "of", "the", "all", "every"):
            place += 1
        if place < len(tokens) and tokens[place].kind == NUMBER and "." not in tokens[place].text:
            return value_of(tokens[place].text), place + 1
        if place < len(tokens) and tokens[place].low in NUMBER_WORDS:
            return Fraction(NUMBER_WORDS[tokens[place].low]), place + 1
        return None


def _is_fraction(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a number is written as a fraction, not as a decimal or a percentage."""
    return not any(token.low == "%" or "." in token.text for token in tokens[mention.start : mention.end])


def _is_beside(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    between = [token.low for token in tokens[one.end : other.start]]
    return len(between) == 1 and between[0] in (",", "or", "and", ";", "/")


def _compound_end(tokens: Sequence[Token], start: int) -> int:
    """The place behind numbers that are joined by signs to what is no number: 7,7 or 1.2.3 or 2^3."""
    end = start + 1
    if tokens[start].kind != NUMBER or tokens[start].joined and start and tokens[start - 1].kind == WORD:
        return end
    while end + 1 < len(tokens) and tokens[end].joined and tokens[end].low in ".,:^/_" and tokens[end + 1].joined:
        if tokens[end + 1].kind != NUMBER:
            break
        end += 2
    return end


def _is_within(tokens: Sequence[Token], start: int, fractions: bool) -> bool:
    """Whether a number is a part of a larger expression: sqrt(1/6), the 1/6 of 1 1/6."""
    if start and tokens[start - 1].low == "(" and tokens[start - 1].joined and start > 1:
        return tokens[start - 2].low in ("sqrt", "log", "ln", "exp", "root", "square")
    if start and tokens[start - 1].low in ("sqrt", "root"):
        return True
    return fractions and bool(start) and tokens[start - 1].kind == NUMBER


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _computed(values: list[Fraction], operators: list[str]) -> Fraction | None:
    """The value of a row of numbers, products before sums; None for a division by zero or too large a number."""
    terms = [values[0]]
    for operator, value in zip(operators, values[1:], strict=True):
        if operator in "*/":
            if operator == "/" and value == 0:
                return None
            terms[-1] = terms[-1] * value if operator == "*" else terms[-1] / value
            if abs(terms[-1].numerator) > 10**20 or terms[-1].denominator > 10**20:
                return None
        else:
            terms.append(value if operator == "+" else -value)
    return sum(terms, Fraction(0))


def _operator(tokens: Sequence[Token], end: int) -> tuple[str | None, int]:
    """The operator at a place, or behind one noun or remark in brackets, and the place behind it."""
    operator = _OPERATORS.get(tokens[end].low)
    if operator is not None:
        return operator, end + 1
    if tokens[end].kind == WORD and end + 1 < len(tokens) and tokens[end + 1].low in ("+", "\u00d7"):
        return _OPERATORS[tokens[end + 1].low], end + 2
    return None, end


def _continues(tokens: Sequence[Token], end: int) -> bool:
    """Whether an equals sign follows: without one, a minus is a dash or a range."""
    for token in tokens[end : end + 8]:
        if token.low == "=":
            return True
        if token.kind == WORD and token.low not in _OPERATORS or token.low in (",", ";", "."):
            return False
    return False


def _agree(value: Fraction, other: Fraction, rounded: bool) -> bool:
    """Whether two sides are equal; one of them may be rounded to three or more digits."""
    return value == other or abs(value - other) <= (Fraction(1, 20) if rounded else Fraction(1, 40)) * max(
        abs(value), abs(other)
    ) and (value.denominator != 1 or other.denominator != 1)


def _is_label(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the number is a name's part: row 3, step 4, number 2 of a list."""
    if not start:
        return False
    before = tokens[start - 1].low
    if before in LABELS and tokens[start - 1].kind == WORD:
        return True
    if before in ("and", ",", "or") and start >= 3 and tokens[start - 2].kind == NUMBER:
        return tokens[start - 3].low in LABELS and tokens[start - 3].low.endswith("s")
    return before == "#" and start >= 2 and tokens[start - 2].kind == WORD


def _is_range(tokens: Sequence[Token], end: int) -> bool:
    if end + 1 >= len(tokens) or tokens[end].low not in ("-", "to", "..."):
        return False
    after = tokens[end + 1]
    return after.kind == NUMBER or after.low in NUMBER_WORDS


def _range_end(tokens: Sequence[Token], end: int) -> int:
    return end + 2 if _is_range(tokens, end) else end


def _is_bounded(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a number is a bound, not a value: at least 7, 7 or more, 7+, > 7, about 7."""
    before = tokens[start - 1].low if start else ""
    earlier = tokens[start - 2].low if start >= 2 else ""
    if before in _BOUNDS_BEFORE or before in _BOUND_SIGNS or (earlier, before) in _TWO_WORD_BOUNDS:
        return True
    if before == "of" and earlier in ("half", "twice", "double") or (earlier, before) == ("equal", "to") and start > 2 and tokens[start - 3].low == "or":
        return True
    if before == "between" or before == "and" and any(token.low == "between" for token in tokens[max(0, start - 5) : start]):
        return True
    if before == "a" and earlier in _BOUNDS_BEFORE or before == "of" and earlier in ("minimum", "maximum", "least"):
        return True
    if end >= len(tokens):
        return False
    after = tokens[end]
    if after.low in _BOUNDS_AFTER or after.low == "+" and after.joined:
        return True
    if after.low == "-" and end + 1 < len(tokens) and tokens[end + 1].low == "ish":
        return True
    if after.low in ("<", ">", "<=", ">="):
        return True
    if after.low == "~" and end + 1 < len(tokens) and tokens[end + 1].kind == NUMBER:
        return True
    words = [token.low for token in tokens[end : end + 4]]
    for place in range(len(words) - 1):
        if words[place] in ("or", "and", "perhaps", "maybe", "possibly") and words[place + 1] in _OPEN_ENDS:
            return True
        if words[place] == "and" and words[place + 1 : place + 3] == ["a", "half"]:
            return True
        if words[place] == "at" and words[place + 1] in ("least", "most", "minimum", "maximum") or words[place : place + 3] == ["at", "the", "very"]:
            return True
        if words[place : place + 2] == ["and", "counting"]:
            return True
        if words[place] in (".", "(") or words[place] == "," and words[place + 1] not in ("perhaps", "maybe", "possibly", "or"):
            break
    return False


def _is_none(tokens: Sequence[Token], place: int) -> bool:
    """Whether "no" counts things: there are no ladders."""
    before = tokens[place - 1].low if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.kind != WORD or after.low in ("doubt", "answer", "way", "need", "longer", "more", "solution"):
        return False
    return before in ("are", "is", "has", "have", "were", "contains", "contain", "with", "was")


def _is_pronoun(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1].low if place else ""
    after = tokens[place + 1].low if place + 1 < len(tokens) else ""
    return before in _NOT_ONE_AFTER or after in _NOT_ONE_BEFORE


def _in_brackets(tokens: Sequence[Token]) -> set[int]:
    """The places of numbers that are parts of cells: two or more numbers in brackets."""
    found: set[int] = set()
    opened, numbers, commas = -1, [], 0
    for place, token in enumerate(tokens):
        if token.kind == SIGN and token.low in "([{<":
            opened, numbers, commas = place, [], 0
        elif opened >= 0:
            if token.kind == NUMBER:
                numbers.append(place)
            elif token.low in (",", ";"):
                commas += 1
            elif token.kind == SIGN and token.low in ")]}>":
                if commas and len(numbers) > 1:
                    found.update(numbers)
                opened = -1
            elif token.low not in ("-", "+"):
                opened = -1
    return found
