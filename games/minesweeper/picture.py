"""Drawing and describing minesweeper fields.

Places: ("cell", row, column), ("field",). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw.board import board_in, draw_numbers, fitting_cell, kinds_of, outer_size
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, mixed
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting
from gameqa.draw.text import HUGE, LARGE

from .engine import FLAG, HIDDEN, Field

CELLS = {5: 64, 7: 56, 9: 46}
"""Pixels of a cell, for each side of the field."""

ROOM = 440

SIGNS = "#F012345678"
INK_NAMES = ("blue", "green", "red", "purple", "brown")
"""Colours of the numbers from 1; higher ones have the last."""


@dataclass(frozen=True)
class Kit:
    """The pen of the numbers at the edge, and the sprite of every sign, in the order of `SIGNS`."""

    inks: Inks
    numbers: Pixels
    cells: Pixels


@cache
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    cells = {sign: _sprite(look, cell, sign).sprite(inks) for sign in "#F0"}
    for number in range(1, 9):
        color = look.theme.color(INK_NAMES[min(number, len(INK_NAMES)) - 1])
        canvas = Canvas(cell, cell, inks, look.theme.panel)
        canvas.pixels[...] = cells["0"]
        pen = inks.pen(color, [look.theme.panel])
        canvas.text(cell // 2, cell // 2, str(number), HUGE if cell >= 50 else LARGE, pen)
        cells[str(number)] = canvas.pixels
    inks.close()
    return Kit(inks, numbers, np.stack([cells[sign] for sign in SIGNS]))


def _sprite(look: Look, cell: int, sign: str) -> Painting:
    """A revealed empty cell, or a raised tile that hides one, maybe with a flag."""
    theme = look.theme
    painting = Painting(cell, cell, theme.panel)
    painting.rectangle(cell - 1, 0, cell, cell, theme.line)
    painting.rectangle(0, cell - 1, cell, cell, theme.line)
    if sign in (HIDDEN, FLAG):
        light, dark = mixed(theme.wall_light, (255, 255, 255), 1, 2), theme.wall
        painting.polygon([(0, 0), (cell - 1, 0), (0, cell - 1)], light)
        painting.polygon([(cell - 1, 0), (cell - 1, cell - 1), (0, cell - 1)], dark)
        edge = cell * 0.09
        painting.rectangle(edge, edge, cell - 1 - edge, cell - 1 - edge, theme.wall_light)
    if sign == FLAG:
        pole = cell * 0.44
        painting.rectangle(pole, cell * 0.2, pole + cell * 0.07, cell * 0.8, theme.edge)
        painting.rectangle(cell * 0.28, cell * 0.74, cell * 0.68, cell * 0.82, theme.edge)
        painting.polygon([(pole, cell * 0.18), (cell * 0.8, cell * 0.34), (pole, cell * 0.5)], theme.color("red"))
    return painting


def draw(field: Field, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The field with row and column numbers."""
    layout = board_in(look, field.side, field.side, fitting_cell(look, CELLS[field.side], field.side, ROOM))
    sprites = kit(look, layout.cell)
    canvas = Canvas(*outer_size(look, layout), sprites.inks, look.theme.paper)
    canvas.tile(layout.left, layout.top, sprites.cells, kinds_of(field.shown, SIGNS))
    left, top, right, bottom = layout.box
    canvas.frame((left - 1, top - 1, right, bottom), canvas.inks.ink(look.theme.line), 1)
    draw_numbers(canvas, layout, look, sprites.numbers)
    return canvas.finish(lambda place: layout.box if place == ("field",) else layout.place_box(place))


def describe(field: Field, marks: tuple[Mark, ...]) -> str:
    """One line a row, and what the signs mean."""
    lines = [f"row {row}: {' '.join(shown)}" for row, shown in enumerate(field.shown)]
    lines.append(
        "# hidden, F hidden with a flag, a digit is a revealed cell with so many mines around (0 is an empty cell); "
        "the first sign of a row is column 0."
    )
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by colour, besides by shape."""
    theme = look.theme
    return ({"hidden cell": theme.wall_light, "revealed cell": theme.panel, "flag": theme.color("red")},)
