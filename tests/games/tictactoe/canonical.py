"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """Pieces up to turning and mirroring."""
    side = 3 if len(state.cells) == 9 else 4
    board = np.array([".OX".index(sign) for sign in state.cells], np.uint8).reshape(side, side)
    return min(image.tobytes() for image in square_images(board))
