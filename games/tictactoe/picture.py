"""Drawing and describing tic-tac-toe boards.

Places: ("cell", row, column). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gameqa.contract import Mark
from gameqa.draw.board import board_in, draw_grid, draw_numbers, fitting_cell, outer_size
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, readable_on
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting
from gameqa.draw.text import GIANT

from .engine import EMPTY, FIRST, SECOND, Board

CELL, ROOM = 104, 440

WHITE: Rgb = (255, 255, 255)


@dataclass(frozen=True)
class Kit:
    """Pens and the sprite of an empty cell and of each player's block."""

    inks: Inks
    numbers: Pixels
    cells: dict[str, Pixels]
    line: int


@cache
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    cells = {}
    for sign, name in ((EMPTY, ""), (FIRST, "red"), (SECOND, "blue")):
        painting = Painting(cell, cell, WHITE)
        if name:
            painting.rounded(cell * 0.1, cell * 0.1, cell * 0.9 - 1, cell * 0.9 - 1, cell * 0.1, theme.color(name))
        cells[sign] = painting.sprite(inks)
        if name:
            color = theme.color(name)
            canvas = Canvas(cell, cell, inks, WHITE)
            canvas.pixels[...] = cells[sign]
            canvas.text(cell // 2, cell // 2, sign, GIANT, inks.pen(readable_on(color), [color]))
            cells[sign] = canvas.pixels
    line = inks.ink(theme.edge)
    inks.close()
    return Kit(inks, numbers, cells, line)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    layout = board_in(look, 3, 3, fitting_cell(look, CELL, 3, ROOM))
    sprites = kit(look, layout.cell)
    canvas = Canvas(*outer_size(look, layout), sprites.inks, look.theme.paper)
    for place, sign in enumerate(board.cells):
        canvas.stamp(*layout.corner(place // 3, place % 3), sprites.cells[sign])
    draw_grid(canvas, layout, sprites.line, 2)
    draw_numbers(canvas, layout, look, sprites.numbers)
    return canvas.finish(layout.place_box)


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row."""
    lines = [f"row {row}: {' '.join(board.cells[3 * row : 3 * row + 3])}" for row in range(3)]
    lines.append("O red block, X blue block, . no piece (white); the first sign of a row is column 0.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by letter."""
    return ({"white": WHITE, "red": look.theme.color("red"), "blue": look.theme.color("blue")},)
