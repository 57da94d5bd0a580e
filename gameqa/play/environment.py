"""Environments for gymnasium: a game's episodes, one action a step.

import gameqa.play

env = gameqa.play.make("sokoban-hard", split="train", seed=0)
observation, info = env.reset()
observation, reward, terminated, truncated, info = env.step("left")
"""

from __future__ import annotations

from typing import Any

import gymnasium

from gameqa.configs import Mixture, check_choice, check_seed, check_split
from gameqa.errors import unknown
from gameqa.keys import MODALITIES, STYLES
from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode, episode_of_id
from gameqa.play.spaces import Actions, Pictures, Pixels, Texts, padded, padded_pictures

Observation = dict[str, Any]

OPTIONS = ("episode",)


class GameEnv(gymnasium.Env[Observation, str]):
    """The episodes of one or several games, one after the other.

    An observation holds "image", the picture in RGB, shape (height, width, 3), unless the modality is "text"; and
    "text": what came of the last action and how many are left, at the beginning the rules, the goal and how to act,
    with the modalities "text" and "both" also what is seen, in words.

    The reward is by how much the score changes, so rewards add up to the score at the end, from 0 to 1. An episode is
    terminated when the game is over and truncated when no actions are left.

    `info` holds "episode", the id from which it comes back; "actions", the legal actions; "state", what is seen, as
    JSON; "score"; "actions_left"; and after a step "legal", whether the action was.

    Args:
        mixture: which games and levels; they take turns as in a mixture of questions.
        split: whose positions.
        seed: episodes of other seeds begin differently.
        modality: "image", "text" or "both".
        style: "plain", or "varied" for another look in every episode.
        pad: whether pictures are padded to one size, so that they can be stacked.
        render_mode: "rgb_array", so that `render()` gives the picture, or None.
    """

    metadata = {"render_modes": ["rgb_array"], "render_fps": 2}  # noqa: RUF012 (so it is declared in gymnasium)

    def __init__(
        self, mixture: Mixture, split: str, seed: int, modality: str, style: str, pad: bool, render_mode: str | None
    ) -> None:
        self._mixture = mixture
        self._split = check_split(split)
        self._seed = check_seed(seed)
        self._modality = check_choice("modality", modality, MODALITIES)
        self._style = check_choice("style", style, STYLES)
        self._pad = pad
        if render_mode is not None and render_mode not in self.metadata["render_modes"]:
            raise unknown("render_mode", render_mode, self.metadata["render_modes"])
        self.render_mode = render_mode
        self._next = 0
        self._episode: Episode | None = None
        self.action_space = Actions()
        spaces: dict[str, gymnasium.Space[Any]] = {"text": Texts()}
        if modality != "text":
            spaces["image"] = padded_pictures() if pad else Pictures()
        self.observation_space = gymnasium.spaces.Dict(spaces)

    @property
    def episode(self) -> Episode:
        """The episode in progress.

        Raises:
            RuntimeError: there is none yet.
        """
        if self._episode is None:
            raise RuntimeError("no episode has begun: call reset() first.")
        return self._episode

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Observation, dict[str, Any]]:
        """Begins an episode: the next one in order.

        Args:
            seed: begins again with the first episode of this seed.
            options: {"episode": ID} begins the episode with this id, whatever the order; it does not count in it.

        Raises:
            ValueError: an option is unknown, or the id is none of an episode.
        """
        super().reset(seed=seed)
        if seed is not None:
            self._seed, self._next = check_seed(seed), 0
        for name in options or {}:
            if name not in OPTIONS:
                raise unknown("option", name, OPTIONS)
        if options:
            self._episode = episode_of_id(options["episode"])
        else:
            key = self._mixture.key(self._split, self._seed, self._next, self._style, self._modality)
            self._episode = Episode(key)
            self._next += 1
        return self._observation(), self._info()

    def step(self, action: str) -> tuple[Observation, float, bool, bool, dict[str, Any]]:
        """Makes the action that a text names, such as "left"; any text will do.

        Raises:
            RuntimeError: no episode has begun.
            ValueError: the episode is done.
        """
        episode = self.episode
        report = episode.act(action)
        ended = episode.is_over
        info = {**self._info(), "legal": report.legal}
        return self._observation(), report.reward, ended, episode.is_done and not ended, info

    def render(self) -> Pixels | None:
        """The picture, where the environment was made with render_mode="rgb_array"."""
        return self._picture() if self.render_mode == "rgb_array" else None

    def _observation(self) -> Observation:
        seen: Observation = {"text": self.episode.text()}
        if self._modality != "text":
            seen["image"] = self._picture()
        return seen

    def _picture(self) -> Pixels:
        pixels = self.episode.picture().rgb()
        return padded(pixels) if self._pad else pixels

    def _info(self) -> dict[str, Any]:
        episode = self.episode
        self.action_space.legal = episode.actions  # type: ignore[attr-defined]
        return {
            "episode": episode.id,
            "actions": list(episode.actions),
            "state": episode.state(),
            "score": episode.score,
            "actions_left": episode.left,
        }


def make(
    config: str,
    *,
    split: str = "train",
    seed: int = 0,
    modality: str = "image",
    style: str = "plain",
    pad: bool = False,
    render_mode: str | None = None,
) -> GameEnv:
    """The environment of a game, or of several: "sokoban-hard", "strategic_planning-play-easy", "all".

    Args:
        config: <scope>[-play][-<difficulty>].
        split, seed, modality, style, pad, render_mode: as `GameEnv` takes them.

    Raises:
        ValueError: a name or a value is not allowed.
    """
    return GameEnv(parse_play(config), split, seed, modality, style, pad, render_mode)
