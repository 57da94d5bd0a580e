"""Drawing and describing tic-tac-toe boards.

Places: ("cell", row, column). There are no marks.
"""

from __future__ import annotations

from functools import cache

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board, draw_grid
from gameqa.draw.canvas import Picture, readable_on
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting
from gameqa.draw.text import GIANT
from gameqa.wording import rows_as_text

from .engine import EMPTY, FIRST, SECOND
from .engine import Board as Position

CELL, ROOM = 104, 440

BLOCKS = {FIRST: "red", SECOND: "blue"}


@cache
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once: an empty cell and each player's block."""
    paintings = {sign: Painting(cell, cell, tiles.WHITE) for sign in (EMPTY, *BLOCKS)}
    signs = {}
    for sign, name in BLOCKS.items():
        color = look.theme.color(name)
        paintings[sign].rounded(cell * 0.1, cell * 0.1, cell * 0.9 - 1, cell * 0.9 - 1, cell * 0.1, color)
        signs[sign] = tiles.Lettering(sign, GIANT, readable_on(color), color)
    return tiles.make_kit(look, paintings, signs)


def board_of(position: Position, look: Look) -> Board:
    """Where the cells are."""
    return tiles.board_for(look, 3, 3, CELL, ROOM)


def draw(position: Position, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    board = board_of(position, look)
    rows = [position.cells[start : start + 3] for start in (0, 3, 6)]
    canvas = tiles.draw_tiles(look, board, kit(look, board.cell), rows)
    draw_grid(canvas, board, canvas.inks.ink(look.theme.edge), 2)
    return canvas.finish(board.place_box)


def describe(position: Position, marks: tuple[Mark, ...]) -> str:
    """One line a row."""
    lines = rows_as_text(position.cells[start : start + 3] for start in (0, 3, 6))
    lines.append("O red block, X blue block, . no piece (white); the first sign of a row is column 0.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by letter."""
    return ({"white": tiles.WHITE, "red": look.theme.color("red"), "blue": look.theme.color("blue")},)
