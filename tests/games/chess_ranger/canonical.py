"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """The board or its mirror image."""
    board = np.zeros((8, 8), np.uint8)
    for square, kind in state.pieces:
        board[square // 8, square % 8] = kind + 1
    return min(board.tobytes(), np.fliplr(board).tobytes())
