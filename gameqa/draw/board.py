"""Boards of square cells with row and column numbers outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import is_

import numpy as np
import numpy.typing as npt

from gameqa.draw.canvas import MAX_WIDTH, Canvas, Inks, Pixels
from gameqa.draw.looks import PLAIN, Look
from gameqa.draw.text import SMALL, text_width
from gameqa.places import Box, Place

GUTTER = 24
"""The width of the band of row numbers and the height of that of column numbers."""


@dataclass(frozen=True)
class Board:
    """Where the cells of a board are.

    Attributes:
        left, top: the corner of the cells, in pixels.
        rows, columns: their numbers.
        cell: the side of a cell in pixels.
        first: the number of the first row and column, 0 or 1.
    """

    left: int
    top: int
    rows: int
    columns: int
    cell: int
    first: int = 0

    @property
    def box(self) -> Box:
        """The cells, without the numbers."""
        return (
            self.left,
            self.top,
            self.left + self.columns * self.cell,
            self.top + self.rows * self.cell,
        )

    def cell_box(self, row: int, column: int) -> Box:
        """A cell, by its numbers as shown; KeyError outside of the board."""
        r, c = row - self.first, column - self.first
        if not (0 <= r < self.rows and 0 <= c < self.columns):
            raise KeyError(("cell", row, column))
        left, top = self.left + c * self.cell, self.top + r * self.cell
        return left, top, left + self.cell, top + self.cell

    def place_box(self, place: Place) -> Box:
        """The place ("cell", row, column), by its numbers as shown; KeyError for any other."""
        if place[0] != "cell":
            raise KeyError(place)
        return self.cell_box(place[1], place[2])

    def corner(self, row: int, column: int) -> tuple[int, int]:
        """The left upper corner of the cell in row and column counted from 0."""
        return self.left + column * self.cell, self.top + row * self.cell


def fitting_cell(look: Look, wanted: int, cells: int, room: int) -> int:
    """The side of a cell: as wanted in the plain look, less where `cells` of them exceed `room` pixels,
    or the picture would grow too wide."""
    bands = 2 if look.labels == "both" else 1
    return min(look.size(wanted), min(room, MAX_WIDTH - 2 * (look.margin + look.rim) - bands * GUTTER) // cells)


def board_in(look: Look, rows: int, columns: int, cell: int, first: int = 0, left: int = 0, top: int = 0) -> Board:
    """A board whose numbers start at (left, top) inside of the look's margin."""
    before = look.margin + GUTTER + look.rim
    return Board(left + before, top + before, rows, columns, cell, first)


def outer_size(look: Look, board: Board) -> tuple[int, int]:
    """Right and bottom end of the board with its frame, its numbers and the look's margin."""
    right, bottom = board.box[2:]
    beyond = look.rim + (GUTTER if look.labels == "both" else 0) + look.margin
    return right + beyond, bottom + beyond


def draw_numbers(canvas: Canvas, board: Board, look: Look, pen: Pixels) -> None:
    """The row and column numbers and the frame, in the manner of the look. Below them is even ground."""
    draw_frame(canvas, board.box, look)
    ground = int(canvas.pixels[board.top - GUTTER - look.rim, board.left - GUTTER - look.rim])
    like = board_in(look, board.rows, board.columns, board.cell, board.first)
    for x, y, band, written in _bands(like, look, _Same((canvas.inks, pen)), ground):
        canvas.stamp(board.left + x, board.top + y, band, written)


def draw_frame(canvas: Canvas, box: Box, look: Look) -> None:
    """The frame of a look around a box, 2 to `Look.rim` pixels away from it; none for looks without one."""
    ink = canvas.inks.ink(look.theme.ink)
    for away, width in _LINES[look.frame]:
        left, top, right, bottom = box
        canvas.frame((left - away, top - away, right + away, bottom + away), ink, width)


_LINES: Mapping[str, tuple[tuple[int, int], ...]] = {"own": (), "thick": ((6, 3),), "double": ((8, 2), (4, 1))}
"""The lines of every frame: how far its outer edge is from the box, and how wide it is."""


