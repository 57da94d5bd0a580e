"""What canonical forms of states share: turning, mirroring and renaming."""

from __future__ import annotations

from typing import Any

import numpy as np

from gameqa.contract import state_to_json


def square_images(array: np.ndarray) -> list[np.ndarray]:
    turned = [np.rot90(array, turns) for turns in range(4)]
    return [image for one in turned for image in (one, np.fliplr(one))]


def in_order_of_appearance(array: np.ndarray) -> bytes:
    """The array with its values, other than 0, numbered as they first appear."""
    values, first, inverse = np.unique(array, return_index=True, return_inverse=True)
    order = [place for place in np.argsort(first) if values[place] != 0]
    names = np.zeros(len(values), np.uint8)
    names[order] = np.arange(1, len(order) + 1)
    return names[inverse].tobytes()


def exact(state: Any) -> bytes:
    """For games without symmetry: the whole state."""
    return state_to_json(state).encode()
