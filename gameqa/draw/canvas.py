"""Palette pictures: color indices in an array, and the inks that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from gameqa.draw.looks import Look, Rgb
from gameqa.draw.text import COVERAGE_LEVELS, PLAIN_FONT, coverage_of, metrics_of
from gameqa.places import Box, Place

Pixels = npt.NDArray[np.uint8]

TOLERANCE = 12
MAX_WIDTH, MAX_HEIGHT = 512, 640


class Inks:
    """The palette of one kind of picture in one look, filled once, in a fixed order, then closed.

    Pictures share it and add nothing, so that equal pictures have equal palettes in any process.
    """

    def __init__(self, tolerance: int = TOLERANCE) -> None:
        """An empty palette.

        Args:
            tolerance: how far apart two colors may be in red, green and blue to count as too near to tell apart.
        """
        self._tolerance = tolerance
        self._colors: list[Rgb] = []
        self._table = np.zeros((256, 3), np.int16)
        self._places: dict[Rgb, int] = {}
        self._closed = b""

    def ink(self, color: Rgb) -> int:
        """The index of exactly this color."""
        if color not in self._places:
            if self._closed or len(self._colors) == 256:
                raise RuntimeError(f"no room for color {color}: the palette is closed or full")
            self._places[color] = len(self._colors)
            self._table[len(self._colors)] = color
            self._colors.append(color)
        return self._places[color]

    def near(self, color: Rgb) -> int:
        """The index of this color or of one that is too near to tell apart; for soft edges."""
        if color not in self._places:
            known = self._table[: len(self._colors)]
            is_near = (np.abs(known - np.array(color, np.int16)) <= self._tolerance).all(axis=1)
            if is_near.any():
                return int(is_near.argmax())
        return self.ink(color)

    def pen(self, color: Rgb, over: Sequence[Rgb]) -> Pixels:
        """A table [coverage level, index below] -> index above, for painting with soft edges.

        Over the colors of `over` edges are blended; over any other they are cut at one half.
        """
        top = self.ink(color)
        table = np.tile(np.arange(256, dtype=np.uint8), (COVERAGE_LEVELS + 1, 1))
        table[COVERAGE_LEVELS // 2 :, :] = top
        for below in over:
            place = self.ink(below)
            for level in range(1, COVERAGE_LEVELS):
                table[level, place] = self.near(mixed(color, below, level, COVERAGE_LEVELS))
            table[0, place] = place
        return table

    def close(self) -> None:
        """Ends the filling."""
        self._closed = bytes(part for color in self._colors for part in color)

    @property
    def palette(self) -> bytes:
        """Red, green, blue of every index; only once closed."""
        if not self._closed:
            raise RuntimeError("the palette is not closed yet")
        return self._closed


def common_inks(look: Look, tolerance: int = TOLERANCE) -> tuple[Inks, Pixels]:
    """A new palette with the theme's colors, and the pen for texts beside boards.

    Args:
        tolerance: as `Inks` takes it; greater than usual for pictures with so many colors that they need it.
    """
    inks, theme = Inks(tolerance), look.theme
    for color in (theme.paper, theme.ink, theme.strip, theme.panel, theme.line, theme.edge):
        inks.ink(color)
    return inks, inks.pen(theme.ink, (theme.paper, theme.strip))


def readable_on(ground: Rgb) -> Rgb:
    """Near-black or white, whichever stands out more from a ground."""
    red, green, blue = ground
    return (24, 26, 32) if 3 * red + 6 * green + blue > 1250 else (255, 255, 255)


def fill_polygon(pixels: Pixels, corners: Sequence[tuple[int, int]], ink: int) -> None:
    """Fills a convex polygon, whose corners are in either order, in an array of color indices."""
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    ys, xs = np.mgrid[top : bottom + 1, left : right + 1]
    one = np.ones(xs.shape, bool)
    other = one.copy()
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        side = (xs - x1) * (y2 - y1) - (ys - y1) * (x2 - x1)
        one &= side <= 0
        other &= side >= 0
    pixels[top : bottom + 1, left : right + 1][one | other] = ink


def write(
    pixels: Pixels,
    at: tuple[int, int],
    text: str,
    size: int,
    pen: Pixels,
    align: str = "center",
    font: str = PLAIN_FONT,
) -> Box:
    """Writes a line of text into an array of color indices, as `Canvas.text` does."""
    x, y = at
    coverage = coverage_of(text, size, font)
    measure = metrics_of(size, font)
    height, width = coverage.shape
    left = x - (width // 2 if align == "center" else width if align == "right" else 0)
    top = y - measure.cap_height // 2 - measure.cap_top
    target = pixels[top : top + height, left : left + width]
    if left < 0 or top < 0 or target.shape != coverage.shape:
        raise ValueError(f"text {text!r} does not fit into the picture")
    target[...] = pen[coverage, target]
    cap = top + measure.cap_top
    return left, cap, left + width, cap + measure.cap_height


def mixed(top: Rgb, below: Rgb, level: int, levels: int) -> Rgb:
    """`level` parts of one color with `levels - level` of another."""
    red, green, blue = (
        (a * level + b * (levels - level) + levels // 2) // levels for a, b in zip(top, below, strict=True)
    )
    return red, green, blue


@dataclass(frozen=True)
class Picture:
    """A finished picture.

    Attributes:
        pixels: color indices, shape (height, width).
        palette: red, green, blue of every index.
        box: where a place is, in pixels; KeyError for places that the picture does not have.
    """

    pixels: Pixels
    palette: bytes
    box: Callable[[Place], Box]

    def image(self) -> Image.Image:
        """The picture as a palette image of Pillow."""
        height, width = self.pixels.shape
        image = Image.frombuffer("P", (width, height), np.ascontiguousarray(self.pixels), "raw", "P", 0, 1)
        image.putpalette(self.palette)
        return image

    def rgb(self) -> Pixels:
        """The picture's colors, shape (height, width, 3)."""
        return np.array(self.image().convert("RGB"))


