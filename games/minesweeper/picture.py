"""Drawing and describing minesweeper fields.

Places: ("cell", row, column), ("field",). There are no marks.
"""

from __future__ import annotations

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board
from gameqa.draw.canvas import Picture, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import HUGE, LARGE
from gameqa.wording import rows_as_text

from .engine import FLAG, HIDDEN, Field

CELLS = {5: 64, 7: 56, 9: 46}
"""Pixels of a cell, for each side of the field."""

ROOM = 440

SIGNS = "#F012345678"
INK_NAMES = ("blue", "green", "red", "purple", "brown")
"""Colors of the numbers from 1; higher ones have the last."""


def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites of a look."""
    return tiles.in_font(_blank_kit(look, cell), look.font)


@cached_kit
def _blank_kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once."""
    panel = look.theme.panel
    signs = {
        str(number): tiles.Lettering(
            str(number),
            HUGE if cell >= 50 else LARGE,
            look.theme.color(INK_NAMES[min(number, len(INK_NAMES)) - 1]),
            panel,
        )
        for number in range(1, 9)
    }
    return tiles.make_kit(look, {sign: _painting(look, cell, sign) for sign in SIGNS}, signs)


def _painting(look: Look, cell: int, sign: str) -> Painting:
    """A revealed cell without its number, or a raised tile that hides one, maybe with a flag."""
    painting = tiles.blank(look, cell)
    if sign in (HIDDEN, FLAG):
        _raise(painting, look, cell)
    if sign == FLAG:
        _flag(painting, look, cell)
    return painting


def _raise(painting: Painting, look: Look, cell: int) -> None:
    """A tile with slanting edges, a round button above its shadow, or one with narrow edges and a light corner."""
    theme = look.theme
    light, dark = mixed(theme.wall_light, (255, 255, 255), 1, 2), theme.wall
    edge = cell * 0.09
    if look.design == 1:
        painting.rounded(1, 1, cell - 2, cell - 2, cell * 0.2, dark)
        painting.rounded(1, 1, cell - 2, cell - 2 - edge, cell * 0.2, light)
        painting.rounded(2.5, 2.5, cell - 3.5, cell - 3 - edge, cell * 0.18, theme.wall_light)
        return
    painting.polygon([(0, 0), (cell - 1, 0), (0, cell - 1)], light)
    painting.polygon([(cell - 1, 0), (cell - 1, cell - 1), (0, cell - 1)], dark)
    if look.design == 2:
        edge = cell * 0.05
        painting.rectangle(edge, edge, cell - 1 - edge, cell - 1 - edge, theme.wall_light)
        painting.polygon([(edge, edge), (cell * 0.36, edge), (edge, cell * 0.36)], mixed(theme.wall_light, light, 1, 2))
        return
    painting.rectangle(edge, edge, cell - 1 - edge, cell - 1 - edge, theme.wall_light)


def _flag(painting: Painting, look: Look, cell: int) -> None:
    """A pennant to the right, a square flag, or a pennant to the left on a mound."""
    theme, red = look.theme, look.theme.color("red")
    pole = cell * (0.44, 0.3, 0.56)[look.design]
    painting.rectangle(pole, cell * 0.2, pole + cell * 0.07, cell * 0.8, theme.edge)
    if look.design == 0:
        painting.rectangle(cell * 0.28, cell * 0.74, cell * 0.68, cell * 0.82, theme.edge)
        painting.polygon([(pole, cell * 0.18), (cell * 0.8, cell * 0.34), (pole, cell * 0.5)], red)
    elif look.design == 1:
        painting.rectangle(cell * 0.22, cell * 0.74, cell * 0.46, cell * 0.82, theme.edge)
        painting.rectangle(pole, cell * 0.18, cell * 0.78, cell * 0.48, red)
    else:
        painting.polygon(
            [(cell * 0.36, cell * 0.82), (cell * 0.6, cell * 0.68), (cell * 0.84, cell * 0.82)], theme.edge
        )
        end = pole + cell * 0.07
        painting.polygon([(end, cell * 0.16), (cell * 0.2, cell * 0.33), (end, cell * 0.5)], red)


def board_of(field: Field, look: Look) -> Board:
    """Where the cells are."""
    return tiles.board_for(look, field.side, field.side, CELLS[field.side], ROOM)


def draw(field: Field, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The field with row and column numbers."""
    board = board_of(field, look)
    canvas = tiles.draw_tiles(look, board, kit(look, board.cell), field.shown, frame=True)
    return canvas.finish(lambda place: board.box if place == ("field",) else board.place_box(place))


def describe(field: Field, marks: tuple[Mark, ...]) -> str:
    """One line a row, and what the signs mean."""
    lines = rows_as_text(field.shown)
    lines.append(
        "# hidden, F hidden with a flag, a digit is a revealed cell with so many mines around (0 is an empty cell); "
        "the first sign of a row is column 0."
    )
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by shape."""
    theme = look.theme
    return ({"hidden cell": theme.wall_light, "revealed cell": theme.panel, "flag": theme.color("red")},)
