"""Drawing and describing Zuma fields.

Places: ("marble", place on the track), ("frog",), ("field",). Marks: kind "arrow", place ("frog",), `content` the
angle in degrees; the frog looks that way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, floor, pi, sin

import numpy as np
import numpy.typing as npt

from gameqa.contract import Mark
from gameqa.draw.board import draw_frame
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, mixed
from gameqa.draw.looks import Look, Rgb, cached_kit, gray_of
from gameqa.draw.shapes import Painting, Point
from gameqa.draw.text import COVERAGE_LEVELS, SMALL
from gameqa.places import Box, Place

from .engine import COLORS, GAP, Zuma
from .track import DIAMETER, direction, seen_places, track_steps

RADIUS = 203
"""Pixels from the frog's middle to the end of the scale's longer strokes."""

EDGE = 31
"""Room for the degrees beyond that."""

FRAME, FRAME_MARGIN = 242, 16
"""Pixels from the frog's middle to the inside of a frame, beyond all degrees, and the margin that frames need."""

SCALE = 197
"""Pixels from the frog's middle to the scale and to the end of the sector lines."""

TRACK, HOLE, FROG, EYE = 34, 36, 58, 14
"""Diameters of the track's band, the hole, the frog and its eyes."""

STEP = 6
"""The discs that make up the band are so many pixels apart."""

PARTS = 4
"""The band's discs are placed to a part of a pixel."""

LOOKS_UP = 90
"""Where the frog looks if no shot is named, in degrees."""

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)


@dataclass(frozen=True)
class Stamp:
    """A round sprite and its pixels."""

    pixels: Pixels
    mask: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Kit:
    """Sprites of one look.

    Attributes:
        numbers: the pen of the degrees.
        ground: the ink of the track for every level of coverage, over paper, as a table of bytes.
        lines: the pen of the sector lines.
        strokes: the pen of the scale.
        arrow: the pen of the arrow.
    """

    inks: Inks
    numbers: Pixels
    marbles: dict[str, Stamp]
    frog: Stamp
    hole: Stamp
    eye: Stamp
    pupil: Stamp
    ground: bytes
    lines: Pixels
    strokes: Pixels
    arrow: Pixels


@dataclass(frozen=True)
class Field:
    """What is the same in all pictures of a look.

    Attributes:
        sectors: which pixels the sector lines take, and their coverage.
        fixed: which pixels the scale and the frog take, and their inks.
    """

    sectors: tuple[npt.NDArray[np.intp], Pixels]
    fixed: tuple[npt.NDArray[np.intp], Pixels]


def _coverage(painting: Painting) -> Pixels:
    """How much of each pixel is painted black on a white ground, in the levels of pens."""
    reduced = painting.reduced()
    levels = np.zeros(len(reduced.colors), np.uint8)
    for number, code in reduced.colors:
        levels[number] = ((255 - (code & 255)) * COVERAGE_LEVELS + 127) // 255
    return levels[reduced.numbers]


def _add(coverage: Pixels, points: list[Point], width: float = 0.0) -> None:
    """Adds a convex polygon, or with a width a line, to the coverage of a whole picture."""
    left, top = (floor(min(point[axis] for point in points) - width) for axis in (0, 1))
    right, bottom = (ceil(max(point[axis] for point in points) + width) for axis in (0, 1))
    painting = Painting(right - left, bottom - top, _WHITE)
    shifted = [(x - left, y - top) for x, y in points]
    if width:
        painting.line(shifted[0], shifted[1], width, _BLACK)
    else:
        painting.polygon(shifted, _BLACK)
    target = coverage[top:bottom, left:right]
    np.maximum(target, _coverage(painting), out=target)


def _sides(look: Look) -> tuple[int, int]:
    """The side of a picture, and where its middle is."""
    size = 2 * (RADIUS + EDGE + (max(look.margin, FRAME_MARGIN) if look.rim else look.margin)) + 1
    return size, size // 2


def _outward(middle: int, degrees: float, reach: float, aside: float = 0.0) -> Point:
    """A point some way from the middle in a direction of half degrees, and some way to the left of it."""
    across, up = direction(round(2 * degrees))
    return middle + reach * across - aside * up, middle - reach * up - aside * across


