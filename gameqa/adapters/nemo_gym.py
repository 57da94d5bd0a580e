"""NeMo Gym: rows as its data sets have them, and a folder with a resources server that scores them.

gameqa export sokoban-hard --format nemo-gym --out gym
gym env start --search-dir gym --resources-server gameqa --model-type openai_model ...

Of what is played, such as sokoban-play-hard, the rows are episodes, and the server is gameqa_play.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gameqa.about import RELEASE
from gameqa.adapters.chats import ACTING, Demonstration, instructed
from gameqa.adapters.rows import INSTRUCTION, KEPT_COLUMNS, Row, data_url_of, prompt_of
from gameqa.files import write_file

SHOWN_ROWS = 5


@dataclass(frozen=True)
class Server:
    """A resources server.

    Attributes:
        name: its name.
        description: what it serves.
        agent: the agent of NeMo Gym that goes with it.
        files: its files, by name.
    """

    name: str
    description: str
    agent: str
    files: Mapping[str, str]

    @property
    def place(self) -> Path:
        """Where NeMo Gym looks for the server, below a folder that it is told to search."""
        return Path("resources_servers") / self.name


_QUESTION_FILES = {
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

_EPISODE_FILES = {
    "app.py": '''"""Plays games of gameqa."""

from gameqa.adapters.nemo_gym_play_server import GameQAPlayServer

if __name__ == "__main__":
    GameQAPlayServer.run_webserver()
''',
    "task_data.py": '''"""What a row holds besides the first turn."""

from pydantic import BaseModel, ConfigDict


class TaskData(BaseModel):
    """The id of an episode, its game and level, how many actions there are, and what the game's own policy scores."""

    model_config = ConfigDict(extra="allow")

    episode: str
    game: str
    level: str
    limit: int
    policy_score: float
''',
}

QUESTIONS = Server("gameqa", "Verifiable visual game questions", "simple_agent", _QUESTION_FILES)
EPISODES = Server("gameqa_play", "Games to play, turn by turn", "gymnasium_agent", _EPISODE_FILES)


def to_nemo_gym(row: Row, instruction: str | None = INSTRUCTION) -> dict[str, Any]:
    """A row as one JSON line: the prompt as input of OpenAI's Responses, and the columns that `gameqa.score` reads."""
    prompt = _prompt(prompt_of(row["question"], instruction), data_url_of(row))
    return {"responses_create_params": prompt, **{name: row[name] for name in KEPT_COLUMNS}}


def to_nemo_gym_episode(shown: Demonstration, instruction: str | None = ACTING) -> dict[str, Any]:
    """An episode as one JSON line: its first turn as input of OpenAI's Responses, and its id.

    Args:
        shown: of `gameqa.play.demonstrations.demonstration`; its actions are left out.
        instruction: what follows the rules; None for nothing.
    """
    first = shown["turns"][0]
    prompt = _prompt(instructed(first["text"], instruction), data_url_of(first))
    about = {name: shown[name] for name in ("episode", "game", "level", "limit")}
    return {"responses_create_params": prompt, **about, "policy_score": shown["score"]}


def check_modality(modality: str) -> None:
    """ValueError where episodes would not be seen: the agent of NeMo Gym hands on text alone after the first turn."""
    if modality == "image":
        raise ValueError(
            "NeMo Gym's gymnasium_agent shows pictures in the first turn only: choose --modality both or text."
        )


def _prompt(text: str, picture: str | None) -> dict[str, Any]:
    content: list[dict[str, Any]] = [{"type": "input_text", "text": text}]
    if picture:
        content.insert(0, {"type": "input_image", "image_url": picture, "detail": "auto"})
    return {"input": [{"role": "user", "content": content}]}


def trained_on(splits: Sequence[str]) -> Sequence[str]:
    """Those of some splits that a training run reads, or all where that is none.

    NeMo Gym knows data sets to train on and to validate on; one to test on would be a part of the latter.
    """
    return [split for split in splits if split != "test"] or splits


def data_file(folder: Path, split: str, server: Server = QUESTIONS) -> Path:
    """The file of a split's rows in a folder."""
    return folder / server.place / "data" / f"{split}.jsonl"


def write_server(folder: Path, splits: Sequence[str], server: Server = QUESTIONS) -> Path:
    """Writes the resources server beside the rows of some splits; gives its YAML.

    Args:
        folder: the folder for NeMo Gym to search; `data_file` says where the rows are.
        splits: their names.
        server: which server.
    """
    with open(data_file(folder, splits[0], server), encoding="utf-8") as file:
        shown = [line for line, _ in zip(file, range(SHOWN_ROWS), strict=False)]
    write_file(data_file(folder, "example", server), "".join(shown).encode())
    for name, content in {**server.files, "requirements.txt": f"nemo-gym\n{_requirement()}\n"}.items():
        write_file(folder / server.place / name, content.encode())
    path = folder / server.place / "configs" / f"{server.name}.yaml"
    steps = {"max_steps": _most_actions(folder, splits)} if server is EPISODES else {}
    write_file(path, yaml.safe_dump(_config(splits, server, steps), sort_keys=False).encode())
    return path


def _most_actions(folder: Path, splits: Sequence[str]) -> int:
    """How many actions the longest episode has."""
    most = 1
    for split in splits:
        with open(data_file(folder, split, EPISODES), encoding="utf-8") as file:
            most = max(most, *(json.loads(line)["limit"] for line in file))
    return most


def _config(splits: Sequence[str], server: Server, settings: Mapping[str, Any]) -> Mapping[str, Any]:
    name, agent = f"{server.name}_resources_server", f"{server.name}_{server.agent}"
    return {
        name: {
            "resources_servers": {
                server.name: {
                    "entrypoint": "app.py",
                    "domain": "games",
                    "verified": False,
                    "description": server.description,
                    "datasets": [_dataset(split, server) for split in [*splits, "example"]],
                }
            }
        },
        agent: {
            "responses_api_agents": {
                server.agent: {
                    "entrypoint": "app.py",
                    "resources_server": {"type": "resources_servers", "name": name},
                    "model_server": {"type": "responses_api_models", "name": "policy_model"},
                    **settings,
                }
            }
        },
        f"{server.name}_environment_server": {
            "environment_servers": {
                "legacy_agent": {
                    "entrypoint": "app.py",
                    "agent_server": {"type": "responses_api_agents", "name": agent},
                }
            }
        },
    }


def _dataset(split: str, server: Server) -> dict[str, Any]:
    file = (server.place / "data" / f"{split}.jsonl").as_posix()
    kind = "validation" if split == "test" else split
    return {"name": split, "type": kind, "jsonl_fpath": file, "num_repeats": 1, "license": "Apache 2.0"}


def _requirement() -> str:
    """What pip installs this library from: the folder that it was installed from, else its release."""
    origin = json.loads(importlib.metadata.distribution("gameqa").read_text("direct_url.json") or "{}")
    return f"gameqa @ {origin['url']}" if "url" in origin else f"gameqa == {RELEASE}"
