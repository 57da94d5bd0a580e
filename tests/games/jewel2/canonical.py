"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np

RENAMINGS = [str.maketrans("ABCDEabcde", "".join(order) + "".join(order).lower()) for order in permutations("ABCDE")]


def canonical(state: Any) -> bytes:
    """Boards up to left and right, and up to the names of colors: the least of all."""
    board = np.array([list(row) for row in state.rows])
    texts = ["".join(image.ravel()) for image in (board, np.fliplr(board))]
    return min(text.translate(renaming) for text in texts for renaming in RENAMINGS).encode()
