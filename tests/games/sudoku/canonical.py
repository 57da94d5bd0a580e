"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import in_order_of_appearance, square_images


def canonical(state: Any) -> bytes:
    """Boards up to turning, mirroring and renaming of colors."""
    board = np.array(state.givens if len(state.givens) == 4 else state.solution)
    images = square_images(board)
    if len(board) == 6:
        images = [image for place, image in enumerate(images) if place // 2 in (0, 2)]
    return min(in_order_of_appearance(image) for image in images)