def frame_picture(canvas: Canvas, look: Look) -> None:
    """The frame of a look in the margin of a picture that is no board."""
    height, width = canvas.pixels.shape
    draw_frame(canvas, (look.margin, look.margin, width - look.margin, height - look.margin), look)


class _Same:
    """A key of a cache that is equal where it holds the very same things."""

    __slots__ = ("things",)

    def __init__(self, things: tuple[Inks, Pixels]) -> None:
        self.things = things

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and all(map(is_, self.things, other.things))

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.things)))


def _number_font(board: Board, look: Look) -> str:
    """The look's font, or the narrowest one where neighboring column numbers would nearly touch."""
    widest = text_width(str(board.columns - 1 + board.first), SMALL, look.font)
    return look.font if widest + (2 if look.font == PLAIN.font else 5) <= board.cell else NARROWEST


NARROWEST = "sans"


@lru_cache(maxsize=128)
def _bands(board: Board, look: Look, kit: _Same, ground: int) -> list[tuple[int, int, Pixels, npt.NDArray[np.bool_]]]:
    """The bands of numbers around a board, each with its left upper corner as seen from that of the cells, and with
    where it is not plain ground."""
    inks, pen = kit.things
    width, height = outer_size(look, board)
    canvas = Canvas(width, height, inks, look.theme.paper, _number_font(board, look))
    canvas.pixels[...] = ground
    left, top, right, bottom = board.box
    rim, before = look.rim, GUTTER + look.rim
    corners = [(left - before, top - before)]
    if look.labels == "both":
        corners.append((right + rim, bottom + rim))
    if look.labels == "strip":
        strip = inks.ink(look.theme.strip)
        canvas.fill((left - before, top - before, right + rim, top - rim), strip)
        canvas.fill((left - before, top - rim, left - rim, bottom + rim), strip)
    half = board.cell // 2
    for x, y in corners:
        for column in range(board.columns):
            text = str(column + board.first)
            canvas.text(left + column * board.cell + half, y + GUTTER // 2, text, SMALL, pen)
        for row in range(board.rows):
            text = str(row + board.first)
            canvas.text(x + GUTTER // 2, top + row * board.cell + half, text, SMALL, pen)
    boxes = [(x, top - before, x + GUTTER, min(bottom + before, height)) for x, _ in corners]
    boxes += [(left - rim, y, right + rim, y + GUTTER) for _, y in corners]
    bands = [(x - left, y - top, canvas.pixels[y:end, x:far].copy()) for x, y, far, end in boxes]
    return [(x, y, band, band != ground) for x, y, band in bands]


def draw_grid(canvas: Canvas, board: Board, ink: int, width: int = 1) -> None:
    """Lines between all cells, and around them inside of the board."""
    left, top, right, bottom = board.box
    for cells in (canvas.pixels[top:bottom, left:right], canvas.pixels[top:bottom, left:right].T):
        cells[:width] = cells[-width:] = ink
        for part in range(width):
            cells[board.cell - width // 2 + part :: board.cell] = ink


def draw_borders(canvas: Canvas, board: Board, regions: npt.ArrayLike, ink: int, width: int) -> None:
    """Lines wherever two edge-neighboring cells belong to different regions, and around the board."""
    left, top, right, bottom = board.box
    half, cell = width // 2, board.cell
    numbers = np.asarray(regions)
    for row, column in np.argwhere(numbers[:, 1:] != numbers[:, :-1]).tolist():
        x, y = left + (column + 1) * cell - half, top + row * cell
        canvas.pixels[max(top, y - half) : min(bottom, y + cell + half), x : x + width] = ink
    for row, column in np.argwhere(numbers[1:] != numbers[:-1]).tolist():
        x, y = left + column * cell, top + (row + 1) * cell - half
        canvas.pixels[y : y + width, max(left, x - half) : min(right, x + cell + half)] = ink
    outside = (left - half, top - half, right + half, bottom + half)
    canvas.frame(outside, ink, width)
