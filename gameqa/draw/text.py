"""Text from a committed glyph atlas, so that it looks the same with every version of FreeType.

The atlas holds coverage levels of the glyphs of Roboto Medium (Apache License 2.0) in a few sizes;
`tools/make_glyphs.py` makes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from PIL import Image

COVERAGE_LEVELS = 6


@dataclass(frozen=True)
class Metrics:
    """Sizes of a font in pixels: whole height, top and height of capital letters."""

    height: int
    cap_top: int
    cap_height: int
    glyphs: dict[str, npt.NDArray[np.uint8]]


@lru_cache(maxsize=1)
def _atlas() -> dict[int, Metrics]:
    folder = files("gameqa.draw")
    table = json.loads((folder / "glyphs.json").read_text("utf-8"))
    with (folder / "glyphs.png").open("rb") as file, Image.open(file) as image:
        pixels = np.asarray(image.convert("L"), np.uint8)
    sizes = {}
    top = 0
    for size, entry in table["sizes"].items():
        left, glyphs = 0, {}
        for character, width in zip(table["characters"], entry["widths"], strict=True):
            glyphs[character] = pixels[top : top + entry["height"], left : left + width]
            left += width
        sizes[int(size)] = Metrics(entry["height"], entry["cap_top"], entry["cap_height"], glyphs)
        top += entry["height"]
    return sizes


SMALL, MEDIUM, LARGE, HUGE, GIANT = 17, 20, 24, 30, 38
"""The sizes of the atlas; capital letters of the smallest are 12 pixels high."""


def metrics_of(size: int) -> Metrics:
    """The measures and glyphs of one size of the atlas; KeyError for other sizes."""
    return _atlas()[size]


@lru_cache(maxsize=2048)
def coverage_of(text: str, size: int) -> npt.NDArray[np.uint8]:
    """Coverage levels 0 to `COVERAGE_LEVELS` of a line of text, shape (height, width)."""
    glyphs = metrics_of(size).glyphs
    coverage = np.concatenate([glyphs[character] for character in text], axis=1)
    coverage.flags.writeable = False
    return coverage


def text_width(text: str, size: int) -> int:
    """The width of a line of text in pixels."""
    glyphs = metrics_of(size).glyphs
    return sum(glyphs[character].shape[1] for character in text)


def smallest_capital() -> int:
    """The height in pixels of a capital letter of the smallest size: no picture has smaller text."""
    return min(metrics.cap_height for metrics in _atlas().values())
