"""Tasks whose states are so few that all are listed: a seeded permutation of the list is walked."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from gameqa import registry
from gameqa.keys import Key, split_of
from gameqa.rng import Rng

logger = logging.getLogger("gameqa")


@lru_cache(maxsize=1024)
def listed_states(game_id: str, task_id: str, level: str, split: str) -> tuple[Any, ...] | None:
    """All states of a task and level in a split; None where a task draws its states at random."""
    game = registry.get_game(game_id)
    task = game.task(task_id)
    if task.states is None:
        return None

    def accept(split_key: str) -> bool:
        return split_of(game_id, split_key) == split

    states = task.states(level, accept)
    return None if states is None else tuple(states)


@lru_cache(maxsize=256)
def _order(name: str, count: int) -> tuple[int, ...]:
    return tuple(Rng(name).shuffled(range(count)))


def state_at(key: Key, states: tuple[Any, ...]) -> Any:
    """The state of a key: one permutation for each seed, walked again and again."""
    if key.index >= len(states):
        _say_used_up(key.game)
    name = f"{key.game}-v{key.version}-{key.task}-{key.level}-{key.split}-s{key.seed}/order"
    return states[_order(name, len(states))[key.index % len(states)]]


def most_rows(parts: Iterable[tuple[str, str, str]], split: str) -> int | None:
    """How many rows a mixture of parts (game, task, level) has before one of them repeats itself.

    Returns:
        None if any of the parts draws its states at random.
    """
    sizes = []
    for game_id, task_id, level in parts:
        states = listed_states(game_id, task_id, level, split)
        if states is None:
            return None
        sizes.append(len(states))
    return min(sizes) * len(sizes)


@lru_cache(maxsize=64)
def _say_used_up(game_id: str) -> None:
    logger.warning("%s has few states: a split's rows repeat them once all were used.", game_id)
