"""Demonstrations: whole episodes as the policies of the games play them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gameqa.configs import DEFAULT_COUNTS, check_choice, check_seed, check_split
from gameqa.draw.png import encode_png
from gameqa.keys import MODALITIES, STYLES, Key
from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode
from gameqa.sources import Asked, ConfigRows


def played_by_policy(episode: Episode) -> Iterator[str]:
    """Plays an episode to its end as the game's policy does; yields every action before it is made."""
    while not episode.is_done:
        for action in episode.plan():
            if episode.is_done:
                break
            yield action
            episode.act(action)


def demonstration(key: Key) -> dict[str, Any]:
    """An episode as the game's policy plays it.

    Returns:
        episode, game and level; its limit of actions; the score at its end; its policy's name; and its turns, each with
        the text, the picture as a PNG file (None with the modality "text"), and the action that follows.
    """
    episode = Episode(key)
    turns = [
        {
            "text": episode.text(),
            "image": None if key.modality == "text" else encode_png(episode.picture()),
            "action": action,
        }
        for action in played_by_policy(episode)
    ]
    return {
        "episode": episode.id,
        "game": key.game,
        "level": key.level,
        "limit": episode.limit,
        "policy": episode.play.policy.name,
        "score": episode.score,
        "turns": turns,
    }


@dataclass(frozen=True)
class Demonstrations(ConfigRows):
    """The first episodes of a split, played by policies: rows for `gameqa.adapters.export`.

    Attributes:
        mixture: games and levels, of `gameqa.play.configs.parse_play`.
    """

    @property
    def answer_types(self) -> set[str]:
        """The kinds of answers that the rows have: none, as they are no questions."""
        return {""}

    def rows(self, start: int, stop: int) -> Iterator[Mapping[str, Any]]:
        """The demonstrations start to stop - 1."""
        for index in range(start, stop):
            yield demonstration(self.mixture.key(self.split, self.seed, index, self.style, self.modality))


def demonstrations(name: str, split: str, asked: Asked) -> Demonstrations:
    """The demonstrations of a name, such as "sokoban-play-hard".

    Raises:
        ValueError: the name or the split is unknown, or what is asked is not allowed.
    """
    return Demonstrations(
        parse_play(name),
        check_split(split),
        asked.num_samples or DEFAULT_COUNTS[check_split(split)],
        check_seed(asked.seed),
        check_choice("style", asked.style, STYLES),
        check_choice("modality", asked.modality, MODALITIES),
    )
