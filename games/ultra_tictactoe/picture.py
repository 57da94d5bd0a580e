"""Drawing and describing boards of ultra tic-tac-toe.

Places: ("cell", R, C, r, c) and ("block", R, C), by their numbers as shown. Marks: "last", the piece placed last, at
its cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import draw_frame
from gameqa.draw.canvas import MAX_WIDTH, Canvas, Picture, Pixels
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import LARGE, SMALL
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import EMPTY, PLAYERS, Board
from .telling import cell_text, numbers_of

CELL, GAP = 42, 10
"""Pixels of a cell in the plain look, and between blocks."""

BAND = 26
"""The width of a band of numbers: those of blocks lie outside of those of cells."""

COLORS = dict(zip(PLAYERS, ("blue", "red"), strict=True))
FRAME = 2


@dataclass(frozen=True)
class Layout:
    """Where blocks and cells are.

    Attributes:
        left, top: the corner of the first block, in pixels.
        cell: the side of a cell.
    """

    left: int
    top: int
    cell: int

    @property
    def block(self) -> int:
        """From one block to the next."""
        return 3 * self.cell + GAP

    @property
    def extent(self) -> int:
        """The side of the whole board."""
        return 3 * self.block - GAP

    def corner(self, block: int) -> tuple[int, int]:
        """The left upper corner of a block."""
        return self.left + block % 3 * self.block, self.top + block // 3 * self.block

    def box(self, place: Place) -> Box:
        """The pixels of a place; KeyError for others."""
        kind, *numbers = place
        if len(numbers) != {"cell": 4, "block": 2}.get(str(kind)) or not all(1 <= number <= 3 for number in numbers):
            raise KeyError(place)
        if kind == "block":
            left, top = self.corner(3 * numbers[0] + numbers[1] - 4)
            return left, top, left + 3 * self.cell, top + 3 * self.cell
        block, inside = numbers_of(tuple(numbers))
        left, top = self.corner(block)
        left, top = left + inside % 3 * self.cell, top + inside // 3 * self.cell
        return left, top, left + self.cell, top + self.cell


def layout_of(look: Look) -> Layout:
    """The places of a look."""
    room = MAX_WIDTH - 2 * (look.margin + look.rim) - 2 * BAND - 2 * GAP - FRAME
    start = look.margin + 2 * BAND + look.rim
    return Layout(start, start, min(look.size(CELL), room // 9))


def _last(sign: str) -> str:
    """The kind of tile of the piece placed last."""
    return sign.lower()


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once: an empty cell and both signs, plain and on the ground of the piece placed last."""
    paintings = {EMPTY: tiles.blank(look, cell)}
    for sign, name in COLORS.items():
        for kind, ground in ((sign, look.theme.panel), (_last(sign), look.theme.color("yellow"))):
            paintings[kind] = tiles.blank(look, cell, ground)
            _sign(paintings[kind], sign, cell, look.theme.color(name), ground, look.design)
    return tiles.make_kit(look, paintings)


def _sign(painting: Painting, sign: str, cell: int, color: Rgb, ground: Rgb, design: int) -> None:
    """A cross or a ring, bold, thin and large, or with corners."""
    low, high, middle = cell * 0.24, cell * 0.73, cell * 0.485
    if design == 1:
        low, high = cell * 0.19, cell * 0.78
        if sign == PLAYERS[0]:
            painting.line((low, low), (high, high), cell * 0.085, color)
            painting.line((low, high), (high, low), cell * 0.085, color)
        else:
            painting.disc(middle, middle, cell * 0.34, color)
            painting.disc(middle, middle, cell * 0.255, ground)
        return
    if design == 2:
        thick = cell * 0.1
        if sign == PLAYERS[0]:
            for one, other in ((low, high), (high, low)):
                aside = thick if one < other else -thick
                painting.polygon(
                    [(low - thick, one), (low, one - aside), (high + thick, other), (high, other + aside)], color
                )
        else:
            corners = [(-0.45, -1.0), (0.45, -1.0), (1.0, -0.45), (1.0, 0.45), (0.45, 1.0), (-0.45, 1.0)]
            corners += [(-1.0, 0.45), (-1.0, -0.45)]
            for radius, paint in ((0.32, color), (0.18, ground)):
                painting.polygon([(middle + x * cell * radius, middle + y * cell * radius) for x, y in corners], paint)
        return
    if sign == PLAYERS[0]:
        painting.line((low, low), (high, high), cell * 0.13, color)
        painting.line((low, high), (high, low), cell * 0.13, color)
    else:
        painting.disc(middle, middle, cell * 0.31, color)
        painting.disc(middle, middle, cell * 0.19, ground)


