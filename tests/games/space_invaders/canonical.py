"""A second canonical form of states, for splits: equal for enemies that are the same up to place and mirroring."""

from __future__ import annotations

from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """The enemies without free rows, and without free columns beside them; the ship does not count."""
    board = np.array([[".PBG".index(sign) for sign in row] for row in state.rows], np.uint8)
    held = np.flatnonzero(board.any(axis=0))
    board = board[board.any(axis=1), held[0] : held[-1] + 1]
    return bytes(board.shape) + min(board.tobytes(), np.fliplr(board).tobytes())
