"""verl's own data set class and reward manager, on an exported file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from datasets import load_dataset
from omegaconf import OmegaConf
from PIL import Image
from verl import DataProto
from verl.utils.dataset.rl_dataset import RLHFDataset, collate_fn
from verl.utils.import_utils import load_extern_object
from verl.workers.reward_manager.naive import NaiveRewardManager

import gameqa
from gameqa.adapters import verl as adapter
from gameqa.commands import main
from tests.frameworks.tiny_model import tiny_processor


@pytest.mark.parametrize("modality", ["image", "text"])
def test_verl_reads_an_export_and_scores_it(modality: str, tmp_path: Path) -> None:
    out = tmp_path / "train.parquet"
    arguments = ["export", "all-easy", "--format", "verl", "--out", str(out), "--num-samples", "40"]
    result = CliRunner().invoke(main, [*arguments, "--modality", modality])
    assert result.exit_code == 0, result.output
    data = RLHFDataset(
        data_files=str(out),
        tokenizer=None,
        config=OmegaConf.create({"filter_overlong_prompts": False, "cache_dir": str(tmp_path / "cache")}),
        processor=tiny_processor(["text"]),
    )
    assert len(data) == 40
    for number in range(len(data)):
        item: dict[str, Any] = data[number]
        info, truth = item["extra_info"], item["reward_model"]["ground_truth"]
        assert info["index"] == number
        row = gameqa.recreate(info["data_id"])
        content = item["raw_prompt"][0]["content"]
        if modality == "image":
            assert [part["type"] for part in content] == ["image", "text"]
            assert content[1]["text"].startswith(row["question"])
            assert content[0]["image"].size == size_of(row)
            assert content[0]["image"].mode == "RGB"
        else:
            assert content.startswith(row["question"])
        for response, wanted in {f"<answer>{row['answer']}</answer>": 1.0, "<answer>no idea</answer>": 0.0}.items():
            assert adapter.compute_score(item["data_source"], response, truth, info) == wanted
    batch = collate_fn([data[0], data[1]])
    assert list(batch["data_source"]) == ["gameqa", "gameqa"]
    with pytest.raises(ValueError, match="data_source must be"):
        adapter.compute_score("geo3k", "", "", {})
    with pytest.raises(ValueError, match="extra_info lacks"):
        adapter.compute_score("gameqa", "", "")


@pytest.mark.parametrize("source", ["pkg://gameqa.adapters.verl", adapter.__file__])
def test_its_reward_manager_scores_a_batch(source: str, tmp_path: Path) -> None:
    rows = [dict(row) for row in load_dataset("gameqa", "all", split="test", num_samples=12, streaming=True)]
    replies = [f"<answer>{row['answer'] if place % 2 else 'Q'}</answer>" for place, row in enumerate(rows)]
    processor = tiny_processor([*replies, *(row["question"] for row in rows)])
    tokens = processor.tokenizer(replies, return_tensors="pt", padding=True, padding_side="right")
    prompts = torch.ones(len(rows), 1, dtype=torch.long)
    made = [adapter.to_verl(row, "test", place) for place, row in enumerate(rows)]
    batch = DataProto.from_dict(
        tensors={
            "prompts": prompts,
            "responses": tokens["input_ids"],
            "attention_mask": torch.cat([prompts, tokens["attention_mask"]], dim=1),
        },
        non_tensors={name: np.array([row[name] for row in made], dtype=object) for name in made[0] if name != "images"},
    )
    score = load_extern_object(source, "compute_score")
    rewards = NaiveRewardManager(processor.tokenizer, 0, compute_score=score)(batch).sum(dim=1)
    assert rewards.tolist() == [float(place % 2) for place in range(len(rows))]


def size_of(row: Any) -> tuple[int, int]:
    """Width and height of a row's picture."""
    return Image.open(io.BytesIO(row["image"]["bytes"])).size
