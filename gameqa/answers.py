"""The kinds of answers: how each is written, and how an answer text is read.

Reading is strict about what is said and lenient about how: brackets, spaces, markdown and units
do not matter, a second number or letter does. Every reader takes any string, answers None where
it holds no single answer of its kind, and needs time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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

LONGEST_SHORT_ANSWER = 300
LONGEST_ANSWER = 60_000

FORMATS = {
    CHOICE: "Answer with the letter of the right option.",
    INTEGER: "Answer with one integer.",
    DECIMAL: "Answer with a decimal number.",
    CELL: "Answer with one cell, written (row, column).",
    CELLS: "Answer with a list of positions, such as (1, 2), (3, 4).",
    MOVES: "Answer with a list of moves separated by commas.",
    GRID: "Answer with one line for each row, the values separated by spaces.",
    TEXT: "Answer with a short text.",
}

_INTEGER = re.compile(r"(?<![\w.])[-+\u2212]?\d{1,9}(?![\w]|\.\d)", re.ASCII)
_DECIMAL = re.compile(r"(?<![\w.])[-+\u2212]?\d{1,9}(?:\.\d{1,9})?(?![\w]|\.\d)", re.ASCII)
_DIGITS = re.compile(r"\d")
_TUPLE = re.compile(r"[(\[{<]\s*(-?\d{1,4}(?:\s*[,;]\s*-?\d{1,4}){1,3})\s*[)\]}>]", re.ASCII)
_WRAPPERS = (("**", "**"), ("__", "__"), ("`", "`"), ("$", "$"), ("\\(", "\\)"), ('"', '"'), ("'", "'"))
_LATEX_TEXT = re.compile(r"\\(?:text|mathrm|textbf|mathbf)\s*\{([^{}]*)\}")
_LETTER = re.compile(r"(?:(?:option|choice|letter)\s+)?[(\[]?([A-J])([)\].:,;]|(?=\s)|$)[\s.:)*-]*", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:because|since|is|as)\b|[(\u2013\u2014=-]", re.IGNORECASE)
_LONE_CAPITAL = re.compile(r"(?<![\w'])[A-J](?![\w'])")


def clean(text: str) -> str:
    """The text without the white space, markup and final full stop around it."""
    text = text.strip()
    if "\\" in text:
        text = _LATEX_TEXT.sub(r"\1", text).strip()
    for _ in range(4):
        before = text
        for left, right in _WRAPPERS:
            if len(text) >= len(left) + len(right) and text.startswith(left) and text.endswith(right):
                text = text[len(left) : len(text) - len(right)].strip()
        text = text.strip("*").strip()
        if text.endswith(".") and not text.endswith(".."):
            text = text[:-1].rstrip()
        if text == before:
            break
    return text


def fold(text: str) -> str:
    """Text for comparison: lower case, single spaces, no spaces around punctuation."""
    text = re.sub(r"\s+", " ", clean(text)).lower()
    return re.sub(r"\s*([,;:()\[\]<>=])\s*", r"\1", text)


def read_choice(text: str, options: Sequence[str]) -> str | None:
    """The letter that the text chooses, by letter, by the option's text, or by both alike."""
    text = clean(_first_line(text))
    if not text or len(text) > LONGEST_SHORT_ANSWER:
        return None
    folded = fold(text)
    named = [LETTERS[place] for place, option in enumerate(options) if fold(option) == folded]
    if named:
        return named[0]
    match = _LETTER.match(text)
    if match is None:
        return None
    letter = match[1].upper()
    place = LETTERS.index(letter)
    if place >= len(options):
        return None
    rest = text[match.end() :].strip()
    if not rest or fold(rest) == fold(options[place]):
        return letter
    # Without a sign behind it, A may be an article and I a pronoun.
    if not match[2] and letter in "AI" and not _GOES_ON.match(rest):
        return None
    if any(fold(rest) == fold(option) for option in options):
        return None
    if match[1].islower() or set(_LONE_CAPITAL.findall(rest)) - {letter}:
        return None
    return letter


def read_integers(text: str) -> list[int] | None:
    """All whole numbers of a short text; None if it holds other digits as well."""
    text = clean(text)
    if not text or len(text) > LONGEST_SHORT_ANSWER:
        return None
    found = _INTEGER.findall(text)
    if len(_DIGITS.findall(text)) != sum(len(_DIGITS.findall(number)) for number in found):
        return None
    return [int(number.replace("\u2212", "-")) for number in found]


def read_integer(text: str) -> int | None:
    """The one whole number of a short text."""
    numbers = read_integers(_first_line(text))
    return numbers[0] if numbers is not None and len(numbers) == 1 else None


def read_decimal(text: str) -> str | None:
    """The one decimal number of a short text, without trailing zeros."""
    text = clean(_first_line(text))
    if not text or len(text) > LONGEST_SHORT_ANSWER:
        return None
    found = _DECIMAL.findall(text)
    if len(found) != 1:
        return None
    number: str = found[0].replace("\u2212", "-").lstrip("+")
    return number.rstrip("0").rstrip(".") if "." in number else number


def read_cell(text: str) -> tuple[int, ...] | None:
    """The one cell of a short text: its two whole numbers in order."""
    numbers = read_integers(_first_line(text))
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


def read_grid(text: str) -> tuple[tuple[str, ...], ...] | None:
    """The rows of a grid: one a line, or in brackets, or parted by ; or /."""
    text = clean(text)
    if not text or len(text) > LONGEST_ANSWER:
        return None
    if text.startswith("```"):
        text = text.strip("`")
    lines = re.split(r"[\n;/]|\]\s*,?\s*\[", text)
    rows = [tuple(re.findall(r"\w+", line.lower())) for line in lines]
    rows = [tuple(row[0]) if len(row) == 1 and row[0].isdigit() and len(row[0]) > 1 else row for row in rows if row]
    return tuple(rows) if rows else None


DIRECTIONS = ("up", "down", "left", "right")
_DIRECTION_WORDS = {"up": 0, "down": 1, "left": 2, "right": 3, "u": 0, "d": 1, "l": 2, "r": 3}
_ARROWS = {"\u2191": 0, "\u2193": 1, "\u2190": 2, "\u2192": 3}
_WORD = re.compile(r"[A-Za-z]+|[\u2190-\u2193]")
_MOVES_ONLY = re.compile(r"[A-Za-z\u2190-\u2193\s,;.>\[\]()'\"-]*")


def read_directions(text: str, longest: int = 20_000) -> list[int] | None:
    """Moves as places in `DIRECTIONS`, from words, letters (also run together) or arrows."""
    text = clean(text)
    if not text or len(text) > LONGEST_ANSWER * 4 or not _MOVES_ONLY.fullmatch(text):
        return None
    moves: list[int] = []
    for word in _WORD.findall(text):
        folded = word.lower()
        if word in _ARROWS:
            moves.append(_ARROWS[word])
        elif folded in _DIRECTION_WORDS:
            moves.append(_DIRECTION_WORDS[folded])
        elif not folded.strip("udlr"):
            moves.extend(_DIRECTION_WORDS[letter] for letter in folded)
        else:
            return None
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
        text = _first_line(text)
        return fold(text) if 0 < len(text) <= LONGEST_SHORT_ANSWER else None
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


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0] if len(text) <= LONGEST_ANSWER else ""
