"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """Pieces of the whole board up to turning and mirroring."""
    signs = np.array([[".XO".index(sign) for sign in block] for block in state.blocks], np.uint8)
    board = signs.reshape(3, 3, 3, 3).swapaxes(1, 2).reshape(9, 9)
    return min(image.tobytes() for image in square_images(board))
