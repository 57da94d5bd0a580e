"""Drawing and describing boards. Places: ("square", number) as in `engine`, ("board",). There are no marks."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import GUTTER, draw_frame
from gameqa.draw.board import Board as Grid
from gameqa.draw.canvas import Canvas, Picture, Pixels, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import SMALL
from gameqa.draw.tiles import Kit, make_kit
from gameqa.places import Box, Place

from .engine import BISHOP, KING, KNIGHT, NAMES, PAWN, QUEEN, ROOK, Board, square_name

CELL, SIDE = 48, 8
PIECE: Rgb = (24, 26, 32)
DETAIL: Rgb = (255, 255, 255)
MARK: Rgb = (0, 0, 1)
"""What details are while pieces are filled; no other color is the same."""

Kind = tuple[int | None, bool]
"""The piece on a square, None for none, and whether the square is dark."""


def grounds(look: Look) -> tuple[Rgb, Rgb]:
    """The colors of light and dark squares."""
    theme = look.theme
    if look.design == 2:
        return theme.panel, mixed(theme.wall_light, tiles.WHITE, 1, 2)
    return theme.panel, theme.line


def piece_color(look: Look) -> Rgb:
    """What pieces are filled with: the color of their outline, white, or another one."""
    return (PIECE, tiles.WHITE, look.theme.color("orange"))[look.design]


class _Brush:
    """Paints in hundredths of a cell."""

    def __init__(self, painting: Painting, cell: int) -> None:
        self._painting, self._unit = painting, cell / 100

    def polygon(self, *points: tuple[float, float], color: Rgb = PIECE) -> None:
        self._painting.polygon([(x * self._unit, y * self._unit) for x, y in points], color)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        unit = self._unit
        self._painting.rectangle(left * unit, top * unit, right * unit, bottom * unit, PIECE)

    def disc(self, x: float, y: float, radius: float, color: Rgb = PIECE) -> None:
        self._painting.disc(x * self._unit, y * self._unit, radius * self._unit, color)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float) -> None:
        unit = self._unit
        self._painting.line((start[0] * unit, start[1] * unit), (end[0] * unit, end[1] * unit), width * unit, DETAIL)


def _paint(kind: int, brush: _Brush) -> None:
    """The outline of a piece, dark with white details."""
    if kind == PAWN:
        brush.disc(50, 34, 15)
        brush.polygon((43, 40), (57, 40), (68, 80), (32, 80))
        brush.box(28, 78, 72, 88)
        return
    brush.box(22, 79, 78, 89)
    if kind == ROOK:
        for left in (25, 43.5, 62):
            brush.box(left, 16, left + 13, 32)
        brush.box(25, 28, 75, 41)
        brush.polygon((34, 40), (66, 40), (71, 80), (29, 80))
        brush.line((34, 45), (66, 45), 4)
    elif kind == BISHOP:
        brush.disc(50, 15, 6)
        brush.polygon((50, 17), (66, 40), (62, 58), (38, 58), (34, 40))
        brush.box(34, 58, 66, 65)
        brush.polygon((42, 64), (58, 64), (67, 80), (33, 80))
        brush.line((50, 28), (50, 50), 5)
        brush.line((41, 39), (59, 39), 5)
    elif kind == QUEEN:
        for x, y in ((13, 30), (31, 20), (50, 16), (69, 20), (87, 30)):
            brush.polygon((x, y), (x * 0.55 + 50 * 0.45 - 9, 66), (x * 0.55 + 50 * 0.45 + 9, 66))
            brush.disc(x, y, 6)
        brush.polygon((27, 56), (73, 56), (68, 80), (32, 80))
        brush.line((34, 70), (66, 70), 4)
    elif kind == KING:
        brush.box(46, 7, 54, 36)
        brush.box(37, 14, 63, 22)
        brush.disc(34, 48, 16)
        brush.disc(66, 48, 16)
        brush.polygon((50, 32), (74, 60), (68, 80), (32, 80), (26, 60))
        brush.line((34, 70), (66, 70), 4)
    else:
        assert kind == KNIGHT
        brush.polygon((45, 24), (60, 26), (76, 52), (76, 80), (34, 80), (48, 48))
        brush.polygon((17, 50), (24, 60), (56, 46), (58, 26), (38, 26))
        brush.polygon((46, 10), (60, 28), (42, 28))
        brush.disc(42, 36, 4, DETAIL)
        brush.line((66, 40), (70, 66), 4)


@cached_kit
def kit(look: Look, cell: int) -> Kit[Kind]:
    """The squares, empty and with every piece, made once."""
    paintings: dict[Kind, Painting] = {}
    for dark, ground in enumerate(grounds(look)):
        for kind in (None, *range(len(NAMES))):
            painting = Painting(cell, cell, ground)
            if kind is not None:
                _paint(kind, _Brush(painting, cell))
                if look.design:
                    painting.replace(DETAIL, MARK)
                    painting.hollow(PIECE, piece_color(look), 1.5)
                    painting.replace(MARK, PIECE)
            paintings[kind, bool(dark)] = painting
    return make_kit(look, paintings)


def board_of(board: Board, look: Look) -> Grid:
    """Where the squares are; its rows go down from rank 8."""
    before = look.margin + GUTTER + look.rim
    return Grid(before, before, SIDE, SIDE, min(CELL, look.size(CELL)))


def kinds(board: Board) -> list[list[Kind]]:
    """What every square shows, from rank 8 down."""
    pieces = dict(board.pieces)
    return [
        [(pieces.get(8 * rank + file), (rank + file) % 2 == 0) for file in range(SIDE)]
        for rank in reversed(range(SIDE))
    ]


def box_of(board: Board, look: Look, place: Place) -> Box:
    """The pixels of a place; KeyError for others."""
    grid = board_of(board, look)
    if place[0] == "square":
        return grid.cell_box(SIDE - 1 - place[1] // SIDE, place[1] % SIDE)
    if place[0] == "board":
        return grid.box
    raise KeyError(place)


def draw(board: Board, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with its files and ranks."""
    grid = board_of(board, look)
    own = kit(look, grid.cell)
    around = _around(look, grid)
    height, width = around.shape
    canvas = Canvas(width, height, own.inks, look.theme.paper, look.font)
    canvas.stamp(0, 0, around)
    canvas.tile(grid.left, grid.top, own.sprites, np.array([[own.order[kind] for kind in row] for row in kinds(board)]))
    return canvas.finish(lambda place: box_of(board, look, place))


