"""Asking a model on loopback, well-behaved or not; scoring, resuming, figures and reports."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from scipy.stats import binomtest

import gameqa
from gameqa.commands import main
from gameqa.configs import parts_of
from gameqa.evaluation import bench
from gameqa.evaluation.predictions import read_predictions, scored
from gameqa.evaluation.tables import baselines, tables, wilson
from gameqa.keys import parse_data_id
from tests.chat_server import Messages, Script, chat_server, text_of

COUNT = 30


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def asked(url: str, out: Path, *more: object, config: str = "all-easy", count: int = COUNT) -> Result:
    return run(
        "eval", config, "--base-url", url, "--model", "scripted", "--out", out, "--n", count, "--concurrency", 4, *more
    )


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """The right answers of the test questions, by question."""
    rows = gameqa_rows("all-easy", COUNT)
    return {row["question"]: row["answer"] for row in rows}


def gameqa_rows(config: str, count: int) -> list[dict[str, Any]]:
    from datasets import load_dataset

    return [dict(row) for row in load_dataset("gameqa", config, split="test", num_samples=count, streaming=True)]


def half_right(known: dict[str, str]) -> Any:
    """Replies with the right answer to every other question."""
    order = {question: place for place, question in enumerate(known)}

    def reply(messages: Messages) -> str:
        text = text_of(messages).rpartition("\n\n")[0]
        return f"Let me see. <answer>{known[text] if order[text] % 2 else 'no idea'}</answer>"

    return reply


def test_a_whole_evaluation(known: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "secret")
    script = Script(half_right(known), delay=0.05)
    with chat_server(script) as url:
        result = asked(url, tmp_path, "--api-key-env", "MY_KEY", "--max-tokens", 50, "--system", "You play games.")
    assert result.exit_code == 0, result.output
    assert len(script.asked) == COUNT
    assert script.most_at_once == 4
    assert set(script.keys) == {"Bearer secret"}
    for body in script.asked:
        assert body["model"] == "scripted"
        assert body["max_tokens"] == 50
        assert body["temperature"] == 0
        assert body["messages"][0] == {"role": "system", "content": "You play games."}
        assert body["messages"][1]["content"][0]["image_url"]["url"].startswith("data:image/png;base64,")
    predictions = read_predictions(tmp_path / "predictions.jsonl")
    assert [found["data_id"] for found in predictions] == [row["data_id"] for row in gameqa_rows("all-easy", COUNT)]
    assert [found["score"] for found in predictions] == [0.0, 1.0] * (COUNT // 2)
    results = json.loads((tmp_path / "results.json").read_text())
    (overall,) = results["tables"]["overall"]
    assert overall["score"] == 0.5
    assert overall["count"] == COUNT
    assert 0 < overall["low"] < 0.5 < overall["high"] < 1
    assert results["about"]["model"] == "scripted"
    with open(tmp_path / "results.csv", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["table"] for line in lines} == {"overall", "category", "type", "level", "game", "task"}
    assert sum(int(line["count"]) for line in lines if line["table"] == "task") == COUNT
    page = (tmp_path / "report.html").read_text()
    assert "0.500" in page
    assert "scripted" in page
    with Image.open(tmp_path / "report.png") as plot:
        assert plot.width > 600
        assert len(np.unique(np.asarray(plot.convert("L")))) > 10
    assert "overall: all" in result.output
    again = run("score", tmp_path / "predictions.jsonl", "--out", tmp_path / "again")
    assert again.exit_code == 0, again.output
    rescored = json.loads((tmp_path / "again" / "results.json").read_text())
    assert rescored["tables"] == results["tables"]


def test_a_server_that_fails_now_and_then(known: dict[str, str], tmp_path: Path) -> None:
    """429, 500 and dropped connections are asked again, and no reply is counted twice."""
    faults = {1: 429, 3: 500, 4: "drop", 6: 503, 9: "drop", 10: 429}
    script = Script(half_right(known), before=faults.get)
    with chat_server(script) as url:
        result = asked(url, tmp_path)
    assert result.exit_code == 0, result.output
    assert len(script.asked) == COUNT + len(faults)
    assert len(read_predictions(tmp_path / "predictions.jsonl")) == COUNT


def test_what_has_a_reply_is_never_asked_again(known: dict[str, str], tmp_path: Path) -> None:
    """Questions that failed for good are named; the same command asks only these, and repairs a half line."""
    broken = Script(half_right(known), before=lambda number: 500 if number >= 12 else None)
    with chat_server(broken) as url:
        result = asked(url, tmp_path, "--retries", 0)
    assert result.exit_code == 1
    assert f"{COUNT - 12} questions got no reply" in result.output
    assert len(read_predictions(tmp_path / "predictions.jsonl")) == 12
    with open(tmp_path / "predictions.jsonl", "a") as file:
        file.write('{"data_id": "maze-v1-sol')
    healthy = Script(half_right(known))
    with chat_server(healthy) as url:
        result = asked(url, tmp_path)
        assert result.exit_code == 0, result.output
        assert len(healthy.asked) == COUNT - 12
        assert asked(url, tmp_path).exit_code == 0
        assert len(healthy.asked) == COUNT - 12
        assert asked(url, tmp_path, count=5).exit_code == 0
        assert len(healthy.asked) == COUNT - 12
        assert len(read_predictions(tmp_path / "predictions.jsonl")) == COUNT
        other = asked(url, tmp_path, "--temperature", 1)
        assert other.exit_code == 2
        assert "holds a run with temperature 0.0" in other.output
    assert {body["messages"][0]["content"][1]["text"] for body in broken.asked[:12]}.isdisjoint(
        body["messages"][0]["content"][1]["text"] for body in healthy.asked
    )
    assert len(read_predictions(tmp_path / "predictions.jsonl")) == COUNT


@pytest.mark.parametrize(
    ("before", "code", "message"),
    [
        (lambda number: 401, 2, "refused the request"),
        (lambda number: 404, 2, "refused the request"),
        (lambda number: "junk", 1, "got no reply"),
    ],
)
def test_a_server_that_refuses(before: Any, code: int, message: str, tmp_path: Path) -> None:
    with chat_server(Script(lambda messages: "A", before=before)) as url:
        result = asked(url, tmp_path, count=3)
    assert result.exit_code == code
    assert message in result.output


def test_a_server_that_is_not_there_or_too_slow(tmp_path: Path) -> None:
    result = asked("http://127.0.0.1:9/v1", tmp_path / "one", "--retries", 0, count=2)
    assert result.exit_code == 1
    assert "2 questions got no reply" in result.output
    with chat_server(Script(lambda messages: "A", delay=1.0)) as url:
        result = asked(url, tmp_path / "two", "--retries", 0, "--timeout", 0.2, count=2)
    assert result.exit_code == 1
    assert "2 questions got no reply" in result.output


def test_text_questions_and_no_instruction(tmp_path: Path) -> None:
    script = Script(lambda messages: "A")
    with chat_server(script) as url:
        assert asked(url, tmp_path, "--modality", "text", "--instruction", "", count=5).exit_code == 0
    texts = [body["messages"][0]["content"] for body in script.asked]
    assert all(len(content) == 1 and "The state as text" in content[0]["text"] for content in texts)
    assert not any("<answer>" in content[0]["text"] for content in texts)


@pytest.fixture
def fixed_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A small fixed set of this release, the only one."""
    name, ids = "gameqa-bench-v0", bench.new_ids(["sudoku-easy", "maze-hard"])
    rows = bench.digest_of(map(bench.row_digest, ids))
    (tmp_path / f"{name}.txt").write_text("\n".join(ids))
    monkeypatch.setattr(bench, "FOLDER", tmp_path)
    for other in list(bench.BENCHES):
        monkeypatch.delitem(bench.BENCHES, other)
    monkeypatch.setitem(bench.BENCHES, name, bench.Bench(bench.digest_of(ids), rows, "0.2"))
    return name


