"""Drawing and describing mazes.

Places: ("cell", row, column). There are no marks.
"""

from __future__ import annotations

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board
from gameqa.draw.canvas import Picture, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.wording import rows_as_text

from .engine import Maze

CELLS = {9: 44, 13: 33, 17: 26}
"""Pixels of a cell, for each side of the maze."""

ROOM = 446

FLOOR, WALL, PLAYER, GOAL = "floor", "wall", "player", "goal"
SIGNS = {FLOOR: ".", WALL: "#", PLAYER: "P", GOAL: "G"}


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once."""
    return tiles.make_kit(look, {kind: _painting(look, cell, kind) for kind in SIGNS})


def _painting(look: Look, cell: int, kind: str) -> Painting:
    theme = look.theme
    if kind == WALL:
        return _wall(look, cell)
    painting = tiles.blank(look, cell)
    middle = (cell - 1) / 2
    if kind == PLAYER:
        painting.disc(middle, middle, cell * 0.36, theme.edge)
        painting.disc(middle, middle, cell * 0.31, theme.color("blue"))
        if look.design == 1:
            painting.disc(middle, middle, cell * 0.2, theme.panel)
            painting.disc(middle, middle, cell * 0.13, theme.color("blue"))
        elif look.design == 2:
            painting.disc(middle - cell * 0.1, middle - cell * 0.1, cell * 0.09, theme.panel)
    elif kind == GOAL:
        near, far = cell * 0.12, cell * 0.88 - 1
        red, panel = theme.color("red"), theme.panel
        if look.design == 1:
            painting.rectangle(near, near, far, far, theme.edge)
            near, far = near + 1.2, far - 1.2
        painting.rounded(near, near, far, far, cell * (0.08, 0.0, 0.2)[look.design], red)
        rings = (
            ((0.26, panel), (0.15, red)),
            ((0.29, panel), (0.22, red), (0.15, panel), (0.08, red)),
            ((0.3, panel), (0.21, red), (0.1, panel)),
        )[look.design]
        for radius, color in rings:
            painting.disc(middle, middle, cell * radius, color)
    return painting


def _wall(look: Look, cell: int) -> Painting:
    """Even, a block with a lighter top, or with slanting strokes."""
    theme = look.theme
    painting = Painting(cell, cell, theme.wall)
    if look.design == 1:
        painting.rounded(1.5, 1.5, cell - 1.5, cell - 1.5, cell * 0.12, mixed(theme.wall, theme.wall_light, 1, 3))
    elif look.design == 2:
        stroke = mixed(theme.wall, theme.edge, 1, 2)
        for start in range(-cell, cell, max(4, cell // 4)):
            painting.line((start, cell), (start + cell, 0), 1.6, stroke)
    return painting


def _kinds(maze: Maze) -> list[list[str]]:
    """What is in every cell, row by row."""
    found = [[WALL if sign == "#" else FLOOR for sign in row] for row in maze.rows]
    for (row, column), kind in ((maze.goal, GOAL), (maze.player, PLAYER)):
        found[row][column] = kind
    return found


def board_of(maze: Maze, look: Look) -> Board:
    """Where the cells are."""
    side = len(maze.rows)
    return tiles.board_for(look, side, side, CELLS[side], ROOM)


def draw(maze: Maze, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The maze with row and column numbers."""
    board = board_of(maze, look)
    return tiles.draw_tiles(look, board, kit(look, board.cell), _kinds(maze)).finish(board.place_box)


def describe(maze: Maze, marks: tuple[Mark, ...]) -> str:
    """One line a row, and what the signs mean."""
    lines = rows_as_text([SIGNS[kind] for kind in row] for row in _kinds(maze))
    lines.append("# wall, . floor, P player, G goal; the first sign of a row is column 0.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by shape."""
    theme = look.theme
    return ({"wall": theme.wall, "floor": theme.panel, "player": theme.color("blue"), "goal": theme.color("red")},)
