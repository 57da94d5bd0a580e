"""What colors, cells, rows, columns and boxes are called."""

from __future__ import annotations

from gameqa.answers import write_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng

from .engine import COLORS
from .layout import BOX_SHAPES


def name_of(color: int) -> str:
    """The name of a color from 1."""
    return COLORS[color - 1]


def cell_text(number: int, side: int) -> str:
    """The cell of a number, row by row from 0, as text."""
    return write_cell((number // side + 1, number % side + 1))


def cell_place(number: int, side: int) -> Place:
    """The place in the picture of the cell of a number."""
    return "cell", number // side + 1, number % side + 1


def unit_name(unit: int, side: int) -> str:
    """A unit by its number: the rows come first, then the columns, then the boxes."""
    kind, number = divmod(unit, side)
    if kind < 2:
        return f"{('row', 'column')[kind]} {number + 1}"
    high, wide = BOX_SHAPES[side]
    row, column = number // high * high + 1, number % high * wide + 1
    return f"the box of rows {row} to {row + high - 1} and columns {column} to {column + wide - 1}"


def color_options(side: int, color: int, rng: Rng) -> tuple[str, ...]:
    """All colors of a board as options."""
    return shuffled_options(rng, name_of(color), COLORS[:side], side)
