"""The kinds of answers: one table that says what each accepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import eq
from typing import Any, NamedTuple

from gameqa.contract import CELL, CELLS, CHOICE, DECIMAL, GRID, INTEGER, MOVES, TEXT
from gameqa.errors import Unreadable
from gameqa.scoring.cells import cell_at, find_bare_cells
from gameqa.scoring.choices import options_of
from gameqa.scoring.directions import direction_at
from gameqa.scoring.grids import Grids
from gameqa.scoring.lists import Listed
from gameqa.scoring.numbers import Numbers
from gameqa.scoring.plain import plain
from gameqa.scoring.reader import Reader, TextReader
from gameqa.scoring.readings import Manner
from gameqa.scoring.singles import Single

LONGEST_TEXT = 300


class Kind(NamedTuple):
    """A kind of answer.

    Attributes:
        accepts: what counts as one, in a line.
        reader: the reader of its answers.
        same: whether a value is the right one.
    """

    accepts: str
    reader: Callable[[tuple[str, ...]], Reader]
    same: Callable[[Any, Any], bool] = eq


def _is_cell(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2


def _same_cells(value: tuple[object, ...], right: tuple[object, ...]) -> bool:
    return sorted(value) == sorted(right)  # type: ignore[type-var]


def _read_words(text: str) -> object:
    """The words and numbers of a short text, in lower case."""
    words = tuple(word for word in re.findall(r"-?[^\W_][\w/']*", plain(text).lower()) if word != "and")
    if not words or len(text) > LONGEST_TEXT:
        raise Unreadable("it is no short text")
    return words


UNITS, SUBJECT = Manner(has_units=True), Manner(is_subject=True)

integer = Single(Numbers(), UNITS, lambda value: isinstance(value, int))
decimal = Single(Numbers(), UNITS)
fraction = Single(Numbers(fractions=True), UNITS)
cell = Single(find_bare_cells, SUBJECT, _is_cell)
cells = Listed(cell_at, counts=False)
directions = Listed(direction_at)
grid = Grids()
text = TextReader(_read_words)


@lru_cache(maxsize=1024)
def choice(options: tuple[str, ...]) -> Reader:
    """The reader of choices among these options; values are letters."""
    return Single(options_of(options), SUBJECT, labelled=True)


KINDS: dict[str, Kind] = {
    CHOICE: Kind("a letter, or the text of an option, or both alike", choice),
    INTEGER: Kind("a whole number in digits or words, also as the result of a sum", lambda _: integer),
    DECIMAL: Kind("a number, a decimal, a percent or a fraction", lambda _: decimal),
    CELL: Kind("two whole numbers, in order or with the names row and column", lambda _: cell),
    CELLS: Kind("cells or positions in any order, each once", lambda _: cells, _same_cells),
    MOVES: Kind("directions in words, letters or arrows, with counts", lambda _: directions),
    GRID: Kind("rows of numbers or words: lines, a table, a matrix, nested lists", lambda _: grid),
    TEXT: Kind("the same words and numbers", lambda _: text),
}


def reader_of(answer_type: str, options: Sequence[str] = ()) -> Reader:
    """The reader of a kind of answer.

    Raises:
        ValueError: there is no such kind.
    """
    kind = KINDS.get(answer_type)
    if kind is None:
        raise ValueError(f"unknown answer type {answer_type!r}")
    return kind.reader(tuple(options))
