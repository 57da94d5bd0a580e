"""Cubes drawn as `gameqa.isometric` sees them: sprites, the ground and the axes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil

import numpy as np
import numpy.typing as npt

from gameqa.draw.canvas import Canvas, Inks, Pixels, mixed
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting, Point, Reduced
from gameqa.draw.text import SMALL, text_width
from gameqa.isometric import ACROSS, DOWN, FACES, UP, Voxel, back_to_front, project
from gameqa.places import Box

BELOW, BESIDE = 30, 34
"""Room for the numbers of the axes below the ground and left of it."""


OUTLINE = 1.7
"""How wide the outlines of cubes are, in pixels."""

TOP, LEFT_FACE, RIGHT_FACE = FACES

_COVERED = 4
"""Levels in which an outline covers a pixel."""

_KEY: Rgb = (255, 0, 255)


@dataclass(frozen=True, eq=False)
class Outline:
    """The pixels that an outline touches, counted from the sprite's corner, and how much of each it covers.

    Attributes:
        down, across: places of the pixels; some lie one pixel outside of the sprite.
        levels: from 1 to `_COVERED`.
    """

    down: npt.NDArray[np.intp]
    across: npt.NDArray[np.intp]
    levels: Pixels


@dataclass(frozen=True)
class Cube:
    """A sprite of color indices and the pixels that belong to it; its left upper corner is at
    `project` of the cube, less the height of a cube and half its depth.

    Its outline lies half outside of it and is drawn after it: so the next cube, which is nearer, covers the half
    that it hides and draws the edge that both share anew in its full width.
    """

    pixels: Pixels
    mask: npt.NDArray[np.bool_]
    outline: Outline


def shades(color: Rgb) -> list[Rgb]:
    """The colors of the top, the left and the right face of a cube."""
    black = (0, 0, 0)
    return [mixed(color, (255, 255, 255), 7, 8), mixed(color, black, 7, 8), mixed(color, black, 5, 8)]


@dataclass(frozen=True)
class Faces:
    """The faces of a cube in its sprite, for things that are painted on them.

    Attributes:
        unit: pixels of a unit of the projection.
    """

    unit: int

    def at(self, face: str, across: float, up: float) -> Point:
        """A point of a face: across and up from its left lower corner as it is seen, from 0 to 1; of the top, along x
        and along y."""
        wide, deep, high = ACROSS * self.unit, DOWN * self.unit, UP * self.unit / 2
        if face == TOP:
            return (across + up) * wide / 2, deep / 2 + (across - up) * deep / 2
        if face == LEFT_FACE:
            return wide / 2 * across, deep / 2 + deep / 2 * across + high * (1 - up)
        return wide / 2 + wide / 2 * across, deep - deep / 2 * across + high * (1 - up)

    def patch(self, face: str, left: float, low: float, right: float, high: float) -> list[Point]:
        """The corners of a rectangle on a face."""
        return [self.at(face, x, y) for x, y in ((left, low), (right, low), (right, high), (left, high))]


_INNER = ((0.22, 0.22), (0.78, 0.22), (0.78, 0.78), (0.22, 0.78))


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _between(face: Sequence[Point], across: float, down: float) -> Point:
    """A point of a face whose corners are given around it."""
    return _along(_along(face[0], face[1], across), _along(face[3], face[2], across), down)


@dataclass(frozen=True)
class PaintedCube:
    """A cube in its own colors, the same for all palettes.

    Attributes:
        exact: colors that a palette takes up just as they are.
    """

    painting: Reduced
    mask: npt.NDArray[np.bool_]
    outline: Outline
    exact: tuple[Rgb, ...] = ()

    def sprite(self, inks: Inks) -> Cube:
        """The cube in color indices of a palette, which takes its colors up where it lacks them."""
        for color in self.exact:
            inks.ink(color)
        return Cube(self.painting.sprite(inks), self.mask, self.outline)


def painted_cube(
    color: Rgb, edge: Rgb, unit: int, add: Callable[[Painting], None] | None = None, design: int = 0
) -> PaintedCube:
    """A cube with a light top, a darker left and the darkest right face, and an outline around each.

    Args:
        edge: the color of the outline.
        add: paints something on the faces.
        design: what the sides look like: even, with a smaller face inside of each, or with a band along their foot.
    """
    wide, deep, high = ACROSS * unit, DOWN * unit, UP * unit // 2
    back, left, right, front = (wide / 2, 0), (0, deep / 2), (wide, deep / 2), (wide / 2, deep)

    def lowered(point: Point) -> Point:
        return point[0], point[1] + high

    shape = Painting(wide + 1, deep + high + 1, _KEY)
    shape.polygon([back, right, lowered(right), lowered(front), lowered(left), left], edge)
    painting = Painting(wide + 1, deep + high + 1, edge)
    faces = [
        [back, right, front, left],
        [left, front, lowered(front), lowered(left)],
        [front, right, lowered(right), lowered(front)],
    ]
    for face, shade in zip(faces, shades(color), strict=True):
        painting.polygon(face, shade)
    exact = []
    if design:
        for (upper, end, low_end, low), shade in zip(faces[1:], shades(color)[1:], strict=True):
            exact.append(mixed(shade, (0, 0, 0), 7, 8))
            inner = [_between((upper, end, low_end, low), x, y) for x, y in _INNER]
            band = [_along(upper, low, 0.72), _along(end, low_end, 0.72), low_end, low]
            painting.polygon(inner if design == 1 else band, exact[-1])
    if add:
        add(painting)
    outline = _outline(tuple(map(tuple, faces)))
    return PaintedCube(painting.reduced(), shape.coverage(_KEY), outline, tuple(exact))


def cube_sprite(
    inks: Inks, color: Rgb, edge: Rgb, unit: int, add: Callable[[Painting], None] | None = None, design: int = 0
) -> Cube:
    """A painted cube in color indices; arguments as `painted_cube` takes them."""
    return painted_cube(color, edge, unit, add, design).sprite(inks)


@lru_cache(maxsize=64)
def _outline(faces: tuple[tuple[Point, ...], ...]) -> Outline:
    """The edges of faces; the sprite begins at (0, 0)."""
    corners = [corner for face in faces for corner in face]
    wide, high = (ceil(max(corner[axis] for corner in corners)) for axis in (0, 1))
    painting = Painting(wide + 3, high + 3, (0, 0, 0))
    edges = {tuple(sorted(edge)) for face in faces for edge in zip(face, (*face[1:], face[0]), strict=True)}
    for (x1, y1), (x2, y2) in edges:
        painting.line((x1 + 1, y1 + 1), (x2 + 1, y2 + 1), OUTLINE, (255, 255, 255))
    reduced = painting.reduced()
    grays = np.zeros(len(reduced.colors), np.intp)
    for number, code in reduced.colors:
        grays[number] = code & 255
    levels = ((grays[reduced.numbers] * _COVERED + 127) // 255).astype(np.uint8)
    down, across = np.nonzero(levels)
    return Outline(down - 1, across - 1, levels[down, across])


def outline_pen(inks: Inks, edge: Rgb, over: Iterable[Rgb]) -> Pixels:
    """A table [level of an outline, index below] -> index above.

    Over the colors of `over` the outline has soft edges, also where it is drawn a second time; over any other it is
    cut at one half.
    """
    top = inks.ink(edge)
    table = np.tile(np.arange(256, dtype=np.uint8), (_COVERED + 1, 1))
    table[_COVERED // 2 :, :] = top
    for below in over:
        mixes = [inks.ink(mixed(edge, below, level, _COVERED)) for level in range(_COVERED)] + [top]
        for drawn, place in enumerate(mixes[:-1]):
            for level in range(1, _COVERED + 1):
                table[level, place] = mixes[max(level, drawn)]
    return table


@lru_cache(maxsize=64)
def _places(outline: Outline, width: int, inks: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where the pixels of an outline are among all of a picture, and where their levels' rows begin in a pen's table.

    Args:
        width: of the picture.
        inks: the length of a row of the table.
    """
    return outline.down * width + outline.across, outline.levels.astype(np.intp) * inks


