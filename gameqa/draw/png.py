"""Palette pictures as PNG files, by the few parts of the format that they need.

Rows are stored without filters: runs and repeats of indices are what deflate finds by itself. ISA-L deflates
several times faster than zlib; where it is not installed, zlib makes other bytes of the same pixels.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

from gameqa.draw.canvas import MAX_HEIGHT, MAX_WIDTH, Picture

_deflate: Callable[[memoryview, int], bytes]
_inflate: Callable[[bytes, int, int], bytes]
_DamageError: Any
try:
    from isal import isal_zlib
except ImportError:
    _deflate, _LEVEL = zlib.compress, 3
    _inflate, _DamageError = zlib.decompress, zlib.error
else:
    _deflate, _LEVEL = isal_zlib.compress, 2
    _inflate, _DamageError = isal_zlib.decompress, isal_zlib.error

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BIT_DEPTH, _PALETTE_COLOR, _NO_FILTER = 8, 3, 0
_WINDOW_BITS = 15
_MOST_PIXELS = MAX_WIDTH * MAX_HEIGHT

_last: tuple[bytes, Picture] | None = None
"""The file that was made last, and its picture: a stream decodes each file as soon as it is made."""

_HEADER = struct.Struct(">8sI4sIIBBBBBI")
_CHUNK = struct.Struct(">I4s")


def encode_png(picture: Picture) -> bytes:
    """The picture as a PNG file: one byte a pixel, an index into the palette."""
    global _last
    height, width = picture.pixels.shape
    lines = np.empty((height, width + 1), np.uint8)
    lines[:, 0] = _NO_FILTER
    lines[:, 1:] = picture.pixels
    content = b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, _BIT_DEPTH, _PALETTE_COLOR, 0, 0, 0)),
            _chunk(b"PLTE", picture.palette),
            _chunk(b"IDAT", _deflate(lines.data, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )
    _last = content, picture
    return content


def decode_png(content: bytes) -> Image.Image | None:
    """The picture of a file as `encode_png` writes it, with colors in place of indices.

    Returns:
        None for any other file, damaged ones included: these are for Pillow.
    """
    last = _last
    if last is not None and content is last[0]:
        return last[1].image().convert("RGB")
    if len(content) < _HEADER.size:
        return None
    signature, size, kind, width, height, *form, _ = _HEADER.unpack_from(content)
    if (signature, size, kind) != (_SIGNATURE, 13, b"IHDR") or form != [_BIT_DEPTH, _PALETTE_COLOR, 0, 0, 0]:
        return None
    chunks, start = {}, _HEADER.size
    for wanted in (b"PLTE", b"IDAT", b"IEND"):
        if start + _CHUNK.size > len(content):
            return None
        size, kind = _CHUNK.unpack_from(content, start)
        start += _CHUNK.size
        if kind != wanted:
            return None
        chunks[kind] = content[start : start + size]
        start += size + 4
    if start != len(content) or not 0 < width * height <= _MOST_PIXELS:
        return None
    try:
        lines = _inflate(chunks[b"IDAT"], _WINDOW_BITS, height * (width + 1))
    except _DamageError:
        return None
    if len(lines) != height * (width + 1):
        return None
    pixels = np.frombuffer(lines, np.uint8).reshape(height, width + 1)
    if pixels[:, 0].any():
        return None
    image = Image.frombuffer("P", (width, height), np.ascontiguousarray(pixels[:, 1:]), "raw", "P", 0, 1)
    image.putpalette(chunks[b"PLTE"])
    return image.convert("RGB")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
