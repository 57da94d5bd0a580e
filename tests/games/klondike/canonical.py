"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

import json
from typing import Any


def canonical(state: Any) -> bytes:
    """Positions up to the order of the piles."""
    piles = sorted(json.dumps([down, list(cards)]) for down, cards in zip(state.down, state.piles, strict=True))
    return json.dumps([piles, state.stock, state.waste, state.covered, list(state.foundations)]).encode()
