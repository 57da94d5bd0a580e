"""Drawing and describing mazes.

Places: ("cell", row, column). There are no marks.
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

from .engine import Maze

CELLS = {9: 44, 13: 33, 17: 26}
"""Pixels of a cell, for each side of the maze."""

ROOM = 446

FLOOR, WALL, PLAYER, GOAL = "floor", "wall", "player", "goal"
SIGNS = {FLOOR: ".", WALL: "#", PLAYER: "P", GOAL: "G"}
KINDS = tuple(SIGNS)


@dataclass(frozen=True)
class Kit:
    """The pen of the numbers and the sprite of every kind of cell, in the order of `SIGNS`."""

    inks: Inks
    numbers: Pixels
    cells: Pixels


@cache
def kit(look: Look, cell: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    cells = np.stack([_sprite(look, cell, kind).sprite(inks) for kind in SIGNS])
    inks.close()
    return Kit(inks, numbers, cells)


def _sprite(look: Look, cell: int, kind: str) -> Painting:
    theme = look.theme
    if kind == WALL:
        return Painting(cell, cell, theme.wall)
    painting = Painting(cell, cell, theme.panel)
    painting.rectangle(cell - 1, 0, cell, cell, theme.line)
    painting.rectangle(0, cell - 1, cell, cell, theme.line)
    middle = (cell - 1) / 2
    if kind == PLAYER:
        painting.disc(middle, middle, cell * 0.36, theme.edge)
        painting.disc(middle, middle, cell * 0.31, theme.color("blue"))
    elif kind == GOAL:
        near, far = cell * 0.12, cell * 0.88 - 1
        painting.rounded(near, near, far, far, cell * 0.08, theme.color("red"))
        for radius, color in ((0.26, theme.panel), (0.15, theme.color("red"))):
            painting.disc(middle, middle, cell * radius, color)
    return painting


def _kind(maze: Maze, row: int, column: int) -> str:
    if (row, column) == maze.player:
        return PLAYER
    if (row, column) == maze.goal:
        return GOAL
    return WALL if maze.rows[row][column] == "#" else FLOOR


def draw(maze: Maze, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The maze with row and column numbers."""
    side = len(maze.rows)
    layout = board_in(look, side, side, fitting_cell(look, CELLS[side], side, ROOM))
    sprites = kit(look, layout.cell)
    canvas = Canvas(*outer_size(look, layout), sprites.inks, look.theme.paper)
    kinds = kinds_of(maze.rows, "".join(SIGNS.values()))
    kinds[maze.player], kinds[maze.goal] = KINDS.index(PLAYER), KINDS.index(GOAL)
    canvas.tile(layout.left, layout.top, sprites.cells, kinds)
    draw_numbers(canvas, layout, look, sprites.numbers)
    return canvas.finish(layout.place_box)


def describe(maze: Maze, marks: tuple[Mark, ...]) -> str:
    """One line a row, and what the signs mean."""
    numbers = range(len(maze.rows))
    lines = [f"row {row}: {' '.join(SIGNS[_kind(maze, row, column)] for column in numbers)}" for row in numbers]
    lines.append("# wall, . floor, P player, G goal; the first sign of a row is column 0.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by colour, besides by shape."""
    theme = look.theme
    return ({"wall": theme.wall, "floor": theme.panel, "player": theme.color("blue"), "goal": theme.color("red")},)
