"""Rotations and reflections of square and rectangular grids."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence

_NAMES = "123456789" + string.ascii_letters


def mirrored(rows: Sequence[str]) -> tuple[str, ...]:
    """The grid with left and right exchanged."""
    return tuple(row[::-1] for row in rows)


def images(rows: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The eight rotations and reflections of a grid of characters: turned clockwise by none to three quarters, each
    as it is and mirrored."""
    grid = tuple(rows)
    return (_image(grid, number) for number in range(8))


def _first_rows(grid: tuple[str, ...]) -> tuple[str, ...]:
    """The first rows of the eight images, in the order of `images`."""
    top, bottom = grid[0], grid[-1]
    left, right = ("".join([row[end] for row in grid]) for end in (0, -1))
    return top, top[::-1], left[::-1], left, bottom[::-1], bottom, right, right[::-1]


def _image(grid: tuple[str, ...], number: int) -> tuple[str, ...]:
    """One of the eight images, by its number in the order of `images`."""
    turns, is_mirrored = divmod(number, 2)
    rows: Sequence[str] = grid
    if turns % 2:
        rows = ["".join(column) for column in zip(*grid, strict=True)]
    # A column of the grid, read downward, is a row now: a quarter clockwise turns these rows around.
    if turns in (2, 3):
        rows = rows[::-1]
    if (turns in (1, 2)) != bool(is_mirrored):
        rows = [row[::-1] for row in rows]
    return tuple(rows)


def smallest_image(rows: Sequence[str]) -> tuple[str, ...]:
    """The least of the eight images: equal for grids that are images of each other."""
    grid = tuple(rows)
    firsts = _first_rows(grid)
    least = min(firsts)
    return min(_image(grid, number) for number, first in enumerate(firsts) if first == least)


def smallest_renamed(rows: Sequence[str]) -> str:
    """The least of the eight images in the form that `renamed` gives them, of a square grid: equal also for grids
    that differ in the names of their characters."""
    grid = tuple(rows)
    firsts = [renamed((first,)) for first in _first_rows(grid)]
    least = min(firsts)
    return min(renamed(_image(grid, number)) for number, first in enumerate(firsts) if first == least)


def renamed(rows: Sequence[str]) -> str:
    """The grid in one line, its characters numbered in the order of their first appearance.

    "0" keeps its name; equal for grids that differ in the names of the other characters only.
    """
    text = "".join(rows)
    order = [name for name in dict.fromkeys(text) if name != "0"]
    return text.translate({ord(name): _NAMES[place] for place, name in enumerate(order)})
