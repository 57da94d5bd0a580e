"""Drawing and describing camps.

Places: ("cell", row, column); ("row", row) and ("column", column) for the number of tents of a line. There are no
marks.
"""

from __future__ import annotations

import numpy as np

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board, board_in, draw_numbers, fitting_cell, outer_size
from gameqa.draw.canvas import MAX_WIDTH, Canvas, Picture, mixed, readable_on
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import LARGE, MEDIUM
from gameqa.draw.tiles import WHITE
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import EMPTY, TENT, TREE, Camp

CELLS = {7: 48, 8: 44, 10: 38, 13: 31}
"""Pixels of a cell, for each side of the board."""

ROOM = 440

GAP = 4
"""Pixels between the board, or the row and column numbers beyond it, and the numbers of tents."""

MOST_IN_LINE = 7
"""How many tents fit in a row of 13 cells."""


def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites of a look."""
    return tiles.in_font(_blank_kit(look, cell), look.font)


@cached_kit
def _blank_kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once: the cells of the board, and the numbers of tents."""
    color = look.theme.color("blue")
    paintings = {sign: _painting(look, cell, sign) for sign in (EMPTY, TREE, TENT)}
    signs = {}
    for number in map(str, range(MOST_IN_LINE + 1)):
        paintings[number] = Painting(cell, cell, look.theme.paper)
        paintings[number].rounded(2, 2, cell - 2, cell - 2, (cell / 6, cell / 2 - 2, 0)[look.design], color)
        signs[number] = tiles.Lettering(number, LARGE if cell > 32 else MEDIUM, readable_on(color), color)
    return tiles.make_kit(look, paintings, signs)


def _painting(look: Look, cell: int, sign: str) -> Painting:
    theme = look.theme
    painting = tiles.blank(look, cell)
    if sign == TREE and look.design == 1:
        painting.rectangle(cell * 0.43, cell * 0.7, cell * 0.55, cell * 0.9, theme.color("brown"))
        for top, bottom, half in ((0.1, 0.36, 0.2), (0.24, 0.56, 0.28), (0.42, 0.78, 0.36)):
            corners = [(cell * 0.49, cell * top), (cell * (0.49 - half), cell * bottom)]
            painting.polygon([*corners, (cell * (0.49 + half), cell * bottom)], theme.color("green"))
    elif sign == TREE and look.design == 2:
        painting.polygon(
            [(cell * x, cell * y) for x, y in ((0.44, 0.5), (0.54, 0.5), (0.6, 0.9), (0.38, 0.9))], theme.color("brown")
        )
        painting.disc(cell * 0.49, cell * 0.38, cell * 0.3, theme.edge)
        painting.disc(cell * 0.49, cell * 0.38, cell * 0.3 - 1.3, theme.color("green"))
        for x, y in ((0.38, 0.3), (0.56, 0.26), (0.5, 0.44), (0.64, 0.44), (0.35, 0.48)):
            painting.disc(cell * x, cell * y, cell * 0.045, mixed(theme.color("green"), WHITE, 3, 5))
    elif sign == TREE:
        painting.rectangle(cell * 0.43, cell * 0.55, cell * 0.55, cell * 0.87, theme.color("brown"))
        for x, y, radius in ((0.49, 0.32, 0.21), (0.32, 0.48, 0.2), (0.66, 0.48, 0.2), (0.49, 0.52, 0.18)):
            painting.disc(cell * x, cell * y, cell * radius, theme.color("green"))
    elif sign == TENT:
        left, right, top, bottom = cell * 0.13, cell * 0.84, cell * 0.22, cell * 0.82
        middle = (left + right) / 2
        if look.design:
            _tent(painting, look, (left, right, top, bottom))
            return painting
        painting.line((middle, top), (middle + cell * 0.07, cell * 0.13), cell * 0.05, theme.edge)
        painting.line((middle, top), (middle - cell * 0.07, cell * 0.13), cell * 0.05, theme.edge)
        painting.polygon([(middle, top), (left, bottom), (right, bottom)], theme.color("orange"))
        painting.polygon(
            [(middle, top + cell * 0.22), (middle - cell * 0.13, bottom), (middle + cell * 0.13, bottom)], theme.edge
        )
        painting.line((left, bottom), (right, bottom), cell * 0.05, theme.edge)
    return painting


