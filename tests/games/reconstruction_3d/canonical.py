"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """Voxels up to turns about the upright axis and mirroring."""
    grid = np.zeros((state.side,) * 3, np.uint8)
    for x, y, z in state.voxels:
        grid[x - 1, y - 1, z - 1] = 1
    images = [np.rot90(grid, turns, axes=(0, 1)) for turns in range(4)]
    return min(image.tobytes() for one in images for image in (one, one[::-1]))
