"""Recipes: what they are, folders that are written and read back, stops at any point, and the published layouts."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from datasets import Dataset, load_dataset
from gameqa.builders import folders as builder_folders
from PIL import Image

import gameqa
from gameqa import parallel, sources
from gameqa.adapters import folders
from gameqa.adapters.rows import png_of
from gameqa.commands import main
from gameqa.configs import parse_config
from gameqa.contract import CHOICE, LEVELS, SPLITS
from gameqa.recipes import RECIPES, Recipe, Slice
from tests.hub_server import Hub

SMALL = "gameqa-small"
SLICES = {"train": Slice("tictactoe", "train", 45), "test_hard": Slice("maze-hard", "test", 12)}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> str:
    """A small recipe, in shards of 20 rows that are made ten at once."""
    monkeypatch.setitem(RECIPES, SMALL, Recipe("few rows", SLICES))  # type: ignore[arg-type]
    monkeypatch.setattr("gameqa.builders.shards.ROWS_PER_SHARD", 20)
    monkeypatch.setattr("gameqa.builders.shards.ROWS_PER_JOB", 10)
    monkeypatch.setattr("gameqa.adapters.folders.ROWS_PER_PART", 10)
    return SMALL


def made(part: Slice) -> Dataset:
    """The rows of a slice, by the builder."""
    return load_dataset("gameqa", part.config, split=part.split, num_samples=part.count)


def same(one: Dataset, other: Dataset) -> bool:
    """Whether two data sets hold the same rows of the same types, pictures as stored."""
    return one.features == other.features and [plain(row) for row in one] == [plain(row) for row in other]


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "image": row["image"].tobytes()}


def test_the_sizes_of_the_paper() -> None:
    parts = RECIPES["gameqa-140k"].splits
    assert sum(part.count for part in parts.values()) == 140_000
    assert sum(part.count for part in RECIPES["gameqa-5k"].splits.values()) == 5_000
    configs = [parse_config(part.config).parts for part in parts.values()]
    assert set(configs[0]) == set(configs[1])
    assert {*configs[1], *configs[2]} == set(parse_config("gameqa").parts)
    for part in parts.values():
        assert part.split in SPLITS
        assert part.count >= 8 * len(LEVELS) * len(parse_config(part.config).parts) // 3


def test_the_small_set_begins_the_large_one() -> None:
    large, few = (sources.sources(name, ["train"])["train"] for name in ("gameqa-140k", "gameqa-5k"))
    assert isinstance(large, sources.ConfigRows)
    assert replace(large, count=5_000) == few


def test_the_fixed_set_is_the_bench() -> None:
    found = sources.sources("gameqa-bench-v2")
    assert list(found) == ["test"]
    ids = run("bench", "gameqa-bench-v2").output.split()
    assert found["test"].count == len(ids)
    assert [row["data_id"] for row in found["test"].rows(7, 9)] == ids[7:9]


def test_recipes_are_listed() -> None:
    text = run("list").output
    content = json.loads(run("list", "--json").output)["recipes"]
    assert list(content) == list(RECIPES)
    for name, recipe in RECIPES.items():
        assert name in text
        assert tuple(content[name]["splits"]) == recipe.split_names
    assert content["gameqa-140k"]["splits"]["train"] == 126_000


def test_a_folder_is_read_by_load_dataset_and_pushed_as_it_is(small: str, tmp_path: Path, hub: Hub) -> None:
    out = tmp_path / "set"
    result = run("generate", small, "--out", out)
    assert result.exit_code == 0, result.output
    assert len(list((out / small).iterdir())) == 3 + 1
    read = load_dataset(str(out), small)
    assert list(read) == list(SLICES)
    for split, part in SLICES.items():
        assert same(read[split], made(part))
    assert f'load_dataset("{out}", "{small}")' in result.output
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gameqa.sources.iterate_rows", None)
        pushed = run("push", "--from", out, "--repo", "me/set")
    assert pushed.exit_code == 0, pushed.output
    for split in SLICES:
        assert same(load_dataset("me/set", small, split=split), read[split])
    history = list(hub.repos["me/set"].history)
    assert run("push", small, "--repo", "me/set").exit_code == 0
    assert hub.repos["me/set"].history == history, "made anew, the shards are the same"


def test_several_configs_share_a_folder(tmp_path: Path) -> None:
    for name in ("maze-easy", "tictactoe"):
        assert run("generate", name, "--out", tmp_path, "--num-samples", 3, "--split", "test").exit_code == 0
    assert run("generate", "maze-easy", "--out", tmp_path, "--num-samples", 4, "--split", "train").exit_code == 0
    assert {split: len(rows) for split, rows in load_dataset(str(tmp_path), "maze-easy").items()} == {
        "train": 4,
        "test": 3,
    }
    assert same(load_dataset(str(tmp_path), "tictactoe", split="test"), made(Slice("tictactoe", "test", 3)))


@pytest.mark.parametrize("stop_at", [0, 1, 3])
def test_a_stopped_run_goes_on(small: str, stop_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[tuple[int, int]] = []
    make = builder_folders.make_table

    def counted(job: Any) -> Any:
        if len(jobs) == stop_at:
            raise KeyboardInterrupt
        jobs.append(job[1:])
        return make(job)

    monkeypatch.setattr(builder_folders, "make_table", counted)
    assert run("generate", small, "--out", tmp_path).exit_code != 0
    done = len(list(tmp_path.glob("*/*.parquet")))
    assert done == stop_at // 2
    assert not (tmp_path / "README.md").exists()
    result = run("push", "--from", tmp_path, "--repo", "me/set")
    assert result.exit_code == 2
    assert "that `gameqa generate` has finished" in result.output
    monkeypatch.setattr(builder_folders, "make_table", make)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*/*.parquet")}
    assert run("generate", small, "--out", tmp_path).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert same(load_dataset(str(tmp_path), small, split="train"), made(SLICES["train"]))


GENERATE = """
import gameqa.builders.shards as shards
shards.ROWS_PER_SHARD = 200
from gameqa.commands import main
options = ["--split", "train", "--num-samples", "1000", "--processes", "{processes}", "--out", {out!r}]
main(["generate", "tictactoe", *options])
"""


@pytest.mark.slow
def test_a_killed_run_leaves_no_processes_and_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "killed"
    two, one = ([sys.executable, "-c", GENERATE.format(out=str(out), processes=count)] for count in (2, 1))
    process = subprocess.Popen(two, stdout=subprocess.DEVNULL)
    while not list(out.glob("*/*.parquet")) and process.poll() is None:
        time.sleep(0.05)
    workers = children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workers
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
    assert len(list(out.glob("*/*.parquet"))) >= 1
    subprocess.run(one, check=True, stdout=subprocess.DEVNULL)
    assert same(load_dataset(str(out), "tictactoe", split="train"), made(Slice("tictactoe", "train", 1000)))
    assert run("push", "--from", out, "--repo", "me/set", "--split", "test").exit_code == 2


def children(parent: int) -> list[int]:
    """The processes that a process has started, by Linux's account."""
    return [
        int(child) for path in Path(f"/proc/{parent}/task").glob("*/children") for child in path.read_text().split()
    ]