def kinds_of(board: Board, marks: tuple[Mark, ...]) -> list[str]:
    """The kinds of tiles of every block, cell by cell."""
    blocks = list(board.blocks)
    for mark in marks:
        block, inside = numbers_of(mark.place[1:])
        signs = blocks[block]
        blocks[block] = signs[:inside] + _last(signs[inside]) + signs[inside + 1 :]
    return blocks


@lru_cache(maxsize=16)
def ground(look: Look) -> Pixels:
    """A board without cells: frames of blocks, and all numbers."""
    layout = layout_of(look)
    own = kit(look, layout.cell)
    size = layout.left + layout.extent + FRAME + look.rim + look.margin
    canvas = Canvas(size, size, own.inks, look.theme.paper, look.font)
    if look.labels == "strip":
        strip, end, start = canvas.inks.ink(look.theme.strip), layout.left + layout.extent, look.margin
        canvas.fill((start, start, end, start + BAND), strip)
        canvas.fill((start, start, start + BAND, end), strip)
    edge, side = canvas.inks.ink(look.theme.edge), 3 * layout.cell
    first, last = layout.left - FRAME, layout.left + layout.extent + FRAME
    draw_frame(canvas, (first, first, last, last), look)
    for block in range(9):
        left, top = layout.corner(block)
        canvas.frame((left - FRAME, top - FRAME, left + side + FRAME, top + side + FRAME), edge, FRAME)
    half = layout.cell // 2
    for number in range(3):
        start = layout.left + number * layout.block
        middle, band = start + layout.cell + half, look.margin + BAND // 2
        canvas.text(middle, band, str(number + 1), LARGE, own.numbers)
        canvas.text(band, middle, str(number + 1), LARGE, own.numbers)
        for inside in range(3):
            place = start + inside * layout.cell + half
            canvas.text(place, band + BAND - FRAME, str(inside + 1), SMALL, own.numbers)
            canvas.text(band + BAND - FRAME, place, str(inside + 1), SMALL, own.numbers)
    return canvas.pixels


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """Nine blocks with the numbers of blocks outside and those of cells beside them."""
    layout = layout_of(look)
    own, below = kit(look, layout.cell), ground(look)
    canvas = Canvas(below.shape[1], below.shape[0], own.inks, look.theme.paper, look.font)
    canvas.pixels[...] = below
    for block, signs in enumerate(kinds_of(board, marks)):
        kinds = np.array([own.order[sign] for sign in signs]).reshape(3, 3)
        canvas.tile(*layout.corner(block), own.sprites, kinds)
    return canvas.finish(layout.box)


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line for every row of every block."""
    lines = []
    for number, signs in enumerate(board.blocks):
        lines.append(f"block ({number // 3 + 1}, {number % 3 + 1}):")
        lines += rows_as_text([signs[start : start + 3] for start in (0, 3, 6)], 1)
    lines.append("X first player, O second player, . empty cell; the first sign of a row is column 1.")
    for mark in marks:
        lines.append(f"The piece placed last is in cell {cell_text(*numbers_of(mark.place[1:]))}.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, the signs also by shape."""
    theme = look.theme
    return (
        {"ground": theme.panel, "ground of the last piece": theme.color("yellow")},
        *({"sign": theme.color(name), "ground": theme.panel} for name in COLORS.values()),
    )
