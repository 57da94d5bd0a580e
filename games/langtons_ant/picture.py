"""Drawing and describing boards with an ant.

Places: ("cell", row, column). There are no marks.
"""

from __future__ import annotations

from gameqa.answers import write_cell
from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting, Point
from gameqa.wording import rows_as_text

from .engine import BLACK, FACINGS, WHITE, Ant

CELLS = {4: 64, 5: 64, 6: 60, 7: 56, 9: 46, 13: 33}
"""Pixels of a cell, for each side of the board."""

ROOM = 440

PALE: Rgb = (255, 255, 255)
DARK: Rgb = (38, 41, 48)


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[tuple[str, int]]:
    """The sprites, made once: (color of the cell, facing of the ant or -1)."""
    kinds = [(color, facing) for color in (WHITE, BLACK) for facing in range(-1, 4)]
    return tiles.make_kit(look, {kind: _painting(look, cell, *kind) for kind in kinds})


def _painting(look: Look, cell: int, color: str, facing: int) -> Painting:
    painting = tiles.blank(look, cell, PALE if color == WHITE else DARK)
    if facing >= 0:
        _arrow(painting, cell, facing, look.theme.color("red"), look.design)
    return painting


def _arrow(painting: Painting, cell: int, facing: int, color: Rgb, design: int) -> None:
    """A thick arrow with a white outline inside a dark one, so that it stands out on both colors; turned clockwise
    from pointing up. It has a thick shaft, is slender on a white disc, or is a
    head with a notch."""
    middle = (cell - 1) / 2

    def placed(x: float, y: float) -> Point:
        for _ in range(facing):
            x, y = -y, x
        return middle + x * cell, middle + y * cell

    if design == 1:
        painting.disc(middle, middle, cell * 0.43, DARK)
        painting.disc(middle, middle, cell * 0.39, PALE)
        painting.polygon([placed(0, -0.34), placed(0.2, -0.04), placed(-0.2, -0.04)], color)
        painting.polygon(
            [placed(-0.065, -0.05), placed(0.065, -0.05), placed(0.065, 0.32), placed(-0.065, 0.32)], color
        )
        return
    if design == 2:
        for grown, paint in ((0.09, DARK), (0.05, PALE), (0.0, color)):
            tip, wide, low, notch = 0.33 + 1.45 * grown, 0.25 + 1.1 * grown, 0.31 + grown, 0.16 + 0.5 * grown
            for side in (-1, 1):
                painting.polygon([placed(0, -tip), placed(side * wide, low), placed(0, notch)], paint)
        return
    for grown, paint in ((0.09, DARK), (0.05, PALE), (0.0, color)):
        tip, wide, low = 0.33 + 1.45 * grown, 0.28 + 1.45 * grown, 0.02 + grown
        painting.polygon([placed(0, -tip), placed(wide, low), placed(-wide, low)], paint)
        half, end = 0.1 + grown, 0.32 + grown
        painting.polygon([placed(-half, 0), placed(half, 0), placed(half, end), placed(-half, end)], paint)


def board_of(ant: Ant, look: Look) -> Board:
    """Where the cells are."""
    side = len(ant.rows)
    return tiles.board_for(look, side, side, CELLS[side], ROOM)


def draw(ant: Ant, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    board = board_of(ant, look)
    kinds = [[(color, -1) for color in colors] for colors in ant.rows]
    row, column = ant.cell
    kinds[row][column] = ant.rows[row][column], ant.facing
    return tiles.draw_tiles(look, board, kit(look, board.cell), kinds, frame=True).finish(board.place_box)


def describe(ant: Ant, marks: tuple[Mark, ...]) -> str:
    """One line a row, and the ant."""
    lines = rows_as_text(ant.rows)
    lines.append(". white, # black; the first sign of a row is column 0.")
    lines.append(f"The ant is at {write_cell(ant.cell)}, facing {FACINGS[ant.facing]}.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({"white": PALE, "black": DARK, "ant": look.theme.color("red")},)
