"""Two clear commands, one after the other."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from . import engine
from .engine import Command

Rows = tuple[str, ...]


class Opening(NamedTuple):
    """A clear command, and those that may follow it.

    Attributes:
        first: the command.
        removed: the gems that it removes.
        left: the board after it.
        seconds: the commands after it that remove something, each with how many gems it removes.
    """

    first: Command
    removed: int
    left: Rows
    seconds: tuple[tuple[int, Command], ...]

    @property
    def most(self) -> int:
        """The most gems that it removes together with one that follows it."""
        return self.removed + max([number for number, _ in self.seconds], default=0)


@lru_cache(maxsize=16)
def openings(rows: Rows) -> tuple[Opening, ...]:
    """All clear commands that remove something, one for every set of gems that goes."""
    found = []
    for first in engine.all_clears(rows):
        left, removed = engine.after(rows, first)
        seconds = [(len(engine.removed_by(left, second)), second) for second in engine.all_clears(left)]
        found.append(Opening(first, removed, left, tuple(seconds)))
    return tuple(found)


def best_of_two(rows: Rows) -> int:
    """The most gems that two clear commands remove, one after the other."""
    return max([opening.most for opening in openings(rows)], default=0)
