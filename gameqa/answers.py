"""The kinds of answers: how each is written, and how an answer text is read.

Reading is strict about what is said and lenient about how: brackets, spaces, markdown and units
do not matter, a second number or letter does. Every reader takes any string, answers None where
it holds no single answer of its kind, and needs time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from gameqa.contract import (
    CELL,
    CELLS,
    CHOICE,
    DECIMAL,
    GRID,
    INTEGER,
    LETTERS,
    MOVES,
    TEXT,
)
from gameqa.number_words import read_number_words

Value = TypeVar("Value")

LONGEST_SHORT_ANSWER = 300
LONGEST_ANSWER = 60_000

FORMATS = {
    CHOICE: "Answer with the letter of the right option.",
    INTEGER: "Answer with one integer.",
    DECIMAL: "Answer with a decimal number.",
    CELL: "Answer with one cell, written (row, column).",
    CELLS: "Answer with a list of positions, such as (1, 2), (3, 4).",
    MOVES: "Answer with a list of moves separated by commas.",
    GRID: "Give the grid alone, without the numbers of rows and columns.",
    TEXT: "Answer with a short text.",
}

ONE_LINE = (CHOICE, INTEGER, DECIMAL, CELL, TEXT)
"""The kinds that are written on one line."""

_INTEGER = re.compile(r"(?<![\w.])[-+\u2212]?\d{1,9}(?:\.0{1,3})?(?![\w]|\.\d)", re.ASCII)
_BOUND = re.compile(
    r"(?:\b(?:not|never|(?:more|less|fewer|greater) than|at least|at most|over|under|above|below|up to)|n't"
    r"|[<>\u2264\u2265]=?)\s*[-+\u2212]?\d",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?<![\w.])[-+\u2212]?\d{1,9}(?:\.\d{1,9})?(?![\w]|\.\d)", re.ASCII)
_DIGITS = re.compile(r"\d")
_TUPLE = re.compile(r"[(\[{<]\s*(-?\d{1,4}(?:\s*[,;]\s*-?\d{1,4}){1,3})\s*[)\]}>]", re.ASCII)
_WRAPPERS = (
    ("**", "**"), ("__", "__"), ("```", "```"), ("`", "`"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ('"', '"'),
    ("'", "'"), ("\u201c", "\u201d"), ("\u300c", "\u300d"), ("\u3010", "\u3011"),
)  # fmt: skip
_FENCE = re.compile(r"```[a-z]*\n(.*)```", re.DOTALL)
_LATEX_TEXT = re.compile(r"\\(?:text|mathrm|textbf|mathbf|textit|mathit|texttt|operatorname)\s*\{([^{}]*)\}")
_LATEX_SPACE = re.compile(r"\\(?:left|right|bigl?|bigr?|quad|qquad|[,;:!]|(?<!\\\\)(?= ))(?![a-z])")
_LATEX_ARROW = re.compile(r"\\(?:long)?(?:right)?arrow\b|\\to\b")
_LATEX_FRACTION = re.compile(r"\\[dt]?frac\s*\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}")
_PUNCTUATION = str.maketrans(
    "\uff08\uff09\uff3b\uff3d\uff5b\uff5d\u3008\u3009\u27e8\u27e9\uff0c\u3001\uff1b\uff1a\u3002\uff0e\uff01\u00a0\u2019\u2018"
    "\uff1d\uff1e\u2b06\u2b07\u2b05\u27a1\u2044\u2215",
    "()[]{}<><>,,;:..! ''=>\u2191\u2193\u2190\u2192//",
    "\ufe0f",
)
"""What other languages write for the same marks; the variation sign of colored arrows is left out."""
_LETTER = re.compile(r"(?:(?:option|choice|letter)\s*)?[(\[]?([A-J])([)\].:,;]|(?=\s)|$)[\s.:)*-]*", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:because|since|is|as)\b|[(\u2013\u2014=-]", re.IGNORECASE)
_REASON = re.compile(r"[,;.\s\u2013\u2014(-]*(?:because|since|as|for|which|so)\b", re.IGNORECASE)
_LONE_CAPITAL = re.compile(r"(?<![\w'])[A-J](?![\w'])")
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![\w.-])", r"(?![\w-]|\.\d)"
_DENIAL = re.compile(
    r"\b(?:not|neither|nor|never|except|or|if|unless|cannot|wrong|incorrect|rule|ruled|eliminate|exclude)\b|n't\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?i:options?|choices?|choose|pick|select|go with|letter|is|it's|be)\s*:?\s*\(?([A-J])\)?(?![\w'])"
    r"(?!\s+[a-z]+ (?:is|are|in)\b)"
)


def clean(text: str) -> str:
    """The text without the white space, markup and final full stop around it; punctuation as in English."""
    text = text.strip()
    if not text.isascii():
        text = text.translate(_PUNCTUATION)
    if "\\" in text:
        text = _LATEX_SPACE.sub(" ", _LATEX_TEXT.sub(r"\1", text))
        text = _LATEX_FRACTION.sub(r"\1/\2", _LATEX_ARROW.sub("->", text)).strip()
    for _ in range(4):
        before = text
        if text.startswith("```"):
            text = _FENCE.sub(r"\1", text).strip()
        for left, right in _WRAPPERS:
            if len(text) >= len(left) + len(right) and text.startswith(left) and text.endswith(right):
                text = text[len(left) : len(text) - len(right)].strip()
        text = text.strip("*").strip()
        if text.endswith((".", "!")) and not text.endswith(".."):
            text = text[:-1].rstrip()
        if text == before:
            break
    return text


_SPACE_AROUND = re.compile(r" (?=[,;:()\[\]<>=])|(?<=[,;:()\[\]<>=]) ")


def fold(text: str) -> str:
    """Text for comparison: lower case, single spaces, no spaces around punctuation."""
    return _SPACE_AROUND.sub("", " ".join(clean(text).lower().split()))


def read_choice(text: str, options: Sequence[str]) -> str | None:
    """The letter that the text chooses, by letter, by the option's text, or by both alike."""
    return _read_line(text, lambda line: _choice_in(line, options), _LETTER.match)


