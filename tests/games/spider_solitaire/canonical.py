"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any


def canonical(state: Any) -> bytes:
    """Positions up to the order of piles: a card face down is written as 0."""
    piles = [bytes([0] * down + list(cards)) for down, cards in zip(state.down, state.piles, strict=True)]
    return b"|".join([*sorted(piles), bytes([state.stock, state.foundations])])