def test_a_fixed_set_is_asked_in_its_order(fixed_set: str, tmp_path: Path) -> None:
    script = Script(lambda messages: "B")
    with chat_server(script) as url:
        result = asked(url, tmp_path / "one", config=fixed_set, count=20)
        assert result.exit_code == 0, result.output
        assert asked(url, tmp_path / "two", "--seed", 3, config=fixed_set).exit_code == 2
    found = read_predictions(tmp_path / "one" / "predictions.jsonl")
    assert [one["data_id"] for one in found] == list(bench.bench_ids(fixed_set))[:20]


def test_a_fixed_set_holds_ten_of_everything_in_balanced_rounds(fixed_set: str) -> None:
    ids = bench.bench_ids(fixed_set)
    parts = [data_id.split("-test-")[0] for data_id in ids]
    assert all("-test-" in data_id for data_id in ids)
    assert len(ids) == 10 * len(set(parts))
    assert len(set(parts[: len(set(parts))])) == len(set(parts))
    assert run("bench", fixed_set, "--check").exit_code == 0
    assert run("bench", fixed_set).output.split() == list(ids)
    (line,) = [line for line in run("bench").output.splitlines() if line.startswith(fixed_set)]
    figures = [baselines()[part.name] for part in parts_of(["sudoku-easy", "maze-hard"])]
    for what in ("chance", "blind"):
        assert f"{what} {sum(figure[what] for figure in figures) / len(figures):.3f}" in line


