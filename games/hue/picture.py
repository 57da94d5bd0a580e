"""Drawing and describing boards of swatches.

Places: ("cell", row, column), and ("palette", number) for the colors below the board. The mark ("sign", cell, text)
names an empty cell.

The palette of a picture is that of its look, followed by the board's own colors: a swatch has exactly its color.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from gameqa.contract import Mark
from gameqa.draw import board as boards
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import MEDIUM, SMALL
from gameqa.draw.tiles import WHITE
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import EMPTY, Board
from .names import NAMES, fellows
from .spaces import rgb_of

CELLS = {5: 76, 7: 58, 9: 46}
"""Pixels of a cell, for each number of columns."""

INSETS = (1, 3, 6)
"""The edge around the color of a cell, in pixels, for each design."""

GAP, NUMBER, SWATCH, PITCH = 14, 22, 42, 50
"""The space above the colors below the board, the height of their numbers, their side, and how far apart they are."""


@dataclass(frozen=True)
class Kit:
    """What boards of one look and size of cells are made of.

    Attributes:
        numbers, signs: the pens of numbers outside of the board, and of signs in it.
        hatched: an empty cell.
    """

    inks: Inks
    numbers: Pixels
    signs: Pixels
    hatched: Pixels


@cached_kit
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    signs = inks.pen(look.theme.edge, [WHITE])
    painting = Painting(cell, cell, look.theme.panel)
    for place in range(-cell, 2 * cell, (10, 12, 8)[look.design]):
        if look.design != 2:
            painting.line((place, cell), (place + cell, 0), 1.2, look.theme.wall_light)
        if look.design:
            painting.line((place, 0), (place + cell, cell), 1.2, look.theme.wall_light)
    for left, top, right, bottom in (
        (0, 0, cell, 1),
        (0, cell - 1, cell, cell),
        (0, 0, 1, cell),
        (cell - 1, 0, cell, cell),
    ):
        painting.rectangle(left, top, right, bottom, look.theme.panel)
    hatched = painting.sprite(inks)
    inks.close()
    return Kit(inks, numbers, signs, hatched)


def board_of(board: Board, look: Look) -> boards.Board:
    """Where the cells are."""
    side = len(board.rows[0])
    cell = boards.fitting_cell(look, CELLS[side], side, 446)
    return boards.board_in(look, len(board.rows), side, cell)


def _swatch_box(place: boards.Board, below: int, number: int) -> Box:
    """Where the color with a number is, below the board."""
    left = place.left + (number - 1) * PITCH
    return left, below + NUMBER, left + SWATCH, below + NUMBER + SWATCH


def _box(place: boards.Board, below: int, count: int, where: Place) -> Box:
    if where[0] == "palette" and 1 <= where[1] <= count:
        return _swatch_box(place, below, where[1])
    return place.place_box(where)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers, and the numbered colors below it."""
    place = board_of(board, look)
    sprites = kit(look, place.cell)
    inks = sprites.inks
    right, bottom = boards.outer_size(look, place)
    below = bottom - look.margin + GAP
    height = below + NUMBER + SWATCH + look.margin if board.palette else bottom
    width = max(right, place.left + len(board.palette) * PITCH + look.margin)
    canvas = Canvas(width, height, inks, look.theme.paper, look.font)
    rows = np.array(board.rows, np.int64)
    own, numbers = np.unique(np.concatenate((rows.ravel(), np.array(board.palette, np.int64))), return_inverse=True)
    palette = inks.palette
    first = len(palette) // 3
    if own[0] == EMPTY:
        own, first = own[1:], first - 1
        canvas.tile(place.left, place.top, sprites.hatched[None], np.zeros(rows.shape, np.int64))
    else:
        canvas.fill(place.box, inks.ink(look.theme.panel))
    indices = (numbers.reshape(-1) + first).astype(np.uint8)
    left, top, end, foot = place.box
    cells = canvas.pixels[top:foot, left:end].reshape(len(rows), place.cell, rows.shape[1], place.cell)
    shown = rows != EMPTY
    inset = INSETS[look.design]
    cells[:, inset:-inset, :, inset:-inset].swapaxes(1, 2)[shown] = indices[: rows.size].reshape(rows.shape)[shown][
        :, None, None
    ]
    for number, index in enumerate(indices[rows.size :].tolist(), 1):
        box = _swatch_box(place, below, number)
        canvas.fill(box, index)
        canvas.text((box[0] + box[2]) // 2, below + NUMBER // 2 - 1, str(number), SMALL, sprites.numbers)
    for mark in marks:
        left, top, end, foot = place.place_box(mark.place)
        x, y = (left + end) // 2, (top + foot) // 2
        canvas.fill((x - 10, y - 11, x + 10, y + 11), inks.ink(WHITE))
        canvas.text(x, y, mark.content, MEDIUM, sprites.signs)
    boards.draw_numbers(canvas, place, look, sprites.numbers)
    added = np.stack((own >> 16, own >> 8 & 255, own & 255), axis=-1).astype(np.uint8).tobytes()
    return Picture(canvas.pixels, palette + added, partial(_box, place, below, len(board.palette)))


@lru_cache(maxsize=4096)
def _written(color: int) -> str:
    return "empty" if color == EMPTY else f"#{color:06x}"


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row, and the numbered colors."""
    signs = {mark.place[1:]: mark.content for mark in marks}
    lines = rows_as_text(
        [signs.get((row, column), _written(color)) for column, color in enumerate(colors)]
        for row, colors in enumerate(board.rows)
    )
    lines.append("Colors are written #rrggbb: red, green and blue in two hexadecimal digits each.")
    if board.palette:
        lines.append("Below: " + ", ".join(f"{number} #{color:06x}" for number, color in enumerate(board.palette, 1)))
    return "\n".join(lines)


def colors(look: Look) -> list[dict[str, Rgb]]:
    """Every two names that a question may offer side by side; swatches are the same in all looks."""
    return [
        {one: rgb_of(NAMES[one]), other: rgb_of(NAMES[other])}
        for one, others in fellows().items()
        for other in others
        if one < other
    ]
