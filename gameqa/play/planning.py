"""What a policy needs, for games whose first positions are chosen by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from gameqa.play.contract import Turn
from gameqa.rng import Rng

Position = TypeVar("Position")


def actions_needed(
    position: Position,
    most: int,
    plan: Callable[[Position], Sequence[str]],
    apply: Callable[[Position, str, Rng], Turn[Position]],
    is_reached: Callable[[Position], bool],
) -> int | None:
    """How many actions a policy needs to reach a goal where nothing is left to chance.

    Args:
        most: how many are looked at.
        plan, apply: of the game's play; one action of every plan is made.

    Returns:
        None where they are more, or the policy does not get there.
    """
    rng = Rng("no chance")
    for count in range(most + 1):
        if is_reached(position):
            return count
        found = plan(position)
        if not found:
            break
        position = apply(position, found[0], rng).position
    return None
