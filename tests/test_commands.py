"""The command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import datasets
import pytest
from click.testing import CliRunner, Result
from PIL import Image

import gameqa
from gameqa.commands import main
from gameqa.errors import Redraw
from gameqa.keys import Key, parse_data_id
from gameqa.registry import all_games, get_game
from gameqa.sample import attempt_sample


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_list() -> None:
    text = run("list").output
    for game in all_games().values():
        assert game.title in text
        for task in game.tasks:
            assert task.id in text
    content = json.loads(run("list", "--json").output)
    assert [game["id"] for game in content["games"]] == list(all_games())
    assert content["groups"]["all"] == list(all_games())
    assert content["difficulties"] == ["easy", "medium", "hard"]


def test_sample_writes_pictures_and_json(tmp_path: Path) -> None:
    result = run("sample", "sokoban-hard", "-n", "4", "--out", str(tmp_path / "new"))
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert len(names) == 8
    for path in (tmp_path / "new").glob("*.json"):
        row = json.loads(path.read_text())
        with Image.open(path.with_name(row["image"])) as image:
            image.load()
        assert {**gameqa.recreate(row["data_id"]), "image": None} == {**row, "image": None}


def test_sample_prints_rows() -> None:
    text = run("sample", "sudoku-easy", "-n", "2").output
    assert text.count("The answer is") == 2
    options = ("-n", "3", "--json", "--modality", "text", "--split", "test")
    rows = [json.loads(line) for line in run("sample", "sudoku-easy", *options).output.splitlines()]
    assert all(row["image"] is None and "-test-" in row["data_id"] for row in rows)


def test_show(tmp_path: Path) -> None:
    row = json.loads(run("sample", "tangram-easy", "-n", "1", "--json").output)
    assert row["analysis"] in run("show", row["data_id"]).output
    assert json.loads(run("show", row["data_id"], "--json").output) == row
    run("show", row["data_id"], "--out", str(tmp_path))
    assert (tmp_path / f"{row['data_id']}.png").exists()


def test_card_is_up_to_date(tmp_path: Path) -> None:
    card = Path(__file__).parent.parent / "dataset_card.md"
    assert run("card", "--check", str(card)).exit_code == 0
    stale = tmp_path / "card.md"
    stale.write_text(card.read_text() + "more")
    result = run("card", "--check", str(stale))
    assert result.exit_code == 2
    assert "is stale" in result.output
    assert run("card").output == card.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sample", "sokobann"), "Did you mean 'sokoban'"),
        (("sample", "sokoban", "-n", "0"), "x>=1"),
        (("sample", "sokoban", "--seed", "-3"), "seed must be an integer"),
        (("show", "nonsense"), "Malformed data_id"),
        (("show", "sokoban-v77-solve-easy-train-s0-i0-a0"), "version 77"),
        (("show", "sokoba-v1-solve-easy-train-s0-i0-a0"), "Did you mean 'sokoban'"),
        (("show", "sokoban-v1-solv-easy-train-s0-i0-a0"), "Did you mean 'solve'"),
        (("show", "sokoban-v1-solve-eazy-train-s0-i0-a0"), "Did you mean 'easy'"),
        (("show", "sokoban-v1-solve-easy-trian-s0-i0-a0"), "Did you mean 'train'"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output


def test_an_attempt_that_was_discarded_names_no_sample() -> None:
    first = parse_data_id(f"sokoban-v{get_game('sokoban').version}-solve-easy-train-s0-i0-a0")
    tried = (replace(first, attempt=attempt) for attempt in range(1000))
    result = run("show", next(key for key in tried if _is_discarded(key)).data_id)
    assert result.exit_code == 2
    assert "names no sample" in result.output
    assert "Traceback" not in result.output


def _is_discarded(key: Key) -> bool:
    try:
        attempt_sample(key)
    except Redraw:
        return True
    return False


def test_generate_writes_shards_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gameqa.builders.shards.ROWS_PER_SHARD", 100)
    arguments = ("generate", "sudoku-easy", "--out", str(tmp_path), "--num-samples", "230", "--split", "test")
    assert run(*arguments).exit_code == 0
    files = sorted((tmp_path / "sudoku-easy").iterdir())
    assert [path.name[:19] for path in files] == [f"test-0000{number}-of-00003" for number in range(3)]
    read = datasets.load_dataset("parquet", data_files=[str(path) for path in files], split="train")
    made = datasets.load_dataset("gameqa", "sudoku-easy", split="test", num_samples=230)
    assert read.features == made.features
    assert list(read["data_id"]) == list(made["data_id"])
    files[1].unlink()
    before = {path: path.stat().st_mtime_ns for path in (files[0], files[2])}
    assert run(*arguments).exit_code == 0
    assert sorted((tmp_path / "sudoku-easy").iterdir()) == files
    assert {path: path.stat().st_mtime_ns for path in before} == before