@lru_cache(maxsize=16)
def _around(look: Look, grid: Grid) -> Pixels:
    """The picture with the frame, the files and the ranks, but without the squares: the same for every board."""
    own = kit(look, grid.cell)
    size = 2 * grid.left + SIDE * grid.cell
    canvas = Canvas(size, size, own.inks, look.theme.paper, look.font)
    left, top, right, bottom = grid.box
    if look.labels == "strip":
        around = GUTTER + look.rim
        canvas.fill((left - around, top - around, right + around, bottom + around), own.inks.ink(look.theme.strip))
    draw_frame(canvas, grid.box, look)
    canvas.frame((left - 1, top - 1, right + 1, bottom + 1), own.inks.ink(look.theme.edge), 1)
    half, beside = grid.cell // 2, GUTTER // 2 + look.rim
    for number in range(SIDE):
        middle = number * grid.cell + half
        canvas.text(left + middle, bottom + beside, "abcdefgh"[number], SMALL, own.numbers)
        canvas.text(left - beside, bottom - middle, str(number + 1), SMALL, own.numbers)
        if look.labels == "both":
            canvas.text(left + middle, top - beside, "abcdefgh"[number], SMALL, own.numbers)
            canvas.text(right + beside, bottom - middle, str(number + 1), SMALL, own.numbers)
    return canvas.pixels


def describe(board: Board, marks: tuple[Mark, ...]) -> str:
    """The pieces, one a line."""
    return "\n".join(f"{square_name(square)}: {NAMES[kind]}" for square, kind in board.pieces)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color: pieces and squares."""
    light, dark = grounds(look)
    return ({"outline of a piece": PIECE, "light square": light, "dark square": dark},)