def _draw_outline(canvas: Canvas, left: int, top: int, outline: Outline, pen: Pixels) -> None:
    # Flat places: numpy looks them up faster than rows and columns.
    pixels, width = canvas.pixels.reshape(-1), canvas.pixels.shape[1]
    places, rows = _places(outline, width, pen.shape[1])
    places = places + (top * width + left)
    pixels[places] = pen.reshape(-1)[rows + pixels[places]]


def draw_cube(canvas: Canvas, left: int, top: int, cube: Cube, pen: Pixels) -> None:
    """A cube over all that is drawn already.

    Args:
        pen: a table of `outline_pen`.
    """
    canvas.stamp(left, top, cube.pixels, cube.mask)
    _draw_outline(canvas, left, top, cube.outline, pen)


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


def draw_cubes(canvas: Canvas, scene: Scene, cubes: Mapping[Voxel, Cube], pen: Pixels) -> None:
    """The cubes, the nearer ones over the farther ones."""
    for voxel in back_to_front(cubes):
        left, top, _, _ = scene.cube_box(voxel)
        draw_cube(canvas, left, top, cubes[voxel], pen)


@dataclass(frozen=True)
class Ground:
    """The floor of a grid: a sprite, and the pixels that belong to it."""

    pixels: Pixels
    mask: npt.NDArray[np.bool_]


