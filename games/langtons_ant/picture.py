"""Drawing and describing boards with an ant.

Places: ("cell", row, column). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gameqa.answers import write_cell
from gameqa.contract import Mark
from gameqa.draw.board import board_in, draw_numbers, fitting_cell, outer_size
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting, Point

from .engine import FACINGS, WHITE, Ant

CELLS = {4: 64, 5: 64, 6: 60, 7: 56, 9: 46, 13: 33}
"""Pixels of a cell, for each side of the board."""

ROOM = 440

PALE: Rgb = (255, 255, 255)
DARK: Rgb = (38, 41, 48)


@dataclass(frozen=True)
class Kit:
    """The pen of the numbers and the sprites: (color of the cell, facing of the ant or -1) -> sprite."""

    inks: Inks
    numbers: Pixels
    cells: dict[tuple[str, int], Pixels]


@cache
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    cells = {
        (color, facing): _sprite(look, cell, color == WHITE, facing).sprite(inks)
        for color in ".#"
        for facing in range(-1, 4)
    }
    inks.close()
    return Kit(inks, numbers, cells)


def _sprite(look: Look, cell: int, is_white: bool, facing: int) -> Painting:
    theme = look.theme
    painting = Painting(cell, cell, PALE if is_white else DARK)
    painting.rectangle(cell - 1, 0, cell, cell, theme.line)
    painting.rectangle(0, cell - 1, cell, cell, theme.line)
    if facing >= 0:
        _arrow(painting, cell, facing, theme.color("red"))
    return painting


def _arrow(painting: Painting, cell: int, facing: int, color: Rgb) -> None:
    """A thick arrow, turned clockwise from pointing up."""
    middle = (cell - 1) / 2

    def placed(x: float, y: float) -> Point:
        for _ in range(facing):
            x, y = -y, x
        return middle + x * cell, middle + y * cell

    painting.polygon([placed(0, -0.38), placed(0.32, 0.02), placed(-0.32, 0.02)], color)
    painting.polygon([placed(-0.11, 0), placed(0.11, 0), placed(0.11, 0.36), placed(-0.11, 0.36)], color)


def draw(ant: Ant, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    side = len(ant.rows)
    layout = board_in(look, side, side, fitting_cell(look, CELLS[side], side, ROOM))
    sprites = kit(look, layout.cell)
    canvas = Canvas(*outer_size(look, layout), sprites.inks, look.theme.paper)
    for row, colors in enumerate(ant.rows):
        for column, color in enumerate(colors):
            facing = ant.facing if (row, column) == ant.cell else -1
            canvas.stamp(*layout.corner(row, column), sprites.cells[color, facing])
    left, top, right, bottom = layout.box
    canvas.frame((left - 1, top - 1, right, bottom), canvas.inks.ink(look.theme.line), 1)
    draw_numbers(canvas, layout, look, sprites.numbers)
    return canvas.finish(layout.place_box)


def describe(ant: Ant, marks: tuple[Mark, ...]) -> str:
    """One line a row, and the ant."""
    lines = [f"row {row}: {' '.join(colors)}" for row, colors in enumerate(ant.rows)]
    lines.append(". white, # black; the first sign of a row is column 0.")
    lines.append(f"The ant is at {write_cell(ant.cell)}, facing {FACINGS[ant.facing]}.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({"white": PALE, "black": DARK, "ant": look.theme.color("red")},)
