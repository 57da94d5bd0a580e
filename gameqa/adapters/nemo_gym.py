"""NeMo Gym: rows as its data sets have them, and a folder with a resources server that scores them.

gameqa export sokoban-hard --format nemo-gym --out gym
gym env start --search-dir gym --resources-server gameqa --model-type openai_model ...
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from gameqa.about import RELEASE
from gameqa.adapters.rows import INSTRUCTION, KEPT_COLUMNS, Row, data_url_of, prompt_of
from gameqa.files import write_file

SERVER = "gameqa"
PLACE = Path("resources_servers") / SERVER
"""Where NeMo Gym looks for the server, below a folder that it is told to search."""

SHOWN_ROWS = 5

_FILES = {
    "app.py": '''"""Scores the answers to questions of gameqa."""

from gameqa.adapters.nemo_gym_server import GameQAResourcesServer

if __name__ == "__main__":
    GameQAResourcesServer.run_webserver()
''',
    "task_data.py": '''"""What a row holds besides the prompt."""

from pydantic import BaseModel, ConfigDict


class TaskData(BaseModel):
    """The id of a question, and the columns on which a score depends."""

    model_config = ConfigDict(extra="allow")

    data_id: str
    game: str
    task: str
    state: str
    options: list[str]
    answer: str
    answer_type: str
''',
}


def to_nemo_gym(row: Row, instruction: str | None = INSTRUCTION) -> dict[str, Any]:
    """A row as one JSON line: the prompt as input of OpenAI's Responses, and the columns that `gameqa.score` reads."""
    content: list[dict[str, Any]] = [{"type": "input_text", "text": prompt_of(row["question"], instruction)}]
    picture = data_url_of(row)
    if picture:
        content.insert(0, {"type": "input_image", "image_url": picture, "detail": "auto"})
    prompt = {"input": [{"role": "user", "content": content}]}
    return {"responses_create_params": prompt, **{name: row[name] for name in KEPT_COLUMNS}}


def trained_on(splits: Sequence[str]) -> Sequence[str]:
    """Those of some splits that a training run reads, or all where that is none.

    NeMo Gym knows data sets to train on and to validate on; one to test on would be a part of the latter.
    """
    return [split for split in splits if split != "test"] or splits


def data_file(folder: Path, split: str) -> Path:
    """The file of a split's rows in a folder."""
    return folder / PLACE / "data" / f"{split}.jsonl"


def write_server(folder: Path, splits: Sequence[str]) -> Path:
    """Writes the resources server beside the rows of some splits; gives its YAML.

    Args:
        folder: the folder for NeMo Gym to search; `data_file` says where the rows are.
        splits: their names.
    """
    with open(data_file(folder, splits[0]), encoding="utf-8") as file:
        shown = [line for line, _ in zip(file, range(SHOWN_ROWS), strict=False)]
    write_file(data_file(folder, "example"), "".join(shown).encode())
    for name, content in {**_FILES, "requirements.txt": f"nemo-gym\n{_requirement()}\n"}.items():
        write_file(folder / PLACE / name, content.encode())
    path = folder / PLACE / "configs" / f"{SERVER}.yaml"
    write_file(path, yaml.safe_dump(_config(splits), sort_keys=False).encode())
    return path


def _config(splits: Sequence[str]) -> Mapping[str, Any]:
    server, agent = f"{SERVER}_resources_server", f"{SERVER}_simple_agent"
    return {
        server: {
            "resources_servers": {
                SERVER: {
                    "entrypoint": "app.py",
                    "domain": "games",
                    "verified": False,
                    "description": "Verifiable visual game questions",
                    "datasets": [_dataset(split) for split in [*splits, "example"]],
                }
            }
        },
        agent: {
            "responses_api_agents": {
                "simple_agent": {
                    "entrypoint": "app.py",
                    "resources_server": {"type": "resources_servers", "name": server},
                    "model_server": {"type": "responses_api_models", "name": "policy_model"},
                }
            }
        },
        f"{SERVER}_environment_server": {
            "environment_servers": {
                "legacy_agent": {
                    "entrypoint": "app.py",
                    "agent_server": {"type": "responses_api_agents", "name": agent},
                }
            }
        },
    }


def _dataset(split: str) -> dict[str, Any]:
    file = (PLACE / "data" / f"{split}.jsonl").as_posix()
    kind = "validation" if split == "test" else split
    return {"name": split, "type": kind, "jsonl_fpath": file, "num_repeats": 1, "license": "Apache 2.0"}


def _requirement() -> str:
    """What pip installs this library from: the folder that it was installed from, else its release."""
    origin = json.loads(importlib.metadata.distribution("gameqa").read_text("direct_url.json") or "{}")
    return f"gameqa @ {origin['url']}" if "url" in origin else f"gameqa == {RELEASE}"
