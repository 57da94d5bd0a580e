"""Drawing and describing grids of letters.

Places: ("cell", row, column), counted from 1, and ("grid",). There are no marks.
"""

from __future__ import annotations

import numpy as np

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board
from gameqa.draw.canvas import Canvas, Picture, common_inks
from gameqa.draw.looks import Look, Rgb, cached_lettered_kit
from gameqa.draw.text import GIANT, HUGE, LARGE
from gameqa.wording import rows_as_text

from .drafts import ALPHABET
from .engine import Grid

CELLS = {5: 72, 8: 53, 11: 39, 12: 36}
"""Pixels of a cell, for each side of the grid."""

ROOM = 440


@cached_lettered_kit
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once: every letter on the same empty tile."""
    panel = look.theme.panel
    size = GIANT if cell > 58 else HUGE if cell > 40 else LARGE
    inks, numbers = common_inks(look)
    pen = inks.pen(look.theme.dark_ink, [panel])
    empty = tiles.blank(look, cell).sprite(inks)
    sprites = np.empty((len(ALPHABET), cell, cell), np.uint8)
    for number, letter in enumerate(ALPHABET):
        canvas = Canvas(cell, cell, inks, panel, look.font)
        canvas.pixels[...] = empty
        canvas.text(cell // 2, cell // 2, letter, size, pen)
        sprites[number] = canvas.pixels
    inks.close()
    return tiles.Kit(inks, numbers, pen, sprites, {letter: number for number, letter in enumerate(ALPHABET)})


def board_of(grid: Grid, look: Look) -> Board:
    """Where the cells are."""
    return tiles.board_for(look, grid.side, grid.side, CELLS[grid.side], ROOM, first=1)


def draw(grid: Grid, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The letters with row and column numbers."""
    board = board_of(grid, look)
    canvas = tiles.draw_tiles(look, board, kit(look, board.cell), grid.rows, frame=True)
    return canvas.finish(lambda place: board.box if place == ("grid",) else board.place_box(place))


def describe(grid: Grid, marks: tuple[Mark, ...]) -> str:
    """One line a row."""
    return "\n".join(rows_as_text(grid.rows, first=1))


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """Letters are told apart by their shapes, and from the ground by their color."""
    return ({"letter": look.theme.dark_ink, "cell": look.theme.panel},)
