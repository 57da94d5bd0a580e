"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import numpy as np


def canonical(state: Any) -> bytes:
    """The least of all boards that differ in the places of pairs of columns and in their sides."""
    board = np.array([list(cells.encode()) for cells in state.columns], np.uint8)
    half = len(board) // 2
    images = []
    for order in permutations(range(half)):
        for swaps in product((False, True), repeat=half):
            left = [-1 - own if swap else own for own, swap in zip(order, swaps, strict=True)]
            images.append(np.concatenate([board[left], board[[-1 - own for own in reversed(left)]]]).tobytes())
    return min(images)
