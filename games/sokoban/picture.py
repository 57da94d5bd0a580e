"""Drawing and describing Sokoban boards.

Places: ("cell", row, column). Marks: kind "letter" sets `content` on a cell.
"""

from __future__ import annotations

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board as Layout
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.wording import rows_as_text

from .engine import Board

CELL, ROOM = 48, 440

WALL = (False, "wall")

SYMBOLS = {
    WALL: "#",
    (False, ""): ".",
    (True, ""): "T",
    (False, "box"): "B",
    (True, "box"): "*",
    (False, "player"): "P",
    (True, "player"): "+",
}
"""Whether a cell is a target, and what is in it -> its sign in descriptions."""


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[tuple[bool, str]]:
    """The sprites, made once."""
    return tiles.make_kit(look, {kind: _painting(look, cell, *kind) for kind in SYMBOLS})


def _wall(look: Look, cell: int) -> Painting:
    """Courses of bricks: three, two with large bricks, or four whose joints are light."""
    theme = look.theme
    joint, brick = (theme.wall_light, theme.wall) if look.design == 2 else (theme.wall, theme.wall_light)
    courses = (3, 2, 4)[look.design]
    painting = Painting(cell, cell, joint)
    course, gap = cell / courses, (1.5, 2.0, 1.0)[look.design]
    for number in range(courses):
        top = number * course
        shift = 0.0 if number % 2 else cell / 2
        for left in (shift - cell, shift):
            painting.rectangle(left + gap, top + gap, left + cell - gap, top + course - gap, brick)
    return painting


def _painting(look: Look, cell: int, target: bool, content: str) -> Painting:
    theme = look.theme
    if content == "wall":
        return _wall(look, cell)
    painting = tiles.blank(look, cell)
    if target:
        _target(painting, cell, theme.color("red"), look.design)
    if content == "box":
        _crate(painting, cell, theme.color("orange"), theme.color("brown"), look.design)
    elif content == "player":
        _player(painting, cell, theme.color("blue"), theme.edge, look.design)
    return painting


def _target(painting: Painting, cell: int, color: Rgb, design: int) -> None:
    """Four corner marks and a point in the middle: angles, triangles or discs."""
    near, far, thick, long = cell * 0.06, cell * 0.94 - 1, cell * 0.085, cell * 0.24
    for x, to_x in ((near, near + long), (far, far - long)):
        for y, to_y in ((near, near + long), (far, far - long)):
            across = y + thick if to_y > y else y - thick
            down = x + thick if to_x > x else x - thick
            if design == 1:
                painting.polygon([(x, y), (to_x, y), (x, to_y)], color)
            elif design == 2:
                painting.disc((x + down) / 2 + (down - x) * 0.4, (y + across) / 2 + (across - y) * 0.4, thick, color)
            else:
                painting.rectangle(min(x, to_x), min(y, across), max(x, to_x), max(y, across), color)
                painting.rectangle(min(x, down), min(y, to_y), max(x, down), max(y, to_y), color)
    painting.disc((cell - 1) / 2, (cell - 1) / 2, cell * 0.1, color)


def _crate(painting: Painting, cell: int, wood: Rgb, dark: Rgb, design: int) -> None:
    """A crate with a slanting cross, an upright one, or a slanting one over boards."""
    near, far, thick = cell * 0.16, cell * 0.84 - 1, cell * 0.07
    painting.rounded(near, near, far, far, cell * (0.05, 0.14, 0.0)[design], dark)
    painting.rounded(near + thick, near + thick, far - thick, far - thick, cell * 0.08 * (design == 1), wood)
    low, high, middle = near + thick, far - thick, (near + far) / 2
    if design == 1:
        painting.line((low, middle), (high, middle), thick * 1.2, dark)
        painting.line((middle, low), (middle, high), thick * 1.2, dark)
        return
    if design == 2:
        for number in (1, 2, 3):
            y = low + (high - low) * number / 4
            painting.line((low, y), (high, y), 1.0, dark)
    painting.line((low, low), (high, high), thick, dark)
    painting.line((low, high), (high, low), thick, dark)


def _player(painting: Painting, cell: int, body: Rgb, edge: Rgb, design: int) -> None:
    """A round figure with two eyes, maybe with ears or with a mouth and feet."""
    middle = (cell - 1) / 2
    if design == 1:
        for side in (-1, 1):
            painting.disc(middle + side * cell * 0.22, middle - cell * 0.25, cell * 0.12, edge)
            painting.disc(middle + side * cell * 0.22, middle - cell * 0.25, cell * 0.08, body)
    elif design == 2:
        for side in (-1, 1):
            x, y = middle + side * cell * 0.15, middle + cell * 0.31
            painting.rounded(x - cell * 0.11, y - cell * 0.07, x + cell * 0.11, y + cell * 0.08, cell * 0.06, edge)
    painting.disc(middle, middle, cell * 0.33, edge)
    painting.disc(middle, middle, cell * 0.29, body)
    eye, pupil = ((0.085, 0.04), (0.07, 0.05), (0.1, 0.05))[design]
    for x in (middle - cell * 0.11, middle + cell * 0.11):
        painting.disc(x, middle - cell * 0.06, cell * eye, tiles.WHITE)
        painting.disc(x, middle - cell * 0.05, cell * pupil, edge)
    if design == 2:
        y = middle + cell * 0.13
        painting.line((middle - cell * 0.08, y), (middle + cell * 0.08, y), cell * 0.05, edge)


def _kinds(board: Board) -> list[list[tuple[bool, str]]]:
    """What is in every cell, row by row."""
    found = [[WALL if sign == "#" else (False, "") for sign in row] for row in board.rows]
    for row, column in board.targets:
        found[row][column] = True, ""
    for content, cells in (("box", board.boxes), ("player", (board.player,))):
        for row, column in cells:
            found[row][column] = found[row][column][0], content
    return found


def board_of(board: Board, look: Look) -> Layout:
    """Where the cells are."""
    side = len(board.rows)
    return tiles.board_for(look, side, side, CELL, ROOM)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    layout = board_of(board, look)
    sprites = kit(look, layout.cell)
    canvas = tiles.draw_tiles(look, layout, sprites, _kinds(board))
    for mark in marks:
        tiles.draw_badge(canvas, layout, sprites, mark.place[1:], mark.content)
    return canvas.finish(layout.place_box)


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """One line a row, and what the signs mean."""
    lines = rows_as_text([SYMBOLS[kind] for kind in row] for row in _kinds(board))
    lines.append(
        "# wall, . floor, T target, B box, * box on a target, P player, + player on a target; "
        "the first sign of a row is column 0."
    )
    for mark in marks:
        lines.append(f"The letter {mark.content} is at ({mark.place[1]}, {mark.place[2]}).")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by shape."""
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
