"""Drawing and describing snakes.

Places: ("cell", row, column) and ("snake",), the box around all of its cells. There are no marks.
"""

from __future__ import annotations

from itertools import combinations

from gameqa.answers import write_cell, write_cells
from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board
from gameqa.draw.canvas import Picture, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting, Point
from gameqa.grid import DOWN, LEFT, RIGHT, UP, beside
from gameqa.places import Box, Place

from .engine import Snake

CELLS = {6: 62, 10: 42, 14: 31}
"""Pixels of a cell, for each side of the board."""

ROOM = 440

EMPTY, FOOD, HEAD, BODY, TAIL = "empty", "food", "head", "body", "tail"

Kind = tuple[str, frozenset[int]]
"""What is in a cell, and in which directions its neighbors along the snake are."""

NO_WAYS: frozenset[int] = frozenset()
KINDS: tuple[Kind, ...] = (
    (EMPTY, NO_WAYS),
    (FOOD, NO_WAYS),
    *((part, frozenset([way])) for part in (HEAD, TAIL) for way in (UP, DOWN, LEFT, RIGHT)),
    *((BODY, frozenset(ways)) for ways in combinations((UP, DOWN, LEFT, RIGHT), 2)),
)

WIDTH = 0.31
"""Half the width of the snake, as a share of a cell."""

OUTLINE = 1.6
WHITE: Rgb = (255, 255, 255)
STALK: Rgb = (104, 50, 40)


def _tail_color(look: Look) -> Rgb:
    return mixed(WHITE, look.theme.color("blue"), 5, 8)


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[Kind]:
    """The sprites, made once."""
    return tiles.make_kit(look, {kind: _painting(look, cell, *kind) for kind in KINDS})


def _painting(look: Look, cell: int, part: str, ways: frozenset[int]) -> Painting:
    theme, painting = look.theme, tiles.blank(look, cell)
    blue = theme.color("blue")
    if part == FOOD:
        _paint_food(painting, look, cell)
    elif part == HEAD:
        (way,) = ways
        _paint_band(painting, cell, ways, WIDTH * 1.22, theme.edge, theme.color("yellow"))
        for aside in (-0.17, 0.17):
            painting.disc(*_at(cell, way, -0.1, aside), max(2.0, cell * 0.07), theme.edge)
    elif part == TAIL:
        _paint_tail(painting, look, cell, *ways)
    elif part == BODY:
        _paint_band(painting, cell, ways, WIDTH, theme.edge, blue)
        _paint_skin(painting, cell, ways, mixed(WHITE, blue, 1, 2), look.design)
    return painting


def _paint_skin(painting: Painting, cell: int, ways: frozenset[int], color: Rgb, design: int) -> None:
    """What is on the snake's back: a spot, a ring, or a line along it."""
    middle = (cell - 1) / 2
    if design < 2:
        painting.disc(middle, middle, cell * (0.1, 0.17)[design], color)
    if design == 1:
        painting.disc(middle, middle, cell * 0.09, mixed(color, (0, 0, 0), 5, 8))
    if design == 2:
        for way in ways:
            painting.line((middle, middle), _at(cell, way, 0.5, 0), max(2.0, cell * 0.1), color)


def _at(cell: int, way: int, along: float, aside: float) -> Point:
    """A point of a tile, seen from its middle in the direction of a move; in shares of a cell."""
    middle = (cell - 1) / 2
    down, across = ((-along, aside), (along, aside), (aside, -along), (aside, along))[way]
    return middle + across * cell, middle + down * cell


def _paint_band(painting: Painting, cell: int, ways: frozenset[int], width: float, edge: Rgb, color: Rgb) -> None:
    """A disc in the middle, and bands of the snake's width that lead from there to the edges of the tile."""
    middle = (cell - 1) / 2
    for more, ink in ((OUTLINE, edge), (0.0, color)):
        painting.disc(middle, middle, cell * width + more, ink)
        for way in ways:
            half = cell * WIDTH + more
            left, right = (
                (0, middle) if way == LEFT else (middle, cell) if way == RIGHT else (middle - half, middle + half)
            )
            top, bottom = (
                (0, middle) if way == UP else (middle, cell) if way == DOWN else (middle - half, middle + half)
            )
            painting.rectangle(left, top, right, bottom, ink)


def _paint_tail(painting: Painting, look: Look, cell: int, way: int) -> None:
    """A light point that grows toward the segment before it."""
    for more, ink in ((OUTLINE, look.theme.edge), (0.0, _tail_color(look))):
        half, tip = WIDTH + more / cell, 0.08 + more / cell
        painting.polygon(
            [
                _at(cell, way, 0.6, -half),
                _at(cell, way, 0.6, half),
                _at(cell, way, -0.3, tip),
                _at(cell, way, -0.3, -tip),
            ],
            ink,
        )
        painting.disc(*_at(cell, way, -0.3, 0), cell * tip, ink)


def _paint_food(painting: Painting, look: Look, cell: int) -> None:
    """A red apple with a stalk and a leaf."""
    middle, theme = (cell - 1) / 2, look.theme
    low = middle + cell * 0.06
    painting.disc(middle, low, cell * 0.29 + OUTLINE, theme.edge)
    painting.disc(middle, low, cell * 0.29, theme.color("red"))
    painting.disc(middle - cell * 0.1, low - cell * 0.1, cell * 0.06, mixed(WHITE, theme.color("red"), 1, 2))
    painting.line((middle, low - cell * 0.25), (middle + cell * 0.05, middle - cell * 0.38), max(2.0, cell / 16), STALK)


def _kinds(snake: Snake) -> list[list[Kind]]:
    """What is in every cell, row by row."""
    found = [[KINDS[0]] * snake.side for _ in range(snake.side)]
    found[snake.food[0]][snake.food[1]] = KINDS[1]
    body = snake.body
    for place, cell in enumerate(body):
        part = HEAD if not place else TAIL if place == len(body) - 1 else BODY
        around = beside(cell)
        ways = frozenset(
            around.index(other) for other in (*body[max(0, place - 1) : place], *body[place + 1 : place + 2])
        )
        found[cell[0]][cell[1]] = part, ways
    return found


def board_of(snake: Snake, look: Look) -> Board:
    """Where the cells are."""
    return tiles.board_for(look, snake.side, snake.side, CELLS[snake.side], ROOM)


def draw(snake: Snake, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers."""
    board = board_of(snake, look)

    def box(place: Place) -> Box:
        if place == ("snake",):
            boxes = [board.cell_box(*cell) for cell in snake.body]
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            return min(lefts), min(tops), max(rights), max(bottoms)
        return board.place_box(place)

    return tiles.draw_tiles(look, board, kit(look, board.cell), _kinds(snake), frame=True).finish(box)


def describe(snake: Snake, marks: tuple[Mark, ...]) -> str:
    """The size of the board, the cells of the snake in order, and the food."""
    last = snake.side - 1
    return "\n".join(
        (
            f"Rows and columns of the board: 0 to {last}.",
            f"The snake from head to tail: {write_cells(snake.body)}",
            f"The food: {write_cell(snake.food)}",
        )
    )


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color, besides by shape."""
    theme = look.theme
    named = {"head": theme.color("yellow"), "body": theme.color("blue"), "food": theme.color("red")}
    return ({"empty": theme.panel, "tail": _tail_color(look), **named},)
