"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any


def canonical(state: Any) -> bytes:
    """The marbles on the track."""
    return bytes(state.marbles, "ascii")
