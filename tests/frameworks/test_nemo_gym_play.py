"""Episodes of play for NeMo Gym: its gymnasium agent, and the resources server on loopback, with scripted players."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import httpx
import pytest
import uvicorn
from click.testing import CliRunner
from nemo_gym.config_types import ModelServerRef, ResourcesServerInstanceConfig, ResourcesServerRef
from nemo_gym.server_utils import ServerClient
from nemo_gym.task_data import load_task_data_schema, validate_jsonl_rows
from omegaconf import OmegaConf
from responses_api_agents.gymnasium_agent.app import GymnasiumAgent, GymnasiumAgentConfig, GymnasiumAgentRunRequest

from gameqa.adapters.nemo_gym_play_server import GameQAPlayServer
from gameqa.commands import main
from gameqa.play import Episode, episode_of_id
from tests.frameworks.test_nemo_gym import lines_of, response_saying
from tests.playing import play_at_random, play_by_policy

COUNT = 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("gym")
    arguments = ["export", "all-play-easy", "--format", "nemo-gym", "--modality", "both", "--out", str(out)]
    result = CliRunner().invoke(main, [*arguments, "--num-samples", str(COUNT)])
    assert result.exit_code == 0, result.output
    return out / "resources_servers" / "gameqa_play"


@pytest.fixture(scope="module")
def server() -> GameQAPlayServer:
    config = {"host": "127.0.0.1", "port": 8080, "entrypoint": "app.py", "name": "gameqa_play", "domain": "games"}
    return GameQAPlayServer(config=config, server_client=MagicMock(spec=ServerClient))


@pytest.fixture(scope="module")
def url(server: GameQAPlayServer) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = uvicorn.Server(uvicorn.Config(server.setup_webserver(), port=port, log_level="warning"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join()


class Answer:
    """What NeMo Gym's servers get of one another."""

    def __init__(self, content: bytes, cookies: Any, ok: bool = True) -> None:
        self._content, self.cookies, self.ok = content, cookies, ok

    async def read(self) -> bytes:
        return self._content


class Client:
    """Requests to the resources server go to loopback; in place of the model a script replies."""

    def __init__(self, url: str, replies: list[str]) -> None:
        self._url, self._replies = url, list(replies)
        self.asked: list[list[Any]] = []
        self.global_config_dict: dict[str, Any] = {"observability_enabled": False}

    async def post(self, server_name: str, url_path: str, json: Any, cookies: Any = None) -> Answer:
        if server_name == "policy_model":
            self.asked.append(list(json.input))
            return Answer(_bytes(response_saying(self._replies.pop(0))), {})
        async with httpx.AsyncClient(cookies=dict(cookies or {})) as client:
            answer = await client.post(f"{self._url}{url_path}", json=json)
        answer.raise_for_status()
        return Answer(answer.content, dict(answer.cookies))


def _bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


async def rollout(url: str, task: dict[str, Any], replies: list[str], steps: int) -> tuple[Any, Client]:
    """What the agent makes of an episode, and what the model was asked."""
    config = GymnasiumAgentConfig(
        host="", port=0, entrypoint="", name="gameqa_play_gymnasium_agent", max_steps=steps,
        resources_server=ResourcesServerRef(type="resources_servers", name="gameqa_play"),
        model_server=ModelServerRef(type="responses_api_models", name="policy_model"),
    )  # fmt: skip
    client = Client(url, replies)
    agent = GymnasiumAgent(config=config, server_client=MagicMock(spec=ServerClient))
    agent.server_client = client
    request = MagicMock(cookies={})
    return await agent.run(request, GymnasiumAgentRunRequest(**task)), client


@pytest.mark.parametrize("player", [play_by_policy, play_at_random])
def test_players_get_the_scores_of_their_episodes(
    url: str, folder: Path, server: GameQAPlayServer, player: Callable[[Episode], list[str]]
) -> None:
    """Many sessions at once, whose turns come in between one another."""
    config = OmegaConf.load(folder / "configs" / "gameqa_play.yaml")
    steps = config.gameqa_play_gymnasium_agent.responses_api_agents.gymnasium_agent.max_steps

    async def play(line: str) -> None:
        task = json.loads(line)
        episode = episode_of_id(task["episode"])
        actions = player(episode)
        result, client = await rollout(url, task, [f"I go. <answer>{action}</answer>" for action in actions], steps)
        assert result.reward == pytest.approx(episode.score, abs=1e-12)
        assert result.info["score"] == episode.score
        assert (result.terminated, result.truncated) == (episode.is_over, not episode.is_over)
        assert len(client.asked) == len(actions) <= task["limit"]
        again = episode_of_id(task["episode"])
        for action, asked in zip(actions[:-1], client.asked[1:], strict=True):
            again.act(action)
            assert asked[-1].content == again.text()

    async def play_all() -> None:
        await asyncio.gather(*(play(line) for line in lines_of(folder, "train")))

    asyncio.run(play_all())
    assert not server.session_state


def test_an_agent_that_stops_leaves_nothing(url: str, folder: Path, server: GameQAPlayServer) -> None:
    task = json.loads(lines_of(folder, "train")[0])
    result, _ = asyncio.run(rollout(url, task, ["no idea"] * 2, 2))
    assert (result.reward, result.truncated, result.info["legal"]) == (0.0, True, False)
    assert not server.session_state


def test_bad_requests_are_refused(url: str, folder: Path) -> None:
    task = json.loads(lines_of(folder, "train")[0])
    refused = httpx.post(f"{url}/reset", json={**task, "episode": "a"})
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("no episode: Malformed data_id 'a'")
    assert httpx.post(f"{url}/step", json={**task, "response": response_saying("up")}).status_code == 409


def test_its_own_checks_pass(folder: Path) -> None:
    schema = load_task_data_schema(folder)
    assert schema is not None
    for name, count in (("train", COUNT), ("validation", COUNT), ("example", 5)):
        lines = lines_of(folder, name)
        assert len(lines) == count
        report = validate_jsonl_rows("gameqa_play", schema, name, lines)
        assert (report.rows, report.error_rows, report.unknown_keys, report.misplaced_keys) == (count, 0, {}, {})
    config = OmegaConf.load(folder / "configs" / "gameqa_play.yaml")
    wanted = config.gameqa_play_resources_server
    made = ResourcesServerInstanceConfig(name="gameqa_play", server_type_config_dict=wanted, **wanted)
    assert [data.type for data in made.get_inner_run_server_config().datasets] == ["train", "validation", "example"]
    compile((folder / "app.py").read_text(), "app.py", "exec")


def test_pictures_that_would_not_be_seen_are_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", "maze-play-easy", "--format", "nemo-gym", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "choose --modality both or text" in result.output
