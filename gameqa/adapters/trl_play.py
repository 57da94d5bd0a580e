"""TRL: episodes of play for GRPOTrainer, which lets the model act by calling a tool.

from gameqa.adapters.trl_play import PlayEnvironment, episodes, reward

trainer = GRPOTrainer(
    model,
    reward_funcs=reward,
    environment_factory=PlayEnvironment,
    train_dataset=episodes("sokoban-play-easy"),
    args=...,
)
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import datasets
from PIL import Image

from gameqa.adapters.episodes import Turn
from gameqa.adapters.plays import PlayedEpisode, Plays
from gameqa.play.episode import episode_of_id

ACTING_BY_TOOL = "Play the game below by calling the tool `act`, one action a call, until the game is over.\n\n"
"""What stands before the rules, unless told otherwise."""

Observation = str | list[dict[str, Any]]


class PlayEnvironment:
    """An episode under way; TRL makes one for every rollout, and shows the model its method `act` as a tool.

    Pictures go to the model as parts of the messages, the first one included, where the episode's modality has them.
    """

    def __init__(self) -> None:
        self._episode: PlayedEpisode | None = None

    def reset(self, episode: str, **columns: Any) -> Observation:
        """Begins an episode; gives the rules, the goal and what is seen, which TRL appends to the prompt.

        Args:
            episode: its id, a column of `episodes`.
            columns: the other columns.
        """
        self._episode = PlayedEpisode(episode_of_id(episode), None)
        return _shown(self._episode.begin())

    def act(self, action: str) -> Observation:
        """Make one action in the game.

        Args:
            action: The action, written as the rules say.

        Returns:
            What came of the action, and what is seen now.
        """
        if self._episode is None:
            raise ValueError("no episode has begun.")
        return _shown(self._episode.reply(str(action)))

    @property
    def episode(self) -> str | None:
        """The episode's id; None before the first one."""
        return None if self._episode is None else self._episode.name

    @property
    def score(self) -> float:
        """How far the goal is reached, 0.0 to 1.0; 0.0 before the first episode."""
        return 0.0 if self._episode is None else self._episode.score


def reward(environments: list[PlayEnvironment], **columns: Any) -> list[float]:
    """A reward function for GRPOTrainer: the score of every episode as the model left it, 0.0 to 1.0."""
    return [environment.score for environment in environments]


def episodes(
    config: str,
    split: str = "train",
    num_samples: int | None = None,
    seed: int = 0,
    style: str = "plain",
    modality: str = "image",
    instruction: str = ACTING_BY_TOOL,
    system: str | None = None,
) -> datasets.IterableDataset:
    """The episodes to train on, made when they are asked for: columns `prompt` and `episode`.

    The prompt holds the instruction alone; `PlayEnvironment.reset` adds the rules, and the picture with them.

    Args:
        config: what is played, such as "sokoban-play-hard".
        num_samples: how many; None for no end.
        split, seed, style, modality: as `gameqa.play.make` takes them.
        instruction: what stands before the rules.
        system: a system message.

    Raises:
        ValueError: a name or a value is not allowed.
    """
    Plays(config, split, num_samples, seed, style, modality)
    asked = {
        "config": config, "split": split, "num_samples": num_samples, "seed": seed, "style": style,
        "modality": modality,
    }  # fmt: skip
    messages = [*([{"role": "system", "content": system}] if system else []), {"role": "user", "content": instruction}]
    message = {"role": datasets.Value("string"), "content": datasets.Value("string")}
    features = datasets.Features({"prompt": datasets.List(message), "episode": datasets.Value("string")})
    return datasets.IterableDataset.from_generator(
        _rows, features=features, gen_kwargs={"messages": tuple(messages), "asked": asked}
    )


def _rows(messages: tuple[dict[str, str], ...], asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in Plays(**asked).names():
        yield {"prompt": list(messages), "episode": name}


def _shown(turn: Turn) -> Observation:
    if turn.picture is None:
        return turn.text
    picture = Image.open(io.BytesIO(turn.picture)).convert("RGB")
    return [{"type": "image", "image": picture}, {"type": "text", "text": turn.text}]
