"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """The cells of the snake numbered from its head, and the food, up to turning and mirroring."""
    board = np.zeros((state.side, state.side), np.uint8)
    for number, cell in enumerate(state.body, 1):
        board[cell] = number
    board[state.food] = 255
    return min(image.tobytes() for image in square_images(board))
