"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """All tents of the solution up to turning and mirroring."""
    tents = np.zeros((len(state.shown), len(state.shown)), np.uint8)
    for cell in state.solution:
        tents[cell] = 1
    return min(image.tobytes() for image in square_images(tents))
