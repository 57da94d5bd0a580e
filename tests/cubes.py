"""What cubes cover in pictures, for decoders: their faces and their outlines."""

from __future__ import annotations

import numpy as np

from gameqa.draw.blocks import Cube


def inner_mask(cube: Cube) -> np.ndarray:
    """The pixels of a cube's sprite that its own outline leaves as they are."""
    found = cube.mask.copy()
    down, across = cube.outline.down, cube.outline.across
    inside = (down >= 0) & (across >= 0) & (down < found.shape[0]) & (across < found.shape[1])
    found[down[inside], across[inside]] = False
    return found


def cover(covered: np.ndarray, left: int, top: int, cube: Cube) -> None:
    """Marks all pixels of a picture that a cube and its outline touch."""
    height, width = cube.mask.shape
    covered[top : top + height, left : left + width] |= cube.mask
    covered[cube.outline.down + top, cube.outline.across + left] = True
