"""Drawing and describing cubes: the unfolded net, and two views that show three faces each.

Places: ("sticker", face, row, column) and ("face", face) in the net, ("net", 1) and ("net", 2). Marks: kind
"second", place ("second",), `content` the stickers of a second cube; two nets are drawn then, without views.

A picture is one template in which every pixel of a sticker holds the sticker's number, colored by one table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw.canvas import Canvas, Inks, Picture, common_inks, readable_on
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

STICKERS, LETTERS, INKS = 0, 108, 120
"""What the values of a template mean: up to 108 stickers, 12 letters on centers, then inks."""


@dataclass(frozen=True)
class Kit:
    """A template with the inks of its colors, and where the faces are.

    Attributes:
        template: a value for every pixel, row by row.
        shape: height and width.
        colors, letters: color letter -> ink of the sticker, ink of the letter on it.
    """

    inks: Inks
    template: bytes
    shape: tuple[int, int]
    colors: dict[str, int]
    letters: dict[str, int]
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


@cache
def kit(look: Look, count: int) -> Kit:
    """The template for one or two cubes, made once."""
    inks, numbers = common_inks(look)
    colors = sticker_colors(look)
    color_inks = {letter: inks.ink(color) for letter, color in colors.items()}
    letter_inks = {letter: inks.ink(readable_on(color)) for letter, color in colors.items()}
    cell = look.size(CELL if count == 1 else PAIR_CELL)
    face = 3 * cell + GAP
    title = TITLE if count == 2 else 0
    view = 6 * cell
    width = 2 * look.margin + 4 * face
    net_height = 3 * face + title
    height = 2 * look.margin + (count * net_height + BETWEEN if count == 2 else net_height + BETWEEN + TITLE + view)
    canvas = Canvas(width, height, inks, look.theme.paper)
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
    template = canvas.pixels
    template += INKS
    edge = inks.ink(look.theme.edge)
    for (number, name), (left, upper) in corners.items():
        _draw_face(canvas, number, name, left, upper, cell, INKS + edge)
    for (visible, side), center in zip(VIEWS.values(), centers, strict=False):
        for name in visible:
            _draw_slanted(canvas, name, side, center, cell, INKS + edge)
    inks.close()
    return Kit(inks, template.tobytes(), (height, width), color_inks, letter_inks, cell, corners)


def _draw_face(canvas: Canvas, number: int, name: str, left: int, top: int, cell: int, edge: int) -> None:
    first = 54 * (number - 1) + 9 * FACES.index(name)
    for place in range(9):
        x, y = left + place % 3 * cell, top + place // 3 * cell
        canvas.fill((x, y, x + cell, y + cell), edge)
        canvas.fill((x + 1, y + 1, x + cell - 1, y + cell - 1), STICKERS + first + place)
    canvas.frame((left - 1, top - 1, left + 3 * cell + 1, top + 3 * cell + 1), edge, 2)
    _letter(canvas, number, name, left + 3 * cell // 2, top + 3 * cell // 2)


def _letter(canvas: Canvas, number: int, name: str, x: int, y: int) -> None:
    coverage = coverage_of(name, MEDIUM)
    measure = metrics_of(MEDIUM)
    height, width = coverage.shape
    left, top = x - width // 2, y - measure.cap_height // 2 - measure.cap_top
    target = canvas.pixels[top : top + height, left : left + width]
    target[2 * coverage >= COVERAGE_LEVELS] = LETTERS + 6 * (number - 1) + FACES.index(name)


def slanted_point(point: tuple[float, float, float], side: int, center: tuple[int, int], cell: int) -> tuple[int, int]:
    """The pixel of a point of the cube, whose edges are 3 long, in a view.

    Args:
        side: 1 for the view from the front and above; -1 for that from behind and below, which is drawn with D
            on top, as if the cube was turned upside down.
    """
    x, y, z = point
    return center[0] + round((x - z) * cell * 0.866), center[1] + side * round((x + z) * cell * 0.5 - y * cell)


def _draw_slanted(canvas: Canvas, name: str, side: int, center: tuple[int, int], cell: int, edge: int) -> None:
    normal = NORMALS[name]
    for place in range(9 * FACES.index(name), 9 * FACES.index(name) + 9):
        corners = [slanted_point(corner, side, center, cell) for corner in sticker_corners(place)]
        canvas.polygon(corners, STICKERS + place)
        for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
            canvas.line(start, end, edge)
            canvas.line((start[0], start[1] + 1), (end[0], end[1] + 1), edge)
    middle = slanted_point((normal[0] * 1.5, normal[1] * 1.5, normal[2] * 1.5), side, center, cell)
    _letter(canvas, 1, name, *middle)


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
    for number, stickers in enumerate(cubes):
        for place, color in enumerate(stickers):
            table[STICKERS + 54 * number + place] = own.colors[color]
        for face in range(6):
            table[LETTERS + 6 * number + face] = own.letters[stickers[9 * face + 4]]
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
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({COLORS[letter]: color for letter, color in sticker_colors(look).items()},)
