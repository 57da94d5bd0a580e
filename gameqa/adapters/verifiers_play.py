"""verifiers (Prime Intellect): episodes of play, one action a turn.

    from gameqa.adapters.verifiers import load_environment

    environment = load_environment("sokoban-play-hard", split="train", num_samples=1000)

`vf-eval gameqa-play-environment --env.taskset.config sokoban-play-hard` does the same from verifiers' command line.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import verifiers.v1 as vf

from gameqa.adapters.chats import ACTING, Conversation
from gameqa.adapters.plays import Plays
from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode, episode_of_id

PLUGIN = "gameqa_play_environment"
"""The installed package by which verifiers finds this module's classes."""

DEFAULT = "all-play"


class PlayTasksetConfig(vf.TasksetConfig):
    """What is played.

    Attributes:
        config: such as "sokoban-play-hard".
        split, num_samples, seed, modality, style: as of `gameqa.play.make`; num_samples None does not end.
        instruction: what follows the rules; None for nothing.
        pictures: of how many of the last turns the model is shown the pictures; None for all, so that every request
            continues the one before.
    """

    config: str = DEFAULT
    split: str = "train"
    num_samples: int | None = 1000
    seed: int = 0
    modality: str = "image"
    style: str = "plain"
    instruction: str | None = ACTING
    pictures: int | None = None


class PlayData(vf.TaskData):
    """An episode: its id, and how it is told."""

    episode: str
    instruction: str | None
    pictures: int | None


class PlayTask(vf.Task[PlayData, vf.State, vf.TaskConfig]):
    """One episode. It is scored by playing the model's replies again, so stored traces can be scored anywhere."""

    @property
    def key(self) -> str:
        """The episode's id, from which it can be begun again anywhere."""
        return str(self.data.episode)

    @vf.reward
    async def reached(self, trace: vf.Trace) -> float:
        """How far the goal is reached, 0.0 to 1.0."""
        return float((await self._played(trace)).score)

    @vf.metric
    async def won(self, trace: vf.Trace) -> float:
        """Whether the goal is reached in full."""
        return float((await self._played(trace)).is_won)

    @vf.metric
    async def illegal(self, trace: vf.Trace) -> float:
        """The share of actions that could not be read or were not legal."""
        episode = await self._played(trace)
        return episode.illegal / max(episode.limit - episode.left, 1)

    async def _played(self, trace: vf.Trace) -> Episode:
        replies = tuple(message.content or "" for message in trace.assistant_messages)
        return await asyncio.to_thread(_played_again, self.data.episode, replies)


@lru_cache(maxsize=64)
def _played_again(name: str, replies: tuple[str, ...]) -> Episode:
    """An episode after some replies."""
    episode = episode_of_id(name)
    for reply in replies:
        if episode.is_done:
            break
        episode.act(reply)
    return episode


class PlayTaskset(vf.Taskset[PlayTask, PlayTasksetConfig]):
    """The episodes of what is played, made when they are asked for."""

    def load(self) -> Iterator[PlayTask]:
        """Yields the tasks in the order of `gameqa.play.make`."""
        wanted = self.config
        plays = Plays(wanted.config, wanted.split, wanted.num_samples, wanted.seed, wanted.style, wanted.modality)
        for name in plays.names():
            begun = Conversation(episode_of_id(name), wanted.instruction)
            data = PlayData(
                id=name,
                prompt=begun.messages(),
                episode=name,
                instruction=wanted.instruction,
                pictures=wanted.pictures,
            )
            yield PlayTask(data, wanted.task)

    @property
    def bounded(self) -> bool:
        """Whether iterating ends."""
        return self.config.num_samples is not None if self._bounded is None else self._bounded


class TurnByTurnConfig(vf.HarnessConfig):
    """`TurnByTurn` has no settings of its own."""


class TurnByTurn(vf.Harness[TurnByTurnConfig]):
    """Plays an episode with the model, without tools, a sandbox or a process of its own."""

    APPENDS_SYSTEM_PROMPT = True
    EXECUTES_CODE = False
    NEEDS_CONTAINER = False

    async def launch(
        self,
        ctx: vf.ModelContext,
        trace: vf.Trace,
        runtime: vf.Runtime,
        endpoint: str,
        secret: str,
        mcp_urls: dict[str, str],
        data: vf.TaskData,
    ) -> vf.ProgramResult:
        """Asks the model's endpoint for one action after the other; the trace records the replies.

        Raises:
            TypeError: the task is none of `PlayTaskset`.
        """
        from openai import AsyncOpenAI

        if not isinstance(data, PlayData):
            raise TypeError(f"TurnByTurn plays the tasks of PlayTaskset, got {type(data).__name__}.")
        episode = episode_of_id(data.episode)
        conversation = Conversation(episode, data.instruction, data.system_prompt, data.pictures)
        async with AsyncOpenAI(base_url=endpoint, api_key=secret, max_retries=0, timeout=None) as client:
            while not episode.is_done:
                completion = await client.chat.completions.create(model=ctx.model, messages=conversation.messages())
                conversation.reply(completion.choices[0].message.content or "")
        return vf.ProgramResult(exit_code=0, stdout="", stderr="")


class PlayEnvironmentConfig(vf.EnvConfig):
    """One agent; no sandbox is needed where a model only replies."""

    agent: vf.AgentConfig = vf.AgentConfig(runtime=vf.SubprocessConfig())


class PlayEnvironment(vf.Env[PlayEnvironmentConfig]):
    """Plays every episode once."""

    async def run(self, task: vf.Task, agents: vf.Agents) -> None:
        """One episode, to its end."""
        await agents.agent.run(task)


def load_environment(config: str = DEFAULT, **parameters: Any) -> PlayEnvironment:
    """An environment that plays the episodes of a config, scored by the game engines.

    Args:
        config: what is played, such as "sokoban-play-hard".
        parameters: the others of `PlayTasksetConfig`.

    Raises:
        ValueError: a name or a value is not allowed.
    """
    parse_play(config)
    return PlayEnvironment(PlayEnvironmentConfig(taskset=PlayTasksetConfig(id=PLUGIN, config=config, **parameters)))