def _choice_in(text: str, options: Sequence[str]) -> str | None:
    text = clean(text)
    if not text or len(text) > LONGEST_SHORT_ANSWER:
        return None
    folded = _folded(tuple(options))
    wanted = fold(text)
    if wanted in folded:
        return LETTERS[folded.index(wanted)]
    match = _LETTER.match(text)
    if match is None:
        return _option_named(wanted, folded) or _letter_named(text, len(options))
    letter = match[1].upper()
    place = LETTERS.index(letter)
    rest = text[match.end() :].strip()
    # Without a sign behind it, A may be an article and I a pronoun.
    is_word = not match[2] and letter in "AI" and bool(rest) and not _GOES_ON.match(rest)
    if place < len(options) and (not rest or fold(rest) == folded[place]):
        return letter
    if not is_word and place >= len(options):
        return None
    if is_word:
        return _option_named(wanted, folded) or _letter_named(text, len(options))
    if fold(rest) in folded:
        return None
    if _REASON.match(rest):
        return letter
    if match[1].islower() or set(_LONE_CAPITAL.findall(rest)) - {letter}:
        return None
    return letter


@lru_cache(maxsize=1024)
def _folded(options: tuple[str, ...]) -> list[str]:
    return [fold(option) for option in options]


def _option_named(text: str, options: Sequence[str]) -> str | None:
    """The letter of the one option whose text stands in a sentence that denies and weighs nothing."""
    if _DENIAL.search(text) or len(text) > 120:
        return None
    spans = []
    for place, option in enumerate(options):
        before, after = option[:1].isalnum(), option[-1:].isalnum()
        found = (
            re.search(rf"{_NO_WORD_BEFORE if before else ''}{re.escape(option)}{_NO_WORD_AFTER if after else ''}", text)
            if option
            else None
        )
        if found:
            spans.append((found.start(), found.end(), place))
    # An option may be a part of a longer one.
    spans = [
        span for span in spans
        if not any(other[0] <= span[0] and span[1] <= other[1] and other is not span for other in spans)
    ]  # fmt: skip
    return LETTERS[spans[0][2]] if len(spans) == 1 else None


def _letter_named(text: str, count: int) -> str | None:
    """The one letter that a sentence chooses, such as "I choose option B"."""
    if _DENIAL.search(text) or len(text) > 120:
        return None
    chosen = {match[1] for match in _CHOSEN.finditer(text)}
    others = set(_LONE_CAPITAL.findall(text)) - {"A", "I"} - chosen
    if len(chosen) != 1 or others:
        return None
    letter = chosen.pop()
    return letter if LETTERS.index(letter) < count else None


def read_integers(text: str) -> list[int] | None:
    """All whole numbers of a short text; None if it holds other digits as well."""
    text = clean(text)
    if not text or len(text) > LONGEST_SHORT_ANSWER:
        return None
    found = _INTEGER.findall(text)
    if len(_DIGITS.findall(text)) != sum(len(_DIGITS.findall(number)) for number in found):
        return None
    return [int(number.partition(".")[0].replace("\u2212", "-")) for number in found]


def read_integer(text: str) -> int | None:
    """The one whole number of a short text, in digits or, up to ninety-nine, in words."""
    return _read_line(text, _integer_in, _DIGITS.search)


