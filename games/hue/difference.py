"""How different colors look: CIEDE2000, for arrays of colors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gameqa.audit.colors import VISIONS

from .spaces import Floats, lab_of

_FAR = 25.0**7


def ciede2000(one: Floats, other: Floats) -> Floats:
    """The CIEDE2000 differences of L*a*b* colors, shape (..., 3) each, to four decimals.

    Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30 (2005).
    """
    l1, a1, b1 = one[..., 0], one[..., 1], one[..., 2]
    l2, a2, b2 = other[..., 0], other[..., 1], other[..., 2]
    power = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(power / (power + _FAR))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = np.where(c1 * c2 > 0, h2 - h1, 0.0)
    turn = turn - 360 * (turn > 180) + 360 * (turn < -180)
    # Halfway from one hue to the other, by the shorter way; gray has the hue of the other color.
    middle = np.radians(np.where(c1 > 0, h1 + turn / 2, h2))
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    chroma = (c1 + c2) / 2
    weight = (
        1
        - 0.17 * np.cos(middle - np.pi / 6)
        + 0.24 * np.cos(2 * middle)
        + 0.32 * np.cos(3 * middle + np.pi / 30)
        - 0.20 * np.cos(4 * middle - 0.35 * np.pi)
    )
    gray = ((l1 + l2) / 2 - 50) ** 2
    part_l = (l2 - l1) / (1 + 0.015 * gray / np.sqrt(20 + gray))
    part_c = (c2 - c1) / (1 + 0.045 * chroma)
    part_h = hue / (1 + 0.015 * chroma * weight)
    power = chroma**7
    turned = np.exp(-(((np.degrees(middle) % 360 - 275) / 25) ** 2))
    rotation = -2 * np.sqrt(power / (power + _FAR)) * np.sin(np.pi / 3 * turned)
    square = part_l * part_l + part_c * part_c + part_h * part_h + rotation * part_c * part_h
    return np.asarray(np.sqrt(np.maximum(square, 0)).round(4))


def differences(one: npt.ArrayLike, other: npt.ArrayLike, vision: str = "normal") -> Floats:
    """The differences of colors, given as numbers, as seen with a kind of vision."""
    return ciede2000(lab_of(one, vision), lab_of(other, vision))


def least_differences(one: npt.ArrayLike, other: npt.ArrayLike) -> Floats:
    """The least differences of colors, given as numbers, with any kind of defective color vision."""
    found = [differences(one, other, vision) for vision in VISIONS if vision != "normal"]
    return np.minimum(*found)
