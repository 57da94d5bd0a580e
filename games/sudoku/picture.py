"""Drawing and describing color sudokus.

Places: ("cell", row, column), from 1. There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw.board import (
    Board,
    board_in,
    draw_borders,
    draw_grid,
    draw_numbers,
    fitting_cell,
    outer_size,
)
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import HUGE, SMALL
from gameqa.wording import rows_as_text

from .engine import COLORS, Puzzle
from .layout import BOX_SHAPES

CELLS = {4: 64, 6: 56, 9: 44}
ROOM = 400
INSET = 3
"""The edge of cells that lines and borders may cover."""
ENTRY_WIDTH, ENTRY_HEIGHT, SWATCH = 96, 28, 20


@dataclass(frozen=True)
class Kit:
    """Pens and sprites of one look and cell size; sprites and swatches by color, 0 for empty."""

    inks: Inks
    numbers: Pixels
    digits: Pixels
    line: int
    edge: int
    cells: Pixels
    swatches: tuple[Pixels, ...]


@cached_kit
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    digits = inks.pen(theme.edge, [theme.panel])
    cells = [Painting(cell, cell, theme.panel)]
    swatches = [Painting(SWATCH, SWATCH, theme.paper)]
    for name in COLORS:
        for size, paintings, ground, inset in (
            (cell, cells, theme.panel, INSET + 1),
            (SWATCH, swatches, theme.paper, 1),
        ):
            painting = Painting(size, size, ground)
            outer, inner = ((size / 8, size / 9), (size / 2 - inset, size / 2 - inset - 1.5), (0, 0))[look.design]
            painting.rounded(inset, inset, size - inset, size - inset, outer, theme.edge)
            rim = inset + (1.5, 1.5, 1.0)[look.design]
            painting.rounded(rim, rim, size - rim, size - rim, inner, theme.color(name))
            paintings.append(painting)
    cell_sprites = np.stack([painting.sprite(inks) for painting in cells])
    swatch_sprites = tuple(painting.sprite(inks) for painting in swatches)
    line, edge = inks.ink(theme.line), inks.ink(theme.edge)
    inks.close()
    return Kit(inks, numbers, digits, line, edge, cell_sprites, swatch_sprites)


@cache
def _box_numbers(side: int) -> tuple[tuple[int, ...], ...]:
    high, wide = BOX_SHAPES[side]
    return tuple(tuple(row // high * side + column // wide for column in range(side)) for row in range(side))


def draw(puzzle: Puzzle, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers and, below it, the names of the colors."""
    side = puzzle.side
    board = board_in(look, side, side, fitting_cell(look, CELLS[side], side, ROOM), first=1)
    sprites = kit(look, board.cell)
    width, height = outer_size(look, board)
    columns = max(1, (width - 2 * look.margin) // ENTRY_WIDTH)
    lines = -(-side // columns)
    columns = -(-side // lines)
    size = (width, height + lines * ENTRY_HEIGHT + 4)
    canvas = Canvas(*size, sprites.inks, look.theme.paper, look.font)
    canvas.pixels[...] = _empty_board(look, board, size, columns, height - look.margin + 14)
    if look.symbols:
        for row, colors in enumerate(puzzle.givens):
            for column, color in enumerate(colors):
                if color:
                    left, top = board.corner(row, column)
                    canvas.text(left + board.cell // 2, top + board.cell // 2, str(color), HUGE, sprites.digits)
    else:
        canvas.tile(board.left, board.top, sprites.cells, np.array(puzzle.givens), INSET)
    return canvas.finish(board.place_box)


@lru_cache(maxsize=16)
def _empty_board(look: Look, board: Board, size: tuple[int, int], columns: int, legend_top: int) -> Pixels:
    """The board without its colors, and the legend in so many columns."""
    sprites = kit(look, board.cell)
    canvas = Canvas(*size, sprites.inks, look.theme.paper, look.font)
    canvas.fill(board.box, canvas.inks.ink(look.theme.panel))
    draw_grid(canvas, board, sprites.line)
    draw_numbers(canvas, board, look, sprites.numbers)
    draw_borders(canvas, board, _box_numbers(board.rows), sprites.edge, 4)
    _legend(canvas, look, sprites, board.rows, columns, legend_top)
    return canvas.pixels


def _legend(canvas: Canvas, look: Look, sprites: Kit, side: int, columns: int, top: int) -> None:
    for number in range(side):
        line, column = divmod(number, columns)
        left = look.margin + column * ENTRY_WIDTH
        middle = top + line * ENTRY_HEIGHT + ENTRY_HEIGHT // 2
        name = COLORS[number]
        if look.symbols:
            canvas.text(left, middle, f"{number + 1} {name}", SMALL, sprites.numbers, "left")
        else:
            canvas.stamp(left, middle - SWATCH // 2, sprites.swatches[number + 1])
            canvas.text(left + SWATCH + 5, middle, name, SMALL, sprites.numbers, "left")


def describe(puzzle: Puzzle, marks: tuple[Mark, ...]) -> str:
    """One line a row, and the colors of the board, of which some may be in no cell; a full stop is an empty cell."""
    lines = rows_as_text(([COLORS[color - 1] if color else "." for color in row] for row in puzzle.givens), 1)
    lines.append("A full stop is an empty cell; the first entry of a row is column 1.")
    lines.append(f"The colors of the board: {', '.join(COLORS[: puzzle.side])}.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors of the cells."""
    return ({"empty": look.theme.panel, **{name: look.theme.color(name) for name in COLORS}},)
