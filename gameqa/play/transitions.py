"""Transitions: what is seen, an action, and what is seen then, for models that predict what comes.

Row i is of episode i: some turns by the game's policy and at random lead to a position, and one more to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from gameqa.configs import Mixture
from gameqa.draw.png import encode_png
from gameqa.keys import Key, parse_data_id
from gameqa.play.configs import PLAY, TRANSITIONS
from gameqa.play.episode import Episode, Moment, check_release
from gameqa.rows import LazyRow

COLUMNS = (
    "data_id",
    "game",
    "category",
    "plot_level",
    "turn",
    "image",
    "description",
    "state",
    "score",
    "action",
    "told",
    "next_image",
    "next_description",
    "next_state",
    "next_score",
    "is_over",
)


def iterate_transitions(
    mixture: Mixture, split: str, seed: int, start: int, stop: int, style: str, modality: str
) -> Iterator[LazyRow]:
    """The rows start to stop - 1 of a config of transitions; row i is the same whatever the range is."""
    for index in range(start, stop):
        yield LazyRow(partial(transition, mixture.key(split, seed, index, style, modality)), COLUMNS)


def transition(key: Key) -> dict[str, Any]:
    """The row of a key: a turn of its episode.

    Raises:
        GenerationError: the key has no episode.
    """
    episode = Episode(replace(key, task=PLAY, attempt=0))
    rng = key.rng("turn")
    turn = rng.below(max(len(episode.plan()), episode.limit // 2))
    while True:
        before, score, turns = episode.moment(), episode.score, episode.turns
        action = episode.plan()[0] if rng.chance(1, 2) else rng.choice(list(episode.actions))
        told = episode.act(action).told
        if episode.turns > turn or episode.is_done:
            break
    after = episode.moment()
    return {
        "data_id": key.data_id,
        "game": key.game,
        "category": episode.play.game.category,
        "plot_level": key.level.capitalize(),
        "turn": turns,
        "image": _image(before, key),
        "description": None if key.modality == "image" else before.description(),
        "state": before.state(),
        "score": score,
        "action": action,
        "told": told,
        "next_image": _image(after, key),
        "next_description": None if key.modality == "image" else after.description(),
        "next_state": after.state(),
        "next_score": episode.score,
        "is_over": episode.is_over,
    }


def _image(moment: Moment, key: Key) -> dict[str, Any] | None:
    return None if key.modality == "text" else {"bytes": encode_png(moment.picture()), "path": None}


def is_transition(data_id: object) -> bool:
    """Whether an id names a transition, whatever else it says."""
    return isinstance(data_id, str) and data_id.split("-")[2:3] == [TRANSITIONS]


def recreate_transition(data_id: str) -> dict[str, Any]:
    """The row of a transition, made again from its id alone.

    Raises:
        ValueError: the id is malformed, or of another release.
    """
    key = parse_data_id(data_id)
    check_release(key)
    if key.attempt:
        raise ValueError(f"{data_id!r} names no transition: it has an attempt, which those never have.")
    return transition(key)
