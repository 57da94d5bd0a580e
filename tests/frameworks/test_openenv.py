"""The environment for OpenEnv: its own server over loopback, asked by its own client."""

from __future__ import annotations

import base64
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from click.testing import CliRunner

import gameqa
from gameqa.adapters.episodes import Episodes, Questions
from gameqa.adapters.openenv import GameQAAction, GameQAEnv, create_app
from gameqa.commands import main

COUNT = 20


@contextmanager
def served(episodes: Episodes) -> Iterator[str]:
    """The address of a server of some episodes on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    app = create_app(episodes, 16)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(Questions("all-easy", "train", COUNT)) as address:
        yield address


def test_right_and_wrong_replies_are_rewarded_as_such(url: str) -> None:
    rows = list(_rows())
    with GameQAEnv(base_url=url).sync() as env:
        for number, row in enumerate(rows):
            start = env.reset(index=number)
            assert (start.observation.data_id, start.reward, start.done) == (row["data_id"], None, False)
            assert start.observation.text.startswith(row["question"])
            assert start.observation.image is not None
            kind, _, content = start.observation.image.partition(",")
            assert (kind, base64.b64decode(content)) == ("data:image/png;base64", row["image"]["bytes"])
            said = row["answer"] if number % 2 else "no idea"
            end = env.step(GameQAAction(response=f"I see. <answer>{said}</answer>"))
            assert (end.reward, end.done) == (float(number % 2), True)
            assert end.observation.metadata["answer"] == said
            state = env.state()
            assert (state.episode_id, state.step_count) == (row["data_id"], 1)


def test_which_question_is_asked(url: str) -> None:
    ids = [row["data_id"] for row in _rows()]
    with GameQAEnv(base_url=url).sync() as env, GameQAEnv(base_url=url).sync() as other:
        asked = [client.reset().observation.data_id for client in (env, other) * (COUNT // 2)]
        assert sorted(asked) == sorted(ids)
        assert env.reset(seed=COUNT + 3).observation.data_id == ids[3]
        name = Questions("sokoban-pushes_needed-hard", "train", 1).numbered(0).name
        assert env.reset(data_id=name).observation.data_id == name
        for arguments, line in (
            ({"index": COUNT}, f"index must be from 0 to {COUNT - 1}, got {COUNT}"),
            ({"data_id": "a"}, "Malformed data_id 'a'"),
            ({"split": "test"}, "the server has the split train only, got 'test'"),
            ({"level": "hard"}, "reset takes seed, episode_id, index, data_id and split, got level"),
        ):
            with pytest.raises(RuntimeError, match=line):
                env.reset(**arguments)
        env.reset()
        env.step(GameQAAction(response=""))
        with pytest.raises(RuntimeError, match="the episode is over: call reset first"):
            env.step(GameQAAction(response=""))


def test_many_sessions_at_once(url: str) -> None:
    rows = list(_rows())

    def play(number: int) -> list[float | None]:
        with GameQAEnv(base_url=url).sync() as env:
            rewards = []
            for row in rows[number % 4 :: 4]:
                env.reset(data_id=row["data_id"])
                rewards.append(env.step(GameQAAction(response=f"<answer>{row['answer']}</answer>")).reward)
            return rewards

    with ThreadPoolExecutor(8) as pool:
        assert all(rewards == [1.0] * (COUNT // 4) for rewards in pool.map(play, range(8)))


def test_over_plain_http(url: str) -> None:
    ids = [row["data_id"] for row in _rows()]
    assert httpx.get(f"{url}/health").json() == {"status": "healthy"}
    assert httpx.get(f"{url}/metadata").json()["name"] == "gameqa"
    assert httpx.post(f"{url}/reset", json={"seed": 5}).json()["observation"]["data_id"] == ids[5]
    refused = httpx.post(f"{url}/step", json={"action": {"response": "A"}})
    assert (refused.status_code, refused.json()) == (400, {"detail": "no episode is under way: call reset first."})
    assert httpx.post(f"{url}/step", json={"action": {"said": "A"}}).status_code == 422
    assert httpx.post(f"{url}/gameqa/num_tasks", json={"split": "train"}).json() == {"num_tasks": COUNT}
    assert httpx.post(f"{url}/gameqa/task", json={"split": "train", "index": 2}).json()["task"]["id"] == ids[2]
    assert httpx.post(f"{url}/gameqa/task", json={"split": "train", "index": COUNT}).status_code == 400


def test_the_command_refuses_unknown_configs() -> None:
    result = CliRunner().invoke(main, ["openenv", "sokoban-easyy"])
    assert result.exit_code == 2
    assert "Did you mean 'sokoban-easy'" in result.output
    result = CliRunner().invoke(main, ["openenv", "sokoban-play-easyy"])
    assert result.exit_code == 2
    assert "Did you mean 'sokoban-play-easy'" in result.output


def _rows() -> Iterator[dict[str, object]]:
    questions = Questions("all-easy", "train", COUNT)
    return (gameqa.recreate(questions.numbered(number).name) for number in range(COUNT))
