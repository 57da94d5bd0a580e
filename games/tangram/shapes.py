"""Shapes: sets of cells up to translation, turned, flipped and grown at random."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gameqa.errors import Redraw
from gameqa.grid import Cell, beside
from gameqa.rng import Rng

Shape = tuple[Cell, ...]
"""Cells in reading order, shifted so that the least row and the least column are 0."""


def shape_of(cells: Iterable[Cell]) -> Shape:
    """The cells shifted to the upper left corner."""
    listed = sorted(cells)
    top, left = listed[0][0], min([column for _, column in listed])
    return tuple([(row - top, column - left) for row, column in listed])


def size_of(shape: Iterable[Cell]) -> tuple[int, int]:
    """Rows and columns of the smallest rectangle around a shape."""
    rows, columns = zip(*shape, strict=True)
    return max(rows) + 1, max(columns) + 1


@lru_cache(maxsize=4096)
def turned(shape: Shape, quarters: int) -> Shape:
    """The shape turned clockwise, as seen, by quarter turns."""
    for _ in range(quarters % 4):
        shape = shape_of([(column, -row) for row, column in shape])
    return shape


def flipped(shape: Shape) -> Shape:
    """The shape with left and right exchanged."""
    return shape_of([(row, -column) for row, column in shape])


def fitting_turns(shape: Shape, hole: Shape) -> tuple[int, ...]:
    """The quarter turns, 0 to 3, that make a shape equal to a hole."""
    if len(shape) != len(hole):
        return ()
    return tuple([quarters for quarters in range(4) if turned(shape, quarters) == hole])


def are_mirror_images(one: Shape, other: Shape) -> bool:
    """Whether one has to be flipped, and perhaps turned, to give the other: turning alone does not."""
    return len(one) == len(other) and not fitting_turns(one, other) and bool(fitting_turns(flipped(one), other))


@lru_cache(maxsize=16)
def all_shapes(cells: int) -> tuple[Shape, ...]:
    """All connected shapes of a number of cells, turned and flipped ones apart, in order."""
    if cells == 1:
        return (((0, 0),),)
    grown = {
        shape_of([*shape, cell])
        for shape in all_shapes(cells - 1)
        for old in shape
        for cell in set(beside(old)) - {*shape}
    }
    return tuple(sorted(grown))


def is_own_mirror_image(shape: Shape) -> bool:
    """Whether a shape, flipped, is the same again, perhaps turned."""
    return bool(fitting_turns(flipped(shape), shape))


@lru_cache(maxsize=16)
def families(cells: int) -> tuple[tuple[tuple[Shape, ...], ...], ...]:
    """Shapes of a number of cells that a rough look can't tell apart, with at least two that are no mirror images of
    themselves.

    Returns:
        for every size of the smallest rectangle, whichever way it lies, the shapes that are not their own mirror
        images: one tuple for each, with its turned and flipped forms.
    """
    by_size: dict[tuple[int, ...], dict[Shape, tuple[Shape, ...]]] = {}
    for shape in all_shapes(cells):
        if is_own_mirror_image(shape) or not is_solid(shape):
            continue
        forms = tuple(sorted({turned(form, quarters) for form in (shape, flipped(shape)) for quarters in range(4)}))
        by_size.setdefault(tuple(sorted(size_of(shape))), {})[forms[0]] = forms
    return tuple(tuple(kinds.values()) for _, kinds in sorted(by_size.items()) if len(kinds) > 1)


def symmetric_shape(order: int, most: int, rng: Rng) -> Shape:
    """A connected shape without holes that `order` equal turns bring back to itself, and no finer ones.

    Args:
        order: 2 for half turns, 4 for quarter turns.
        most: the greatest number of cells.

    Raises:
        Redraw: the try gave another shape.
    """
    around_corner = rng.chance(1, 2)
    found: set[Cell] = set() if around_corner else {(0, 0)}
    while True:
        start = rng.choice(sorted(found)) if found else (0, 0)
        cell = rng.choice(beside(start)) if found else (0, rng.below(2) if order == 2 else 0)
        orbit = _orbit(cell, order, around_corner)
        if len(found | orbit) > most:
            break
        found |= orbit
        if len(found) >= 4 and rng.chance(1, 3):
            break
    shape = shape_of(found)
    if len(shape) < 4 or not is_solid(shape) or len(fitting_turns(shape, shape)) != order:
        raise Redraw
    return shape


def _orbit(cell: Cell, order: int, around_corner: bool) -> set[Cell]:
    """The cells that a cell is turned to, around the middle of cell (0, 0) or its lower right corner."""
    offset = 1 if around_corner else 0
    found = {cell}
    row, column = cell
    for _ in range(3):
        row, column = column, offset - row
        if order == 4 or _ == 1:
            found.add((row, column))
    return found


def is_solid(shape: Iterable[Cell]) -> bool:
    """Whether a shape is connected and encloses no other cell."""
    cells = set(shape)
    rows, columns = size_of(cells)
    outside = {(row, column) for row in range(-1, rows + 1) for column in range(-1, columns + 1)} - cells
    return is_connected(cells) and is_connected(outside)


def is_connected(cells: set[Cell]) -> bool:
    """Whether every cell is reached from every other over shared edges."""
    waiting = [next(iter(cells))]
    left = cells - {waiting[0]}
    while waiting:
        for cell in beside(waiting.pop()):
            if cell in left:
                left.discard(cell)
                waiting.append(cell)
    return not left
