"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import in_order_of_appearance, square_images


def canonical(state: Any) -> bytes:
    """Symbols up to turning, mirroring and renaming."""
    return min(in_order_of_appearance(image) for image in square_images(np.array(state.rows, np.uint8) + 1))