def _tent(painting: Painting, look: Look, ends: tuple[float, float, float, float]) -> None:
    """A triangle with a dark rim and a closed entrance, or with stripes along its sides."""
    left, right, top, bottom = ends
    orange, edge, middle, wide = look.theme.color("orange"), look.theme.edge, (left + right) / 2, right - left
    painting.polygon([(middle, top - wide * 0.12), (left, bottom), (right, bottom)], edge)
    inset = wide * 0.06
    painting.polygon(
        [(middle, top + inset * 0.4), (left + 2 * inset, bottom - inset), (right - 2 * inset, bottom - inset)], orange
    )
    if look.design == 1:
        painting.line((middle, top + wide * 0.25), (middle, bottom), wide * 0.05, edge)
        return
    for side in (-1, 1):
        for foot in (0.13, 0.3):
            start, end = (middle + side * wide * 0.02, top + wide * 0.2), (middle + side * wide * foot, bottom - inset)
            painting.line(start, end, wide * 0.05, mixed(WHITE, orange, 3, 4))


def board_of(camp: Camp, look: Look) -> Board:
    """Where the cells are."""
    side = camp.side
    beside = outer_size(look, board_in(look, 0, 0, 0))[0] + GAP
    cell = min(fitting_cell(look, CELLS[side], side + 1, ROOM), (MAX_WIDTH - beside) // (side + 1))
    return board_in(look, side, side, cell)


def _number_ends(look: Look, board: Board) -> tuple[int, int]:
    """The left end of the numbers of tents beside rows, and the upper end of those below columns."""
    right, bottom = outer_size(look, board)
    return right - look.margin + GAP, bottom - look.margin + GAP


def draw(camp: Camp, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers, and beyond them the numbers of tents."""
    board = board_of(camp, look)
    sprites = kit(look, board.cell)
    x, y = _number_ends(look, board)
    canvas = Canvas(
        x + board.cell + look.margin, y + board.cell + look.margin, sprites.inks, look.theme.paper, look.font
    )
    order, side = sprites.order, camp.side
    canvas.tile(board.left, board.top, sprites.sprites, np.array([[order[sign] for sign in row] for row in camp.shown]))
    left, top, right, bottom = board.box
    canvas.frame((left - 1, top - 1, right, bottom), canvas.inks.ink(look.theme.line), 1)
    clues = np.array([order[str(clue)] for clue in camp.clues])
    canvas.tile(x, top, sprites.sprites, clues[:side, None])
    canvas.tile(left, y, sprites.sprites, clues[None, side:])
    draw_numbers(canvas, board, look, sprites.numbers)

    def box(place: Place) -> Box:
        if place[0] == "row":
            _, upper, _, lower = board.cell_box(place[1], 0)
            return x, upper, x + board.cell, lower
        if place[0] == "column":
            first, _, last, _ = board.cell_box(0, place[1])
            return first, y, last, y + board.cell
        return board.place_box(place)

    return canvas.finish(box)


def describe(camp: Camp, marks: tuple[Mark, ...]) -> str:
    """One line a row, with its number of tents, those of the columns, and what the signs mean."""
    side = camp.side
    lines = [
        f"{line} | {clue} {'tent' if clue == 1 else 'tents'}"
        for line, clue in zip(rows_as_text(camp.shown), camp.clues, strict=False)
    ]
    lines.append(f"tents of the columns: {' '.join(map(str, camp.clues[side:]))}")
    lines.append("T tree, A tent, . empty; the first sign of a row, and the first number of the columns, is column 0.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by shape."""
    theme = look.theme
    return ({"empty": theme.panel, "tree": theme.color("green"), "tent": theme.color("orange")},)
