"""Pushing to a Hub and loading from it again, with the real clients over HTTP on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from datasets import Dataset, DatasetDict, load_dataset

import gameqa
from gameqa.commands import main
from tests.hub_server import Fault, Hub


def pushed(*arguments: str) -> Result:
    """The outcome of `gameqa push`."""
    return CliRunner().invoke(main, ["push", *arguments])


def rows_of(dataset: Any) -> list[dict[str, Any]]:
    """All rows with the pixels of their pictures."""
    rows = []
    for row in dataset:
        image = row.pop("image")
        rows.append({**row, "pixels": image and (image.mode, image.tobytes())})
        assert image is None or image.mode == "RGB"
    return rows


def loaded(repo: str, config: str, **options: Any) -> Any:
    return load_dataset(repo, config, download_mode="force_redownload", **options)


SMALL = {"train": 6, "validation": 3, "test": 3}


def test_datasets_push_and_load(hub: Hub) -> None:
    ds = load_dataset("gameqa", "sokoban-easy", num_samples=SMALL)
    ds.push_to_hub("me/gameqa", "sokoban-easy")
    other = load_dataset("gameqa", "sudoku-easy", num_samples=SMALL)
    other.push_to_hub("me/gameqa", "sudoku-easy")
    again = loaded("me/gameqa", "sokoban-easy")
    assert isinstance(again, DatasetDict)
    for split in SMALL:
        assert rows_of(again[split]) == rows_of(ds[split])
    assert gameqa.score(again["test"][0]["answer"], again["test"][0]) == 1.0
    assert rows_of(loaded("me/gameqa", "sudoku-easy")["train"]) == rows_of(other["train"])


def test_streamed_push_and_load(hub: Hub) -> None:
    stream = load_dataset("gameqa", "tangram-easy", split="test", streaming=True, num_samples=7)
    stream.push_to_hub("me/gameqa", "tangram-easy", split="test")
    again = loaded("me/gameqa", "tangram-easy", split="test")
    assert isinstance(again, Dataset)
    assert rows_of(again) == rows_of(stream)
    from_hub = loaded("me/gameqa", "tangram-easy", split="test", streaming=True)
    assert rows_of(from_hub) == rows_of(stream)


def test_command_pushes_what_load_dataset_makes(hub: Hub) -> None:
    result = pushed("sokoban-easy", "sudoku-easy", "--repo", "me/gameqa", "--num-samples", "5", "--seed", "3")
    assert result.exit_code == 0, result.output
    for config in ("sokoban-easy", "sudoku-easy"):
        made = load_dataset("gameqa", config, num_samples=5, seed=3)
        again = loaded("me/gameqa", config)
        assert set(again) == {"train", "validation", "test"}
        for split in again:
            assert again[split].features == made[split].features
            assert rows_of(again[split]) == rows_of(made[split])
    card = hub.files("me/gameqa")["README.md"].content.decode()
    assert "config_name: sokoban-easy" in card
    assert "config_name: sudoku-easy" in card
    assert "# GameQA" in card


def test_pushed_pictures_decode_without_this_library(hub: Hub, tmp_path: Path) -> None:
    assert pushed("sokoban-easy", "--repo", "me/gameqa", "--num-samples", "3", "--style", "varied").exit_code == 0
    made = load_dataset("gameqa", "sokoban-easy", split="test", num_samples=3, style="varied")
    made.push_to_hub("me/other", "sokoban-easy", split="test")
    code = (
        "import sys; from datasets import load_dataset\n"
        "for repo in ('me/gameqa', 'me/other'):\n"
        "    for streaming in (False, True):\n"
        "        for row in load_dataset(repo, 'sokoban-easy', split='test', streaming=streaming):\n"
        "            print(row['data_id'], row['image'].mode, zlib.crc32(row['image'].tobytes()))\n"
        "assert 'gameqa' not in sys.modules"
    )
    environment = {**os.environ, "HF_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", f"import zlib; {code}"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    wanted = [f"{row['data_id']} RGB {zlib.crc32(row['image'].tobytes())}" for row in made]
    assert done.stdout.splitlines() == wanted * 4


def test_command_and_datasets_share_a_repository(hub: Hub) -> None:
    load_dataset("gameqa", "sokoban-easy", num_samples=4).push_to_hub("me/gameqa", "sokoban-easy")
    assert pushed("sokoban-easy", "--repo", "me/gameqa", "--num-samples", "6").exit_code == 0
    assert len(loaded("me/gameqa", "sokoban-easy")["train"]) == 6
    assert len(hub.files("me/gameqa")) == 2 + 3
    load_dataset("gameqa", "sokoban-easy", num_samples=3).push_to_hub("me/gameqa", "sokoban-easy")
    again = loaded("me/gameqa", "sokoban-easy")
    assert {split: len(again[split]) for split in again} == {"train": 3, "validation": 3, "test": 3}
    assert len(hub.files("me/gameqa")) == 2 + 3


def test_second_push_uploads_nothing(hub: Hub) -> None:
    arguments = ("sudoku-easy", "--repo", "me/gameqa", "--num-samples", "4", "--split", "test")
    assert pushed(*arguments).exit_code == 0
    history = list(hub.repos["me/gameqa"].history)
    assert pushed(*arguments).exit_code == 0
    assert hub.repos["me/gameqa"].history == history
    assert len([path for path in hub.files("me/gameqa") if path.endswith(".parquet")]) == 1


def test_other_rows_replace_the_old_ones(hub: Hub) -> None:
    assert pushed("sudoku-easy", "--repo", "me/gameqa", "--num-samples", "4").exit_code == 0
    assert pushed("sudoku-easy", "--repo", "me/gameqa", "--num-samples", "5", "--split", "train").exit_code == 0
    again = loaded("me/gameqa", "sudoku-easy")
    assert {split: len(again[split]) for split in again} == {"train": 5, "validation": 4, "test": 4}
    assert len([path for path in hub.files("me/gameqa") if path.endswith(".parquet")]) == 3


def test_own_text_of_the_card_is_kept(hub: Hub) -> None:
    assert pushed("sudoku-easy", "--repo", "me/gameqa", "--num-samples", "2").exit_code == 0
    repo = hub.repos["me/gameqa"]
    files = dict(hub.files("me/gameqa"))
    card = files["README.md"].content.decode().replace("# GameQA, made on the fly", "# My own title")
    files["README.md"] = type(files["README.md"])(card.encode(), False)
    repo.commit("main", files, "my words")
    assert pushed("sokoban-easy", "--repo", "me/gameqa", "--num-samples", "2").exit_code == 0
    card = hub.files("me/gameqa")["README.md"].content.decode()
    assert "# My own title" in card
    assert "config_name: sokoban-easy" in card
    assert "config_name: sudoku-easy" in card


def test_push_to_a_branch_of_a_private_repository(hub: Hub) -> None:
    result = pushed("sudoku-easy", "--repo", "me/secret", "--num-samples", "2", "--private", "--revision", "v1")
    assert result.exit_code == 0, result.output
    assert hub.repos["me/secret"].private
    assert "README.md" in hub.files("me/secret", "v1")
    assert "README.md" not in hub.files("me/secret", "main")
    assert len(loaded("me/secret", "sudoku-easy", revision="v1")["train"]) == 2


def test_several_shards(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gameqa.builders.shards.ROWS_PER_SHARD", 100)
    arguments = ("sudoku-color_at-easy", "--repo", "me/gameqa", "--num-samples", "230", "--split", "train")
    assert pushed(*arguments).exit_code == 0
    shards = [path for path in hub.files("me/gameqa") if path.endswith(".parquet")]
    assert len(shards) == 3
    made = load_dataset("gameqa", "sudoku-color_at-easy", num_samples={"train": 230}, split="train")
    assert rows_of(loaded("me/gameqa", "sudoku-color_at-easy", split="train")) == rows_of(made)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/repos/create"),
        ("GET", "/tree/"),
        ("POST", "/preupload/"),
        ("POST", "/info/lfs/objects/batch"),
        ("PUT", "/upload/"),
        ("POST", "/commit/"),
        ("GET", "/api/datasets/me/gameqa"),
    ],
)
@pytest.mark.parametrize("cut", [False, True], ids=["busy", "cut"])
def test_passing_faults_are_survived(hub: Hub, method: str, path: str, cut: bool) -> None:
    hub.faults.append(Fault(method, path, times=1, cut=cut))
    result = pushed("sudoku-easy", "--repo", "me/gameqa", "--num-samples", "3", "--split", "test")
    assert result.exit_code == 0, result.output
    assert hub.faults[0].times == 0
    assert len(loaded("me/gameqa", "sudoku-easy", split="test")) == 3


def test_somebody_elses_commit_in_between(hub: Hub) -> None:
    hub.faults.append(Fault("POST", "/commit/", times=1, status=412))
    assert pushed("sudoku-easy", "--repo", "me/gameqa", "--num-samples", "3", "--split", "test").exit_code == 0
    assert "README.md" in hub.files("me/gameqa")


@pytest.mark.parametrize(
    ("token", "repo", "message"),
    [
        (None, "me/gameqa", "No Hugging Face token found"),
        ("hf_wrong", "me/gameqa", "The Hub refused the token"),
        ("hf_reader", "me/gameqa", "no right to write to me/gameqa"),
        ("hf_writer", "them/gameqa", "no right to write to them/gameqa"),
        ("hf_writer", "a/b/c", "Bad repository name 'a/b/c'"),
        ("hf_writer", "me/-bad-", "Bad repository name"),
    ],
)
def test_refusals_are_one_clear_line(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, token: str | None, repo: str, message: str
) -> None:
    if token is None:
        monkeypatch.delenv("HF_TOKEN")
    else:
        monkeypatch.setenv("HF_TOKEN", token)
    result = pushed("sudoku-easy", "--repo", repo, "--num-samples", "2")
    assert result.exit_code == 2
    errors = [line for line in result.output.splitlines() if line.startswith("Error:")]
    assert len(errors) == 1
    assert message in errors[0]
    assert not hub.repos


def test_bad_arguments_ask_the_hub_nothing(hub: Hub) -> None:
    for arguments in (
        ("sudokku", "--repo", "me/gameqa"),
        ("sudoku-easy", "nothing", "--repo", "me/gameqa"),
        ("sudoku-easy", "--repo", "me/gameqa", "--num-samples", "0"),
        ("sudoku-easy", "--repo", "me/gameqa", "--seed", "-1"),
    ):
        result = pushed(*arguments)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    assert hub.requests == []
