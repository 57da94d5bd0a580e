"""What the oracle tests of all games use: how many samples they look at, and how they read sentences."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

import pytest

MANY = int(os.environ.get("GAMEQA_SAMPLES", "200"))

COUNTS = pytest.mark.parametrize(
    "count", [pytest.param(12, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)
"""A few samples by default, 200 a task and level in the slow run, or as many as the environment says."""


def numbers(text: str) -> tuple[int, ...]:
    """The whole numbers of a text, without signs."""
    return tuple(map(int, re.findall(r"\d+", text)))


WAYS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
"""Row and column change of every move by its name."""


def named_moves(text: str) -> list[str]:
    """The moves that a text names, in order."""
    return re.findall(r"\b(?:up|down|left|right)\b", text)


class SentenceReader:
    """Reads lines one by one; a line that is none of the sentences fails.

    Attributes:
        SENTENCES: patterns of whole lines, each with the method that takes what it matches.
    """

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = ()

    def read(self, line: str) -> None:
        """Reads a line."""
        for pattern, method in self.SENTENCES:
            told = re.fullmatch(pattern, line)
            if told:
                method(self, told)
                return
        raise AssertionError(line)

    def read_all(self, lines: Iterable[str]) -> None:
        """Reads lines in order."""
        for line in lines:
            self.read(line)
