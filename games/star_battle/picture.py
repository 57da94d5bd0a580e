"""Drawing and describing star battles.

Places: ("cell", row, column); ("row", row); ("column", column); ("region", number), counted from 1. There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board, draw_borders, draw_numbers, outer_size
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, mixed, readable_on, write
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting, Point
from gameqa.draw.text import SMALL
from gameqa.grid import Cell, all_cells
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import Battle

CELLS = {5: 76, 7: 58, 9: 46}
"""Pixels of a cell, for each side of the board."""

ROOM = 440

BORDER = 4
"""The width of the lines around regions."""

COLORS = (
    ("yellow", 6),
    ("blue", 10),
    ("orange", 6),
    ("green", 6),
    ("pink", 6),
    ("brown", 8),
    ("mint", 6),
    ("purple", 5),
    ("red", 7),
)
"""The color of every region, by its number from 1, and how many tenths of it are mixed with white: so all are told
apart also by color-blind eyes."""


TENTHS = (
    (0.0, 1.0),
    (0.588, 0.809),
    (0.951, 0.309),
    (0.951, -0.309),
    (0.588, -0.809),
    (0.0, -1.0),
    (-0.588, -0.809),
    (-0.951, -0.309),
    (-0.951, 0.309),
    (-0.588, 0.809),
)
"""How far right and up the tenths of a circle lie, clockwise from the top."""


@dataclass(frozen=True, eq=False)
class Kit:
    """What boards of one look and size of cells are made of; equal to itself only.

    Attributes:
        inks: the closed palette.
        numbers: the pen of row and column numbers.
        edge: the ink of borders.
        sprites: shape (kinds, height, width); four for each region: a cell, one with a star, and both with the
            region's number.
        pens: those of the numbers, by region.
    """

    inks: Inks
    numbers: Pixels
    edge: int
    sprites: Pixels
    pens: tuple[Pixels, ...]

    @property
    def tiles(self) -> dict[tuple[int, bool, bool], Pixels]:
        """The sprite of every kind of cell: its region, whether it has a star, and whether the region's number."""
        return {
            (number // 4 + 1, bool(number & 1), bool(number & 2)): sprite for number, sprite in enumerate(self.sprites)
        }


def ground_of(look: Look, number: int) -> Rgb:
    """The color of a region's cells."""
    name, tenths = COLORS[number - 1]
    return mixed(look.theme.color(name), tiles.WHITE, tenths, 10)


def kit(look: Look, cell: int) -> Kit:
    """The sprites of a look."""
    return _numbered(_without_numbers(look, cell), look.font)


@cached_kit
def _without_numbers(look: Look, cell: int) -> Kit:
    """The sprites before the numbers of regions are written, made once."""
    inks, numbers = common_inks(look)
    edge = inks.ink(look.theme.edge)
    sprites, pens = [], []
    for number in range(1, len(COLORS) + 1):
        ground = ground_of(look, number)
        pens.append(inks.pen(readable_on(ground), [ground]))
        for has_star in (False, True):
            painting = Painting(cell, cell, ground)
            line = mixed(look.theme.edge, ground, 1, 4)
            length, step = (cell, cell) if look.design < 2 else (3, 6)
            for start in range(0, cell, step):
                painting.rectangle(cell - 1, start, cell, start + length, line)
                painting.rectangle(start, cell - 1, start + length, cell, line)
            if has_star:
                _stars(painting, cell, look, mixed(tiles.WHITE, ground, 7, 10))
            sprites.append(painting.sprite(inks))
    inks.close()
    return Kit(inks, numbers, edge, np.stack(sprites), tuple(pens))


@lru_cache(maxsize=32)
def _numbered(bare: Kit, font: str) -> Kit:
    """All sprites, with the numbers in a font."""
    cell = bare.sprites.shape[1]
    sprites = bare.sprites.reshape(-1, 1, 2, cell, cell).repeat(2, axis=1).reshape(-1, cell, cell)
    for number, pen in enumerate(bare.pens, 1):
        for place in (4 * number - 2, 4 * number - 1):
            write(sprites[place], (BORDER + 7, BORDER + 8), str(number), SMALL, pen, font=font)
    return replace(bare, sprites=sprites)


def _stars(painting: Painting, cell: int, look: Look, pale: Rgb) -> None:
    """A star with a pale rim, since some regions are dark; with a pale point in it, or hollow, in other designs."""
    x, y, edge = cell * 0.52, cell * 0.54, look.theme.edge
    _star(painting, x, y, cell * 0.36, pale)
    _star(painting, x, y, cell * (0.28, 0.31, 0.31)[look.design], edge)
    if look.design == 1:
        painting.disc(x, y, cell * 0.07, pale)
    elif look.design == 2:
        _star(painting, x, y, cell * 0.17, pale)


def _star(painting: Painting, x: float, y: float, radius: float, color: Rgb) -> None:
    """A star with five points, made of five kites."""

    def point(number: int, share: float) -> Point:
        right, up = TENTHS[number % 10]
        return x + radius * share * right, y - radius * share * up

    for tip in range(0, 10, 2):
        painting.polygon([(x, y), point(tip - 1, 0.42), point(tip, 1), point(tip + 1, 0.42)], color)


def board_of(battle: Battle, look: Look) -> Board:
    """Where the cells are."""
    return tiles.board_for(look, battle.side, battle.side, CELLS[battle.side], ROOM)


def kinds_of(battle: Battle) -> list[list[tuple[int, bool, bool]]]:
    """The kind of every cell, row by row, as in `Kit.tiles`; the first cell of a region shows its number."""
    numbered: set[str] = set()
    found = []
    for row, line in enumerate(battle.regions):
        kinds = []
        for column, number in enumerate(line):
            star = row in battle.seen and battle.solution[row] == column
            kinds.append((int(number), star, number not in numbered))
            numbered.add(number)
        found.append(kinds)
    return found


def _cells_at(battle: Battle, place: Place) -> list[Cell]:
    """The cells of a place."""
    kind, *numbers = place
    if kind == "cell":
        return [(int(numbers[0]), int(numbers[1]))]
    return [
        (row, column)
        for row, column in all_cells(battle.side, battle.side)
        if [{"row": row, "column": column, "region": int(battle.regions[row][column])}.get(str(kind))] == numbers
    ]


def draw(battle: Battle, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    board = board_of(battle, look)
    sprites = kit(look, board.cell)
    canvas = Canvas(*outer_size(look, board), sprites.inks, look.theme.paper, look.font)
    kinds = [[4 * number - 4 + star + 2 * first for number, star, first in row] for row in kinds_of(battle)]
    canvas.tile(board.left, board.top, sprites.sprites, np.array(kinds))
    draw_numbers(canvas, board, look, sprites.numbers)
    draw_borders(canvas, board, [[int(number) for number in row] for row in battle.regions], sprites.edge, BORDER)

    def box(place: Place) -> Box:
        boxes = [board.cell_box(*cell) for cell in _cells_at(battle, place)]
        if not boxes:
            raise KeyError(place)
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    return canvas.finish(box)


def describe(battle: Battle, marks: tuple[Mark, ...]) -> str:
    """One line a row: the number of every cell's region, with an asterisk behind it where a star stands."""
    lines = rows_as_text([f"{number}{'*' * star}" for number, star, _ in row] for row in kinds_of(battle))
    lines.append(
        "A number is the region of a cell, an asterisk behind it a star; the first entry of a row is column 0."
    )
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors of the regions, and that of stars."""
    grounds = {f"region {number}": ground_of(look, number) for number in range(1, len(COLORS) + 1)}
    return ({**grounds, "star": look.theme.edge},)
