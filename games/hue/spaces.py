"""Color spaces: sRGB numbers, Oklab and CIE L*a*b*, for arrays of colors.

A color is a number, 65536 times red plus 256 times green plus blue, each 0 to 255. Values that need a power or a root
are rounded, so that every machine decides alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from gameqa.audit.colors import VISIONS

Color = int
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Share = TypeVar("Share", float, Floats)

_SHARES = np.arange(256) / 255


def _linear(shares: Floats) -> Floats:
    """Shares of light of sRGB shares (IEC 61966-2-1)."""
    light: Floats = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return np.asarray(light.round(9))


_LINEAR = _linear(_SHARES)
_BOUNDS = _linear((np.arange(255) + 0.5) / 255)
"""Between which shares of light a part of a color changes by one."""

_BOUND_LIST: list[float] = _BOUNDS.tolist()

_SLACK = 0.0001
"""How far a share of light may be out of bounds: less than half a step of a part."""


def parts_of(colors: npt.ArrayLike) -> Integers:
    """Red, green and blue of colors, shape (..., 3), each 0 to 255."""
    numbers = np.asarray(colors, np.int64)
    return np.stack((numbers >> 16, numbers >> 8 & 255, numbers & 255), axis=-1)


def rgb_of(color: Color) -> tuple[int, int, int]:
    """Red, green and blue of one color."""
    return color >> 16, color >> 8 & 255, color & 255


def oklab_of(colors: npt.ArrayLike) -> Floats:
    """Oklab lightness, red against green and yellow against blue, shape (..., 3); lightness is 0 to 1.

    Björn Ottosson, "A perceptual color space for image processing" (2020).
    """
    light = _LINEAR[parts_of(colors)]
    red, green, blue = light[..., 0], light[..., 1], light[..., 2]
    long = np.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = np.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = np.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    values: Floats = np.stack(
        (
            0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
        ),
        axis=-1,
    )
    return np.asarray(values.round(6))


def _light_of(lightness: Share, red_green: Share, yellow_blue: Share) -> tuple[Share, Share, Share]:
    """Shares of red, green and blue light of Oklab values, alike for numbers and arrays."""
    long = lightness + 0.3963377774 * red_green + 0.2158037573 * yellow_blue
    middle = lightness - 0.1055613458 * red_green - 0.0638541728 * yellow_blue
    short = lightness - 0.0894841775 * red_green - 1.2914855480 * yellow_blue
    long, middle, short = long * long * long, middle * middle * middle, short * short * short
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def screened(oklab: Floats) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """The colors nearest to Oklab values, shape (..., 3), and whether a screen has them, both without the last axis."""
    light = np.stack(_light_of(oklab[..., 0], oklab[..., 1], oklab[..., 2]), axis=-1)
    parts = _BOUNDS.searchsorted(light)
    has = ((light >= -_SLACK) & (light <= 1 + _SLACK)).all(axis=-1)
    return parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2], np.asarray(has)


def color_at(lightness: float, red_green: float, yellow_blue: float) -> Color | None:
    """The color nearest to one Oklab value; None if a screen lacks it. As `colors_of`, without arrays."""
    color = 0
    for share in _light_of(lightness, red_green, yellow_blue):
        if not -_SLACK <= share <= 1 + _SLACK:
            return None
        color = color << 8 | bisect_left(_BOUND_LIST, share)
    return color


def colors_of(oklab: Floats) -> Integers | None:
    """The colors nearest to Oklab values, shape (..., 3), without the last axis; None if a screen lacks one of them."""
    colors, has = screened(oklab)
    return colors if has.all() else None


_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)


def _mixed(rows: Iterable[Iterable[float]], values: Floats) -> Floats:
    """A matrix times vectors of length 3, without a library whose sums differ between machines."""
    return np.stack(
        [a * values[..., 0] + b * values[..., 1] + c * values[..., 2] for a, b, c in rows],
        axis=-1,
    )


def lab_of(colors: npt.ArrayLike, vision: str = "normal") -> Floats:
    """CIE L*a*b* (D65) of colors as seen with a kind of vision (a key of `VISIONS`), shape (..., 3)."""
    seen = np.clip(_mixed(VISIONS[vision], _LINEAR[parts_of(colors)]), 0, 1)
    share = _mixed(_TO_XYZ, seen) / np.array(_WHITE)
    roots = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    x, y, z = roots[..., 0], roots[..., 1], roots[..., 2]
    lab: Floats = np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), axis=-1)
    return np.asarray(lab.round(6))
