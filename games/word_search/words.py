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
    """The words of a length that can run from one cell in all directions.

    Neither two opposite ones nor the ring of second letters around the first may hold a blocked word, and the word
    may not begin a second time on the way.
    """
    found = []
    for word in words_of(length):
        line = word[:0:-1] + word
        if line.find(word) == length - 1 and not any(text in line or text in word[1] * 3 for text in blocked()):
            found.append(word)
    return tuple(found)
