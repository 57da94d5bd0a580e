"""What blocks, ladders, river and lava look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from gameqa.draw.blocks import LEFT_FACE, RIGHT_FACE, TOP, Faces, PaintedCube, painted_cube, shades
from gameqa.draw.canvas import Inks, Pixels, mixed
from gameqa.draw.looks import Rgb
from gameqa.draw.shapes import Painting, Point, Reduced
from gameqa.isometric import ACROSS, DOWN, FACES

from .engine import BRICK, DIAMOND, GOLD, LAVA, PUMPKIN, RIVER, STONE, TNT, WOOD

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
_KEY: Rgb = (255, 0, 255)

BASES: dict[str, Rgb] = {
    BRICK: (176, 104, 84),
    STONE: (158, 162, 168),
    GOLD: (112, 106, 100),
    DIAMOND: (66, 82, 108),
    TNT: (184, 20, 30),
    PUMPKIN: (232, 136, 30),
    WOOD: (112, 78, 48),
}
NUGGETS: dict[str, Rgb] = {GOLD: (255, 214, 64), DIAMOND: (112, 232, 238)}
MORTAR: Rgb = (238, 222, 208)
RAIL: Rgb = (92, 52, 22)
RUNG_BAND: Rgb = (244, 220, 170)
GRASS_COLOR: Rgb = (150, 196, 108)
GRASS_LINE: Rgb = (118, 162, 82)
WATER: Rgb = (58, 124, 214)
WAVE: Rgb = (176, 212, 250)
LAVA_COLOR: Rgb = (240, 92, 20)
CRUST: Rgb = (96, 28, 16)
GLOW: Rgb = (255, 208, 70)


def _shade(color: Rgb, face: str) -> Rgb:
    return shades(color)[FACES.index(face)]


def _paint_brick(painting: Painting, faces: Faces, design: int) -> None:
    width = max(1.3, faces.unit / 9)
    for face in FACES:
        color = _shade(MORTAR, face)
        rows = (3, 2, 3)[design]
        even, odd = ((0.5,), (0.25, 0.75)) if design < 2 else ((0.33, 0.67), (0.17, 0.5, 0.83))
        for row in range(1, rows):
            painting.line(faces.at(face, 0, row / rows), faces.at(face, 1, row / rows), width, color)
        for row in range(rows):
            for across in odd if row % 2 else even:
                ends = faces.at(face, across, row / rows), faces.at(face, across, (row + 1) / rows)
                painting.line(*ends, width, color)


def _paint_stone(painting: Painting, faces: Faces, design: int) -> None:
    dark = mixed(BASES[STONE], BLACK, 5, 8)
    width = max(1.2, faces.unit / 10)
    cracks: Sequence[tuple[Point, Point]] = (
        ((0.15, 0.7), (0.4, 0.6)),
        ((0.4, 0.6), (0.5, 0.8)),
        ((0.55, 0.25), (0.85, 0.35)),
        ((0.2, 0.3), (0.3, 0.2)),
    )
    if design == 1:
        cracks = (
            ((0.2, 0.2), (0.4, 0.2)),
            ((0.6, 0.4), (0.8, 0.4)),
            ((0.2, 0.6), (0.4, 0.6)),
            ((0.6, 0.8), (0.8, 0.8)),
        )
    elif design == 2:
        cracks = tuple(((x, y), (x, y)) for x, y in ((0.25, 0.25), (0.7, 0.2), (0.5, 0.5), (0.2, 0.75), (0.75, 0.75)))
        width *= 2
    for face in FACES:
        for start, end in cracks:
            painting.line(faces.at(face, *start), faces.at(face, *end), width, _shade(dark, face))


def _paint_ore(kind: str, painting: Painting, faces: Faces, design: int) -> None:
    """Nuggets: square ones of gold, diamonds on their corners; four, three large or five small ones a face."""
    nuggets = (
        ((0.27, 0.7, 0.19), (0.7, 0.66, 0.16), (0.36, 0.26, 0.15), (0.76, 0.25, 0.19)),
        ((0.3, 0.68, 0.23), (0.72, 0.6, 0.2), (0.44, 0.26, 0.21)),
        ((0.24, 0.76, 0.16), (0.76, 0.76, 0.16), (0.5, 0.5, 0.16), (0.24, 0.24, 0.16), (0.76, 0.24, 0.16)),
    )
    for face, (x, y, size) in product(FACES, nuggets[design]):
        color = mixed(NUGGETS[kind], BLACK, {TOP: 16, LEFT_FACE: 15, RIGHT_FACE: 13}[face], 16)
        if kind == GOLD:
            painting.polygon(faces.patch(face, x - size * 0.8, y - size * 0.8, x + size * 0.8, y + size * 0.8), color)
        else:
            corners = [(x - size, y), (x, y - size), (x + size, y), (x, y + size)]
            painting.polygon([faces.at(face, *corner) for corner in corners], color)


_STROKES = {
    "T": (((0.0, 1.0), (1.0, 1.0)), ((0.5, 1.0), (0.5, 0.0))),
    "N": (((0.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 0.0)), ((1.0, 0.0), (1.0, 1.0))),
}


def _paint_tnt(painting: Painting, faces: Faces, design: int) -> None:
    """A white band with the letters, and a fuse on top."""
    width = max(1.5, faces.unit / 8)
    for face in (LEFT_FACE, RIGHT_FACE):
        painting.polygon(faces.patch(face, 0, 0.28, 1, 0.74), _shade(WHITE, face))
        for across in ((), (0.33, 0.67), (0.5,))[design]:
            for low, high in ((0.0, 0.26), (0.76, 1.0)):
                ends = faces.at(face, across, low), faces.at(face, across, high)
                painting.line(*ends, width, _shade(mixed(BASES[TNT], BLACK, 5, 8), face))
        for number, letter in enumerate("TNT"):
            left = 0.12 + 0.29 * number
            for start, end in _STROKES[letter]:
                points = [faces.at(face, left + 0.19 * x, 0.37 + 0.28 * y) for x, y in (start, end)]
                painting.line(points[0], points[1], width, (30, 30, 34))
    for inset, color in ((0.3, (250, 250, 250)), (0.4, (40, 40, 44))):
        painting.polygon(faces.patch(TOP, inset, inset, 1 - inset, 1 - inset), color)


def _paint_pumpkin(painting: Painting, faces: Faces, design: int) -> None:
    """Ribs, a stalk, and a carved face on the left."""
    rib = mixed(BASES[PUMPKIN], BLACK, 6, 8)
    width = max(1.4, faces.unit / 8)
    for face in (LEFT_FACE, RIGHT_FACE):
        for across in (0.3, 0.7):
            painting.line(faces.at(face, across, 0.1), faces.at(face, across, 0.9), width, _shade(rib, face))
    for across in (0.3, 0.7):
        painting.line(faces.at(TOP, across, 0.1), faces.at(TOP, across, 0.9), width, _shade(rib, TOP))
    painting.polygon(faces.patch(TOP, 0.36, 0.36, 0.64, 0.64), (70, 110, 40))
    dark = (60, 28, 10)
    eye = (
        ((0.0, 0.55), (0.22, 0.55), (0.11, 0.82)),
        ((0.0, 0.58), (0.22, 0.58), (0.22, 0.78), (0.0, 0.78)),
        ((0.0, 0.68), (0.11, 0.55), (0.22, 0.68), (0.11, 0.82)),
    )[design]
    for left in (0.16, 0.62):
        painting.polygon([faces.at(LEFT_FACE, left + x, y) for x, y in eye], dark)
    low, high = ((0.2, 0.36), (0.16, 0.4), (0.24, 0.34))[design]
    painting.polygon(faces.patch(LEFT_FACE, 0.2, low, 0.8, high), dark)


def _paint_bark(painting: Painting, faces: Faces, design: int) -> None:
    for face, across in product((LEFT_FACE, RIGHT_FACE), (0.3, 0.65)):
        color = _shade(mixed(BASES[WOOD], BLACK, 5, 8), face)
        painting.line(faces.at(face, across, 0.1), faces.at(face, across, 0.9), max(1.3, faces.unit / 9), color)


PAINTERS: dict[str, Callable[[Painting, Faces, int], None]] = {
    BRICK: _paint_brick,
    STONE: _paint_stone,
    GOLD: lambda painting, faces, design: _paint_ore(GOLD, painting, faces, design),
    DIAMOND: lambda painting, faces, design: _paint_ore(DIAMOND, painting, faces, design),
    TNT: _paint_tnt,
    PUMPKIN: _paint_pumpkin,
    WOOD: _paint_bark,
}


def paint_ladder(face: str, painting: Painting, faces: Faces) -> None:
    """Two rails and their rungs on a face: dark on a light band."""
    painting.polygon(faces.patch(face, 0.2, 0.0, 0.8, 1.0), RUNG_BAND)
    for rail in (0.28, 0.72):
        painting.line(faces.at(face, rail, 0.0), faces.at(face, rail, 1.0), max(2.0, faces.unit / 6), RAIL)
    for rung in range(4):
        height = 0.13 + 0.25 * rung
        painting.line(faces.at(face, 0.28, height), faces.at(face, 0.72, height), max(1.6, faces.unit / 8), RAIL)


@dataclass(frozen=True)
class Sprite:
    """Color indices, and the pixels that belong to the thing.

    Attributes:
        left, top: where the sprite begins, seen from the corner of the cube at the ground of its cell.
    """

    pixels: Pixels
    mask: npt.NDArray[np.bool_]
    left: int = 0
    top: int = 0


@dataclass(frozen=True)
class Painted:
    """A sprite in its own colors, the same for all palettes; `left` and `top` as those of a `Sprite`."""

    painting: Reduced
    mask: npt.NDArray[np.bool_]
    left: int = 0
    top: int = 0

    def sprite(self, inks: Inks) -> Sprite:
        """The sprite in color indices of a palette, which takes its colors up where it lacks them."""
        return Sprite(self.painting.sprite(inks), self.mask, self.left, self.top)


def paint_water(painting: Painting, faces: Faces) -> None:
    """Short waves."""
    width = max(1.3, faces.unit / 9)
    for x, y in ((0.2, 0.3), (0.5, 0.62), (0.62, 0.18), (0.78, 0.7)):
        crest = [faces.at(TOP, x - 0.1, y - 0.06), faces.at(TOP, x, y + 0.08), faces.at(TOP, x + 0.14, y + 0.08)]
        painting.line(crest[0], crest[1], width, WAVE)
        painting.line(crest[1], crest[2], width, WAVE)


def paint_lava(painting: Painting, faces: Faces) -> None:
    """Plates of crust with glowing seams."""
    plates = ((0.08, 0.1, 0.42, 0.46), (0.55, 0.08, 0.92, 0.36), (0.1, 0.6, 0.38, 0.9), (0.52, 0.52, 0.9, 0.88))
    for plate in plates:
        painting.polygon(faces.patch(TOP, *plate), CRUST)
    width = max(1.4, faces.unit / 9)
    painting.line(faces.at(TOP, 0.48, 0.1), faces.at(TOP, 0.46, 0.9), width, GLOW)
    painting.line(faces.at(TOP, 0.1, 0.53), faces.at(TOP, 0.9, 0.44), width, GLOW)


@cache
def cube(kind: str, ladder: str, unit: int, edge: Rgb, design: int) -> PaintedCube:
    """A block of a kind, with a ladder on one of its faces or, where that is empty, none.

    Args:
        edge: the color of outlines.
        design: which of three drawings.
    """
    faces = Faces(unit)

    def add(painting: Painting) -> None:
        PAINTERS[kind](painting, faces, design)
        if ladder:
            paint_ladder(ladder, painting, faces)

    return painted_cube(BASES[kind], edge, unit, add)


@cache
def ground_cell(sign: str, unit: int) -> Painted:
    """A cell of river or lava; its corner is that of the top of a cube that lies below."""
    color, add = {RIVER: (WATER, paint_water), LAVA: (LAVA_COLOR, paint_lava)}[sign]
    faces = Faces(unit)
    wide, deep = ACROSS * unit, DOWN * unit
    corners = faces.patch(TOP, 0, 0, 1, 1)
    shape = Painting(wide + 1, deep + 1, _KEY)
    shape.polygon(corners, BLACK)
    painting = Painting(wide + 1, deep + 1, color)
    add(painting, faces)
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        painting.line(start, end, max(1.8, unit / 6), mixed(color, BLACK, 5, 8))
    return Painted(painting.reduced(), shape.coverage(_KEY))
