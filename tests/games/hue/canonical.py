"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.canonical import square_images


def canonical(state: Any) -> bytes:
    """The corners of a board, turned and mirrored; the colors of a single line, in any order."""
    if len(state.rows) == 1:
        colors = {color for color in (*state.rows[0], *state.palette) if color >= 0}
        return repr(sorted(colors)).encode()
    corners = np.array([[state.rows[0][0], state.rows[0][-1]], [state.rows[-1][0], state.rows[-1][-1]]])
    return min(image.astype(">i4").tobytes() for image in square_images(corners))
