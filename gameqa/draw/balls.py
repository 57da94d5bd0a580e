"""Pyramids of balls drawn as `gameqa.isometric` sees them: sprites, the plate below, and which balls are hidden.

Balls of equal size lie on a square grid and in the hollows between four others. x grows toward the lower right and y
toward the upper right; a level is drawn `RISE` higher than the one below, and half a step further in x and y.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from gameqa.draw.canvas import Canvas, Inks, Pixels, mixed
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import OVERSAMPLING
from gameqa.draw.text import SMALL
from gameqa.isometric import ACROSS, DOWN, project
from gameqa.places import Box

Spot = tuple[int, int, int]
"""x, y and level of a ball, each from 0."""

RADIUS, RISE = 1.42, 1.85
"""The radius of a ball, and how much higher the next level is drawn, in units of the projection."""

NUMBERS = 26
"""Room for the numbers of x and y below the plate."""

BANDS = 14
"""Shades of a ball, from its edge to its highlight."""

CARTOON = (3, 3, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 13, 13)
"""Which shade of a cartoon stands for each of them."""

DULL = 8
"""The lightest shade of a dull ball."""

WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)


@dataclass(frozen=True)
class Ball:
    """A sprite of color indices, the pixels that belong to it, and those of its soft edge with their cover.

    Attributes:
        pixels: shape (height, width), odd numbers: the middle pixel is the center.
        mask: pixels that are covered wholly.
        down, across: places of the pixels that are covered in part.
        levels: how much each of those is covered, from 1 to 3.
    """

    pixels: Pixels
    mask: npt.NDArray[np.bool_]
    down: npt.NDArray[np.intp]
    across: npt.NDArray[np.intp]
    levels: Pixels


@cache
def _disc(radius: int) -> tuple[Pixels, npt.NDArray[np.float64]]:
    """For every pixel of a square around a disc: how much of it is covered, 0 to 4, and how lit a sphere is there.

    Only sums, products and square roots decide, which are exactly rounded everywhere.
    """
    size = 2 * radius + 3
    steps = (np.arange(size * OVERSAMPLING) * 2 + 1) / (2 * OVERSAMPLING) - size / 2
    x, y = steps[None, :] / radius, steps[:, None] / radius
    inside = (x * x + y * y <= 1.0).reshape(size, OVERSAMPLING, size, OVERSAMPLING).sum(axis=(1, 3))
    cover = (inside * 4 + 8) // 16
    middle = (np.arange(size) * 2 + 1) / 2 - size / 2
    x, y = middle[None, :] / radius, middle[:, None] / radius
    z = np.sqrt(np.maximum(0.0, 1.0 - x * x - y * y))
    # Light from the upper left, in front.
    lit = np.maximum(0.0, (-4 * x - 6 * y + 5 * z) / np.sqrt(77.0))
    return cover.astype(np.uint8), lit


def shades_of(color: Rgb) -> list[Rgb]:
    """The shades of a ball, from its dark side to its highlight."""
    found = []
    for band in range(BANDS):
        if band < 8:
            found.append(mixed(color, BLACK, 50 + band * 50 // 8, 100))
        else:
            # The highlight rises the faster the nearer its middle is.
            found.append(mixed(WHITE, color, (band - 7) * (band - 7) * 2, 100))
    return found


def ball_sprite(inks: Inks, color: Rgb, edge: Rgb, radius: int, design: int = 0) -> Ball:
    """A ball with a dark outline, shaded, with a highlight at its upper left.

    Args:
        radius: in pixels.
        design: how it is shaded: softly, in three steps as in a cartoon, or dull, without a highlight.
    """
    cover, lit = _disc(radius)
    core, _ = _disc(radius - 2)
    core = np.pad(core, 2)
    bands = np.minimum(BANDS - 1, (lit * BANDS).astype(np.intp))
    if design == 1:
        bands = np.array(CARTOON, np.intp)[bands]
    elif design == 2:
        bands = np.minimum(bands, DULL)
    inner = np.array([inks.near(shade) for shade in shades_of(color)], np.uint8)
    pixels = inner[bands]
    for level in range(4):
        rim = (core == level) & (cover > 0)
        for band in range(BANDS):
            shade = mixed(shades_of(color)[band], edge, level, 4)
            pixels[rim & (bands == band)] = inks.near(shade)
    down, across = np.nonzero((cover > 0) & (cover < 4))
    return Ball(pixels, cover == 4, down, across, cover[down, across])


def edge_pen(inks: Inks, edge: Rgb, over: Iterable[Rgb]) -> Pixels:
    """A table [level of cover, index below] -> index above for the soft edges of balls; over other colors than those of
    `over` they are cut at one half."""
    top = inks.ink(edge)
    table = np.tile(np.arange(256, dtype=np.uint8), (5, 1))
    table[2:, :] = top
    for below in over:
        for level in range(1, 4):
            table[level, inks.ink(below)] = inks.near(mixed(edge, below, level, 4))
    return table


def draw_ball(canvas: Canvas, x: int, y: int, ball: Ball, pen: Pixels) -> None:
    """A ball with its center at a pixel, over all that is drawn already."""
    half = ball.pixels.shape[0] // 2
    target = canvas.pixels[y - half : y + half + 1, x - half : x + half + 1]
    target[ball.down, ball.across] = pen[ball.levels, target[ball.down, ball.across]]
    np.copyto(target, ball.pixels, where=ball.mask)


@dataclass(frozen=True)
class Heap:
    """Where a pyramid of balls is in a picture.

    Attributes:
        left, top: the corner of its place, with the numbers of x and y.
        side: balls along an edge of the lowest level.
        unit: pixels of one unit of the projection, even.
    """

    left: int
    top: int
    side: int
    unit: int

    @property
    def radius(self) -> int:
        """The radius of a ball in pixels."""
        return round(RADIUS * self.unit)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width = self.side * ACROSS * self.unit + 1
        return width + 2 * NUMBERS, self._rise + self.side * DOWN * self.unit // 2 + NUMBERS + 4

    @property
    def _rise(self) -> int:
        """From the middle of the plate up to what is drawn highest."""
        top = round(RISE * self.unit * (self.side - 1)) + self.radius + self.unit
        return max(top, (self.side * DOWN // 2 + 1) * self.unit) + 6

    def point(self, x: float, y: float, level: float = 0) -> tuple[int, int]:
        """The pixel of a point of the plate, or as many levels above."""
        right, down = project(x, y, 0, self.unit)
        return self.left + NUMBERS + round(right), self.top + self._rise + round(down - level * RISE * self.unit)

    def center(self, spot: Spot) -> tuple[int, int]:
        """The pixel of the center of a ball."""
        x, y, level = spot
        right, down = self.point(x + 0.5 + level / 2, y + 0.5 + level / 2, level)
        return right, down - self.unit

    def box(self, spot: Spot) -> Box:
        """The pixels of a ball."""
        x, y = self.center(spot)
        return x - self.radius, y - self.radius, x + self.radius + 1, y + self.radius + 1


def far_to_near(spots: Iterable[Spot]) -> list[Spot]:
    """The balls in an order in which no ball is hidden by an earlier one.

    The viewer looks down by 30 degrees, along a diagonal of the plate.
    """
    return sorted(spots, key=lambda spot: (spot[0] - spot[1]) * 1000 + spot[2] * 577)


def draw_heap(canvas: Canvas, heap: Heap, balls: Mapping[Spot, Ball], pen: Pixels) -> None:
    """The balls, the nearer ones over the farther ones."""
    for spot in far_to_near(balls):
        draw_ball(canvas, *heap.center(spot), balls[spot], pen)


def draw_plate(canvas: Canvas, heap: Heap, look: Look, pen: Pixels) -> None:
    """The plate with its cells, and the numbers of x and y at its front edges."""
    inks, theme, side = canvas.inks, look.theme, heap.side
    corners = [heap.point(0, 0), heap.point(0, side), heap.point(side, side), heap.point(side, 0)]
    canvas.polygon(corners, inks.ink(theme.panel))
    line = inks.ink(theme.wall_light)
    for number in range(side + 1):
        canvas.line(heap.point(number, 0), heap.point(number, side), line)
        canvas.line(heap.point(0, number), heap.point(side, number), line)
    for number in range(side):
        x, y = heap.point(number + 0.5, 0)
        canvas.text(x - 11, y + 11, str(number), SMALL, pen)
        x, y = heap.point(side, number + 0.5)
        canvas.text(x + 11, y + 11, str(number), SMALL, pen)
    x, y = heap.point(side // 2, 0)
    canvas.text(x - 27, y + 24, "x", SMALL, pen)
    x, y = heap.point(side, side // 2)
    canvas.text(x + 27, y + 24, "y", SMALL, pen)


_GRID = 9


@cache
def hiders(spot: Spot, spots: tuple[Spot, ...]) -> tuple[frozenset[Spot], ...]:
    """For points spread over a ball, the spots whose balls would hide each of them."""
    heap = Heap(0, 0, 1 + max(x for x, _, level in spots if not level), 40)
    radius, (own_x, own_y) = heap.radius, heap.center(spot)
    order = far_to_near(spots)
    nearer = [(other, *heap.center(other)) for other in order[order.index(spot) + 1 :]]
    nearer = [found for found in nearer if (found[1] - own_x) ** 2 + (found[2] - own_y) ** 2 < 4 * radius * radius]
    points = []
    for across, down in product(range(_GRID), repeat=2):
        x, y = ((2 * part + 1) / _GRID - 1 for part in (across, down))
        if x * x + y * y <= 1:
            px, py = own_x + x * radius, own_y + y * radius
            points.append(
                frozenset(other for other, cx, cy in nearer if (px - cx) ** 2 + (py - cy) ** 2 <= radius * radius)
            )
    return tuple(points)
