"""A second canonical form of states, for splits: equal for states that are the same up to the game's symmetry."""

from __future__ import annotations

from typing import Any

from gameqa.games.rubiks_cube.engine import position_of


def canonical(state: Any) -> bytes:
    """The colors around each of the twelve edges and eight corners, which tell the cube however it is held."""
    stickers = state.stickers
    pieces: dict[tuple[int, ...], list[tuple[str, str]]] = {}
    for place, color in enumerate(stickers):
        position, center = position_of(place), stickers[9 * (place // 9) + 4]
        pieces.setdefault(position, []).append((center, color))
    return repr(sorted(sorted(piece) for piece in pieces.values())).encode()
