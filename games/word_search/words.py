"""The words that are hidden, and those that no line of a picture may show."""

from __future__ import annotations

import codecs
from functools import cache
from importlib.resources import files


def _lines_of(name: str) -> str:
    return (files(__package__) / "data" / name).read_text("ascii")


@cache
def words_of(length: int) -> tuple[str, ...]:
    """All words of a length, in capital letters."""
    return tuple(word for word in _lines_of("words.txt").upper().split() if len(word) == length)


@cache
def words_between(shortest: int, longest: int) -> tuple[str, ...]:
    """All words of some lengths, the shortest ones first."""
    return tuple(word for length in range(shortest, longest + 1) for word in words_of(length))


@cache
def blocked() -> tuple[str, ...]:
    """What may not stand in a line, in either direction; each written in both."""
    words = codecs.decode(_lines_of("blocked.txt"), "rot13").upper().split()
    return tuple(sorted({text for word in words for text in (word, word[::-1])}))


@cache
def star_words_of(length: int) -> tuple[str, ...]:
    """The words of a length that can run from one cell in opposite directions without a blocked word between them."""
    return tuple(word for word in words_of(length) if not any(text in word[:0:-1] + word for text in blocked()))
