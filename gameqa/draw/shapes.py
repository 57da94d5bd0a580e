"""Shapes for sprites, painted four times too large and scaled down, for soft edges.

Only sums, products and comparisons decide about a pixel, so that every machine paints the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gameqa.draw.canvas import Inks, Pixels
from gameqa.draw.looks import Rgb

OVERSAMPLING = 4

Point = tuple[float, float]


class Painting:
    """A small picture in the making; all coordinates are in pixels of the finished sprite."""

    def __init__(self, width: int, height: int, ground: Rgb) -> None:
        shape = (height * OVERSAMPLING, width * OVERSAMPLING)
        self._rgb = np.empty((*shape, 3), np.uint16)
        self._rgb[...] = ground
        self._x = ((np.arange(shape[1]) * 2 + 1) / (2 * OVERSAMPLING))[None, :]
        self._y = ((np.arange(shape[0]) * 2 + 1) / (2 * OVERSAMPLING))[:, None]

    def rectangle(self, left: float, top: float, right: float, bottom: float, color: Rgb) -> None:
        """A filled rectangle."""
        inside = (self._x >= left) & (self._x < right) & (self._y >= top) & (self._y < bottom)
        self._rgb[inside] = color

    def rounded(self, left: float, top: float, right: float, bottom: float, radius: float, color: Rgb) -> None:
        """A filled rectangle with round corners."""
        dx = np.maximum(np.maximum(left + radius - self._x, self._x - right + radius), 0)
        dy = np.maximum(np.maximum(top + radius - self._y, self._y - bottom + radius), 0)
        self._rgb[dx * dx + dy * dy <= radius * radius] = color

    def disc(self, x: float, y: float, radius: float, color: Rgb) -> None:
        """A filled circle."""
        dx, dy = self._x - x, self._y - y
        self._rgb[dx * dx + dy * dy <= radius * radius] = color

    def polygon(self, points: Sequence[Point], color: Rgb) -> None:
        """A filled convex polygon, its corners in either order."""
        left = np.ones(self._rgb.shape[:2], bool)
        right = left.copy()
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            side = (self._x - x1) * (y2 - y1) - (self._y - y1) * (x2 - x1)
            left &= side <= 0
            right &= side >= 0
        self._rgb[left | right] = color

    def line(self, start: Point, end: Point, width: float, color: Rgb) -> None:
        """A straight line with round ends."""
        (x1, y1), (x2, y2) = start, end
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy or 1.0
        along = np.clip(((self._x - x1) * dx + (self._y - y1) * dy) / length, 0, 1)
        far_x, far_y = self._x - x1 - along * dx, self._y - y1 - along * dy
        self._rgb[far_x * far_x + far_y * far_y <= width * width / 4] = color

    def coverage(self, ground: Rgb) -> npt.NDArray[np.bool_]:
        """Which pixels of the finished sprite are at least half covered by another color than `ground`."""
        covered = (self._rgb != np.array(ground, np.uint16)).any(axis=2)
        height, width = covered.shape[0] // OVERSAMPLING, covered.shape[1] // OVERSAMPLING
        parts = covered.reshape(height, OVERSAMPLING, width, OVERSAMPLING)
        return np.asarray(parts.sum(axis=(1, 3)) * 2 >= OVERSAMPLING * OVERSAMPLING)

    def replace(self, old: Rgb, new: Rgb) -> None:
        """Paints whatever has one color in another."""
        self._rgb[(self._rgb == np.array(old, np.uint16)).all(axis=2)] = new

    def sprite(self, inks: Inks) -> Pixels:
        """The finished sprite in color indices, shape (height, width)."""
        return self.reduced().sprite(inks)

    def reduced(self) -> Reduced:
        """The finished sprite in its own colors."""
        height, width = self._rgb.shape[0] // OVERSAMPLING, self._rgb.shape[1] // OVERSAMPLING
        parts = self._rgb.reshape(height, OVERSAMPLING, width, OVERSAMPLING, 3)
        half = OVERSAMPLING * OVERSAMPLING // 2
        rgb = (parts.sum(axis=(1, 3), dtype=np.uint32) + half) // (OVERSAMPLING * OVERSAMPLING)
        codes = (rgb[..., 0] << 16) | (rgb[..., 1] << 8) | rgb[..., 2]
        unique, inverse, counts = np.unique(codes, return_inverse=True, return_counts=True)
        order = sorted(range(len(unique)), key=lambda number: (-int(counts[number]), int(unique[number])))
        colors = tuple((number, int(unique[number])) for number in order)
        return Reduced(colors, inverse.reshape(height, width))


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
