"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """All levels, turned and mirrored together."""
    levels = [square_images(np.array([[ord(sign) for sign in row] for row in rows], np.uint8)) for rows in state.levels]
    return min(b"".join(level.tobytes() for level in image) for image in zip(*levels, strict=True))