class Canvas:
    """A picture in the making."""

    def __init__(self, width: int, height: int, inks: Inks, ground: Rgb, font: str = PLAIN_FONT) -> None:
        """An empty picture.

        Args:
            font: that of all texts.
        """
        if width > MAX_WIDTH or height > MAX_HEIGHT:
            raise ValueError(f"picture of {width} x {height} is larger than {MAX_WIDTH} x {MAX_HEIGHT}")
        self.inks = inks
        self.font = font
        self.pixels: Pixels = np.full((height, width), inks.ink(ground), np.uint8)

    def fill(self, box: Box, ink: int) -> None:
        """A filled rectangle."""
        left, top, right, bottom = box
        self.pixels[top:bottom, left:right] = ink

    def frame(self, box: Box, ink: int, width: int) -> None:
        """The outline of a rectangle, drawn inside of it."""
        left, top, right, bottom = box
        self.pixels[top : top + width, left:right] = ink
        self.pixels[bottom - width : bottom, left:right] = ink
        self.pixels[top:bottom, left : left + width] = ink
        self.pixels[top:bottom, right - width : right] = ink

    def line(self, start: tuple[int, int], end: tuple[int, int], ink: int) -> None:
        """A straight line, one pixel wide, both ends included."""
        (x1, y1), (x2, y2) = start, end
        steps = max(abs(x2 - x1), abs(y2 - y1), 1)
        number = np.arange(steps + 1)
        xs = x1 + (number * (x2 - x1) * 2 + steps) // (2 * steps)
        ys = y1 + (number * (y2 - y1) * 2 + steps) // (2 * steps)
        self.pixels[ys, xs] = ink

    def polygon(self, corners: Sequence[tuple[int, int]], ink: int) -> None:
        """A filled convex polygon, its corners in either order."""
        fill_polygon(self.pixels, corners, ink)

    def stamp(self, left: int, top: int, sprite: Pixels, mask: npt.NDArray[np.bool_] | None = None) -> None:
        """A sprite of color indices; with a mask only where that is true."""
        height, width = sprite.shape
        target = self.pixels[top : top + height, left : left + width]
        if mask is None:
            target[...] = sprite
        else:
            np.copyto(target, sprite, where=mask)

    def tile(self, left: int, top: int, sprites: Pixels, kinds: npt.NDArray[np.integer[Any]], inset: int = 0) -> None:
        """A grid of sprites of one size.

        Args:
            sprites: shape (kinds, height, width).
            kinds: which of them each cell shows, shape (rows, columns).
            inset: how wide an edge of every cell is left as it is.
        """
        rows, columns = kinds.shape
        _, height, width = sprites.shape
        target = self.pixels[top : top + rows * height, left : left + columns * width]
        down, across = slice(inset, height - inset), slice(inset, width - inset)
        cells = target.reshape(rows, height, columns, width)[:, down, :, across]
        cells[...] = sprites[kinds, down, across].swapaxes(1, 2)

    def text(self, x: int, y: int, text: str, size: int, pen: Pixels, align: str = "center") -> Box:
        """A line of text whose capital letters are centered on y.

        Args:
            x: the center, left or right end, as `align` says.
            pen: a table of `Inks.pen`.

        Returns:
            the box of the text.
        """
        return write(self.pixels, (x, y), text, size, pen, align, self.font)

    def finish(self, box: Callable[[Place], Box]) -> Picture:
        """The finished picture."""
        return Picture(self.pixels, self.inks.palette, box)