@pytest.mark.slow
def test_results_of_several_processes_come_in_order() -> None:
    assert list(parallel.in_order(abs, range(-20, 0), 2)) == list(range(20, 0, -1))
    with pytest.raises(ChildProcessError, match="ended from outside"):
        list(parallel.in_order(os._exit, [1], 2))
    results = parallel.in_order(time.sleep, [0.0, 3600.0], 2)
    next(results)
    results.close()
    assert not multiprocessing.active_children()


def test_few_rows_are_made_by_one_process() -> None:
    assert parallel.processes_for(100, None) == 1
    assert parallel.processes_for(100, 3) == 3
    assert parallel.processes_for(10**6, None) == parallel.cores()


def test_the_layout_of_the_published_files(small: str, tmp_path: Path) -> None:
    """As the files of GameQA-140K: read by a program that knows only these."""
    result = run("export", small, "--format", "gameqa", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "games_data.json",
        "games_data_test_hard.json",
        "images",
        "states",
    ]
    for split, name in (("train", "games_data.json"), ("test_hard", "games_data_test_hard.json")):
        entries = json.loads((tmp_path / name).read_text("utf-8"))
        for entry, row in zip(entries, made(SLICES[split]), strict=True):
            is_choice = row["answer_type"] == CHOICE
            keys = {
                "data_id", "qa_type", "question_id", "question_description", "game_name", "image", "state",
                "plot_level", "qa_level", "question", "answer", "analysis",
            }  # fmt: skip
            wanted = keys | ({"options"} if is_choice else set()) | ({"refinement"} if split == "train" else set())
            assert set(entry) == wanted
            with Image.open(tmp_path / entry["image"]) as image:
                assert image.convert("RGB").tobytes() == row["image"].tobytes()
            assert (tmp_path / entry["image"]).read_bytes() == png_of(gameqa.recreate(entry["data_id"]))
            assert (tmp_path / entry["state"]).read_text("utf-8") == row["state"]
            for key in keys - {"game_name", "image", "state"}:
                assert entry[key] == row[key]
            if is_choice:
                assert entry["options"][ord(entry["answer"]) - ord("A")].startswith(f"{entry['answer']}. ")
                assert all(option in entry["question"] for option in entry["options"])
            assert gameqa.score(f"<answer>{entry['answer']}</answer>", row) == 1.0


