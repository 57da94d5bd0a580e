"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """Live cells up to turning, mirroring, and shifting across the edges."""
    alive = np.array([[sign == "#" for sign in row] for row in state.rows], np.uint8)
    side = len(alive)
    shifts = [(down, across) for down in range(side) for across in range(side)]
    return min(np.roll(image, shift, (0, 1)).tobytes() for image in square_images(alive) for shift in shifts)
