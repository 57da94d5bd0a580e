"""Pictures as PNG files: every pixel as drawn, with ISA-L's deflate and without it."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from gameqa.draw import png
from gameqa.draw.canvas import Picture
from gameqa.registry import all_games
from gameqa.sample import draw_sample
from tests.samples import key_of, part_named


@pytest.fixture(params=["fast", "standard"])
def encoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module as it is imported with ISA-L, and as it is imported where that is missing."""
    if request.param == "fast":
        pytest.importorskip("isal")
    else:
        monkeypatch.setitem(sys.modules, "isal", None)
        monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    module = importlib.reload(png)
    assert module._deflate.__module__ == ("isal.isal_zlib" if request.param == "fast" else "zlib")
    yield module
    monkeypatch.undo()
    importlib.reload(png)


def no_box(place: object) -> tuple[int, int, int, int]:
    raise KeyError(place)


def check(content: bytes, picture: Picture) -> None:
    Image.open(io.BytesIO(content)).verify()
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.mode) == ("PNG", "P")
    assert np.array_equal(np.asarray(image), picture.pixels)
    assert np.array_equal(np.asarray(image.convert("RGB")), np.asarray(picture.image().convert("RGB")))


@pytest.mark.parametrize("style", ["plain", "varied"])
def test_pictures_of_all_games(encoder: ModuleType, style: str) -> None:
    for game in all_games().values():
        key = replace(key_of(part_named(f"{game.id}-{game.tasks[0].id}-easy"), 0), style=style)
        picture = draw_sample(key).picture()
        check(encoder.encode_png(picture), picture)


@pytest.mark.parametrize(("height", "width", "colors"), [(1, 1, 1), (3, 2, 2), (1, 512, 256), (640, 512, 256)])
def test_any_size_and_palette(encoder: ModuleType, height: int, width: int, colors: int) -> None:
    noise = np.random.default_rng(0)
    pixels = noise.integers(0, colors, (height, width), np.uint8)
    picture = Picture(pixels, noise.bytes(3 * colors), no_box)
    check(encoder.encode_png(picture), picture)
    part = Picture(pixels[::2, ::-1], picture.palette, no_box)
    check(encoder.encode_png(part), part)
