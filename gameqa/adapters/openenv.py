"""OpenEnv: an environment server and its client.

gameqa openenv sokoban-hard --port 8000

from gameqa.adapters.openenv import GameQAAction, GameQAEnv

with GameQAEnv(base_url="http://localhost:8000").sync() as env:
    result = env.reset()
    result = env.step(GameQAAction(response="... <answer>C</answer>"))
    result.reward, result.done

Episodes of play take many turns: `gameqa openenv sokoban-play-hard`, then `step` until `result.done`.
"""

from __future__ import annotations

import base64
import itertools
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from openenv.core.client_types import StepResult
from openenv.core.env_client import EnvClient
from openenv.core.env_server.http_server import create_app as app_of_environment
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, EnvironmentMetadata, Observation, State

from gameqa.about import RELEASE
from gameqa.adapters.episodes import Episode, Episodes, Turn

SESSIONS = 256
"""So many clients may be connected at once unless told otherwise; a session holds one row."""

SHOWN_TASKS = 100


class GameQAAction(Action):
    """What a model says."""

    response: str


class GameQAObservation(Observation):
    """What a model is told.

    Attributes:
        text: what it reads; empty at the end of a question.
        image: what it sees, a PNG as a data URL; None for nothing.
        data_id: the id from which the episode can be begun again: `reset(data_id=...)`.
    """

    text: str
    image: str | None = None
    data_id: str


class GameQAEnvironment(Environment[GameQAAction, GameQAObservation, State]):
    """One session: one episode after the other.

    Args:
        episodes: where they come from.
        numbers: the numbers of the episodes that are begun without one, over all sessions.
    """

    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self, episodes: Episodes, numbers: itertools.count[int] | None = None) -> None:
        super().__init__()
        self._episodes = episodes
        self._numbers = numbers or itertools.count()
        self._episode: Episode | None = None
        self._is_done = False
        self._state = State()

    def reset(
        self,
        seed: int | None = None,
        episode_id: str | None = None,
        index: int | None = None,
        data_id: str | None = None,
        split: str | None = None,
        **others: Any,
    ) -> GameQAObservation:
        """Begins an episode: the one named by data_id or index, else by seed, else the next one.

        Args:
            seed: the number of an episode, modulo their count; the same seed asks the same.
            index: the number of an episode, from 0 on.
            data_id: its id.
            split: if given, the server's.

        Raises:
            ValueError: there is no such episode, or an argument is unknown.
        """
        if others:
            raise ValueError(
                f"reset takes seed, episode_id, index, data_id and split, got {', '.join(sorted(others))}."
            )
        _check_split(split, self._episodes)
        episode = self._chosen(seed, index, data_id)
        self._episode, self._is_done = episode, False
        self._state = State(episode_id=episode_id or episode.name, step_count=0)
        return self._observation(episode, episode.begin())

    def step(self, action: GameQAAction, timeout_s: float | None = None, **others: Any) -> GameQAObservation:
        """Takes a reply; the observation has what it was worth, and whether the episode is over.

        The rewards of an episode add up to its score, 0.0 to 1.0.

        Raises:
            ValueError: no episode is under way.
        """
        if self._episode is None or self._is_done:
            raise ValueError(
                f"{'the episode is over' if self._is_done else 'no episode is under way'}: call reset first."
            )
        turn = self._episode.reply(action.response)
        self._is_done = turn.is_done
        self._state.step_count += 1
        return self._observation(self._episode, turn)

    @property
    def state(self) -> State:
        """The id of the episode and the number of replies in it."""
        return self._state

    def get_metadata(self) -> EnvironmentMetadata:
        """What the server says of itself."""
        return EnvironmentMetadata(
            name="gameqa", description="Verifiable visual game questions and games to play.", version=RELEASE
        )

    def list_splits(self) -> list[str]:
        """The split of the server."""
        return [self._episodes.split]

    def num_tasks(self, split: str) -> int:
        """How many episodes there are; ValueError where they don't end."""
        _check_split(split, self._episodes)
        if self._episodes.count is None:
            raise ValueError("the episodes do not end: start the server with --num-samples.")
        return self._episodes.count

    def get_task(self, split: str, index: int) -> dict[str, Any]:
        """The id of an episode."""
        _check_split(split, self._episodes)
        if index < 0 or (self._episodes.count is not None and index >= self._episodes.count):
            raise IndexError(f"there is no episode {index}.")
        return {"id": self._episodes.numbered(index).name, "index": index}

    def get_task_range(self, split: str, start: int | None = None, stop: int | None = None) -> list[dict[str, Any]]:
        """The ids of some episodes, at most 100."""
        first = start or 0
        last = min(first + SHOWN_TASKS, *(end for end in (stop, self._episodes.count) if end is not None), 10**9)
        return [self.get_task(split, index) for index in range(first, last)]

    def list_tasks(self, split: str) -> list[dict[str, Any]]:
        """The ids of the first episodes, at most 100."""
        return self.get_task_range(split)

    def _chosen(self, seed: int | None, index: int | None, data_id: str | None) -> Episode:
        count = self._episodes.count
        if data_id is not None:
            return self._episodes.named(data_id)
        if index is None:
            index = next(self._numbers) if seed is None else seed
            index = index if count is None else index % count
        return self._episodes.numbered(index)

    def _observation(self, episode: Episode, turn: Turn) -> GameQAObservation:
        picture = turn.picture
        return GameQAObservation(
            text=turn.text,
            image=None if picture is None else f"data:image/png;base64,{base64.b64encode(picture).decode()}",
            data_id=episode.name,
            reward=turn.reward,
            done=turn.is_done,
            metadata=dict(turn.facts),
        )


class GameQAEnv(EnvClient[GameQAAction, GameQAObservation, State]):
    """A client, with a session of its own at the server."""

    def _step_payload(self, action: GameQAAction) -> dict[str, Any]:
        return {"response": action.response}

    def _parse_result(self, payload: dict[str, Any]) -> StepResult[GameQAObservation]:
        reward, is_done = payload.get("reward"), payload.get("done", False)
        shown = {**payload["observation"], "reward": reward, "done": is_done}
        shown["metadata"] = payload.get("metadata") or shown.get("metadata") or {}
        return StepResult(observation=GameQAObservation(**shown), reward=reward, done=is_done)

    def _parse_state(self, payload: dict[str, Any]) -> State:
        return State(**payload)


def create_app(episodes: Episodes, sessions: int = SESSIONS) -> FastAPI:
    """The server of some episodes.

    Args:
        episodes: where they come from, such as `gameqa.adapters.episodes.Questions("sokoban-hard")` or
            `gameqa.adapters.plays.Plays("sokoban-play-hard")`.
        sessions: how many clients may be connected at once.
    """
    numbers = itertools.count()
    app = app_of_environment(
        lambda: GameQAEnvironment(episodes, numbers),
        GameQAAction,
        GameQAObservation,
        env_name="gameqa",
        max_concurrent_envs=sessions,
    )
    app.add_exception_handler(ValueError, _refusal)
    return app


async def _refusal(request: Request, error: Exception) -> JSONResponse:
    """What a client is told that asks over plain HTTP for what there is not."""
    return JSONResponse({"detail": str(error)}, 400)


def _check_split(split: str | None, episodes: Episodes) -> None:
    if split is not None and split != episodes.split:
        raise ValueError(f"the server has the split {episodes.split} only, got {split!r}.")
