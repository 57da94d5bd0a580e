"""Episodes of play for frameworks: many turns, in the shape of `gameqa.adapters.episodes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gameqa.adapters.chats import ACTING, instructed
from gameqa.adapters.episodes import Episodes, Questions, Turn
from gameqa.configs import check_choice, check_counts, check_seed, check_split
from gameqa.draw.png import encode_png
from gameqa.keys import MODALITIES, STYLES
from gameqa.play.configs import is_play, parse_play
from gameqa.play.episode import Episode, episode_of_id
from gameqa.rows import ENDLESS_ROWS

OVER = "The game is over."
"""What follows the last thing that a player is told."""


class PlayedEpisode:
    """An episode of play, one action a reply.

    Args:
        episode: the episode, at its beginning.
        instruction: what follows the rules; None for nothing.
    """

    def __init__(self, episode: Episode, instruction: str | None = ACTING) -> None:
        self._episode = episode
        self._instruction = instruction

    @property
    def name(self) -> str:
        """The episode's id."""
        return self._episode.id

    @property
    def score(self) -> float:
        """How far the goal is reached, 0.0 to 1.0."""
        return float(self._episode.score)

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self._episode.is_over

    @property
    def is_done(self) -> bool:
        """Whether no action can be made any more."""
        return self._episode.is_done

    def begin(self) -> Turn:
        """The rules, the goal and what is seen at first."""
        return self._turn(instructed(self._episode.text(), self._instruction), None, {})

    def reply(self, response: str) -> Turn:
        """What came of the action that a reply names; its reward is by how much the score has changed.

        Raises:
            ValueError: the episode is done.
        """
        report = self._episode.act(response)
        text = self._episode.text()
        told = f"{text}\n\n{OVER}" if self._episode.is_done else text
        return self._turn(told, float(report.reward), {"action": report.action, "legal": report.legal})

    def _turn(self, text: str, reward: float | None, facts: Mapping[str, Any]) -> Turn:
        episode = self._episode
        picture = None if episode.key.modality == "text" else encode_png(episode.picture())
        shown = {**facts, "score": self.score, "actions_left": episode.left, "actions": list(episode.actions)}
        return Turn(text, picture, reward, episode.is_done, shown)


class Plays:
    """The episodes of what can be played. Safe to use from several threads.

    Args:
        config: what is played, such as "sokoban-play-hard".
        num_samples: how many; None for no end.
        split, seed, style, modality: as `gameqa.play.make` takes them.
        instruction: what follows the rules of every episode; None for nothing.

    Raises:
        ValueError: a name or a value is not allowed.
    """

    def __init__(
        self,
        config: str,
        split: str = "train",
        num_samples: int | None = None,
        seed: int = 0,
        style: str = "plain",
        modality: str = "image",
        instruction: str | None = ACTING,
    ) -> None:
        self._mixture = parse_play(config)
        self.split = check_split(split)
        self.count = check_counts({split: num_samples})[split]
        self._seed, self._instruction = check_seed(seed), instruction
        self._style = check_choice("style", style, STYLES)
        self._modality = check_choice("modality", modality, MODALITIES)

    def numbered(self, number: int) -> PlayedEpisode:
        """The episode with this number, in the order of `gameqa.play.make`."""
        most = ENDLESS_ROWS if self.count is None else self.count
        if not 0 <= number < most:
            raise ValueError(f"index must be from 0 to {most - 1}, got {number}.")
        key = self._mixture.key(self.split, self._seed, number, self._style, self._modality)
        return PlayedEpisode(Episode(key), self._instruction)

    def named(self, name: str) -> PlayedEpisode:
        """The episode with this id, of any game and level."""
        return PlayedEpisode(episode_of_id(name), self._instruction)

    def names(self) -> Iterator[str]:
        """The ids of the episodes, in order."""
        stop = ENDLESS_ROWS if self.count is None else self.count
        return (self.numbered(number).name for number in range(stop))


def episodes_of(
    config: str,
    split: str = "train",
    num_samples: int | None = None,
    seed: int = 0,
    style: str = "plain",
    modality: str = "image",
) -> Episodes:
    """The questions of a config, or the episodes of what is played, such as "sokoban-play-hard".

    Raises:
        ValueError: a name or a value is not allowed.
    """
    made: type[Plays] | type[Questions] = Plays if is_play(config) else Questions
    return made(config, split, num_samples, seed, style, modality)
