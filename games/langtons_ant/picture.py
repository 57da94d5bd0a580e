"""Drawing and describing boards with an ant.

Places: ("cell", row, column). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from gameqa.answers import write_cell
from gameqa.contract import Mark
from gameqa.draw.board import board_in, draw_numbers, fitting_cell, kinds_of, outer_size
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting, Point

from .engine import FACINGS, WHITE, Ant

CELLS = {4: 64, 5: 64, 6: 60, 7: 56, 9: 46, 13: 33}
"""Pixels of a cell, for each side of the board."""

ROOM = 440

SIGNS = ".#"

PALE: Rgb = (255, 255, 255)
DARK: Rgb = (38, 41, 48)


@dataclass(frozen=True)
class Kit:
    """The pen of the numbers and the sprites: of the cells in the order of `SIGNS`, and of the ant by the colour of
    its cell and its facing."""

    inks: Inks
    numbers: Pixels
    cells: Pixels
    ants: dict[tuple[str, int], Pixels]


@cache
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    ants: dict[tuple[str, int], Pixels] = {}
    cells = []
    for color in SIGNS:
        cells.append(_sprite(look, cell, color == WHITE, -1).sprite(inks))
        ants.update({(color, facing): _sprite(look, cell, color == WHITE, facing).sprite(inks) for facing in range(4)})
    inks.close()
    return Kit(inks, numbers, np.stack(cells), ants)


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
    canvas.tile(layout.left, layout.top, sprites.cells, kinds_of(ant.rows, SIGNS))
    canvas.stamp(*layout.corner(*ant.cell), sprites.ants[ant.rows[ant.cell[0]][ant.cell[1]], ant.facing])
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
    """What is told apart by colour."""
    return ({"white": PALE, "black": DARK, "ant": look.theme.color("red")},)