def _integer_in(text: str) -> int | None:
    if "=" in text:
        text = text.rpartition("=")[2]
    if _BOUND.search(text):
        return None
    numbers = read_integers(text)
    if numbers:
        return numbers[0] if len(numbers) == 1 else None
    return read_number_words(clean(text)) if numbers is not None else None


_FRACTION = re.compile(r"(?<![\d./])(\d{1,9})\s*/\s*(\d{1,9})(?![\d/]|\.\d)", re.ASCII)
_ABOUT = re.compile(
    r"(?:\u2248|~|=|\babout\b|\bapproximately\b|\broughly\b|\(|,)\s*\d*\.?\d+\s*%?", re.ASCII | re.IGNORECASE
)


def read_fraction(text: str) -> Fraction | None:
    """The one fraction of a short text, reduced or not; decimals or percents beside it may approximate it."""
    text = clean(text)
    if len(text) > LONGEST_SHORT_ANSWER or _DENIAL.search(text):
        return None
    found = _FRACTION.findall(text)
    if len(found) != 1 or int(found[0][1]) == 0 or _DIGITS.search(_ABOUT.sub("", _FRACTION.sub("", text))):
        return None
    return Fraction(int(found[0][0]), int(found[0][1]))


def read_decimal(text: str) -> str | None:
    """The one decimal number of a short text, without trailing zeros."""
    return _read_line(text, _decimal_in, _DIGITS.search)


def _decimal_in(text: str) -> str | None:
    text = clean(text)
    if not text or len(text) > LONGEST_SHORT_ANSWER:
        return None
    found = _DECIMAL.findall(text)
    if len(found) != 1:
        return None
    number: str = found[0].replace("\u2212", "-").lstrip("+")
    return number.rstrip("0").rstrip(".") if "." in number else number


_ROW_COLUMN = re.compile(r"r\s*(\d{1,4})\s*[,;]?\s*c\s*(\d{1,4})", re.IGNORECASE | re.ASCII)


def read_cell(text: str) -> tuple[int, ...] | None:
    """The one cell of a short text: its two whole numbers in order."""
    return _read_line(text, _cell_in, _DIGITS.search)


def _cell_in(text: str) -> tuple[int, ...] | None:
    named = _ROW_COLUMN.fullmatch(clean(text)) if len(text) <= LONGEST_SHORT_ANSWER else None
    if named:
        return int(named[1]), int(named[2])
    numbers = read_integers(text)
    return tuple(numbers) if numbers is not None and len(numbers) == 2 else None


def read_cells(text: str) -> list[tuple[int, ...]] | None:
    """The bracketed positions of a text, in order; None if there are numbers outside of brackets."""
    text = clean(text)
    if not text or len(text) > LONGEST_ANSWER:
        return None
    if text.startswith("[") and text.endswith("]") and text[1:].lstrip()[:1] in ("(", "["):
        text = text[1:-1]
    found = _TUPLE.findall(text)
    if not found or _DIGITS.search(_TUPLE.sub("", text)):
        return None
    return [tuple(int(number) for number in re.split(r"[,;]", item)) for item in found]


_MATRIX = re.compile(r"\\(?:begin|end)\{[a-z]*\}")


def read_grid(text: str) -> tuple[tuple[str, ...], ...] | None:
    """The rows of a grid: one a line, or in brackets, or parted by ; or /."""
    text = clean(text)
    if not text or len(text) > LONGEST_ANSWER:
        return None
    text = _MATRIX.sub("", text).replace("\\\\", "\n")
    lines = re.split(r"[\n;/]|\]\s*,?\s*\[", text)
    rows = [tuple(re.findall(r"\w+", line.lower())) for line in lines]
    rows = [tuple(row[0]) if len(row) == 1 and row[0].isdigit() and len(row[0]) > 1 else row for row in rows if row]
    return tuple(rows) if rows else None


_WORD_OR_NUMBER = re.compile(r"-?\w[\w/']*")

DIRECTIONS = ("up", "down", "left", "right")
_DIRECTION_WORDS = {"up": 0, "down": 1, "left": 2, "right": 3, "u": 0, "d": 1, "l": 2, "r": 3}
_DIRECTION_WORDS |= {"\u2191": 0, "\u2193": 1, "\u2190": 2, "\u2192": 3}
_TIMES = r"(?:\s*\(?\s*(?:[x\u00d7*]\s*(\d{1,3})|(\d{1,3})\s*times)(?!\w)\)?)?"
_RUN = re.compile(
    rf"(?:\b(up|down|left|right)(?:wards?)?\b|\b([udlr]+)\b|([\u2191\u2193]|[\u2190\u2192](?!\s*[a-z]))){_TIMES}",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"(?:(?<=[\s,;])|\A)(?:(?:step|move)\s*)?\(?\d{1,3}[.):]\s*(?=\D)", re.IGNORECASE | re.ASCII)
