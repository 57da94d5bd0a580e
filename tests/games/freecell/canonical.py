"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any


def canonical(state: Any) -> bytes:
    """Positions up to the order of cascades and free cells."""
    piles = sorted(repr(cards) for cards in state.cascades)
    return repr([piles, sorted(state.cells), state.foundations]).encode()
