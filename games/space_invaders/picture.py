"""Drawing and describing enemies above a ship.

Places, with rows and columns counted from 1: ("cell", row, column), ("row", row), ("column", column), ("ship",),
("board",). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import GUTTER, draw_numbers, outer_size
from gameqa.draw.board import Board as Grid
from gameqa.draw.canvas import Canvas, Picture, Pixels
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import BLUE, EMPTY, GREEN, PURPLE, Fleet

SHIP = "ship"

CELL, ROOM = 46, 448
"""Pixels of a cell in the plain look, and of all columns together, at most."""

WHITE: Rgb = (255, 255, 255)

NAMES = {PURPLE: "purple", BLUE: "blue", GREEN: "green", SHIP: "orange"}


@cached_kit
def kit(look: Look, cell: int) -> tiles.Kit[str]:
    """The sprites, made once: an empty cell, the enemies, and the ship on paper."""
    return tiles.make_kit(look, {sign: _painting(look, cell, sign) for sign in (EMPTY, *NAMES)})


def _painting(look: Look, cell: int, sign: str) -> Painting:
    if sign == SHIP:
        return _ship(look, cell)
    painting = tiles.blank(look, cell)
    if sign != EMPTY:
        shape = {PURPLE: _squid, BLUE: _crab, GREEN: _saucer}[sign]
        shape(painting, (cell - 1) / 2, (cell - 1) / 32, look.theme.color(NAMES[sign]), look.design)
    return painting


def _eyes(painting: Painting, middle: float, unit: float, aside: float, height: float, radius: float) -> None:
    for side in (-1, 1):
        painting.disc(middle + side * aside * unit, middle + height * unit, radius * unit, WHITE)


def _squid(painting: Painting, middle: float, unit: float, color: Rgb, design: int) -> None:
    """A tall pointed head on three legs."""

    def at(x: float, y: float) -> tuple[float, float]:
        return middle + x * unit, middle + y * unit

    heads = (
        [at(0, -14), at(7, -8), at(10, 2), at(10, 6), at(-10, 6), at(-10, 2), at(-7, -8)],
        [at(0, -14), at(12, 6), at(-12, 6)],
        [at(0, -14), at(9, -3), at(9, 3), at(6, 7), at(-6, 7), at(-9, 3), at(-9, -3)],
    )
    painting.polygon(heads[design], color)
    foot = (10, 7, 12)[design]
    for side in (-1, 1):
        painting.line(at((7, 7, 6)[design] * side, 5), at(foot * side, 12), (3.6, 4.2, 2.6)[design] * unit, color)
    painting.line(at(0, 5), at(0, 12), (3.6, 4.2, 2.6)[design] * unit, color)
    _eyes(painting, middle, unit, (4, 3.4, 3.6)[design], (-1, 1, -2)[design], (2.6, 2.0, 3.0)[design])


def _crab(painting: Painting, middle: float, unit: float, color: Rgb, design: int) -> None:
    """A square body with two horns, and arms that point up."""

    def at(x: float, y: float) -> tuple[float, float]:
        return middle + x * unit, middle + y * unit

    low = (9, 8, 10)[design]
    painting.rectangle(*at(-8, -6), *at(8, low), color)
    for side in (-1, 1):
        tip = at((8, 4, 7)[design] * side, -12)
        painting.line(at(4 * side, -5), tip, 3 * unit, color)
        if design == 2:
            painting.disc(*tip, 2.6 * unit, color)
        painting.line(at(8 * side, 3), at(13 * side, 3), 3.4 * unit, color)
        painting.line(at(13 * side, 3), at(13 * side, -4), 3.4 * unit, color)
        painting.line(at(5 * side, 8), at(9 * side, 12), 3.4 * unit, color)
    for side in (-1, 1):
        x, y = at(4 * side, 0)
        wide, high = ((2.0, 2.4), (2.6, 1.4), (1.6, 1.6))[design]
        painting.rectangle(x - wide * unit, y - high * unit, x + wide * unit, y + high * unit, WHITE)
    if design == 2:
        painting.rectangle(*at(-4, 4.6), *at(4, 6.6), WHITE)


def _saucer(painting: Painting, middle: float, unit: float, color: Rgb, design: int) -> None:
    """A flat disc with a small cabin on top and lights along its side."""

    def at(x: float, y: float) -> tuple[float, float]:
        return middle + x * unit, middle + y * unit

    if design == 1:
        painting.rectangle(*at(-5, -8), *at(5, 0), color)
    else:
        painting.disc(*at(0, -2), (7, 7, 5.5)[design] * unit, color)
    if design == 2:
        painting.rounded(*at(-14, -1), *at(14, 8), 4.4 * unit, color)
    else:
        painting.polygon([at(-14, 3), at(-8, -1), at(8, -1), at(14, 3), at(8, 8), at(-8, 8)], color)
    for light in ((-8, 0, 8), (-7, -2.4, 2.4, 7), (-9, -3, 3, 9))[design]:
        painting.disc(*at(light, 3.5), (1.9, 1.5, 1.7)[design] * unit, WHITE)


def _ship(look: Look, cell: int) -> Painting:
    """A flat hull with a gun that points up."""
    theme = look.theme
    painting = Painting(cell, cell, theme.paper)
    middle, unit = (cell - 1) / 2, (cell - 1) / 32
    for grown, color in ((1.4, theme.edge), (0.0, theme.color(NAMES[SHIP]))):
        painting.polygon(
            [
                (middle - 3 * unit - grown, middle + 2 * unit),
                (middle, middle - 14 * unit - grown * 2),
                (middle + 3 * unit + grown, middle + 2 * unit),
            ],
            color,
        )
        painting.rounded(
            middle - 13 * unit - grown,
            middle - grown,
            middle + 13 * unit + grown,
            middle + 12 * unit + grown,
            3 * unit,
            color,
        )
    return painting


@dataclass(frozen=True)
class Layout:
    """Where things are.

    Attributes:
        grid: the cells of the board.
        ship_top: the upper end of the row of the ship, in pixels.
    """

    grid: Grid
    ship_top: int


@lru_cache(maxsize=256)
def layout_of(look: Look, rows: int, columns: int) -> Layout:
    """The places of a look."""
    grid = tiles.board_for(look, rows, columns, min(CELL, ROOM // columns), ROOM, first=1)
    return Layout(grid, grid.box[3] + look.rim + (GUTTER if look.labels == "both" else 2))


@lru_cache(maxsize=16)
def _ground(look: Look, layout: Layout) -> Pixels:
    """What all boards of a size share: numbers, a frame, and the ground on which the ship stands."""
    grid = layout.grid
    own = kit(look, grid.cell)
    canvas = Canvas(
        outer_size(look, grid)[0], layout.ship_top + grid.cell + 3 + look.margin, own.inks, look.theme.paper, look.font
    )
    left, top, right, bottom = grid.box
    draw_numbers(canvas, grid, look, own.numbers)
    canvas.frame((left - 1, top - 1, right, bottom), canvas.inks.ink(look.theme.line), 1)
    canvas.fill(
        (left - 1, layout.ship_top + grid.cell, right, layout.ship_top + grid.cell + 3), canvas.inks.ink(look.theme.ink)
    )
    return canvas.pixels


def draw(fleet: Fleet, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers, and the ship below it."""
    layout = layout_of(look, len(fleet.rows), fleet.width)
    grid, own, below = layout.grid, kit(look, layout.grid.cell), _ground(look, layout)
    canvas = Canvas(below.shape[1], below.shape[0], own.inks, look.theme.paper, look.font)
    canvas.pixels[...] = below
    kinds = np.array([[own.order[sign] for sign in row] for row in fleet.rows])
    canvas.tile(grid.left, grid.top, own.sprites, kinds)
    left = grid.left + (fleet.ship - 1) * grid.cell
    canvas.stamp(left, layout.ship_top, own.sprites[own.order[SHIP]])

    def box(place: Place) -> Box:
        if place == ("ship",):
            return left, layout.ship_top, left + grid.cell, layout.ship_top + grid.cell
        if place == ("board",):
            return grid.box
        if place[0] == "row":
            start, top, _, bottom = grid.cell_box(place[1], 1)
            return start, top, grid.box[2], bottom
        if place[0] == "column":
            start, top, end, _ = grid.cell_box(1, place[1])
            return start, top, end, grid.box[3]
        return grid.place_box(place)

    return canvas.finish(box)


def describe(fleet: Fleet, marks: tuple[Mark, ...]) -> str:
    """One line a row, what the signs mean, and where the ship is."""
    return "\n".join(
        [
            *rows_as_text(fleet.rows, 1),
            "P purple enemy, B blue enemy, G green enemy, . no enemy; the first sign of a row is column 1.",
            f"The ship is in column {fleet.ship}, below the last row.",
        ]
    )


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors of enemies, whose shapes differ too, and their ground."""
    return ({"no enemy": look.theme.panel, **{name: look.theme.color(name) for name in ("purple", "blue", "green")}},)
