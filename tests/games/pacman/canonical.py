"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """Walls up to turning and mirroring."""
    walls = np.array([[sign == "#" for sign in row] for row in state.rows], np.uint8)
    return min(image.tobytes() for image in square_images(walls))
