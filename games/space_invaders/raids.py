"""The most points of a ship that moves and shoots for some intervals, by exact search."""

from __future__ import annotations

from functools import lru_cache

from .engine import LEFT, POINTS, step_of

MOVES = (-1, 0, 1)
"""By how many columns the ship may move to the right before a shot."""

Stacks = tuple[str, ...]
Moves = tuple[int, ...]


def _drifted(stacks: Stacks, way: int) -> tuple[Stacks, int]:
    """The enemies of every column after a step of all, and the direction in which they go on."""
    way = step_of(stacks, way)
    return ((*stacks[1:], ""), way) if way == LEFT else (("", *stacks[:-1]), way)


@lru_cache(maxsize=512)
def best_raid(stacks: Stacks, ship: int, way: int, shots: int) -> tuple[int, Moves]:
    """The most points, and moves of the ship, one before every shot, that score them.

    Interval by interval, every position that can come about is kept once: what has been scored on the way to it depends
    on the enemies that are left alone. The moves end where no enemies are left.

    Args:
        stacks: the enemies of every column, each from below.
        shots: the number of intervals, at least 1.
    """
    layer: dict[tuple[Stacks, int, int], tuple[int, Moves]] = {(stacks, ship, way): (0, ())}
    ends: list[tuple[int, Moves]] = []
    for left in range(shots - 1, -1, -1):
        after: dict[tuple[Stacks, int, int], tuple[int, Moves]] = {}
        for (above, at, heading), (points, moves) in layer.items():
            for move in MOVES:
                there = at + move
                if not 1 <= there <= len(above):
                    continue
                total, rest = points, above
                if stack := above[there - 1]:
                    total += POINTS[stack[0]]
                    rest = (*above[: there - 1], stack[1:], *above[there:])
                if left and any(rest):
                    moved, onward = _drifted(rest, heading)
                    after.setdefault((moved, there, onward), (total, (*moves, move)))
                else:
                    ends.append((total, (*moves, move)))
        layer = after
    return max(ends, key=lambda end: end[0])
