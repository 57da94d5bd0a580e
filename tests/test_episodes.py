"""Episodes that frameworks serve, and the rows for NeMo Gym."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import gameqa
from gameqa.adapters.episodes import Questions
from gameqa.adapters.export import export_rows
from gameqa.commands import main
from gameqa.configs import parse_config
from gameqa.rows import iterate_rows

CONFIG = "tictactoe-outcome"


def test_questions_are_the_rows_of_the_data_set() -> None:
    rows = list(iterate_rows(parse_config(CONFIG), "validation", 3, 0, 120, "plain", "image"))
    questions = Questions(CONFIG, "validation", 120, seed=3)
    numbers = [119, 0, 5, 101, 99, 5, 100]
    with ThreadPoolExecutor(4) as pool:
        episodes = list(pool.map(questions.numbered, numbers))
    for number, episode in zip(numbers, episodes, strict=True):
        row = rows[number]
        assert episode.name == row["data_id"]
        first = episode.begin()
        assert first.text.startswith(row["question"])
        assert (first.picture, first.reward, first.is_done) == (
            gameqa.recreate(episode.name)["image"]["bytes"],
            None,
            False,
        )
        right, wrong = (episode.reply(f"<answer>{said}</answer>") for said in (row["answer"], "none"))
        assert (right.reward, right.is_done, right.facts["answer"]) == (1.0, True, row["answer"])
        assert (wrong.reward, wrong.is_done) == (0.0, True)
        assert questions.named(episode.name).begin() == first
    assert Questions(CONFIG, modality="text", instruction=None).numbered(0).begin().picture is None


def test_what_there_is_not_is_refused() -> None:
    for arguments, line in (
        (("tictactoe-outcom",), "Did you mean 'tictactoe-outcome'"),
        ((CONFIG, "training"), "Unknown split 'training'"),
        ((CONFIG, "train", None, -1), "seed must be"),
        ((CONFIG, "train", None, 0, "plane"), "Unknown style 'plane'"),
    ):
        with pytest.raises(ValueError, match=line):
            Questions(*arguments)
    few = Questions(CONFIG, "train", 3)
    for number in (-1, 3):
        with pytest.raises(ValueError, match=f"index must be from 0 to 2, got {number}"):
            few.numbered(number)
    with pytest.raises(ValueError, match="Malformed data_id"):
        few.named("a")


def test_a_folder_for_nemo_gym(tmp_path: Path) -> None:
    arguments = ["export", CONFIG, "--format", "nemo-gym", "--out", str(tmp_path), "--num-samples", "7"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "resources_servers" / "gameqa"
    made = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    data = {f"data/{name}.jsonl" for name in ("train", "validation", "example")}
    assert made == {"app.py", "task_data.py", "requirements.txt", "configs/gameqa.yaml", *data}
    config = yaml.safe_load((folder / "configs" / "gameqa.yaml").read_text())
    wanted = config["gameqa_resources_server"]["resources_servers"]["gameqa"]["datasets"]
    assert {item["jsonl_fpath"] for item in wanted} == {f"resources_servers/gameqa/{name}" for name in data}
    for line in (folder / "data" / "train.jsonl").read_text("utf-8").splitlines():
        task = json.loads(line)
        prompt = task.pop("responses_create_params")
        assert [part["type"] for part in prompt["input"][0]["content"]] == ["input_image", "input_text"]
        assert gameqa.score(f"<answer>{task['answer']}</answer>", task) == 1.0
    assert CliRunner().invoke(main, arguments).exit_code == 2
    tested = CliRunner().invoke(main, [*arguments, "--force", "--split", "test"])
    assert tested.exit_code == 0, tested.output
    (file,) = export_rows([gameqa.recreate(task["data_id"])], "nemo-gym", tmp_path / "rows.jsonl")
    assert json.loads(file.read_text("utf-8"))["data_id"] == task["data_id"]
