"""A second canonical form of states, for splits: equal for states that are the same up to exchanging left and right."""

from __future__ import annotations

from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """Ground, heights of columns, and heights of ladders by the face that they hang on."""
    grid = np.zeros((4, state.side, state.side), np.uint8)
    for x, line in enumerate(state.ground):
        grid[0, x] = [ord(sign) for sign in line]
    for x, y, kinds in state.columns:
        grid[1, x, y] = len(kinds)
    for x, y, face, height in state.hung:
        grid[2 if face == "left" else 3, x, y] = height
    mirrored = grid[[0, 1, 3, 2]][:, ::-1, ::-1].transpose(0, 2, 1).copy()
    return min(grid.tobytes(), mirrored.tobytes())
