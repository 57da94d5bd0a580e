"""Drawing and describing Sokoban boards.

Places: ("cell", row, column). Marks: kind "letter" sets `content` on a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw.board import board_in, draw_numbers, fitting_cell, kinds_of, outer_size
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting
from gameqa.draw.text import MEDIUM

from .engine import Board

CELL, ROOM = 48, 440

SIGNS = "#."

WHITE: Rgb = (255, 255, 255)

SYMBOLS = {
    (False, ""): ".",
    (True, ""): "T",
    (False, "box"): "B",
    (True, "box"): "*",
    (False, "player"): "P",
    (True, "player"): "+",
}


@dataclass(frozen=True)
class Kit:
    """Sprites of one look and cell size: of walls and floor in the order of `SIGNS`, and (on a target, what stands
    there) -> sprite."""

    inks: Inks
    numbers: Pixels
    letters: Pixels
    badge: int
    tiles: Pixels
    cells: dict[tuple[bool, str], Pixels]


@cache
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    letters = inks.pen(look.theme.ink if sum(look.theme.ink) < 380 else look.theme.edge, [WHITE])
    cells = {key: _cell_sprite(look, cell, *key).sprite(inks) for key in SYMBOLS}
    wall = _wall_sprite(look, cell).sprite(inks)
    inks.close()
    return Kit(inks, numbers, letters, inks.ink(WHITE), np.stack([wall, cells[False, ""]]), cells)


def _wall_sprite(look: Look, cell: int) -> Painting:
    theme = look.theme
    painting = Painting(cell, cell, theme.wall)
    course = cell / 3
    for number in range(3):
        top = number * course
        shift = 0.0 if number % 2 else cell / 2
        for left in (shift - cell, shift):
            painting.rectangle(left + 1.5, top + 1.5, left + cell - 1.5, top + course - 1.5, theme.wall_light)
    return painting


def _cell_sprite(look: Look, cell: int, target: bool, content: str) -> Painting:
    theme = look.theme
    painting = Painting(cell, cell, theme.panel)
    painting.rectangle(cell - 1, 0, cell, cell, theme.line)
    painting.rectangle(0, cell - 1, cell, cell, theme.line)
    if target:
        _target(painting, cell, theme.color("red"))
    if content == "box":
        _crate(painting, cell, theme.color("orange"), theme.color("brown"))
    elif content == "player":
        _player(painting, cell, theme.color("blue"), theme.edge)
    return painting


def _target(painting: Painting, cell: int, color: Rgb) -> None:
    """Four corner marks and a point in the middle."""
    near, far, thick, long = cell * 0.06, cell * 0.94 - 1, cell * 0.085, cell * 0.24
    for x, to_x in ((near, near + long), (far, far - long)):
        for y, to_y in ((near, near + long), (far, far - long)):
            across = y + thick if to_y > y else y - thick
            down = x + thick if to_x > x else x - thick
            painting.rectangle(min(x, to_x), min(y, across), max(x, to_x), max(y, across), color)
            painting.rectangle(min(x, down), min(y, to_y), max(x, down), max(y, to_y), color)
    painting.disc((cell - 1) / 2, (cell - 1) / 2, cell * 0.1, color)


def _crate(painting: Painting, cell: int, wood: Rgb, dark: Rgb) -> None:
    near, far, thick = cell * 0.16, cell * 0.84 - 1, cell * 0.07
    painting.rounded(near, near, far, far, cell * 0.05, dark)
    painting.rectangle(near + thick, near + thick, far - thick, far - thick, wood)
    low, high = near + thick, far - thick
    painting.line((low, low), (high, high), thick, dark)
    painting.line((low, high), (high, low), thick, dark)


def _player(painting: Painting, cell: int, body: Rgb, edge: Rgb) -> None:
    middle = (cell - 1) / 2
    painting.disc(middle, middle, cell * 0.33, edge)
    painting.disc(middle, middle, cell * 0.29, body)
    for x in (middle - cell * 0.11, middle + cell * 0.11):
        painting.disc(x, middle - cell * 0.06, cell * 0.085, WHITE)
        painting.disc(x, middle - cell * 0.05, cell * 0.04, edge)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    side = len(board.rows)
    layout = board_in(look, side, side, fitting_cell(look, CELL, side, ROOM))
    sprites = kit(look, layout.cell)
    canvas = Canvas(*outer_size(look, layout), sprites.inks, look.theme.paper)
    canvas.tile(layout.left, layout.top, sprites.tiles, kinds_of(board.rows, SIGNS))
    for place in {*board.targets, *board.boxes, board.player}:
        content = "box" if place in board.boxes else "player" if place == board.player else ""
        canvas.stamp(*layout.corner(*place), sprites.cells[place in board.targets, content])
    draw_numbers(canvas, layout, look, sprites.numbers)
    for mark in marks:
        left, top, right, bottom = layout.cell_box(*mark.place[1:])
        x, y = (left + right) // 2, (top + bottom) // 2
        canvas.fill((x - 9, y - 10, x + 9, y + 10), sprites.badge)
        canvas.text(x, y, mark.content, MEDIUM, sprites.letters)

    return canvas.finish(layout.place_box)


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row, and what the signs mean."""
    targets, boxes = set(board.targets), set(board.boxes)
    lines = []
    for row, kinds in enumerate(board.rows):
        signs = []
        for column, kind in enumerate(kinds):
            place = (row, column)
            content = "box" if place in boxes else "player" if place == board.player else ""
            signs.append("#" if kind == "#" else SYMBOLS[place in targets, content])
        lines.append(f"row {row}: {' '.join(signs)}")
    lines.append(
        "# wall, . floor, T target, B box, * box on a target, P player, + player on a target; "
        "the first sign of a row is column 0."
    )
    for mark in marks:
        lines.append(f"The letter {mark.content} is at ({mark.place[1]}, {mark.place[2]}).")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by colour, besides by shape."""
    theme = look.theme
    return (
        {
            "wall": theme.wall_light,
            "floor": theme.panel,
            "target": theme.color("red"),
            "box": theme.color("orange"),
            "player": theme.color("blue"),
        },
    )
