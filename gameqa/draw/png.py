"""Palette pictures as PNG files, by the few parts of the format that they need.

Rows are stored without filters: runs and repeats of indices are what deflate finds by itself. ISA-L deflates
several times faster than zlib; where it is not installed, zlib makes other bytes of the same pixels.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import numpy as np

from gameqa.draw.canvas import Picture

_deflate: Callable[[memoryview, int], bytes]
try:
    from isal import isal_zlib
except ImportError:
    _deflate, _LEVEL = zlib.compress, 3
else:
    _deflate, _LEVEL = isal_zlib.compress, 2

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BIT_DEPTH, _PALETTE_COLOR, _NO_FILTER = 8, 3, 0


def encode_png(picture: Picture) -> bytes:
    """The picture as a PNG file: one byte a pixel, an index into the palette."""
    height, width = picture.pixels.shape
    lines = np.empty((height, width + 1), np.uint8)
    lines[:, 0] = _NO_FILTER
    lines[:, 1:] = picture.pixels
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, _BIT_DEPTH, _PALETTE_COLOR, 0, 0, 0)),
            _chunk(b"PLTE", picture.palette),
            _chunk(b"IDAT", _deflate(lines.data, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
