"""Drawing and describing tic-tac-toe boards.

Places: ("cell", row, column). There are no marks.
"""

from __future__ import annotations

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board, draw_grid
from gameqa.draw.canvas import Picture, mixed, readable_on
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import GIANT
from gameqa.wording import rows_as_text

from .engine import EMPTY, FIRST, SECOND, side_of
from .engine import Board as Position

CELLS = {3: 104, 4: 84}
"""Pixels of a cell, for each side of the board."""

ROOM = 440

BLOCKS = {FIRST: "red", SECOND: "blue"}


def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites of a look."""
    return tiles.in_font(_blank_kit(look, cell), look.font)


@cached_kit
def _blank_kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once: an empty cell and each player's block."""
    paintings = {sign: Painting(cell, cell, tiles.WHITE) for sign in (EMPTY, *BLOCKS)}
    signs = {}
    for sign, name in BLOCKS.items():
        color = look.theme.color(name)
        _block(paintings[sign], cell, color, look.theme.edge, look.design)
        signs[sign] = tiles.Lettering(sign, GIANT, readable_on(color), color)
    return tiles.make_kit(look, paintings, signs)


def _block(painting: Painting, cell: int, color: Rgb, edge: Rgb, design: int) -> None:
    """A block with round corners, a large one with slanting edges, or an outlined one."""
    near, far = cell * 0.1, cell * 0.9 - 1
    if design == 0:
        painting.rounded(near, near, far, far, cell * 0.1, color)
    elif design == 1:
        near, far, inset = cell * 0.07, cell * 0.93 - 1, cell * 0.07
        painting.polygon([(near, near), (far, near), (near, far)], mixed(color, tiles.WHITE, 2, 3))
        painting.polygon([(far, near), (far, far), (near, far)], mixed(color, (0, 0, 0), 2, 3))
        painting.rectangle(near + inset, near + inset, far - inset, far - inset, color)
    else:
        painting.rounded(near, near, far, far, cell * 0.24, edge)
        painting.rounded(near + 2, near + 2, far - 2, far - 2, cell * 0.23, tiles.WHITE)
        painting.rounded(near + 5, near + 5, far - 5, far - 5, cell * 0.2, color)


def _rows(position: Position) -> list[str]:
    side = side_of(position.cells)
    return [position.cells[start : start + side] for start in range(0, side * side, side)]


def board_of(position: Position, look: Look) -> Board:
    """Where the cells are."""
    return tiles.board_for(look, side_of(position.cells), side_of(position.cells), CELLS[side_of(position.cells)], ROOM)


def draw(position: Position, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    board = board_of(position, look)
    rows = _rows(position)
    canvas = tiles.draw_tiles(look, board, kit(look, board.cell), rows)
    draw_grid(canvas, board, canvas.inks.ink(look.theme.edge), 2)
    return canvas.finish(board.place_box)


def describe(position: Position, marks: tuple[Mark, ...]) -> str:
    """One line a row."""
    lines = rows_as_text(_rows(position))
    lines.append("O red block, X blue block, . no piece (white); the first sign of a row is column 0.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by letter."""
    return ({"white": tiles.WHITE, "red": look.theme.color("red"), "blue": look.theme.color("blue")},)
