"""Drawing and describing boards of gems.

Places: ("cell", row, column), ("row", row), ("column", column), ("board",) and ("total",). There are no marks.
"""

from __future__ import annotations

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board as Grid
from gameqa.draw.board import outer_size
from gameqa.draw.canvas import Canvas, Picture, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting, Point
from gameqa.draw.text import LARGE
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import BASIC, COLORS, COLUMN, CROSS, HOLE, SPECIAL, Board

CELLS = {4: 86, 5: 72, 6: 62, 7: 54}
"""Pixels of a cell, for each side of the board."""

ROOM = 420

TOTAL_HEIGHT = 34
"""Room for the total below the board."""

WHITE: Rgb = (255, 255, 255)


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once."""
    return tiles.make_kit(look, {sign: _painting(look, cell, sign) for sign in BASIC + SPECIAL + HOLE})


def _painting(look: Look, cell: int, sign: str) -> Painting:
    """A basic gem in the shape of its color, a disc with that shape within, or a dark gem with an arrow or a cross; an
    empty cell."""
    painting = tiles.blank(look, cell)
    if sign == HOLE:
        return painting
    middle = (cell - 1) / 2
    theme = look.theme
    if sign in COLORS:
        color = theme.color(COLORS[sign])
        _shape(painting, sign, middle, cell * 0.40, theme.edge)
        _shape(painting, sign, middle, cell * 0.40 - 2.4, color)
        if look.design == 0:
            _shape(painting, sign, middle, cell * 0.20, mixed(WHITE, color, 2, 5))
        elif look.design == 1:
            _shape(painting, sign, middle, cell * 0.31, mixed(WHITE, color, 3, 5))
            _shape(painting, sign, middle, cell * 0.27, color)
        else:
            painting.disc(middle - cell * 0.09, middle + cell * 0.06, cell * 0.08, mixed(WHITE, color, 3, 4))
            painting.disc(middle + cell * 0.06, middle + cell * 0.13, cell * 0.04, mixed(WHITE, color, 3, 4))
    elif sign.upper() in COLORS:
        color = theme.color(COLORS[sign.upper()])
        painting.disc(middle, middle, cell * 0.44, theme.edge)
        painting.disc(middle, middle, cell * 0.44 - 1.6, color)
        if look.design == 1:
            painting.disc(middle, middle, cell * 0.37, WHITE)
            painting.disc(middle, middle, cell * 0.35, color)
        elif look.design == 2:
            painting.disc(middle, middle, cell * 0.33 + 1.4, theme.edge)
        painting.disc(middle, middle, cell * 0.33, WHITE)
        _shape(painting, sign.upper(), middle, cell * 0.235, theme.edge)
        _shape(painting, sign.upper(), middle, cell * 0.235 - 1.8, color)
    else:
        _dark(painting, cell, sign, theme.edge, look.design)
    return painting


def _shape(painting: Painting, sign: str, middle: float, size: float, color: Rgb) -> None:
    """A red diamond, green triangle, blue square, yellow star or purple hexagon around a point."""

    def polygon(*points: Point) -> None:
        painting.polygon([(middle + x * size, middle + y * size) for x, y in points], color)

    if sign == "A":
        polygon((0, -1.08), (0.86, 0), (0, 1.08), (-0.86, 0))
    elif sign == "B":
        polygon((0, -1.0), (1.06, 0.86), (-1.06, 0.86))
    elif sign == "C":
        polygon((-0.84, -0.84), (0.84, -0.84), (0.84, 0.84), (-0.84, 0.84))
    elif sign == "D":
        polygon((0, -1.1), (0.953, 0.55), (-0.953, 0.55))
        polygon((0, 1.1), (0.953, -0.55), (-0.953, -0.55))
    else:
        polygon((-0.5, -0.9), (0.5, -0.9), (1.0, 0), (0.5, 0.9), (-0.5, 0.9), (-1.0, 0))


def _dark(painting: Painting, cell: int, sign: str, edge: Rgb, design: int) -> None:
    """A dark ball with a white cross whose arms end in arrows, bars or discs, or a dark upright bar with a white
    two-headed arrow."""
    middle = (cell - 1) / 2
    reach, width, head = cell * 0.34, cell * (0.09, 0.07, 0.06)[design], cell * (0.13, 0.16, 0.11)[design]
    if sign == CROSS:
        painting.disc(middle, middle, cell * 0.44, edge)
    else:
        half, corner = cell * (0.19, 0.21, 0.17)[design], cell * (0.12, 0.03, 0.17)[design]
        painting.rounded(middle - half, cell * 0.05, middle + half, cell * 0.95 - 1, corner, edge)
    for across, down in ((0, 1), (0, -1), (1, 0), (-1, 0)) if sign == CROSS else ((0, 1), (0, -1)):
        end = middle + across * (reach - head / 2), middle + down * (reach - head / 2)
        painting.line((middle, middle), end, width, WHITE)
        if sign == CROSS and design:
            if design == 2:
                painting.disc(middle + across * reach * 0.85, middle + down * reach * 0.85, cell * 0.08, WHITE)
            else:
                bar = cell * 0.12
                x, y = middle + across * reach * 0.9, middle + down * reach * 0.9
                painting.line((x - down * bar, y - across * bar), (x + down * bar, y + across * bar), width, WHITE)
            continue
        tip = middle + across * reach * 1.1, middle + down * reach * 1.1
        back = middle + across * (reach - head), middle + down * (reach - head)
        painting.polygon(
            [tip, (back[0] - down * head, back[1] + across * head), (back[0] + down * head, back[1] - across * head)],
            WHITE,
        )


def board_of(board: Board, look: Look) -> Grid:
    """Where the cells are."""
    return tiles.board_for(look, board.side, board.side, CELLS[board.side], ROOM)


def total_text(board: Board) -> str:
    """What is written below the board."""
    return f"Total cleared: {board.total}"


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers, and the total below it."""
    grid = board_of(board, look)
    sprites = kit(look, grid.cell)
    width, height = outer_size(look, grid)
    canvas = Canvas(width, height + TOTAL_HEIGHT, sprites.inks, look.theme.paper, look.font)
    canvas.stamp(0, 0, tiles.draw_tiles(look, grid, sprites, board.rows, frame=True).pixels)
    left, _, right, _ = grid.box
    y = height - look.margin + TOTAL_HEIGHT // 2 + 2
    total = canvas.text((left + right) // 2, y, total_text(board), LARGE, sprites.numbers)

    def box(place: Place) -> Box:
        if place == ("board",):
            return grid.box
        if place == ("total",):
            return total
        if place[0] == "row":
            _, top, _, bottom = grid.cell_box(place[1], 0)
            return grid.left, top, right, bottom
        if place[0] == "column":
            start, _, end, _ = grid.cell_box(0, place[1])
            return start, grid.top, end, grid.box[3]
        return grid.place_box(place)

    return canvas.finish(box)


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row, what the signs mean, and the total."""
    basic = ", ".join(f"{sign} {name}" for sign, name in COLORS.items())
    empty = f"; {HOLE} is an empty cell" if any(HOLE in row for row in board.rows) else ""
    return "\n".join(
        [
            *rows_as_text(board.rows),
            f"Basic gems: {basic}; small letters are round gems of the same colors; {CROSS} is a cross gem, {COLUMN} a "
            f"column gem{empty}. The first sign of a row is column 0.",
            f"{total_text(board)}.",
        ]
    )


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors of gems, whose shapes differ too."""
    return ({name: look.theme.color(name) for name in COLORS.values()},)
