"""Drawing and describing cubes: the unfolded net, and two views that show three faces each.

Places: ("sticker", face, row, column) and ("face", face) in the net, ("net", 1) and ("net", 2). Marks: kind
"second", place ("second",), `content` the stickers of a second cube; two nets are drawn then, without views.

A picture is one template in which every pixel of a sticker holds the sticker's number, colored by one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from gameqa.contract import Mark
from gameqa.draw.board import frame_picture
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, fill_polygon, mixed, readable_on
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.text import COVERAGE_LEVELS, MEDIUM, SMALL, coverage_of, metrics_of
from gameqa.places import Box, Place

from .engine import COLORS, FACES, NORMALS, Cube, Vector, named_place, position_of

CELL, PAIR_CELL = 28, 24
"""Pixels of a sticker in the net, for one cube and for two."""

GAP, TITLE, BETWEEN = 18, 22, 14

NET = {"U": (0, 1), "L": (1, 0), "F": (1, 1), "R": (1, 2), "B": (1, 3), "D": (2, 1)}
"""Where the faces are in the net: row and column of faces."""

VIEWS = {"From the front": ("UFR", 1), "Turned upside down": ("DLB", -1)}
"""Title of a view -> the faces that it shows, and which way up the cube is held."""

LEVELS = 3
"""In how many levels an edge or letter covers a pixel of a sticker; at the last one wholly."""

STICKERS, EDGED, LETTERS, INKS = 0, 54, 162, 198
"""What the values of a template mean: stickers, 54 or 108 for two cubes; for one cube, stickers that an edge covers by
one third and by two; 12 letters on centers, each in `LEVELS`; then inks."""

FINE = 4
"""How much larger the slanted edges are painted than they are shown."""


@dataclass(frozen=True)
class Kit:
    """A template with the inks of its colors, and where the faces are.

    Attributes:
        template: a value for every pixel, row by row.
        shape: height and width.
        colors: color letter -> ink of the sticker.
        edged: color letter -> inks of the sticker under an edge, for each level but the last.
        letters: color letter -> inks of the letter on the sticker, for each level.
    """

    inks: Inks
    template: bytes
    shape: tuple[int, int]
    colors: dict[str, int]
    edged: dict[str, list[int]]
    letters: dict[str, list[int]]
    cell: int
    corners: dict[tuple[int, str], tuple[int, int]]

    def box(self, place: Place) -> Box:
        """The pixels of a place; KeyError for others."""
        size = 3 * self.cell
        if place[0] == "sticker" and len(place) == 4 and (1, place[1]) in self.corners:
            left, top = self.corners[1, place[1]]
            left, top = left + place[3] * self.cell, top + place[2] * self.cell
            return left, top, left + self.cell, top + self.cell
        if place[0] == "face" and (1, place[1]) in self.corners:
            left, top = self.corners[1, place[1]]
            return left, top, left + size, top + size
        if place[0] == "net" and (place[1], "U") in self.corners:
            left, top = self.corners[place[1], "L"][0], self.corners[place[1], "U"][1]
            right, bottom = self.corners[place[1], "B"][0], self.corners[place[1], "D"][1]
            return left, top, right + size, bottom + size
        raise KeyError(place)


def sticker_colors(look: Look) -> dict[str, Rgb]:
    """The colors of the stickers by their letters."""
    return {letter: (255, 255, 255) if letter == "W" else look.theme.color(name) for letter, name in COLORS.items()}


@lru_cache(maxsize=48)
def kit(look: Look, count: int) -> Kit:
    """The template for one or two cubes, made once."""
    inks, numbers = common_inks(look)
    colors = sticker_colors(look)
    cell = look.size(CELL if count == 1 else PAIR_CELL)
    face = 3 * cell + GAP
    title = TITLE if count == 2 else 0
    view = 6 * cell
    width = 2 * look.margin + 4 * face
    net_height = 3 * face + title
    height = 2 * look.margin + (count * net_height + BETWEEN if count == 2 else net_height + BETWEEN + TITLE + view)
    canvas = Canvas(width, height, inks, look.theme.paper, look.font)
    corners = {}
    for number in range(1, count + 1):
        top = look.margin + (number - 1) * (net_height + BETWEEN)
        if title:
            text = "First cube" if number == 1 else "Second cube"
            canvas.text(look.margin + GAP, top + TITLE // 2, text, SMALL, numbers, "left")
        for name, (row, column) in NET.items():
            left, upper = look.margin + column * face + GAP, top + title + row * face + GAP
            corners[number, name] = left, upper
            for place in range(3):
                middle = place * cell + cell // 2
                canvas.text(left + middle, upper - GAP // 2, str(place), SMALL, numbers)
                canvas.text(left - GAP // 2, upper + middle, str(place), SMALL, numbers)
    centers = []
    if count == 1:
        for number, text in enumerate(VIEWS):
            middle = width // 4 + number * (width // 2)
            upper = look.margin + net_height + BETWEEN
            canvas.text(middle, upper + TITLE // 2, text, SMALL, numbers)
            centers.append((middle, upper + TITLE + view // 2))
    paper, edge = look.theme.paper, look.theme.edge
    edges = [INKS + inks.ink(mixed(edge, paper, level, LEVELS)) for level in range(1, LEVELS + 1)]
    frame_picture(canvas, look)
    template = canvas.pixels
    template += INKS
    for (number, name), (left, upper) in corners.items():
        _draw_face(canvas, number, name, left, upper, cell, edges[-1], look.design)
    for (visible, side), center in zip(VIEWS.values(), centers, strict=False):
        _draw_view(canvas, visible, side, center, cell, edges)
    color_inks = {letter: inks.ink(color) for letter, color in colors.items()}
    edged = {
        letter: [inks.ink(mixed(edge, color, level, LEVELS)) for level in range(1, LEVELS)]
        for letter, color in colors.items()
    }
    letters = {
        letter: [inks.ink(mixed(readable_on(color), color, level, LEVELS)) for level in range(1, LEVELS + 1)]
        for letter, color in colors.items()
    }
    inks.close()
    return Kit(inks, template.tobytes(), (height, width), color_inks, edged, letters, cell, corners)


def _draw_face(canvas: Canvas, number: int, name: str, left: int, top: int, cell: int, edge: int, design: int) -> None:
    """A face of the net; its stickers leave narrow or wide gaps, or have cut corners."""
    first = 54 * (number - 1) + 9 * FACES.index(name)
    for place in range(9):
        x, y = left + place % 3 * cell, top + place // 3 * cell
        canvas.fill((x, y, x + cell, y + cell), edge)
        inset = (1, 3, 2)[design]
        canvas.fill((x + inset, y + inset, x + cell - inset, y + cell - inset), STICKERS + first + place)
        if design == 2:
            for cut in range(1, 5):
                for column, row in product((inset, cell - inset - 1), repeat=2):
                    toward = 1 if column == inset else -1
                    start = x + column if toward > 0 else x + column - 4 + cut
                    line = y + row + (cut - 1 if row == inset else 1 - cut)
                    canvas.fill((start, line, start + 5 - cut, line + 1), edge)
    canvas.frame((left - 1, top - 1, left + 3 * cell + 1, top + 3 * cell + 1), edge, 2)
    _letter(canvas, number, name, left + 3 * cell // 2, top + 3 * cell // 2)


def _letter(canvas: Canvas, number: int, name: str, x: int, y: int) -> None:
    coverage = coverage_of(name, MEDIUM, canvas.font)
    measure = metrics_of(MEDIUM, canvas.font)
    height, width = coverage.shape
    left, top = x - width // 2, y - measure.cap_height // 2 - measure.cap_top
    target = canvas.pixels[top : top + height, left : left + width]
    levels = (coverage.astype(int) * LEVELS + COVERAGE_LEVELS // 2) // COVERAGE_LEVELS
    first = LETTERS + LEVELS * (6 * (number - 1) + FACES.index(name))
    target[levels > 0] = first - 1 + levels[levels > 0]


def slanted_point(point: tuple[float, float, float], side: int, center: tuple[int, int], cell: int) -> tuple[int, int]:
    """The pixel of a point of the cube, whose edges are 3 long, in a view.

    Args:
        side: 1 for the view from the front and above; -1 for that from behind and below, which is drawn with D
            on top, as if the cube was turned upside down.
    """
    x, y, z = point
    return center[0] + round((x - z) * cell * 0.866), center[1] + side * round((x + z) * cell * 0.5 - y * cell)


def _draw_view(
    canvas: Canvas, visible: str, side: int, center: tuple[int, int], cell: int, edges: Sequence[int]
) -> None:
    """Three faces with soft edges.

    Args:
        edges: what an edge on paper is in the template, for each level.
    """
    stickers, levels = _view(visible, side, cell)
    reach = len(levels) // 2
    pixels = canvas.pixels[center[1] - reach : center[1] + reach + 1, center[0] - reach : center[0] + reach + 1]
    np.copyto(pixels, stickers, where=stickers < EDGED)
    on_sticker = pixels < EDGED
    soft = on_sticker & (levels > 0) & (levels < LEVELS)
    pixels[soft] = EDGED + (LEVELS - 1) * pixels[soft] + levels[soft] - 1
    for level in range(1, LEVELS + 1):
        pixels[(levels == level) & (~on_sticker if level < LEVELS else True)] = edges[level - 1]
    for name in visible:
        x, y, z = NORMALS[name]
        _letter(canvas, 1, name, *slanted_point((1.5 * x, 1.5 * y, 1.5 * z), side, center, cell))


@lru_cache(maxsize=8)
def _view(visible: str, side: int, cell: int) -> tuple[Pixels, npt.NDArray[np.intp]]:
    """The stickers of a view, `EDGED` where there is none, and the levels in which edges cover them; its center is in
    the middle."""
    center = 3 * cell + 4, 3 * cell + 4
    size = 2 * center[0] + 1
    fine = Image.new("L", (FINE * size, FINE * size))
    pencil = ImageDraw.Draw(fine)
    stickers = np.full((size, size), EDGED, np.uint8)
    for name in visible:
        for place in range(9 * FACES.index(name), 9 * FACES.index(name) + 9):
            corners = [slanted_point(corner, side, center, cell) for corner in sticker_corners(place)]
            fill_polygon(stickers, corners, STICKERS + place)
            outline = [(FINE * (x + 0.5), FINE * (y + 0.5)) for x, y in corners]
            pencil.line([*outline, *outline[:2]], fill=255, width=2 * FINE - 1, joint="curve")
    covered = np.asarray(fine.reduce(FINE)).astype(int)
    return stickers, (covered * LEVELS + 127) // 255


def sticker_corners(place: int) -> list[tuple[float, float, float]]:
    """The four corners of a sticker on a cube whose edges are 3 long, around it in order."""
    position: Vector = position_of(place)
    axis = next(axis for axis in range(3) if NORMALS[named_place(place)[0]][axis])
    first, second = [other for other in range(3) if other != axis]
    corners = []
    for one, two in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        point = [float(part) for part in position]
        point[axis] *= 1.5
        point[first] += one
        point[second] += two
        corners.append((point[0], point[1], point[2]))
    return corners


def draw(cube: Cube, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The net and the two views, or two nets."""
    cubes = [cube.stickers, *(mark.content for mark in marks)]
    own = kit(look, len(cubes))
    table = np.arange(256, dtype=np.uint8) - INKS
    stickers = "".join(cubes)
    parts = [
        (STICKERS, [own.colors[color] for color in stickers]),
        (LETTERS, [ink for center in stickers[4::9] for ink in own.letters[center]]),
    ]
    if len(cubes) == 1:
        parts.append((EDGED, [ink for color in stickers for ink in own.edged[color]]))
    for first, inks in parts:
        table[first : first + len(inks)] = inks
    pixels = np.frombuffer(own.template.translate(table.tobytes()), np.uint8).reshape(own.shape)
    return Picture(pixels, own.inks.palette, own.box)


def describe(cube: Cube, marks: tuple[Mark, ...]) -> str:
    """The faces row by row."""
    lines = []
    for number, stickers in enumerate([cube.stickers, *(mark.content for mark in marks)]):
        if marks:
            lines.append("First cube:" if number == 0 else "Second cube:")
        for place, face in enumerate(FACES):
            rows = [stickers[9 * place + 3 * row : 9 * place + 3 * row + 3] for row in range(3)]
            lines.append(f"{face}: {' / '.join(' '.join(row) for row in rows)}")
    lines.append(f"{', '.join(f'{letter} {name}' for letter, name in COLORS.items())}; rows of a face from the top.")
    lines.append(
        "The faces are written as in the unfolded net: U above F, D below F, and L, F, R, B side by side, each as seen "
        "from outside."
    )
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({COLORS[letter]: color for letter, color in sticker_colors(look).items()},)