def test_the_layout_for_reinforcement_learning(small: str, tmp_path: Path) -> None:
    """As the file of GameQA-5K."""
    assert run("export", small, "--format", "gameqa-rl", "--split", "train", "--out", tmp_path).exit_code == 0
    entries = json.loads((tmp_path / "GameQA_RL.json").read_text("utf-8"))
    for entry, row in zip(entries, made(SLICES["train"]), strict=True):
        assert (entry["query"], entry["solution"]) == (row["question"], row["answer"])
        (path,) = entry["images"]
        assert (tmp_path / path).exists()
        assert "analysis" not in entry


def test_a_stopped_export_to_a_folder_goes_on(small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, out = tmp_path / "whole", tmp_path / "stopped"
    arguments = ("export", small, "--format", "gameqa", "--out")
    assert run(*arguments, whole).exit_code == 0
    starts: list[int] = []
    write = folders.write_part

    def counted(part: folders.Part) -> None:
        if len(starts) == 3:
            raise KeyboardInterrupt
        starts.append(part.start)
        write(part)

    monkeypatch.setattr(folders, "write_part", counted)
    assert run(*arguments, out).exit_code != 0
    assert not list(out.glob("*.json"))
    assert starts == [0, 10, 20]
    monkeypatch.setattr(folders, "write_part", write)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.png")}
    assert run(*arguments, out).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    files = {path.relative_to(whole): path.read_bytes() for path in whole.rglob("*") if path.is_file()}
    assert files == {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    refused = run(*arguments, out)
    assert refused.exit_code == 2
    assert "is there already" in refused.output
    assert run(*arguments, out, "--force", "--split", "test_hard").exit_code == 0


def test_a_recipe_exports_to_a_file(small: str, tmp_path: Path) -> None:
    out = tmp_path / "rows.parquet"
    assert run("export", small, "--format", "parquet", "--split", "test_hard", "--out", out).exit_code == 0
    assert same(load_dataset("parquet", data_files=str(out), split="train"), made(SLICES["test_hard"]))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("generate", "gameqa-140K", "--out", "x"), "Did you mean 'gameqa-140k'"),
        (("generate", "gameqa-5k", "--out", "x", "--seed", 1), "gameqa-5k is fixed: --seed can't be changed"),
        (("generate", "gameqa-5k", "--out", "x", "--num-samples", 9), "--num-samples can't be changed"),
        (("generate", "gameqa-5k", "--out", "x", "--split", "test"), "Unknown split of gameqa-5k 'test'"),
        (("generate", "maze", "--out", "x", "--split", "dev"), "Unknown split 'dev'"),
        (("generate", "maze", "--out", "x", "--num-samples", 0), "num_samples must be a positive integer"),
        (("generate", "maze", "--out", "x", "--processes", 0), "0 is not in the range"),
        (("sample", "gameqa-5k"), "is a recipe, not a config"),
        (("push", "--repo", "me/set"), "name a config or a recipe"),
        (("push", "--repo", "me/set", "--from", "."), "that `gameqa generate` has finished"),
        (("push", "--repo", "me/set", "--from", ".", "--seed", 2), "--from uploads rows as they are"),
        (("export", "gameqa-140k", "--format", "verl", "--out", "x", "--style", "varied"), "--style can't be changed"),
        (
            ("export", "maze", "--format", "verl", "--out", "x", "--split", "test", "--split", "train"),
            "holds one split",
        ),
        (("export", "maze", "--format", "gameqa", "--out", "x", "--modality", "text"), "needs pictures"),
    ],
)
def test_bad_input_is_one_line(
    arguments: tuple[object, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output
    assert not list(tmp_path.rglob("*.json")) + list(tmp_path.rglob("*.parquet"))


def test_a_folder_that_lacks_shards_is_refused(small: str, tmp_path: Path, hub: Hub) -> None:
    assert run("generate", small, "--out", tmp_path).exit_code == 0
    next(iter(tmp_path.glob("*/train-*"))).unlink()
    for more, message in (
        ((), f"lacks shards of {small}, split train"),
        (("--split", "dev"), f"Unknown split of {small} 'dev'"),
        (("maze",), "Unknown config of"),
    ):
        result = run("push", *more, "--from", tmp_path, "--repo", "me/set")
        assert result.exit_code == 2
        assert message in result.output
    assert hub.requests == []


def test_load_dataset_says_what_a_recipe_is() -> None:
    with pytest.raises(ValueError, match="gameqa generate gameqa-140k --out FOLDER"):
        load_dataset("gameqa", "gameqa-140k")
