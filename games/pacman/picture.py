"""Drawing and describing boards.

Places: ("cell", row, column), ("score",). There are no marks.
"""

from __future__ import annotations

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board as Layout
from gameqa.draw.board import board_in, fitting_cell
from gameqa.draw.canvas import Picture, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting, Point
from gameqa.draw.text import MEDIUM, SMALL
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import EATEN, WALL, Board
from .field import BLINKY, GHOSTS, PINKY

CELLS = {12: 36, 16: 27, 20: 25}
"""Pixels of a cell, for each side of the board; the largest board is as large as there is room in every look."""

ROOM = 446

HEADER = 26
"""The height of the line with the score, above the column numbers."""

GROUND: Rgb = (24, 26, 36)
BEAN_COLOR: Rgb = (255, 255, 255)

Kind = str | int
"""A sign of the board's rows, a ghost's name, or the direction that Pac-Man faces."""

KINDS: tuple[Kind, ...] = (WALL, ".", EATEN, PINKY, BLINKY, 0, 1, 2, 3)


def ghost_colors(look: Look) -> dict[str, tuple[Rgb, Rgb]]:
    """The color of each ghost, and of the letter on it."""
    return {PINKY: (look.theme.color("pink"), (40, 14, 44)), BLINKY: (look.theme.color("red"), (255, 255, 255))}


def wall_color(look: Look) -> Rgb:
    """The color of walls."""
    return mixed(look.theme.color("blue"), look.theme.wall, 3, 4)


def kit(look: Look, cell: int) -> tiles.Kit[Kind]:
    """The sprites of a look."""
    return tiles.in_font(_blank_kit(look, cell), look.font)


@cached_kit
def _blank_kit(look: Look, cell: int) -> tiles.Kit[Kind]:
    """The sprites, made once."""
    colors = ghost_colors(look)
    size = MEDIUM if cell >= 27 else SMALL
    signs: dict[Kind, tiles.Lettering] = {
        name: tiles.Lettering(name[0], size, ink, body) for name, (body, ink) in colors.items()
    }
    return tiles.make_kit(look, {kind: _painting(look, cell, kind) for kind in KINDS}, signs)


def _painting(look: Look, cell: int, kind: Kind) -> Painting:
    painting = Painting(cell, cell, GROUND)
    middle = cell / 2
    if kind == WALL:
        color = wall_color(look)
        painting.rectangle(0, 0, cell, cell, mixed(color, GROUND, 5, 8))
        inset = (1.0, 0.5, 2.0)[look.design]
        painting.rounded(inset, inset, cell - inset, cell - inset, cell * (0.16, 0.0, 0.3)[look.design], color)
        if look.design == 1:
            painting.rectangle(cell * 0.25, cell * 0.25, cell * 0.75, cell * 0.75, mixed(color, GROUND, 6, 8))
    elif kind == ".":
        painting.disc(middle, middle, max(2.4, cell * (0.1, 0.14, 0.12)[look.design]), BEAN_COLOR)
    elif isinstance(kind, int):
        _pacman(painting, cell, kind, look.theme.color("yellow"), look.design)
    elif kind != EATEN:
        _ghost(painting, cell, ghost_colors(look)[kind][0], look.design)
    return painting


def _pacman(painting: Painting, cell: int, facing: int, color: Rgb, design: int) -> None:
    """A disc with an open mouth, which is wide, wider, or less so."""
    middle = cell / 2
    painting.disc(middle, middle, cell * 0.45, color)

    def placed(along: float, across: float) -> Point:
        x, y = ((across, -along), (across, along), (-along, across), (along, across))[facing]
        return middle + x * cell, middle + y * cell

    wide = (0.46, 0.5, 0.38)[design]
    painting.polygon([placed((-0.16, -0.14, 0.0)[design], 0), placed(0.5, -wide), placed(0.5, wide)], GROUND)


def _ghost(painting: Painting, cell: int, color: Rgb, design: int) -> None:
    """A body with a round top and three round feet, three pointed ones or two."""
    near, far, low = cell * 0.09, cell * 0.91, cell * 0.84
    middle, wide = cell / 2, cell * 0.41
    painting.disc(middle, near + wide, wide, color)
    painting.rectangle(near, near + wide, far, low, color)
    feet = (3, 3, 2)[design]
    foot = wide / feet
    for number in range(feet):
        x = near + foot * (2 * number + 1)
        if design == 1:
            painting.polygon([(x - foot, low - 1), (x + foot, low - 1), (x, cell * 0.97)], color)
        else:
            painting.disc(x, low, min(foot, cell * 0.14), color)


def board_of(board: Board, look: Look) -> Layout:
    """Where the cells are."""
    side = len(board.rows)
    return board_in(look, side, side, fitting_cell(look, CELLS[side], side, ROOM), top=HEADER)


def _with_everybody(board: Board, pinky: Kind, blinky: Kind, pacman: Kind) -> list[list[Kind]]:
    """The signs of the board, row by row, with others where everybody is."""
    found: list[list[Kind]] = [list(row) for row in board.rows]
    for (row, column), kind in ((board.pinky, pinky), (board.blinky, blinky), (board.pacman, pacman)):
        found[row][column] = kind
    return found


def kinds_of(board: Board) -> list[list[Kind]]:
    """What is seen in every cell, row by row."""
    return _with_everybody(board, PINKY, BLINKY, board.facing)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers, and the score above."""
    layout = board_of(board, look)
    sprites = kit(look, layout.cell)
    canvas = tiles.draw_tiles(look, layout, sprites, kinds_of(board))
    y = look.margin + HEADER // 2 - 3
    score = canvas.text(layout.left, y, f"Score: {board.score}", MEDIUM, sprites.numbers, "left")

    def box(place: Place) -> Box:
        return score if place == ("score",) else layout.place_box(place)

    return canvas.finish(box)


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row, what the signs mean, and the score."""
    lines = rows_as_text(_with_everybody(board, "P", "B", "C"))
    lines += [
        "# wall, . floor with a bean, - floor without a bean, C Pac-Man, P Pinky, B Blinky; the first sign of a row is "
        "column 0.",
        *_under_ghosts(board),
        f"Pac-Man is at {write_cell(board.pacman)} and faces {DIRECTIONS[board.facing]}.",
        f"Score: {board.score}",
    ]
    return "\n".join(lines)


def _under_ghosts(board: Board) -> tuple[str, ...]:
    """Where the ghosts are, if they share a cell, and under which of them there are beans."""
    if board.pinky == board.blinky:
        under = "a bean" if board.has_bean(board.pinky) else "no bean"
        return (f"Pinky and Blinky are both at {write_cell(board.pinky)}, where there is {under}.",)
    names = [name for name in GHOSTS if board.has_bean(board.ghost(name))]
    if len(names) == len(GHOSTS):
        return ("There is a bean under each ghost.",)
    return (f"There is a bean under {names[0]} only.",) if names else ("There is no bean under a ghost.",)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by shape or letter."""
    ghosts = ghost_colors(look)
    return (
        {
            "floor": GROUND,
            "wall": wall_color(look),
            "Pac-Man": look.theme.color("yellow"),
            "Pinky": ghosts[PINKY][0],
            "Blinky": ghosts[BLINKY][0],
        },
        {"floor": GROUND, "bean": BEAN_COLOR},
    )
