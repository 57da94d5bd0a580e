"""Inspect runs the task, by its command and in Python, with a mock model and a served one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from inspect_ai import eval as run
from inspect_ai._util.error import PrerequisiteError
from inspect_ai.log import EvalLog, read_eval_log
from inspect_ai.model import ChatMessage, ModelOutput, ModelUsage, get_model

import gameqa as library
from gameqa.adapters.inspect_ai import gameqa
from gameqa.adapters.rows import data_url_of
from tests.chat_server import Messages, Script, chat_server, text_of


def scores_of(log: EvalLog) -> dict[str, float]:
    """The score of every row, by its id."""
    assert log.status == "success", log.error
    return {str(sample.id): sample.scores["gameqa_score"].as_float() for sample in log.samples or ()}


def metrics_of(log: EvalLog) -> dict[str, float]:
    (found,) = log.results.scores
    return {name: metric.value for name, metric in found.metrics.items()}


@pytest.mark.parametrize("modality", ["image", "text"])
def test_a_mock_model(modality: str, tmp_path: Path) -> None:
    """It knows the answer of every other row."""
    asked = gameqa("all", num_samples=18, modality=modality, system="You play games.")
    rows = [library.recreate(str(sample.id)) for sample in asked.dataset]
    known = [(row["question"], data_url_of(row), row["answer"]) for row in rows[::2]]

    def reply(messages: list[ChatMessage], *others: Any) -> ModelOutput:
        system, user = messages
        assert system.text == "You play games."
        kinds = [part.type for part in user.content]
        assert kinds == (["image", "text"] if modality == "image" else ["text"])
        picture = user.content[0].image if modality == "image" else None
        answers = [answer for text, shown, answer in known if user.text.startswith(text) and shown == picture]
        output = ModelOutput.from_content("mockllm", f"Well. <answer>{answers[0] if answers else 'no idea'}</answer>")
        output.usage = ModelUsage()  # Else the mock asks the network for a tokenizer.
        return output

    model = get_model("mockllm/model", custom_outputs=reply)
    (log,) = run(asked, model=model, display="none", log_dir=str(tmp_path))
    scores = scores_of(log)
    assert [scores[row["data_id"]] for row in rows] == [1.0, 0.0] * 9
    metrics = metrics_of(log)
    assert metrics["mean"] == 0.5
    for level in ("Easy", "Medium", "Hard"):
        own = [scores[row["data_id"]] for row in rows if row["plot_level"] == level]
        assert metrics[level] == pytest.approx(sum(own) / len(own))


def inspect(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Inspect's own command, in a folder."""
    command = [str(Path(sys.executable).with_name("inspect")), "eval", "gameqa/gameqa", "--display", "plain"]
    return subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, timeout=300)


def test_its_command_asks_a_served_model(tmp_path: Path) -> None:
    rows = [library.recreate(str(sample.id)) for sample in gameqa("sokoban-easy", num_samples=6).dataset]

    def reply(messages: Messages) -> str:
        picture = messages[-1]["content"][0]["image_url"]["url"]
        (row,) = [one for one in rows if text_of(messages).startswith(one["question"]) and data_url_of(one) == picture]
        return f"I see.\n\n<answer>{row['answer']}</answer>"

    script = Script(reply)
    asked = ["-T", "config=sokoban-easy", "-T", "num_samples=6", "--env", "LOCAL_API_KEY=secret"]
    with chat_server(script) as url:
        done = inspect(tmp_path, *asked, "--model", "openai-api/local/scripted", "--model-base-url", url)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = tmp_path.rglob("*.eval")
    log = read_eval_log(str(file))
    assert scores_of(log) == {row["data_id"]: 1.0 for row in rows}
    assert metrics_of(log)["mean"] == 1.0
    assert len(script.asked) == 6


def test_bad_names_are_one_line(tmp_path: Path) -> None:
    for arguments, message in (
        ({"config": "sokoban-easyy"}, "Did you mean 'sokoban-easy'"),
        ({"config": "sokoban", "split": "dev"}, "Unknown split"),
        ({"config": "gameqa-bench-v2", "seed": 1}, "is fixed"),
    ):
        with pytest.raises(PrerequisiteError) as raised:
            gameqa(**arguments)
        assert message in str(raised.value.message)
    done = inspect(tmp_path, "-T", "config=sokoban-easyy", "--model", "mockllm/model")
    assert done.returncode
    assert "Did you mean 'sokoban-easy'" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
