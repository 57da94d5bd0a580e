"""The resources server for NeMo Gym in its own web app, and its own schema check of exported rows."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from nemo_gym.config_types import ResourcesServerInstanceConfig
from nemo_gym.openai_utils import NeMoGymResponseCreateParamsNonStreaming
from nemo_gym.server_utils import ServerClient
from nemo_gym.task_data import load_task_data_schema, validate_jsonl_rows
from omegaconf import OmegaConf

import gameqa
from gameqa.adapters.nemo_gym_server import GameQAConfig, GameQAResourcesServer
from gameqa.commands import main

COUNT = 30


@pytest.fixture(scope="module")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("gym")
    arguments = ["export", "all-easy", "--format", "nemo-gym", "--out", str(out), "--num-samples", str(COUNT)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return out / "resources_servers" / "gameqa"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    config = GameQAConfig(host="127.0.0.1", port=8080, entrypoint="app.py", name="gameqa", domain="games")
    server = GameQAResourcesServer(config=config, server_client=MagicMock(spec=ServerClient))
    with TestClient(server.setup_webserver()) as made:
        yield made


def lines_of(folder: Path, name: str) -> list[str]:
    return (folder / "data" / f"{name}.jsonl").read_text("utf-8").splitlines()


def response_saying(text: str) -> dict[str, Any]:
    """A response in the form of OpenAI's Responses."""
    content = [{"type": "output_text", "text": text, "annotations": []}]
    message = {"id": "m", "type": "message", "role": "assistant", "status": "completed", "content": content}
    about = {"id": "r", "object": "response", "created_at": 0.0, "model": "scripted"}
    return {**about, "output": [message], "tools": [], "tool_choice": "auto", "parallel_tool_calls": True}


def test_rows_are_scored(server_folder: Path, client: TestClient) -> None:
    for number, line in enumerate(lines_of(server_folder, "train")):
        task = json.loads(line)
        row = gameqa.recreate(task["data_id"])
        picture, text = NeMoGymResponseCreateParamsNonStreaming(**task["responses_create_params"]).input[0].content
        assert text["text"].startswith(row["question"])
        assert base64.b64decode(picture["image_url"].partition(",")[2]) == row["image"]["bytes"]
        said = row["answer"] if number % 2 else "no idea"
        body = {**task, "response": response_saying(f"I see. <answer>{said}</answer>")}
        answer = client.post("/verify", json=body).json()
        assert (answer["reward"], answer["extracted_answer"]) == (float(number % 2), said)
        assert answer["data_id"] == task["data_id"]


def test_bad_rows_are_refused(server_folder: Path, client: TestClient) -> None:
    body = {**json.loads(lines_of(server_folder, "train")[0]), "response": response_saying("A")}
    refused = client.post("/verify", json={**body, "game": "chess"})
    assert refused.status_code == 422
    assert "Unknown game 'chess'" in refused.json()["detail"]
    del body["state"]
    assert client.post("/verify", json=body).status_code == 422
    assert client.post("/seed_session", json={}).status_code == 200
    assert client.get("/reverify_mode").json() == "stateless"


def test_its_own_checks_pass(server_folder: Path) -> None:
    schema = load_task_data_schema(server_folder)
    assert schema is not None
    for name, count in (("train", COUNT), ("validation", COUNT), ("example", 5)):
        lines = lines_of(server_folder, name)
        assert len(lines) == count
        report = validate_jsonl_rows("gameqa", schema, name, lines)
        assert (report.rows, report.error_rows, report.unknown_keys, report.misplaced_keys) == (count, 0, {}, {})
    config = OmegaConf.load(server_folder / "configs" / "gameqa.yaml")
    wanted = config.gameqa_resources_server
    made = ResourcesServerInstanceConfig(name="gameqa", server_type_config_dict=wanted, **wanted)
    assert [data.type for data in made.get_inner_run_server_config().datasets] == ["train", "validation", "example"]
    assert "gameqa" in (server_folder / "requirements.txt").read_text()
    compile((server_folder / "app.py").read_text(), "app.py", "exec")
