"""EvalScope runs the benchmark against a served model, and agrees on the scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evalscope import TaskConfig, run_task

import gameqa
from gameqa.adapters.evalscope import NAME
from gameqa.adapters.rows import data_url_of
from gameqa.sources import Asked, sources
from tests.chat_server import Messages, Script, chat_server, text_of


def rows_of(config: str, count: int, modality: str = "image") -> list[dict[str, Any]]:
    source = sources(config, ["test"], Asked(count, modality=modality))["test"]
    return [dict(row) for row in source.rows(0, count)]


@pytest.mark.parametrize("modality", ["image", "text"])
def test_a_served_model(modality: str, tmp_path: Path) -> None:
    """It knows every answer of the first subset, and every other one of the second."""
    first, second = rows_of("sokoban-easy", 4, modality), rows_of("all-hard", 6, modality)
    known = [(row["question"], data_url_of(row), row["answer"]) for row in (*first, *second[::2])]

    def reply(messages: Messages) -> str:
        content = messages[-1]["content"]
        kinds = [part["type"] for part in content] if isinstance(content, list) else ["text"]
        assert kinds == (["image_url", "text"] if modality == "image" else ["text"])
        picture = content[0]["image_url"]["url"] if modality == "image" else None
        asked = text_of(messages)
        answers = [answer for text, shown, answer in known if asked.startswith(text) and shown == picture]
        return f"Well. <answer>{answers[0] if answers else 'no idea'}</answer>"

    script = Script(reply)
    with chat_server(script) as url:
        reports = run_task(
            TaskConfig(
                model="scripted",
                eval_type="openai_api",
                api_url=url,
                api_key="secret",
                datasets=[NAME],
                dataset_args={
                    NAME: {
                        "subset_list": ["sokoban-easy", "all-hard"],
                        "extra_params": {"num_samples": 10, "modality": modality},
                    }
                },
                limit=6,
                work_dir=str(tmp_path),
            )
        )
    (metric,) = reports[NAME].metrics
    subsets = {subset.name: (subset.num, subset.score) for subset in metric.categories[0].subsets}
    assert subsets == {"sokoban-easy": (6, pytest.approx(4 / 6, abs=1e-3)), "all-hard": (6, 0.5)}
    assert len(script.asked) == 12
    judged = [
        json.loads(line)
        for file in tmp_path.rglob("reviews/**/*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert len(judged) == 12
    for item in judged:
        found = item["sample_score"]
        row = gameqa.recreate(found["sample_metadata"]["data_id"])
        assert found["score"]["value"]["acc"] == gameqa.score(found["score"]["prediction"], row)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"subset_list": ["sokoban-easyy"]}, "Did you mean 'sokoban-easy'"),
        ({"subset_list": ["gameqa-bench-v2"], "extra_params": {"seed": 1}}, "is fixed"),
        ({"extra_params": {"style": "odd"}}, "style|choices"),
    ],
)
def test_bad_input(arguments: dict[str, Any], message: str, tmp_path: Path) -> None:
    config = TaskConfig(
        model="mock", eval_type="mock_llm", datasets=[NAME], dataset_args={NAME: arguments}, work_dir=str(tmp_path)
    )
    with pytest.raises(ValueError, match=message):
        run_task(config)
