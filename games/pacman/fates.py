"""From where a ghost catches Pac-Man on a way that he goes: all such cells at once.

The turns are gone through backward. Before a turn a ghost is lost for Pac-Man if it stands where he steps, or if its
own step leads onto him, or to a cell from which it catches him in a later turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from .field import LOOKS_AHEAD, Field


def catching_starts(field: Field, passed: Sequence[int], moves: Sequence[int], name: str) -> int:
    """The cells from which a ghost catches Pac-Man while he makes some moves.

    Args:
        passed: his cell after each move.
    """
    found = 0
    for left, (pacman, move) in enumerate(zip(reversed(passed), reversed(moves), strict=True)):
        target = field.target(name, pacman, move)
        deadly = found | pacman
        # Whoever catches him in one of the turns left is not farther away than this.
        layers = field.layers(target, 2 * left + 1 + (LOOKS_AHEAD if target != pacman else 0))
        found = pacman | field.before(deadly, field.first_moves(layers)) | target & deadly
    return found


def is_caught(field: Field, passed: Sequence[int], moves: Sequence[int], name: str, ghost: int) -> bool:
    """Whether a ghost that starts in one cell catches Pac-Man while he makes some moves: as `catching_starts`, played
    forward."""
    for pacman, move in zip(passed, moves, strict=True):
        if ghost == pacman:
            return True
        ghost = field.chase(name, ghost, pacman, move)
        if ghost == pacman:
            return True
    return False


def arrivals(field: Field, goal: int, target: int, most: int) -> list[int]:
    """The cells from which a ghost with a fixed target steps onto a cell after each number of turns, from 0 on.

    Args:
        goal: the cell; a ghost stops there.
        most: the greatest number of turns.
    """
    moves = field.first_moves(field.layers(target))
    found = [goal]
    for _ in range(most):
        found.append(field.before(found[-1], moves) & ~goal)
    return found
