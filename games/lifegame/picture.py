"""Drawing and describing boards of the game of life.

Places: ("cell", row, column), ("board",). There are no marks.
"""

from __future__ import annotations

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board as Grid
from gameqa.draw.canvas import Picture, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.wording import rows_as_text

from .engine import ALIVE, DEAD, Board

CELLS = {4: 76, 6: 66, 7: 60, 8: 54}
"""Pixels of a cell, for each side of the board."""

ROOM = 440


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once."""
    return tiles.make_kit(look, {sign: _painting(look, cell, sign) for sign in (DEAD, ALIVE)})


def _painting(look: Look, cell: int, sign: str) -> Painting:
    """An empty cell, or one that is filled but for a rim: by a square, a disc, or a block with light edges."""
    painting = tiles.blank(look, cell)
    if sign == ALIVE:
        rim, end = cell * 0.08, cell - 1 - cell * 0.08
        color, middle = look.theme.color("blue"), (cell - 1) / 2
        if look.design == 0:
            painting.rounded(rim, rim, end, end, cell * 0.14, color)
        elif look.design == 1:
            painting.disc(middle, middle, cell * 0.42, look.theme.edge)
            painting.disc(middle, middle, cell * 0.42 - 1.5, color)
        else:
            painting.rectangle(1, 1, cell - 2, cell - 2, mixed(color, (255, 255, 255), 2, 3))
            painting.rectangle(rim, rim, cell - 2, cell - 2, mixed(color, (0, 0, 0), 2, 3))
            painting.rectangle(rim, rim, end, end, color)
    return painting


def board_of(board: Board, look: Look) -> Grid:
    """Where the cells are."""
    return tiles.board_for(look, board.side, board.side, CELLS[board.side], ROOM)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    grid = board_of(board, look)
    canvas = tiles.draw_tiles(look, grid, kit(look, grid.cell), board.rows, frame=True)
    return canvas.finish(lambda place: grid.box if place == ("board",) else grid.place_box(place))


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row, and what the signs mean."""
    return "\n".join([*rows_as_text(board.rows), "# alive, . dead; the first sign of a row is column 0."])


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({"live cell": look.theme.color("blue"), "dead cell": look.theme.panel},)
