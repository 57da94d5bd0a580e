"""Drawing and describing Zuma fields.

Places: ("marble", place on the track), ("frog",), ("field",). Marks: kind "arrow", place ("frog",), `content` the
angle in degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from gameqa.contract import Mark
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, mixed
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting
from gameqa.draw.text import SMALL
from gameqa.places import Box, Place

from .engine import COLORS, DIAMETER, GAP, Zuma, direction, track_points, track_steps

RADIUS = 212
"""Pixels from the frog's middle to the end of the sector lines."""

EDGE = 22
"""Room for the degrees beyond that."""

TRACK, HOLE, FROG = 34, 36, 58
"""Diameters of the track's band, the hole and the frog."""


@dataclass(frozen=True)
class Stamp:
    """A round sprite and its pixels."""

    pixels: Pixels
    mask: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Kit:
    """Sprites and the empty field of one look."""

    inks: Inks
    field: Pixels
    marbles: dict[str, Stamp]
    track: Stamp
    hole: Stamp
    arrow: int


@cache
def kit(look: Look) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    track = _disc(inks, TRACK, theme.line, theme.line, theme.line)
    hole = _disc(inks, HOLE, theme.edge, (0, 0, 0), theme.line)
    marbles = {}
    for letter, name in COLORS.items():
        color = theme.color(name)
        marbles[letter] = _disc(inks, DIAMETER, theme.edge, color, theme.line, mixed((255, 255, 255), color, 1, 2))
    arrow = inks.ink(theme.color("purple"))
    size = 2 * (RADIUS + EDGE + look.margin) + 1
    canvas = Canvas(size, size, inks, theme.paper)
    middle = size // 2
    ink = inks.ink(theme.wall_light)
    for sector in range(8):
        across, up = direction(90 * sector + 45)
        for start in range(FROG // 2 + 4, RADIUS, 12):
            ends = [(middle + round(reach * across), middle - round(reach * up)) for reach in (start, start + 6)]
            canvas.line(ends[0], ends[1], ink)
    for degrees in range(0, 360, 90):
        across, up = direction(2 * degrees)
        reach = RADIUS + EDGE // 2
        canvas.text(middle + round(reach * across), middle - round(reach * up), f"{degrees}\u00b0", SMALL, numbers)
    frog = _frog(look)
    mask = Painting(FROG, FROG, (255, 255, 255))
    mask.disc(FROG / 2, FROG / 2, FROG / 2, (0, 0, 0))
    canvas.stamp(middle - FROG // 2, middle - FROG // 2, frog.sprite(inks), mask.coverage((255, 255, 255)))
    inks.close()
    return Kit(inks, canvas.pixels, marbles, track, hole, arrow)


def _disc(inks: Inks, size: int, edge: Rgb, color: Rgb, ground: Rgb, light: Rgb | None = None) -> Stamp:
    painting = Painting(size, size, ground)
    middle = size / 2
    painting.disc(middle, middle, middle, edge)
    painting.disc(middle, middle, middle - 1.5, color)
    if light is not None:
        painting.disc(middle - size * 0.16, middle - size * 0.18, size * 0.12, light)
    mask = Painting(size, size, (255, 255, 255))
    mask.disc(middle, middle, middle, (0, 0, 0))
    return Stamp(painting.sprite(inks), mask.coverage((255, 255, 255)))


def _frog(look: Look) -> Painting:
    """A round body, light around the marble that it holds, with two eyes."""
    theme = look.theme
    painting = Painting(FROG, FROG, theme.paper)
    middle = FROG / 2
    painting.disc(middle, middle, middle, theme.edge)
    painting.disc(middle, middle, middle - 2, theme.color("mint"))
    for side in (-1, 1):
        painting.disc(middle + side * FROG * 0.2, FROG * 0.14, FROG * 0.08, (255, 255, 255))
        painting.disc(middle + side * FROG * 0.2, FROG * 0.14, FROG * 0.04, theme.edge)
    return painting


def _stamp(canvas: Canvas, x: int, y: int, stamp: Stamp) -> None:
    half = stamp.pixels.shape[0] // 2
    canvas.stamp(x - half, y - half, stamp.pixels, stamp.mask)


def draw(state: Zuma, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The track with its marbles and hole, the frog with the loaded marble, and an arrow where one is named."""
    own = kit(look)
    size = own.field.shape[0]
    middle = size // 2
    canvas = Canvas(size, size, own.inks, look.theme.paper)
    canvas.pixels[...] = own.field

    def pixel(point: tuple[float, float]) -> tuple[int, int]:
        return middle + round(point[0]), middle - round(point[1])

    disc, mask, pixels = own.track.pixels, own.track.mask, canvas.pixels
    distances, angles = np.array(track_steps(state.track, 8)).T
    # Rounded first to a hundredth, as `track_points` does it for decisions.
    across = middle + np.rint(np.round(distances * np.cos(angles), 2)).astype(int)
    down = middle - np.rint(np.round(distances * np.sin(angles), 2)).astype(int)
    for left, top in zip((across - TRACK // 2).tolist(), (down - TRACK // 2).tolist(), strict=True):
        np.copyto(pixels[top : top + TRACK, left : left + TRACK], disc, where=mask)
    _stamp(canvas, int(across[-1]), int(down[-1]), own.hole)
    for number, color in enumerate(state.marbles):
        if color != GAP:
            x, y = pixel(state.places[number])
            marble, left, top = own.marbles[color], x - DIAMETER // 2, y - DIAMETER // 2
            np.copyto(pixels[top : top + DIAMETER, left : left + DIAMETER], marble.pixels, where=marble.mask)
    for mark in marks:
        _arrow(canvas, middle, mark.content, own.arrow)
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


def _arrow(canvas: Canvas, middle: int, degrees: int, ink: int) -> None:
    """An arrow from the frog's rim outwards."""
    across, up = direction(2 * degrees)

    def at(reach: float, aside: float) -> tuple[int, int]:
        return middle + round(reach * across - aside * up), middle - round(reach * up + aside * across)

    start, neck, tip = FROG / 2 - 10, FROG / 2 + 14, FROG / 2 + 32
    canvas.polygon([at(start, -2), at(neck, -2), at(neck, 2), at(start, 2)], ink)
    canvas.polygon([at(neck, -8), at(tip, 0), at(neck, 8)], ink)


def describe(state: Zuma, marks: tuple[Mark, ...]) -> str:
    """Every marble with its place, the loaded one, and the angle that is asked."""
    lines = [f"A marble is {DIAMETER} across; the frog's middle is (0, 0), x runs to the right and y up."]
    for number, color in enumerate(state.marbles):
        if color == GAP:
            lines.append(f"{number}: empty")
        else:
            x, y = state.places[number]
            lines.append(f"{number}: {COLORS[color]} at ({x:.0f}, {y:.0f})")
    lines.append(f"The track goes on to the hole after place {len(state.marbles) - 1}.")
    x, y = track_points(state.track, 8)[-1]
    lines.append(f"The hole is at ({x:.0f}, {y:.0f}). The loaded marble is {COLORS[state.loaded]}.")
    lines += [f"The arrow points at {mark.content} degrees." for mark in marks]
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    return ({name: look.theme.color(name) for name in COLORS.values()},)
