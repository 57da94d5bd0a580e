"""The environment for verifiers, run by its own package against a scripted model."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import Any

import pytest
import verifiers.v1 as vf

import gameqa
from gameqa.adapters.verifiers import load_environment
from gameqa.curriculum import Curriculum
from tests.chat_server import Messages, Script, chat_server, text_of

CONFIG = "all-easy"


def played(environment: Any, url: str, count: int | None = None) -> list[Any]:
    """The episodes of an environment's first tasks, by default of all, with a model at the URL."""
    context = vf.ModelContext(
        model="scripted",
        client=vf.EvalClientConfig(base_url=url, api_key_var="GAMEQA_TEST_KEY"),
        sampling=vf.SamplingConfig(),
    )

    async def run() -> list[Any]:
        async with environment.serving():
            slots = [slot for task in islice(environment.taskset, count) for slot in environment.slots(task)]
            return [await environment.run_slot(slot, context) for slot in slots]

    return asyncio.run(run())


def test_right_and_wrong_replies_are_rewarded_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAMEQA_TEST_KEY", "secret")
    environment = load_environment(CONFIG, split="test", num_samples=6)
    rows = [gameqa.recreate(task.data.id) for task in environment.taskset]
    assert len(rows) == 6
    answers = {row["question"]: row["answer"] for row in rows[::2]}

    def reply(messages: Messages) -> str:
        asked = text_of(messages)
        known = [answer for question, answer in answers.items() if asked.startswith(question)]
        return f"I see. <answer>{known[0] if known else 'I do not know'}</answer>"

    script = Script(reply)
    with chat_server(script) as url:
        episodes = played(environment, url)
    assert [episode.ok for episode in episodes] == [True] * 6, [episode.errors for episode in episodes]
    rewards = [trace.rewards["correct"] for episode in episodes for trace in episode.traces]
    assert [reward.value if hasattr(reward, "value") else reward for reward in rewards] == [1.0, 0.0] * 3
    assert [episode.task.key for episode in episodes] == [row["data_id"] for row in rows]
    for body, row in zip(script.asked, rows, strict=True):
        picture, text = body["messages"][-1]["content"]
        assert picture["image_url"]["url"].startswith("data:image/png;base64,")
        assert text["text"].startswith(row["question"])


def test_a_curriculum_decides_and_hears_the_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAMEQA_TEST_KEY", "secret")
    curriculum = Curriculum("sokoban-easy")
    environment = load_environment(curriculum)
    assert not environment.taskset.bounded
    with chat_server(Script(lambda messages: "I do not know")) as url:
        episodes = played(environment, url, 8)
    assert [episode.ok for episode in episodes] == [True] * 8
    assert curriculum.state_dict()["decided"] - curriculum.ahead == 8
    assert max(curriculum.scores().values()) < 0.5
    with pytest.raises(ValueError, match="split can't be given beside it"):
        load_environment(curriculum, split="test")


def test_the_plugin_is_found_by_its_name() -> None:
    config = vf.resolve_env_config({"taskset": {"id": "gameqa-environment", "config": "sokoban-easy"}})
    environment = vf.load_environment(config)
    assert type(environment).__name__ == "GameQAEnvironment"
    assert environment.taskset.bounded
    assert len(list(environment.taskset.take(3))) == 3


def test_an_endless_task_set_says_so() -> None:
    environment = load_environment("sokoban-easy", num_samples=None)
    assert not environment.taskset.bounded
    ids = [task.data.id for task in islice(iter(environment.taskset), 1500)]
    assert len(set(ids)) == 1500


def test_bad_names_are_refused() -> None:
    with pytest.raises(ValueError, match="Did you mean 'sokoban-easy'"):
        load_environment("sokoban-easyy")
    with pytest.raises(ValueError, match="Unknown split"):
        list(load_environment("sokoban", split="training").taskset)
