"""Drawing and describing tangram boards.

Places: ("cell", row, column) on the board, ("piece", number) a piece on the board, ("hole",) all empty
cells, ("removed", number) a removed piece in the tray. There are no marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from gameqa.contract import Mark
from gameqa.draw.board import Board, board_in, draw_borders, draw_grid, draw_numbers, fitting_cell, outer_size
from gameqa.draw.canvas import (
    MAX_HEIGHT,
    MAX_WIDTH,
    Canvas,
    Inks,
    Picture,
    Pixels,
    common_inks,
    mixed,
    readable_on,
    write,
)
from gameqa.draw.looks import Look, Rgb, cached_lettered_kit
from gameqa.draw.text import MEDIUM, SMALL
from gameqa.grid import Cell
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import COLORS, Tangram
from .shapes import size_of

CELLS = {6: 56, 8: 44, 10: 36}
ROOM = 360
TRAY_CELL = 30
PAD = 4
GAP = 14


@dataclass(frozen=True)
class Kit:
    """Pens and cell sprites of one look and sizes of cells, on the board and in the tray; sprites by number, 0 for an
    empty cell."""

    inks: Inks
    numbers: Pixels
    line: int
    edge: int
    cells: Pixels
    small: Pixels


@cached_lettered_kit
def kit(look: Look, cell: int, small: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    pens = [inks.pen(readable_on(theme.color(name)), [theme.color(name)]) for name in COLORS]
    hatch_ground, hatch = inks.ink(theme.panel), inks.ink(theme.wall_light)
    line, edge = inks.ink(theme.line), inks.ink(theme.edge)
    grounds = [inks.ink(theme.color(name)) for name in COLORS]
    shades = [inks.ink(mixed(theme.color(name), (0, 0, 0), 4, 5)) for name in COLORS] if look.design else []
    inks.close()

    def sprites(side: int, size: int, is_hatched: bool) -> Pixels:
        rows, columns = np.indices((side, side))
        strokes = ((rows + columns) % 8 < 2, ((rows - columns) % 10 < 2) | ((rows + columns) % 10 < 2), rows % 7 < 2)
        empty = np.where(is_hatched & strokes[look.design], hatch, hatch_ground).astype(np.uint8)
        found = [empty]
        for number, (ground, pen) in enumerate(zip(grounds, pens, strict=True), 1):
            tile = Canvas(side, side, inks, theme.paper, look.font)
            tile.pixels[...] = ground
            if look.design:
                _edge(tile, side, shades[number - 1], look.design)
            # Lines of text are higher than the smallest cells, digits are not.
            padded = np.pad(tile.pixels, PAD, mode="edge")
            write(padded, (side // 2 + PAD, side // 2 + PAD), str(number), size, pen, font=look.font)
            found.append(padded[PAD:-PAD, PAD:-PAD])
        return np.stack(found)

    large = sprites(cell, MEDIUM if cell >= 40 else SMALL, True)
    return Kit(inks, numbers, line, edge, large, sprites(small, SMALL, False))


def _edge(tile: Canvas, side: int, ink: int, design: int) -> None:
    """A darker line inside of a cell of a piece, or darker corners."""
    if design == 1:
        tile.frame((3, 3, side - 3, side - 3), ink, 1)
        return
    size = side // 5
    for x in (2, side - 2 - size):
        for y in (2, side - 2 - size):
            tile.fill((x, y, x + size, y + size), ink)


def _tray_size(state: Tangram) -> tuple[int, int]:
    """Rows and columns of the grid on which the removed pieces lie."""
    sizes = [size_of(state.shown(number)) for number in state.removed]
    return max(height for height, _ in sizes), sum(width + 1 for _, width in sizes) - 1


def _lying(state: Tangram) -> list[list[int]]:
    """The removed piece at every cell of their grid, 0 for none, row by row."""
    rows, columns = _tray_size(state)
    lying = [[0] * columns for _ in range(rows)]
    for number in state.removed:
        for row, column in state.tray_cells(number):
            lying[row][column] = number
    return lying


def _tray(state: Tangram, look: Look, top: int) -> Board:
    """The grid on which the removed pieces lie."""
    rows, columns = _tray_size(state)
    around = outer_size(look, board_in(look, 0, 0, 0))
    room_across = (MAX_WIDTH - around[0]) // columns
    room_down = (MAX_HEIGHT - around[1] - top) // rows
    cell = min(look.size(TRAY_CELL), room_across, room_down)
    return board_in(look, rows, columns, cell, top=top)


def draw(state: Tangram, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board, its empty cells hatched, and below it the removed pieces on a grid of their own."""
    side = state.side
    board = board_in(look, side, side, fitting_cell(look, CELLS[side], side, ROOM))
    right, bottom = outer_size(look, board)
    top = bottom - 2 * look.margin + GAP
    unframed = replace(look, frame="own")
    tray = _tray(state, unframed, top)
    tray_right, tray_bottom = outer_size(unframed, tray)
    sprites = kit(look, board.cell, tray.cell)
    canvas = Canvas(max(right, tray_right), tray_bottom, sprites.inks, look.theme.paper, look.font)

    regions = np.array([[0 if number in state.removed else number for number in numbers] for numbers in state.cut])
    canvas.tile(board.left, board.top, sprites.cells, regions)
    draw_grid(canvas, board, sprites.line)
    draw_borders(canvas, board, regions, sprites.edge, 3)
    draw_numbers(canvas, board, look, sprites.numbers)

    lying = _lying(state)
    canvas.tile(tray.left, tray.top, sprites.small, np.array(lying))
    draw_grid(canvas, tray, sprites.line)
    draw_borders(canvas, tray, lying, sprites.edge, 3)
    draw_numbers(canvas, tray, unframed, sprites.numbers)

    def box(place: Place) -> Box:
        if place[0] == "piece":
            return _around(board, state.pieces[place[1]])
        if place[0] == "hole":
            return _around(board, state.hole)
        if place[0] == "removed":
            return _around(tray, state.tray_cells(place[1]))
        return board.place_box(place)

    return canvas.finish(box)


def _around(board: Board, cells: Iterable[Cell]) -> Box:
    rows, columns = zip(*cells, strict=True)
    left, top, _, _ = board.cell_box(min(rows), min(columns))
    _, _, right, bottom = board.cell_box(max(rows), max(columns))
    return left, top, right, bottom


def describe(state: Tangram, marks: tuple[Mark, ...]) -> str:
    """One line a row of the board, then the removed pieces as they lie."""
    lines = rows_as_text(
        [state.number_at((row, column)) or "." for column in range(state.side)] for row in range(state.side)
    )
    lines.append(
        "A number is the piece that covers the cell, a full stop an empty cell; the first entry of a row is column 0."
    )
    one = len(state.removed) == 1
    lines.append(
        f"Below the board, the removed {'piece lies on a grid of its' if one else 'pieces lie on a grid of their'} own:"
    )
    lines += rows_as_text([number or "." for number in row] for row in _lying(state))
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors of the pieces, which also carry numbers."""
    return ({"empty": look.theme.panel, **{name: look.theme.color(name) for name in COLORS}},)
