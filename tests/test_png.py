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


@pytest.mark.parametrize("style", ["plain", "varied"])
def test_own_files_are_decoded_as_by_pillow(encoder: ModuleType, style: str) -> None:
    for game in all_games().values():
        key = replace(key_of(part_named(f"{game.id}-{game.tasks[0].id}-hard"), 1), style=style)
        content = encoder.encode_png(draw_sample(key).picture())
        # The file that was made last is known; its copy is not.
        for one in (content, bytes(bytearray(content))):
            image = encoder.decode_png(one)
            assert image is not None
            assert image.mode == "RGB"
            assert image.tobytes() == Image.open(io.BytesIO(content)).convert("RGB").tobytes()


def test_an_older_file_is_decoded_after_a_newer_one(encoder: ModuleType) -> None:
    older, newer = (
        encoder.encode_png(draw_sample(key_of(part_named("maze-solve-easy"), index)).picture()) for index in (0, 1)
    )
    for content in (older, newer, older):
        assert encoder.decode_png(content).tobytes() == Image.open(io.BytesIO(content)).convert("RGB").tobytes()
    assert encoder.decode_png(b"") is None


def test_other_and_damaged_files_are_left_to_pillow(encoder: ModuleType) -> None:
    picture = draw_sample(key_of(part_named("maze-solve-easy"), 0)).picture()
    content = encoder.encode_png(picture)
    for image, kind in (
        (picture.image(), "PNG"),
        (picture.image(), "GIF"),
        (picture.image().convert("RGB"), "PNG"),
        (picture.image().convert("L"), "PNG"),
    ):
        buffer = io.BytesIO()
        image.save(buffer, kind, bits=4) if kind == "PNG" and image.mode == "P" else image.save(buffer, kind)
        assert encoder.decode_png(buffer.getvalue()) is None
    encoder.encode_png(picture)
    for length in range(0, len(content), 7):
        assert encoder.decode_png(content[:length]) is None
    middle = len(content) // 2
    assert encoder.decode_png(content[:middle] + bytes(8) + content[middle + 8 :]) is None
    assert encoder.decode_png(content + b"\0") is None
