"""Text from committed glyph atlases, so that it looks the same with every version of FreeType.

An atlas holds coverage levels of the glyphs of a font in a few sizes: Roboto Medium (Apache License 2.0), DejaVu Sans
Condensed and DejaVu Serif Condensed Bold (license of the Bitstream Vera fonts). `tools/make_glyphs.py` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from PIL import Image

COVERAGE_LEVELS = 6

PLAIN_FONT = "medium"
ATLASES = {PLAIN_FONT: "glyphs", "sans": "glyphs-sans", "serif": "glyphs-serif"}
"""The fonts and the files of their atlases."""


@dataclass(frozen=True)
class Metrics:
    """Sizes of a font in pixels: whole height, top and height of capital letters."""

    height: int
    cap_top: int
    cap_height: int
    glyphs: dict[str, npt.NDArray[np.uint8]]


@lru_cache(maxsize=len(ATLASES))
def _atlas(font: str) -> dict[int, Metrics]:
    folder, name = files("gameqa.draw"), ATLASES[font]
    table = json.loads((folder / f"{name}.json").read_text("utf-8"))
    with (folder / f"{name}.png").open("rb") as file, Image.open(file) as image:
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


def metrics_of(size: int, font: str = PLAIN_FONT) -> Metrics:
    """The measures and glyphs of one size of a font's atlas; KeyError for other sizes or fonts."""
    return _atlas(font)[size]


@lru_cache(maxsize=2048)
def coverage_of(text: str, size: int, font: str = PLAIN_FONT) -> npt.NDArray[np.uint8]:
    """Coverage levels 0 to `COVERAGE_LEVELS` of a line of text, shape (height, width)."""
    glyphs = metrics_of(size, font).glyphs
    coverage = np.concatenate([glyphs[character] for character in text], axis=1)
    coverage.flags.writeable = False
    return coverage


def text_width(text: str, size: int, font: str = PLAIN_FONT) -> int:
    """The width of a line of text in pixels."""
    glyphs = metrics_of(size, font).glyphs
    return sum(glyphs[character].shape[1] for character in text)


def fitting_size(texts: Iterable[str], width: int, size: int, font: str = PLAIN_FONT) -> int:
    """The largest size, from `size` down, in which all texts are at most so wide; the smallest where none is."""
    widest = list(texts)
    for smaller in (GIANT, HUGE, LARGE, MEDIUM):
        if smaller <= size and all(text_width(text, smaller, font) <= width for text in widest):
            return smaller
    return SMALL


def smallest_capital() -> int:
    """The height in pixels of a capital letter of the smallest size: no picture has smaller text."""
    return min(metrics.cap_height for font in ATLASES for metrics in _atlas(font).values())
