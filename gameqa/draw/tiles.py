"""Boards of tiles: one sprite for every kind of cell, stamped on a board with row and column numbers.

A game's picture says which kinds of cells there are, paints one tile for each, and tells the kind of every cell; the
rest is the same for all such boards and stands here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np

from gameqa.draw.board import Board, board_in, draw_numbers, fitting_cell, outer_size
from gameqa.draw.canvas import Canvas, Inks, Pixels, common_inks, mixed, write
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting
from gameqa.draw.text import MEDIUM

WHITE: Rgb = (255, 255, 255)

Kind = TypeVar("Kind", bound=Hashable)


@dataclass(frozen=True)
class Lettering:
    """A sign in the middle of a tile: the text, the size of its letters, its color, and the color below it."""

    text: str
    size: int
    color: Rgb
    ground: Rgb


@dataclass(frozen=True, eq=False)
class Kit(Generic[Kind]):
    """What boards of one look and size of cells are made of; equal to itself only.

    Attributes:
        inks: the closed palette.
        numbers: the pen of row and column numbers.
        letters: the pen of letters on badges.
        sprites: the tiles, shape (kinds, height, width).
        order: the number of every kind of cell among them.
        signs: what is still to be written on some of them, see `in_font`, each with the pen for it.
    """

    inks: Inks
    numbers: Pixels
    letters: Pixels
    sprites: Pixels
    order: Mapping[Kind, int]
    signs: tuple[tuple[int, Lettering, Pixels], ...] = ()

    @property
    def tiles(self) -> dict[Kind, Pixels]:
        """The sprite of every kind of cell."""
        return {kind: self.sprites[number] for kind, number in self.order.items()}


def blank(look: Look, cell: int, ground: Rgb | None = None) -> Painting:
    """An empty tile with a thin line at its right and lower edge, dashed in one design, or with round corners.

    Args:
        cell: the side in pixels.
        ground: the color, that of boards where not given.
    """
    ground = look.theme.panel if ground is None else ground
    painting = Painting(cell, cell, ground)
    if look.design == 1:
        painting.rectangle(0, 0, cell, cell, look.theme.line)
        painting.rounded(0, 0, cell - 1, cell - 1, cell * 0.12, ground)
    elif look.design == 2:
        line = mixed(look.theme.edge, ground, 1, 2) if sum(ground) > 380 else look.theme.line
        for start in range(0, cell, 6):
            painting.rectangle(cell - 1, start, cell, start + 3, line)
            painting.rectangle(start, cell - 1, start + 3, cell, line)
    else:
        painting.rectangle(cell - 1, 0, cell, cell, look.theme.line)
        painting.rectangle(0, cell - 1, cell, cell, look.theme.line)
    return painting


def make_kit(
    look: Look, paintings: Mapping[Kind, Painting], signs: Mapping[Kind, Lettering] | None = None
) -> Kit[Kind]:
    """The sprites of all kinds of cells.

    Args:
        paintings: the tile of every kind.
        signs: what `in_font` is to write on some of them.
    """
    inks, numbers = common_inks(look)
    letters = inks.pen(look.theme.dark_ink, [WHITE])
    tiles = {kind: painting.sprite(inks) for kind, painting in paintings.items()}
    order = {kind: number for number, kind in enumerate(tiles)}
    written = tuple((order[kind], sign, inks.pen(sign.color, [sign.ground])) for kind, sign in (signs or {}).items())
    inks.close()
    return Kit(inks, numbers, letters, np.stack(list(tiles.values())), order, written)


@lru_cache(maxsize=64)
def in_font(kit: Kit[Kind], font: str) -> Kit[Kind]:
    """The kit with its signs written in a font."""
    sprites = kit.sprites.copy()
    _, height, width = sprites.shape
    for number, sign, pen in kit.signs:
        write(sprites[number], (width // 2, height // 2), sign.text, sign.size, pen, font=font)
    return replace(kit, sprites=sprites, signs=())


def board_for(look: Look, rows: int, columns: int, cell: int, room: int, first: int = 0) -> Board:
    """The board of a picture that shows nothing else.

    Args:
        cell: the side of a cell in the plain look, in pixels.
        room: the most pixels that the cells may take in one direction.
        first: the number of the first row and column.
    """
    return board_in(look, rows, columns, fitting_cell(look, cell, max(rows, columns), room), first)


def draw_tiles(
    look: Look, board: Board, kit: Kit[Kind], kinds: Iterable[Iterable[Kind]], frame: bool = False
) -> Canvas:
    """The picture of a board.

    Args:
        kinds: the kind of every cell, row by row.
        frame: whether a thin line goes around the board.
    """
    canvas = Canvas(*outer_size(look, board), kit.inks, look.theme.paper, look.font)
    order = kit.order
    canvas.tile(board.left, board.top, kit.sprites, np.array([[order[kind] for kind in row] for row in kinds]))
    if frame:
        left, top, right, bottom = board.box
        canvas.frame((left - 1, top - 1, right, bottom), canvas.inks.ink(look.theme.line), 1)
    draw_numbers(canvas, board, look, kit.numbers)
    return canvas


def draw_badge(canvas: Canvas, board: Board, kit: Kit[Kind], cell: tuple[int, int], text: str) -> None:
    """A letter on a white badge in the middle of a cell, which is given by its numbers as shown."""
    left, top, right, bottom = board.cell_box(*cell)
    x, y = (left + right) // 2, (top + bottom) // 2
    canvas.fill((x - 9, y - 10, x + 9, y + 10), canvas.inks.ink(WHITE))
    canvas.text(x, y, text, MEDIUM, kit.letters)