def ground_sprite(inks: Inks, paper: Rgb, ground: Rgb, line: Rgb, side: int, unit: int) -> Ground:
    """The floor of a grid on paper, with a line around each cell; it begins one pixel left of the grid's origin."""
    canvas = Canvas(side * ACROSS * unit + 3, side * DOWN * unit + 3, inks, paper)
    middle = side * DOWN * unit // 2

    def point(x: int, y: int) -> tuple[int, int]:
        right, down = project(x, y, 0, unit)
        return round(right) + 1, middle + round(down) + 1

    pen = outline_pen(inks, line, [paper, ground])
    canvas.polygon([point(0, 0), point(0, side), point(side, side), point(side, 0)], inks.ink(ground))
    wide, deep = ACROSS * unit, DOWN * unit
    outline = _outline((((wide / 2, 0), (wide, deep / 2), (wide / 2, deep), (0, deep / 2)),))
    for x, y in product(range(side), repeat=2):
        left, down = point(x, y)
        _draw_outline(canvas, left, down - deep // 2, outline, pen)
    return Ground(canvas.pixels, canvas.pixels != inks.ink(paper))


def draw_ground(canvas: Canvas, scene: Scene, ground: Ground) -> None:
    """The floor of a scene."""
    left, middle = scene.point(0, 0, 0)
    canvas.stamp(left - 1, middle - ground.pixels.shape[0] // 2, ground.pixels, ground.mask)


def draw_axes(canvas: Canvas, scene: Scene, ink: int, pen: Pixels, first: int = 1) -> None:
    """The numbers of x and y along the front edges of the floor, of z along the left edge, with names between two
    numbers each."""
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
    x, y = scene.point(side // 2, 0, 0)
    canvas.text(x - 18, y + 29, "x", SMALL, pen)
    x, y = scene.point(side, side // 2, 0)
    canvas.text(x + 18, y + 29, "y", SMALL, pen)
    x, y = scene.point(0, 0, scene.tall // 2)
    canvas.text(x - 26, y, "z", SMALL, pen)


def draw_key(
    canvas: Canvas, left: int, middle: int, entries: Iterable[tuple[int, str]], edge: int, pen: Pixels
) -> None:
    """Swatches with a text behind each, in one line that starts at `left`."""
    for ink, text in entries:
        canvas.fill((left, middle - 8, left + 16, middle + 8), ink)
        canvas.frame((left, middle - 8, left + 16, middle + 8), edge, 1)
        canvas.text(left + 21, middle, text, SMALL, pen, "left")
        left += 21 + text_width(text, SMALL, canvas.font) + 12


LAYERS = ("blue", "orange", "mint", "yellow")
"""None of them is so dark that an outline would not stand out on its shaded faces."""


def layer_colors(look: Look) -> Sequence[Rgb]:
    """Colors of the layers of cubes from the lowest to the fourth, from dark to light."""
    return [look.theme.color(name) for name in LAYERS]
