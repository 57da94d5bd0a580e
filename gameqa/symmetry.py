"""Rotations and reflections of square and rectangular grids."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Sequence

_NAMES = "123456789" + string.ascii_letters


def turned(rows: Sequence[str]) -> tuple[str, ...]:
    """The grid turned clockwise by a quarter."""
    return tuple("".join(column) for column in zip(*reversed(rows), strict=True))


def mirrored(rows: Sequence[str]) -> tuple[str, ...]:
    """The grid with left and right exchanged."""
    return tuple(row[::-1] for row in rows)


def images(rows: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The eight rotations and reflections of a grid of characters."""
    grid = tuple(rows)
    for _ in range(4):
        yield grid
        yield mirrored(grid)
        grid = turned(grid)


def smallest_image(rows: Sequence[str], key: Callable[[tuple[str, ...]], str] | None = None) -> tuple[str, ...]:
    """The least of the eight images: equal for grids that are images of each other.

    Args:
        key: what the images are compared by, such as `renamed`; the grid itself where not given.
    """
    return min(images(rows), key=key) if key else min(images(rows))


def renamed(rows: Sequence[str]) -> str:
    """The grid in one line, its characters numbered in the order of their first appearance.

    "0" keeps its name; equal for grids that differ in the names of the other characters only.
    """
    text = "".join(rows)
    order = [name for name in dict.fromkeys(text) if name != "0"]
    return text.translate({ord(name): _NAMES[place] for place, name in enumerate(order)})