@pytest.mark.parametrize("name", [name for name, wanted in bench.BENCHES.items() if wanted.is_made_here])
def test_the_set_of_this_release_is_what_the_games_make(name: str) -> None:
    """Every task and level of every game has ten rows of its present version; a set that is not released is made anew
    with tools/make_bench.py NAME --again where this fails."""
    keys = list(map(parse_data_id, bench.bench_ids(name)))
    found = Counter((key.game, key.version, key.task, key.level) for key in keys)
    wanted = {(part.game, part.version, part.task, part.level) for part in parts_of(["all"])}
    assert set(found) == wanted, sorted(set(found) ^ wanted)[:5]
    assert set(found.values()) == {10}
    assert {(key.split, key.seed, key.style, key.modality) for key in keys} == {("test", 0, "plain", "image")}
    assert set(bench.new_ids(["maze-solve-hard", "zuma-count_color-easy"])) <= set(bench.bench_ids(name))
    assert name in run("bench").output


def test_a_set_of_another_release_says_so(tmp_path: Path) -> None:
    assert len(bench.bench_ids("gameqa-bench-v1")) == 2550
    assert "of release 0.1" in run("bench").output
    for result in (
        run("bench", "gameqa-bench-v1", "--check"),
        asked("http://127.0.0.1:9/v1", tmp_path, config="gameqa-bench-v1"),
    ):
        assert result.exit_code == 2
        assert "install gameqa == 0.1.* to use it" in result.output.splitlines()[-1]
    with pytest.raises(ValueError, match="gameqa-bench-v1"):
        bench.bench_ids("gameqa-bench-v9")


def test_baselines_are_there_for_everything() -> None:
    found = baselines()
    assert {part.name: part.version for part in parts_of(["all"])} == {
        name: figures["version"] for name, figures in found.items()
    }
    assert all(0 <= figures[what] <= 0.6 for figures in found.values() for what in ("chance", "blind"))


@pytest.mark.parametrize(("right", "count"), [(0, 10), (3, 10), (50, 100), (999, 1000), (1, 1)])
def test_intervals_agree_with_scipy(right: int, count: int) -> None:
    wanted = binomtest(right, count).proportion_ci(0.95, method="wilson")
    assert wilson(right / count, count) == pytest.approx((wanted.low, wanted.high), abs=1e-6)


def test_tables_are_means(tmp_path: Path) -> None:
    ids = bench.new_ids(["all-easy"])[:300]
    rows = list(scored({"data_id": data_id, "response": "A"} for data_id in ids))
    made = tables(rows)
    assert sum(line.count for line in made["level"]) == 300
    (overall,) = made["overall"]
    assert overall.score == pytest.approx(sum(row["score"] for row in rows) / 300)
    for name in ("category", "type", "level", "game", "task"):
        assert sum(line.score * line.count for line in made[name]) == pytest.approx(overall.score * 300)
        assert sum(line.chance * line.count for line in made[name]) == pytest.approx(overall.chance * 300)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no predictions"),
        ("nonsense\n", "line 1: not JSON"),
        ('{"data_id": "x"}\n', "line 1: response missing"),
        ('["x"]\n', "line 1: data_id and response missing"),
        ('{"data_id": "x", "response": "A"}\n', "Malformed data_id 'x'"),
        ('{"data_id": "x", "response": "A"}\n{"data_id": "x", "response": "A"}\n', "comes a second time"),
    ],
)
def test_bad_predictions_are_one_line(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text(content)
    result = run("score", path)
    assert result.exit_code == 2
    assert message in result.output.splitlines()[-1]


def test_null_responses_score_nothing(tmp_path: Path) -> None:
    path = tmp_path / "predictions.jsonl"
    lines = [{"data_id": data_id, "response": None} for data_id in bench.new_ids(["maze-easy"])[:20]]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run("score", path).exit_code == 0
    assert all(found["score"] == 0.0 for found in scored(read_predictions(path)))
    assert gameqa.score(None, {**gameqa.recreate(lines[0]["data_id"])}) == 0.0  # type: ignore[arg-type]
