"""Rotations and reflections of square and rectangular grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


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


def smallest_image(rows: Sequence[str]) -> tuple[str, ...]:
    """The least of the eight images: equal for grids that are images of each other."""
    return min(images(rows))
