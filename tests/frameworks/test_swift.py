"""ms-swift's own loading of an export, its template, and its registry of reward functions."""

from __future__ import annotations

import io
import json
from pathlib import Path

from click.testing import CliRunner
from PIL import Image
from swift.dataset import load_dataset
from swift.rewards import orms
from swift.template.vision_utils import load_image

import gameqa
import gameqa.adapters.swift
from gameqa.adapters.swift import GameQAReward
from gameqa.commands import main


def test_swift_reads_an_export_and_rewards_it(tmp_path: Path) -> None:
    out = tmp_path / "train.jsonl"
    arguments = ["export", "all-easy", "--format", "swift", "--out", str(out), "--num-samples", "30"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    data, _ = load_dataset(str(out), num_proc=1, remove_unused_columns=False)
    assert len(data) == 30
    assert orms["gameqa"] is GameQAReward
    function = orms["gameqa"]()
    for place, item in enumerate(data):
        row = gameqa.recreate(json.loads(item["solution"])["data_id"])
        assert item["messages"][0]["content"].startswith(f"<image>{row['question']}")
        image = item["images"][0]
        picture = load_image(image["bytes"] or image["path"] if isinstance(image, dict) else image)
        assert picture.tobytes() == Image.open(io.BytesIO(row["image"]["bytes"])).convert("RGB").tobytes()
        replies = [f"<answer>{row['answer']}</answer>", "<answer>no idea</answer>", ""]
        assert function(completions=replies, solution=[item["solution"]] * 3, index=[place] * 3) == [1.0, 0.0, 0.0]
