"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """The board or its mirror image, whichever comes first."""
    board = np.array([list(row) for row in state.rows])
    return min("".join(image.ravel()).encode() for image in (board, np.fliplr(board)))
