"""Episodes of play over OpenEnv: its own server on loopback, and its own client, many turns at once."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from gameqa.adapters.openenv import GameQAAction, GameQAEnv
from gameqa.adapters.plays import OVER, Plays
from gameqa.draw.png import encode_png
from gameqa.play import Episode, episode_of_id
from tests.frameworks.test_openenv import served
from tests.playing import play_at_random, play_by_policy

COUNT = 12


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(Plays("all-play-easy", "test", COUNT)) as address:
        yield address


@pytest.fixture(scope="module")
def ids() -> list[str]:
    return list(Plays("all-play-easy", "test", COUNT).names())


@pytest.mark.parametrize("player", [play_by_policy, play_at_random])
def test_players_get_the_scores_of_their_episodes(
    url: str, ids: list[str], player: Callable[[Episode], list[str]]
) -> None:
    """Many sessions at once, whose turns come in between one another."""

    def play(name: str) -> None:
        actions = player(episode_of_id(name))
        episode = episode_of_id(name)
        with GameQAEnv(base_url=url).sync() as env:
            result = env.reset(data_id=name)
            assert result.observation.text.startswith(episode.told)
            for number, action in enumerate(actions, 1):
                assert not result.done
                reward = episode.act(action).reward
                result = env.step(GameQAAction(response=f"I go. <answer>{action}</answer>"))
                assert (result.reward, result.done) == (reward, episode.is_done)
                assert result.observation.metadata["score"] == episode.score
                assert result.observation.metadata["actions"] == list(episode.actions)
                assert result.observation.text.startswith(episode.text())
                picture = base64.b64decode(str(result.observation.image).partition(",")[2])
                assert picture == encode_png(episode.picture())
                assert (env.state().episode_id, env.state().step_count) == (name, number)
            assert result.observation.text.endswith(OVER)
            with pytest.raises(RuntimeError, match="the episode is over: call reset first"):
                env.step(GameQAAction(response="up"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(play, ids))


def test_which_episode_is_begun(url: str, ids: list[str]) -> None:
    with GameQAEnv(base_url=url).sync() as env:
        begun = [env.reset().observation.data_id for _ in ids]
        assert sorted(begun) == sorted(ids)
        assert env.reset(seed=COUNT + 3).observation.data_id == ids[3]
        assert env.reset(index=5).observation.data_id == ids[5]
        for arguments, line in (
            ({"index": COUNT}, f"index must be from 0 to {COUNT - 1}, got {COUNT}"),
            ({"data_id": "sokoban-v6-pushes_needed-hard-train-s0-i0-a0"}, "names a question"),
            ({"split": "train"}, "the server has the split test only, got 'train'"),
        ):
            with pytest.raises(RuntimeError, match=line):
                env.reset(**arguments)


def test_nonsense_changes_nothing_and_ends(url: str, ids: list[str]) -> None:
    rng = random.Random(3)
    with GameQAEnv(base_url=url).sync() as env:
        result = env.reset(data_id=ids[0])
        episode = episode_of_id(ids[0])
        for _ in range(episode.limit):
            said = "".join(rng.choices("<>{}\x00é answer/up0(,)", k=20))
            episode.act(said)
            result = env.step(GameQAAction(response=said))
        assert result.done
        assert result.observation.metadata["score"] == episode.score
