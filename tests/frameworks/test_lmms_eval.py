"""lmms-eval runs an exported task with a model of its own kind, and agrees on the score."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lmms_eval import evaluator
from lmms_eval.api.model import lmms
from lmms_eval.tasks import TaskManager

import gameqa
from gameqa.commands import main


class EveryOther(lmms):
    """Knows the answer of every other row; looks at every picture."""

    is_simple = True

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[int, int]]] = []

    def generate_until(self, requests: list[Any]) -> list[str]:
        replies = []
        for request in requests:
            prompt, _, doc_to_visual, number, task, split = request.args
            row = self.task_dict[task][split][number]
            (picture,) = doc_to_visual(row)
            assert prompt.startswith(row["question"])
            assert prompt.endswith("between <answer> and </answer>.")
            self.seen.append((row["data_id"], picture.size))
            replies.append(f"Well. <answer>{row['answer'] if number % 2 else 'no idea'}</answer>")
        return replies

    def loglikelihood(self, requests: list[Any]) -> Any:
        raise NotImplementedError

    def generate_until_multi_round(self, requests: list[Any]) -> Any:
        raise NotImplementedError


def test_lmms_eval_runs_an_exported_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    folder = tmp_path / "tasks"
    arguments = ["export", "all-easy", "--format", "lmms-eval", "--out", str(folder), "--num-samples", "20"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    model = EveryOther()
    results = evaluator.simple_evaluate(
        model=model, tasks=["gameqa_all_easy"], task_manager=TaskManager(include_path=str(folder)), batch_size=1
    )
    assert results["results"]["gameqa_all_easy"]["gameqa_score,none"] == pytest.approx(0.5)
    assert len(model.seen) == 20
    for data_id, _ in model.seen:
        assert gameqa.recreate(data_id)["data_id"] == data_id