@cached_kit
def kit(look: Look) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme, band = look.theme, gray_of(look, look.theme.line)
    marbles = {}
    for letter, name in COLORS.items():
        color = theme.color(name)
        marbles[letter] = _disc(inks, DIAMETER, theme.edge, color, band, mixed(_WHITE, color, 1, 2), look.design)
    hole = _disc(inks, HOLE, theme.outline, _BLACK, band)
    eye = _disc(inks, EYE, theme.edge, _WHITE, theme.color("mint"))
    pupil = _disc(inks, EYE // 2 - 1, theme.edge, theme.edge, _WHITE)
    ground = inks.pen(band, [theme.paper])[:, inks.ink(theme.paper)].tobytes().ljust(256, b"\0")
    # Sector lines and the arrow stand out on light and on dark paper, and the lines also where they cross the track.
    lines, paper = inks.pen(theme.wall, [band]), inks.ink(theme.paper)
    lines[:, paper] = inks.pen(mixed(theme.ink, theme.paper, 3, 5), [theme.paper])[:, paper]
    arrow = inks.pen(theme.color("pink" if theme.is_dark else "purple"), [theme.paper])
    strokes = inks.pen(theme.ink, [theme.paper])
    frog = _frog(inks, look)
    inks.close()
    return Kit(inks, numbers, marbles, frog, hole, eye, pupil, ground, lines, strokes, arrow)


@lru_cache(maxsize=8)
def _rays(size: int) -> list[tuple[npt.NDArray[np.intp], Pixels]]:
    """Which pixels of a picture the sector lines take, and which the strokes of the scale, with their coverage."""
    middle = size // 2
    sectors, strokes = np.zeros((size, size), np.uint8), np.zeros((size, size), np.uint8)
    for sector in range(8):
        for start in range(FROG // 2 + 5, SCALE - 6, 12):
            ends = [_outward(middle, 45 * sector + 22.5, reach) for reach in (start, start + 6)]
            _add(sectors, ends, 1.4)
    for degrees in range(0, 360, 10):
        ends = [_outward(middle, degrees, reach) for reach in (SCALE, RADIUS if degrees % 30 == 0 else RADIUS - 2)]
        _add(strokes, ends, 1.6)
    return [(np.flatnonzero(rays), rays.ravel()[np.flatnonzero(rays)]) for rays in (sectors, strokes)]


@lru_cache(maxsize=16)
def _field(look: Look) -> Field:
    """Sector lines, scale and frog."""
    own = kit(look)
    size, middle = _sides(look)
    sectors, strokes = _rays(size)
    paper = own.inks.ink(look.theme.paper)
    canvas = Canvas(size, size, own.inks, look.theme.paper, look.font)
    canvas.pixels.ravel()[strokes[0]] = own.strokes[strokes[1], paper]
    for degrees in range(0, 360, 30):
        x, y = _outward(middle, degrees, RADIUS + 19)
        canvas.text(round(x), round(y), f"{degrees}\u00b0", SMALL, own.numbers)
    _stamp(canvas, middle, middle, own.frog)
    draw_frame(canvas, (middle - FRAME, middle - FRAME, middle + FRAME + 1, middle + FRAME + 1), look)
    taken = np.flatnonzero(canvas.pixels != paper)
    return Field(sectors, (taken, canvas.pixels.ravel()[taken]))


def _disc(
    inks: Inks, size: int, edge: Rgb, color: Rgb, ground: Rgb, light: Rgb | None = None, design: int = 0
) -> Stamp:
    """A disc with a rim, and a highlight where a color is given for it: a spot, a ring, or two small spots."""
    painting = Painting(size, size, ground)
    middle = size / 2
    painting.disc(middle, middle, middle, edge)
    painting.disc(middle, middle, middle - 1.5, color)
    if light is not None and design == 1:
        painting.disc(middle, middle, middle - 4, light)
        painting.disc(middle, middle, middle - 5.5, color)
    elif light is not None and design == 2:
        painting.disc(middle - size * 0.2, middle - size * 0.14, size * 0.08, light)
        painting.disc(middle - size * 0.06, middle - size * 0.24, size * 0.06, light)
    elif light is not None:
        painting.disc(middle - size * 0.16, middle - size * 0.18, size * 0.12, light)
    mask = Painting(size, size, _WHITE)
    mask.disc(middle, middle, middle, _BLACK)
    return Stamp(painting.sprite(inks), mask.coverage(_WHITE))


def _frog(inks: Inks, look: Look) -> Stamp:
    """The frog's body: even, with a pale belly, or with dark spots."""
    theme, middle = look.theme, FROG / 2
    painting = Painting(FROG, FROG, theme.paper)
    painting.disc(middle, middle, middle, theme.edge)
    painting.disc(middle, middle, middle - 1.5, theme.color("mint"))
    if look.design == 1:
        painting.disc(middle, middle, middle - 6, theme.color("green"))
        painting.disc(middle, middle, middle - 9, theme.color("mint"))
    elif look.design == 2:
        for x, y in ((0.18, 0.5), (0.82, 0.5), (0.5, 0.16), (0.5, 0.84), (0.27, 0.73), (0.73, 0.27)):
            painting.disc(FROG * x, FROG * y, 3.2, theme.color("green"))
    mask = Painting(FROG, FROG, _WHITE)
    mask.disc(middle, middle, middle, _BLACK)
    return Stamp(painting.sprite(inks), mask.coverage(_WHITE))


@lru_cache(maxsize=4)
def _bands(size: int) -> list[Pixels]:
    """The coverage of discs of the track, by how many parts of a pixel their middles are off to the right, then down.

    They are rows of a picture of that size one after another, from a disc's first pixel to its last: NumPy takes
    one long row faster than many short ones.
    """
    side = TRACK + 2
    bands = []
    for across in range(PARTS):
        for down in range(PARTS):
            painting = Painting(side, side, _WHITE)
            painting.disc(side / 2 + across / PARTS, side / 2 + down / PARTS, TRACK / 2, _BLACK)
            rows = np.zeros((side, size), np.uint8)
            rows[:, :side] = _coverage(painting)
            bands.append(rows.ravel()[: (side - 1) * size + side])
    return bands


@lru_cache(maxsize=360)
def _arrow(degrees: int) -> tuple[int, int, Pixels]:
    """Where the arrow's box is, seen from the frog's middle, and its coverage."""
    start, neck, tip = FROG / 2 + 5, FROG / 2 + 23, FROG / 2 + 41
    size = 2 * ceil(tip + 1)
    middle = size // 2
    coverage = np.zeros((size, size), np.uint8)
    shaft = ((start, -2.5), (neck + 1, -2.5), (neck + 1, 2.5), (start, 2.5))
    for points in (shaft, ((neck, -9.0), (tip, 0.0), (neck, 9.0))):
        _add(coverage, [_outward(middle, degrees, reach, aside) for reach, aside in points])
    rows, columns = (np.flatnonzero(coverage.any(axis=axis)) for axis in (1, 0))
    top, left = int(rows[0]), int(columns[0])
    return left - middle, top - middle, coverage[top : rows[-1] + 1, left : columns[-1] + 1].copy()


def _stamp(canvas: Canvas, x: int, y: int, stamp: Stamp) -> None:
    half = stamp.pixels.shape[0] // 2
    canvas.stamp(x - half, y - half, stamp.pixels, stamp.mask)


@lru_cache(maxsize=16)
def _track(track: tuple[int, int, int, int], size: int, middle: int) -> Pixels:
    """How much of every pixel the track's band covers, row after row."""
    coverage, bands = np.zeros(size * size, np.uint8), _bands(size)
    distances, angles = np.array(track_steps(track, STEP)).T
    angles = angles * (np.pi / 180)
    # Rounded first to a hundredth, as `track_points` does it for decisions.
    across = np.rint(PARTS * np.round(distances * np.cos(angles), 2)).astype(int) + PARTS * middle
    down = np.rint(-PARTS * np.round(distances * np.sin(angles), 2)).astype(int) + PARTS * middle
    half, length = TRACK // 2 + 1, len(bands[0])
    starts = (down // PARTS - half) * size + across // PARTS - half
    kinds = across % PARTS * PARTS + down % PARTS
    for start, kind in zip(starts.tolist(), kinds.tolist(), strict=True):
        target = coverage[start : start + length]
        np.maximum(target, bands[kind], out=target)
    return coverage


def draw(state: Zuma, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The track with its marbles and hole, the frog with the loaded marble, and an arrow where a shot is named."""
    own = kit(look)
    size, middle = _sides(look)
    canvas = Canvas(size, size, own.inks, look.theme.paper, look.font)
    pixels = canvas.pixels
    flat = pixels.ravel()
    flat[...] = np.frombuffer(_track(state.track, size, middle).tobytes().translate(own.ground), np.uint8)

    def pixel(point: tuple[float, float]) -> tuple[int, int]:
        # Rounded first to a hundredth, as `track_points` does it for decisions.
        return middle + round(round(point[0], 2)), middle - round(round(point[1], 2))

    field = _field(look)
    flat[field.fixed[0]] = field.fixed[1]
    flat[field.sectors[0]] = own.lines[field.sectors[1], flat[field.sectors[0]]]
    distance, angle = track_steps(state.track, STEP)[-1]
    _stamp(canvas, *pixel((distance * cos(angle * pi / 180), distance * sin(angle * pi / 180))), own.hole)
    for number, color in enumerate(state.marbles):
        if color != GAP:
            x, y = pixel(state.places[number])
            marble, left, top = own.marbles[color], x - DIAMETER // 2, y - DIAMETER // 2
            np.copyto(pixels[top : top + DIAMETER, left : left + DIAMETER], marble.pixels, where=marble.mask)
    looks = LOOKS_UP
    for mark in marks:
        looks = mark.content
        left, top, coverage = _arrow(looks)
        target = pixels[
            middle + top : middle + top + coverage.shape[0], middle + left : middle + left + coverage.shape[1]
        ]
        target[...] = own.arrow[coverage, target]
    for turned in (-42, 42):
        for stamp, ahead in ((own.eye, 0.0), (own.pupil, 2.0)):
            eye, off = _outward(middle, looks + turned, FROG * 0.36), _outward(0, looks, ahead)
            _stamp(canvas, round(eye[0] + off[0]), round(eye[1] + off[1]), stamp)
    _stamp(canvas, middle, middle, own.marbles[state.loaded])

    def box(place: Place) -> Box:
        if place == ("field",):
            return look.margin, look.margin, size - look.margin, size - look.margin
        if place == ("frog",):
            return middle - FROG // 2, middle - FROG // 2, middle + FROG // 2, middle + FROG // 2
        if place[0] != "marble" or state.marbles[place[1]] == GAP:
            raise KeyError(place)
        x, y = pixel(state.places[place[1]])
        half = DIAMETER // 2
        return x - half, y - half, x + half, y + half

    return canvas.finish(box)


@lru_cache(maxsize=64)
def _place_lines(track: tuple[int, int, int, int]) -> list[dict[str, str]]:
    """What is said of every place of a track, by what is there."""
    found = []
    for place, (angle, distance, _) in enumerate(seen_places(track)):
        where = f"{angle % 360:.1f}, {distance / DIAMETER:.2f}"
        lines = {color: f"{place}: {name}, {where}" for color, name in COLORS.items()}
        found.append({**lines, GAP: f"{place}: empty"})
    return found


def describe(state: Zuma, marks: tuple[Mark, ...]) -> str:
    """Every marble with its direction and distance, the loaded one, and where the frog looks."""
    lines = [
        "The places of the track from its open end to the hole, with the direction in degrees and the distance in "
        "marble diameters from the frog's center to the marble's:"
    ]
    lines += [said[color] for color, said in zip(state.marbles, _place_lines(state.track), strict=False)]
    distance, angle = track_steps(state.track, STEP)[-1]
    lines.append(f"The hole: {angle % 360:.1f}, {distance / DIAMETER:.2f}")
    lines.append(f"The loaded marble is {COLORS[state.loaded]}.")
    lines += [f"The frog looks in the direction of {mark.content} degrees." for mark in marks]
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({name: look.theme.color(name) for name in COLORS.values()},)
