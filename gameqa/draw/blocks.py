"""Cubes drawn as `gameqa.isometric` sees them: sprites, the ground and the axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gameqa.draw.canvas import Canvas, Inks, Pixels, mixed
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting, Point
from gameqa.draw.text import SMALL, text_width
from gameqa.isometric import ACROSS, DOWN, UP, Voxel, back_to_front, project
from gameqa.places import Box

BELOW, BESIDE = 30, 34
"""Room for the numbers of the axes below the ground and left of it."""


@dataclass(frozen=True)
class Cube:
    """A sprite of color indices and the pixels that belong to it; its left upper corner is at
    `project` of the cube, less the height of a cube and half its depth."""

    pixels: Pixels
    mask: npt.NDArray[np.bool_]


def cube_sprite(inks: Inks, color: Rgb, edge: Rgb, unit: int) -> Cube:
    """A cube with a light top, a darker left and the darkest right face, and outlined edges."""
    wide, deep, high = ACROSS * unit, DOWN * unit, UP * unit // 2
    back, left, right, front = (wide / 2, 0), (0, deep / 2), (wide, deep / 2), (wide / 2, deep)

    def lowered(point: Point) -> Point:
        return point[0], point[1] + high

    key = (255, 0, 255)
    painting = Painting(wide + 1, deep + high + 1, key)
    outline = [back, right, lowered(right), lowered(front), lowered(left), left]
    painting.polygon(outline, edge)
    solid = painting.coverage(key)
    black = (0, 0, 0)
    shades = [mixed(color, (255, 255, 255), 7, 8), mixed(color, black, 7, 8), mixed(color, black, 5, 8)]
    faces = [
        [back, right, front, left],
        [left, front, lowered(front), lowered(left)],
        [front, right, lowered(right), lowered(front)],
    ]
    for face, shade in zip(faces, shades, strict=True):
        painting.polygon(face, shade)
    for start, end in [*zip(outline, [*outline[1:], outline[0]], strict=True), (left, front), (front, right)]:
        painting.line(start, end, 1.6, edge)
    painting.line(front, lowered(front), 1.6, edge)
    painting.replace(key, edge)
    return Cube(painting.sprite(inks), solid)


@dataclass(frozen=True)
class Scene:
    """Where a grid of cubes is in a picture.

    Attributes:
        left, top: the corner of the scene with the numbers of its axes.
        side: cubes along x and y, and along z where `levels` is not given.
        unit: pixels of one unit of the projection, even.
        numbered: whether room for axes is left.
        levels: cubes along z.
    """

    left: int
    top: int
    side: int
    unit: int
    numbered: bool = True
    levels: int = 0

    @property
    def tall(self) -> int:
        """Cubes along z."""
        return self.levels or self.side

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width = self.side * ACROSS * self.unit + 1
        height = (self.side * DOWN + self.tall * UP / 2) * self.unit + 1
        if self.numbered:
            return width + 2 * BESIDE, int(height) + BELOW
        return width, int(height)

    def point(self, x: float, y: float, z: float) -> tuple[int, int]:
        """The pixel of a point of the grid, whose corner of least x, y and z is (0, 0, 0)."""
        right, down = project(x, y, z, self.unit)
        origin_down = (self.side * DOWN + self.tall * UP) * self.unit // 2
        return self.left + (BESIDE if self.numbered else 0) + round(right), self.top + origin_down + round(down)

    def cube_box(self, voxel: Voxel) -> Box:
        """The pixels of a cube."""
        left, middle = self.point(voxel[0], voxel[1], voxel[2])
        top = middle - DOWN * self.unit // 2 - UP * self.unit // 2
        return left, top, left + ACROSS * self.unit + 1, top + DOWN * self.unit + UP * self.unit // 2 + 1


def draw_cubes(canvas: Canvas, scene: Scene, cubes: Mapping[Voxel, Cube]) -> None:
    """The cubes, the nearer ones over the farther ones."""
    for voxel in back_to_front(cubes):
        left, top, _, _ = scene.cube_box(voxel)
        canvas.stamp(left, top, cubes[voxel].pixels, cubes[voxel].mask)


def ground_sprite(inks: Inks, ground: Rgb, line: Rgb, side: int, unit: int) -> Cube:
    """The floor of a grid with a line between all cells; its left corner is at the grid's origin."""
    outside = 255
    canvas = Canvas(side * ACROSS * unit + 1, side * DOWN * unit + 1, inks, ground)
    canvas.pixels[...] = outside
    middle = side * DOWN * unit // 2

    def point(x: int, y: int) -> tuple[int, int]:
        right, down = project(x, y, 0, unit)
        return round(right), middle + round(down)

    canvas.polygon([point(0, 0), point(0, side), point(side, side), point(side, 0)], inks.ink(ground))
    for number in range(side + 1):
        canvas.line(point(number, 0), point(number, side), inks.ink(line))
        canvas.line(point(0, number), point(side, number), inks.ink(line))
    return Cube(canvas.pixels, canvas.pixels != outside)


def draw_ground(canvas: Canvas, scene: Scene, ground: Cube) -> None:
    """The floor of a scene."""
    left, middle = scene.point(0, 0, 0)
    canvas.stamp(left, middle - ground.pixels.shape[0] // 2, ground.pixels, ground.mask)


def draw_axes(canvas: Canvas, scene: Scene, ink: int, pen: Pixels, first: int = 1) -> None:
    """The numbers of x and y along the front edges of the floor, of z along the left edge, with names."""
    side = scene.side
    canvas.line(scene.point(0, 0, 0), scene.point(0, 0, scene.tall), ink)
    for number in range(scene.tall + 1):
        x, y = scene.point(0, 0, number)
        canvas.line((x - 4, y), (x, y), ink)
    for number in range(side):
        text = str(number + first)
        x, y = scene.point(number + 0.5, 0, 0)
        canvas.text(x - 9, y + 11, text, SMALL, pen)
        x, y = scene.point(side, number + 0.5, 0)
        canvas.text(x + 9, y + 11, text, SMALL, pen)
    for number in range(scene.tall):
        x, y = scene.point(0, 0, number + 0.5)
        canvas.text(x - 10, y, str(number + first), SMALL, pen)
    x, y = scene.point(side / 2, 0, 0)
    canvas.text(x - 26, y + 20, "x", SMALL, pen)
    x, y = scene.point(side, side / 2, 0)
    canvas.text(x + 26, y + 20, "y", SMALL, pen)
    x, y = scene.point(0, 0, scene.tall / 2)
    canvas.text(x - 26, y, "z", SMALL, pen)


def draw_key(
    canvas: Canvas, left: int, middle: int, entries: Iterable[tuple[int, str]], edge: int, pen: Pixels
) -> None:
    """Swatches with a text behind each, in one line that starts at `left`."""
    for ink, text in entries:
        canvas.fill((left, middle - 8, left + 16, middle + 8), ink)
        canvas.frame((left, middle - 8, left + 16, middle + 8), edge, 1)
        canvas.text(left + 21, middle, text, SMALL, pen, "left")
        left += 21 + text_width(text, SMALL) + 12


def layer_colors(look: Look) -> Sequence[Rgb]:
    """Colors of the layers of cubes from the lowest to the fourth, from dark to light."""
    return [look.theme.color(name) for name in LAYERS]


LAYERS = ("purple", "blue", "mint", "yellow")
