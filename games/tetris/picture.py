"""Drawing and describing Tetris boards.

Places: ("cell", row, column), ("row", row), ("board",), and with the mark ("turn", number). Marks: kind "turns", place
("turns",): the turns of the falling piece, numbered, are shown below the board.
"""

from __future__ import annotations

from functools import lru_cache

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board as Grid
from gameqa.draw.board import outer_size
from gameqa.draw.canvas import Canvas, Picture, Pixels, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit, gray_of
from gameqa.draw.shapes import Painting
from gameqa.draw.text import SMALL
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import EMPTY, FALLING, SETTLED, Board
from .pieces import Turn, turns_of

CELLS = {8: 50, 12: 35, 16: 27}
"""Pixels of a cell, for each side of the board."""

ROOM = 432

SMALL_CELL = 13
"""Pixels of a cell where the turns of a piece are shown."""

TURN_WIDTH, TURN_HEIGHT = 86, 4 * SMALL_CELL + 24
"""Room for one turn of the piece with its number."""

WHITE: Rgb = (255, 255, 255)


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once."""
    return tiles.make_kit(look, {sign: _painting(look, cell, sign) for sign in (EMPTY, SETTLED, FALLING)})


def _painting(look: Look, cell: int, sign: str) -> Painting:
    """An empty cell, a gray block, or a red block with a light square in the middle."""
    painting = tiles.blank(look, cell)
    theme, end = look.theme, cell - 1
    if sign == EMPTY:
        return painting
    color = gray_of(look, theme.wall_light) if sign == SETTLED else theme.color("red")
    light, dark = mixed(WHITE, color, 1, 3), mixed((0, 0, 0), color, 1, 3)
    inset = cell * 0.34
    if look.design:
        if look.design == 1:
            painting.rounded(0.5, 0.5, end - 0.5, end - 0.5, cell * 0.18, theme.edge)
            painting.rounded(2, 2, end - 2, end - 2, cell * 0.15, color)
        else:
            painting.polygon([(0, 0), (end, 0), (0, end)], light)
            painting.polygon([(end, 0), (end, end), (0, end)], dark)
            edge = cell * 0.13
            painting.rectangle(edge, edge, end - edge, end - edge, color)
        if sign == FALLING:
            painting.rectangle(inset, inset, end - inset, end - inset, mixed(WHITE, color, 4, 5))
        return painting
    painting.rectangle(0, 0, cell, cell, theme.edge)
    painting.rectangle(0, 0, end, end, light)
    painting.rectangle(2, 2, end, end, dark)
    painting.rectangle(2, 2, end - 2, end - 2, color)
    if sign == FALLING:
        painting.rounded(inset, inset, end - inset, end - inset, 1.5, mixed(WHITE, color, 4, 5))
    return painting


def board_of(board: Board, look: Look) -> Grid:
    """Where the cells are."""
    return tiles.board_for(look, board.side, board.side, CELLS[board.side], ROOM)


@lru_cache(maxsize=128)
def _turns(look: Look, cell: int, kind: str, width: int) -> Pixels:
    """The band below the board: the turns of a piece, side by side, each with its number."""
    sprites = kit(look, cell)
    canvas = Canvas(width, TURN_HEIGHT, sprites.inks, look.theme.paper, look.font)
    edge, red = (canvas.inks.ink(color) for color in (look.theme.edge, look.theme.color("red")))
    for turn in turns_of(kind):
        left = TURN_WIDTH * turn.number + TURN_WIDTH // 2
        canvas.text(left, 10, f"turn {turn.number}", SMALL, sprites.numbers)
        left -= turn.width * SMALL_CELL // 2
        for row, column in turn.cells:
            x, y = left + column * SMALL_CELL, 22 + row * SMALL_CELL
            canvas.fill((x, y, x + SMALL_CELL, y + SMALL_CELL), edge)
            canvas.fill((x + 1, y + 1, x + SMALL_CELL - 1, y + SMALL_CELL - 1), red)
    return canvas.pixels


def _shows_turns(marks: tuple[Mark, ...]) -> bool:
    return any(mark.kind == "turns" for mark in marks)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers, below it with the mark the turns of the piece."""
    grid = board_of(board, look)
    sprites = kit(look, grid.cell)
    has_turns = _shows_turns(marks)
    width, height = outer_size(look, grid)
    turns_top = height - look.margin + 6
    if not has_turns:
        canvas = tiles.draw_tiles(look, grid, sprites, board.rows, frame=True)
    else:
        canvas = Canvas(width, turns_top + TURN_HEIGHT + look.margin, sprites.inks, look.theme.paper, look.font)
        above = tiles.draw_tiles(look, grid, sprites, board.rows, frame=True)
        canvas.stamp(0, 0, above.pixels)
        canvas.stamp(grid.left, turns_top, _turns(look, grid.cell, board.piece.turn.kind, grid.columns * grid.cell))

    def box(place: Place) -> Box:
        if place == ("board",):
            return grid.box
        if place[0] == "row":
            left, top, _, bottom = grid.cell_box(place[1], 0)
            return left, top, grid.box[2], bottom
        if place[0] == "turn" and has_turns:
            left = grid.left + TURN_WIDTH * place[1]
            return left, turns_top, left + TURN_WIDTH, turns_top + TURN_HEIGHT
        return grid.place_box(place)

    return canvas.finish(box)


def _turn_text(turn: Turn) -> str:
    return f"turn {turn.number}: {' / '.join(turn.shape)}"


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row, what the signs mean, and with the mark the turns of the piece."""
    lines = [*rows_as_text(board.rows), "# settled, @ falling piece, . empty; the first sign of a row is column 0."]
    if _shows_turns(marks):
        lines.append("The turns of the falling piece, rows from the top separated by /:")
        lines += map(_turn_text, turns_of(board.piece.turn.kind))
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    theme = look.theme
    return ({"empty": theme.panel, "settled": gray_of(look, theme.wall_light), "falling": theme.color("red")},)
