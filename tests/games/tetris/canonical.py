"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """Boards up to left and right."""
    board = np.array([list(row.encode()) for row in state.rows], np.uint8)
    return min(board.tobytes(), np.fliplr(board).tobytes())
