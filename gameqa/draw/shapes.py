"""Shapes for sprites, painted four times too large and scaled down, for soft edges.

Only sums, products and comparisons decide about a pixel, so that every machine paints the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gameqa.draw.canvas import Inks, Pixels
from gameqa.draw.looks import Rgb

OVERSAMPLING = 4
_LANE = 16

Point = tuple[float, float]
Fine = npt.NDArray[Any]


def _code(color: Rgb) -> int:
    """A color in one number, with so many bits for each of its parts that sums of sixteen colors fit too."""
    red, green, blue = color
    return red << 2 * _LANE | green << _LANE | blue


class Painting:
    """A small picture in the making; all coordinates are in pixels of the finished sprite."""

    def __init__(self, width: int, height: int, ground: Rgb) -> None:
        shape = (height * OVERSAMPLING, width * OVERSAMPLING)
        self._codes = np.full(shape, _code(ground), np.uint64)
        self._x = ((np.arange(shape[1]) * 2 + 1) / (2 * OVERSAMPLING))[None, :]
        self._y = ((np.arange(shape[0]) * 2 + 1) / (2 * OVERSAMPLING))[:, None]

    def _part(self, left: float, top: float, right: float, bottom: float) -> tuple[Fine, Fine, Fine]:
        """The fine pixels around a rectangle and a little more: their colors, and their x and y."""
        height, width = self._codes.shape
        across = slice(int(max(left, 0.0) * OVERSAMPLING), min(width, int(max(right, 0.0) * OVERSAMPLING) + 1))
        down = slice(int(max(top, 0.0) * OVERSAMPLING), min(height, int(max(bottom, 0.0) * OVERSAMPLING) + 1))
        return self._codes[down, across], self._x[:, across], self._y[down]

    def rectangle(self, left: float, top: float, right: float, bottom: float, color: Rgb) -> None:
        """A filled rectangle."""
        codes, x, y = self._part(left, top, right, bottom)
        codes[(x >= left) & (x < right) & (y >= top) & (y < bottom)] = _code(color)

    def rounded(self, left: float, top: float, right: float, bottom: float, radius: float, color: Rgb) -> None:
        """A filled rectangle with round corners."""
        codes, x, y = self._part(left, top, right, bottom)
        dx = np.maximum(np.maximum(left + radius - x, x - right + radius), 0)
        dy = np.maximum(np.maximum(top + radius - y, y - bottom + radius), 0)
        codes[dx * dx + dy * dy <= radius * radius] = _code(color)

    def disc(self, x: float, y: float, radius: float, color: Rgb) -> None:
        """A filled circle."""
        codes, xs, ys = self._part(x - radius, y - radius, x + radius, y + radius)
        dx, dy = xs - x, ys - y
        codes[dx * dx + dy * dy <= radius * radius] = _code(color)

    def polygon(self, points: Sequence[Point], color: Rgb) -> None:
        """A filled convex polygon, its corners in either order."""
        xs, ys = zip(*points, strict=True)
        codes, x, y = self._part(min(xs), min(ys), max(xs), max(ys))
        left = np.ones(codes.shape, bool)
        right = left.copy()
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            side = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)
            left &= side <= 0
            right &= side >= 0
        codes[left | right] = _code(color)

    def line(self, start: Point, end: Point, width: float, color: Rgb) -> None:
        """A straight line with round ends."""
        (x1, y1), (x2, y2) = start, end
        half = width / 2
        codes, x, y = self._part(min(x1, x2) - half, min(y1, y2) - half, max(x1, x2) + half, max(y1, y2) + half)
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy or 1.0
        along = np.clip(((x - x1) * dx + (y - y1) * dy) / length, 0, 1)
        far_x, far_y = x - x1 - along * dx, y - y1 - along * dy
        codes[far_x * far_x + far_y * far_y <= width * width / 4] = _code(color)

    def coverage(self, ground: Rgb) -> npt.NDArray[np.bool_]:
        """Which pixels of the finished sprite are at least half covered by another color than `ground`."""
        covered = self._codes != _code(ground)
        height, width = covered.shape[0] // OVERSAMPLING, covered.shape[1] // OVERSAMPLING
        parts = covered.reshape(height, OVERSAMPLING, width, OVERSAMPLING)
        return np.asarray(parts.sum(axis=(1, 3)) * 2 >= OVERSAMPLING * OVERSAMPLING)

    def replace(self, old: Rgb, new: Rgb) -> None:
        """Paints whatever has one color in another."""
        self._codes[self._codes == _code(old)] = _code(new)

    def hollow(self, color: Rgb, inner: Rgb, rim: float) -> None:
        """Repaints the inside of everything that has a color, up to a rim of so many pixels, in another one."""
        inside = self._codes == _code(color)
        for _ in range(round(rim * OVERSAMPLING)):
            padded = np.pad(inside, 1)
            inside = padded[1:-1, 1:-1] & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
        self._codes[inside] = _code(inner)

    def sprite(self, inks: Inks) -> Pixels:
        """The finished sprite in color indices, shape (height, width)."""
        return self.reduced().sprite(inks)

    def reduced(self) -> Reduced:
        """The finished sprite in its own colors."""
        rows, sums = self._codes[::OVERSAMPLING].copy(), np.uint64(0)
        for start in range(1, OVERSAMPLING):
            rows += self._codes[start::OVERSAMPLING]
        for start in range(OVERSAMPLING):
            sums = sums + rows[:, start::OVERSAMPLING]
        parts = OVERSAMPLING * OVERSAMPLING
        sums = sums + np.uint64(_code((parts // 2,) * 3))
        red, green, blue = (
            (sums >> np.uint64(lane)) % np.uint64(1 << _LANE) // np.uint64(parts) for lane in (2 * _LANE, _LANE, 0)
        )
        codes = (red << np.uint64(16)) | (green << np.uint64(8)) | blue
        unique, inverse, counts = np.unique(codes, return_inverse=True, return_counts=True)
        order = sorted(range(len(unique)), key=lambda number: (-int(counts[number]), int(unique[number])))
        colors = tuple((number, int(unique[number])) for number in order)
        return Reduced(colors, inverse.reshape(codes.shape))


@dataclass(frozen=True)
class Reduced:
    """A finished sprite in its own colors, the same for all palettes.

    Attributes:
        colors: number and color (red, green and blue in one number) of every color, the most frequent first.
        numbers: the number of every pixel's color, shape (height, width).
    """

    colors: tuple[tuple[int, int], ...]
    numbers: npt.NDArray[np.intp]

    def sprite(self, inks: Inks) -> Pixels:
        """The sprite in color indices of a palette, which takes its colors up where it lacks them."""
        indices = np.zeros(len(self.colors), np.uint8)
        for number, code in self.colors:
            indices[number] = inks.near((code >> 16, code >> 8 & 255, code & 255))
        return indices[self.numbers]