_LEAD_IN = re.compile(
    r"(?:(?:the|my|a|here is|so)\s+)*(?:[a-z]+\s+){0,3}?(?:solution|moves|turns|path|sequence|plan|steps)\s*"
    r"(?:(?:is|are|would be)\b\s*)?[:=]?\s*(?=\S)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\(?\b\d{1,4} (?:moves|steps|turns|pushes)(?: in total)?\)?\s*", re.IGNORECASE | re.ASCII)
_BETWEEN = re.compile(r"(?:[\s,;.>+|/\[\](){}'\"\u2192\u2013\u2014=-]|\b(?:and|then|move|go|next)\b)*", re.IGNORECASE)


def read_items(text: str, item: re.Pattern[str]) -> list[re.Match[str]] | None:
    """The items of a list in any common notation: parted by commas, arrows, lines or words, numbered, in brackets.

    Args:
        item: what one item looks like.

    Returns:
        The items in order; None where there is none, or the text holds anything else.
    """
    if len(text) > LONGEST_ANSWER * 4:
        return None
    text = clean(text)
    lead = _LEAD_IN.match(text)
    text = text[lead.end() :] if lead else text
    remark = _REMARK.search(text[-40:])
    if remark and remark.end() == len(text[-40:]):
        text = text[: len(text) - len(remark[0])]
    text = _NUMBERING.sub(" ", text)
    found, place = [], 0
    for match in item.finditer(text):
        if not _BETWEEN.fullmatch(text, place, match.start()):
            return None
        found.append(match)
        place = match.end()
    return found if found and _BETWEEN.fullmatch(text, place) else None


def read_directions(text: str, longest: int = 20_000) -> list[int] | None:
    """Moves as places in `DIRECTIONS`, from words, letters (also run together) or arrows, with "x3" for repeats."""
    moves: list[int] = []
    for match in read_items(text, _RUN) or ():
        word, letters, arrow, times, more_times = match.groups()
        run = [_DIRECTION_WORDS[name] for name in (letters.lower() if letters else [(word or arrow).lower()])]
        moves += run * int(times or more_times or 1)
        if len(moves) > longest:
            return None
    return moves or None


def normalize(answer_type: str, text: str, options: Sequence[str] = ()) -> object | None:
    """The value that a text means as an answer of this kind, for comparison; None if it has none."""
    if answer_type == CHOICE:
        return read_choice(text, options)
    if answer_type == INTEGER:
        return read_integer(text)
    if answer_type == DECIMAL:
        return read_decimal(text)
    if answer_type == CELL:
        return read_cell(text)
    if answer_type == CELLS:
        cells = read_cells(text)
        return None if cells is None else tuple(sorted(cells))
    if answer_type == GRID:
        return read_grid(text)
    if answer_type == MOVES:
        moves = read_directions(text)
        return None if moves is None else tuple(moves)
    if answer_type == TEXT:
        text = text.strip().partition("\n")[0]
        words = tuple(word for word in _WORD_OR_NUMBER.findall(clean(text).lower()) if word != "and")
        return words if words and len(text) <= LONGEST_SHORT_ANSWER else None
    raise ValueError(f"unknown answer type {answer_type!r}")


def write_cell(cell: Iterable[int]) -> str:
    """A cell or position as text: (2, 5)."""
    return "(" + ", ".join(str(number) for number in cell) + ")"


def write_cells(cells: Iterable[Iterable[int]]) -> str:
    """A list of positions as text: (1, 2), (3, 4)."""
    return ", ".join(write_cell(cell) for cell in cells)


def write_directions(moves: Iterable[int]) -> str:
    """Moves as text: up, up, left."""
    return ", ".join(DIRECTIONS[move] for move in moves)


def write_grid(rows: Iterable[Iterable[object]]) -> str:
    """A grid as text: one line a row, values parted by spaces."""
    return "\n".join(" ".join(str(value) for value in row) for row in rows)


def _read_line(text: str, read: Callable[[str], Value | None], starts: Callable[[str], Any]) -> Value | None:
    """What the first line says, unless a later line that says nothing else says otherwise.

    Args:
        read: reads one line.
        starts: whether a line may be an answer by itself.
    """
    if len(text) > LONGEST_ANSWER:
        return None
    lines = [line for line in text.split("\n") if line.strip(" \t\r*_`#-")]
    value = read(lines[0]) if lines else None
    if value is None:
        return None
    for line in lines[1:]:
        if starts(clean(line)) and not is_sentence(line.partition(". ")[0]) and read(line) not in (None, value):
            return None
    return value


_WORDS = re.compile(r"[A-Za-z]{3,}\s+[A-Za-z]{2,}\s+[A-Za-z]{2,}")


def is_sentence(line: str) -> bool:
    """Whether a line says more than an answer that stands alone: it has three words in a row."""
    return _WORDS.search(line) is not None
