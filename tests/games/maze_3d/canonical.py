"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """Heights and the foot of every ladder, also with left and right exchanged."""
    grid = np.zeros((2, state.side, state.side), np.uint8)
    for x, y, height in state.columns:
        grid[0, x, y] = height
    for x, y, upper_x, _ in state.ladders:
        grid[1, x, y] = 1 if upper_x < x else 2
    mirrored = grid[:, ::-1, ::-1].transpose(0, 2, 1).copy()
    mirrored[1] = np.array([0, 2, 1], np.uint8)[mirrored[1]]
    return min(grid.tobytes(), mirrored.tobytes())
