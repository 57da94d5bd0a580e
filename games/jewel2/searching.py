"""The most gems that several commands remove, one after the other."""

from __future__ import annotations

from functools import lru_cache

from . import engine
from .engine import Command

Rows = tuple[str, ...]


def commands_of(rows: Rows) -> list[Command]:
    """The commands that remove something: those that remove the same gems once, swaps by their first cells."""
    return engine.all_clears(rows) + engine.all_swaps(rows)


@lru_cache(maxsize=1 << 14)
def most_within(rows: Rows, count: int) -> tuple[int, tuple[Command, ...]]:
    """The most gems that so many commands remove, and a shortest list of commands that removes so many."""
    most, best = 0, tuple[Command, ...]()
    rest: tuple[Command, ...]
    for command in commands_of(rows):
        if count == 1:
            removed, rest = len(engine.removed_by(rows, command)), ()
        else:
            left, removed = engine.after(rows, command)
            more, rest = most_within(left, count - 1)
            removed += more
        if (removed, -len(rest)) > (most, 1 - len(best)):
            most, best = removed, (command, *rest)
    return most, best
