"""EasyR1's own data set class and reward manager, on an exported file.

EasyR1 is on no index: GAMEQA_EASYR1 names a checkout of it, whose package is called verl. Run with

    GAMEQA_EASYR1=EasyR1 python -m pytest tests/frameworks/test_easyr1.py

in an environment with torch, "transformers >= 4.54, < 5", datasets == 4.0.0, ray, tensordict, codetiming and omegaconf.
"""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from PIL import Image

import gameqa
from gameqa.adapters import easyr1 as adapter
from gameqa.commands import main
from tests.frameworks.tiny_model import tiny_processor

CHECKOUT = os.environ.get("GAMEQA_EASYR1")
if not CHECKOUT:
    pytest.skip("GAMEQA_EASYR1 names no checkout of EasyR1", allow_module_level=True)
sys.path.insert(0, CHECKOUT)
# Only videos need this package, and it needs torchvision.
videos = types.ModuleType("qwen_vl_utils.vision_process")
videos.fetch_video = None  # type: ignore[attr-defined]
sys.modules.setdefault("qwen_vl_utils", types.ModuleType("qwen_vl_utils"))
sys.modules.setdefault("qwen_vl_utils.vision_process", videos)

from verl.protocol import DataProto  # noqa: E402
from verl.utils.dataset import RLHFDataset, collate_fn, process_image  # noqa: E402
from verl.workers.reward import AutoRewardManager, RewardConfig  # noqa: E402

COUNT = 12


@pytest.mark.parametrize("modality", ["image", "text"])
def test_it_reads_an_export_and_rewards_it(modality: str, tmp_path: Path) -> None:
    out = tmp_path / "train.parquet"
    arguments = ["export", "all-easy", "--format", "easyr1", "--out", str(out), "--num-samples", str(COUNT)]
    result = CliRunner().invoke(main, [*arguments, "--modality", modality])
    assert result.exit_code == 0, result.output
    processor = tiny_processor(["some text of a question", "another text"])
    data = RLHFDataset(
        str(out),
        processor.tokenizer,
        processor,
        prompt_key="problem",
        max_prompt_length=8192,
        filter_overlong_prompts_workers=1,
        min_pixels=262144,
    )
    assert len(data) == COUNT
    items: list[dict[str, Any]] = [data[place] for place in range(COUNT)]
    rows = [gameqa.recreate(item["data_id"]) for item in items]
    for item, row in zip(items, rows, strict=True):
        assert row["question"] in processor.tokenizer.decode(item["raw_prompt_ids"])
        pictures = item["multi_modal_data"]["images"]
        assert len(pictures) == (modality == "image")
        for picture in pictures:
            assert isinstance(process_image(picture, None, None), Image.Image)
    batch = collate_fn(items)
    replies = [f"<answer>{row['answer'] if place % 2 else 'no idea'}</answer>" for place, row in enumerate(rows)]
    tokens = processor.tokenizer(replies, return_tensors="pt", padding=True, padding_side="right")
    proto = DataProto.from_dict(
        tensors={"responses": tokens["input_ids"], "response_mask": tokens["attention_mask"]},
        non_tensors={"ground_truth": np.array(batch["ground_truth"], dtype=object)},
    )
    config = RewardConfig(f"{adapter.__file__}:compute_score", {"format_weight": 0.1})
    config.post_init()
    rewards, parts = AutoRewardManager(config, processor.tokenizer).compute_reward(proto)
    wanted = torch.tensor([0.9 * (place % 2) + 0.1 for place in range(COUNT)])
    assert torch.allclose(rewards.sum(dim=1), wanted)
    assert parts["accuracy"] == [float(place % 2) for place in range(COUNT)]
    assert parts["format"] == [1.0] * COUNT
