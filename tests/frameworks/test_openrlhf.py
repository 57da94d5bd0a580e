"""OpenRLHF's own loading of an export, its prompts and pictures, and its executor with the reward function.

The rest of OpenRLHF needs a GPU, so a scripted engine stands for vLLM; all else that a row passes through is its own.
"""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from click.testing import CliRunner
from openrlhf.datasets import PromptDataset
from openrlhf.datasets.utils import blending_datasets
from openrlhf.utils.agent import SingleTurnAgentExecutor
from PIL import Image

import gameqa
from gameqa.adapters import openrlhf as adapter
from gameqa.commands import main
from gameqa.sources import Asked, sources
from tests.frameworks.tiny_model import tiny_processor


class Strategy:
    """What the data set asks of the trainer's strategy."""

    args = SimpleNamespace(
        use_ms=False,
        data=SimpleNamespace(input_key="prompt", label_key="label", image_key="images", apply_chat_template=True),
    )

    def print(self, *words: object) -> None:
        """Says nothing."""

    def is_rank_0(self) -> bool:
        return False


class Engine:
    """Answers with fixed texts in place of vLLM; keeps the pictures that it was shown."""

    def __init__(self, processor: Any, replies: list[str]) -> None:
        self.processor, self.replies = processor, replies
        self.pictures: list[Any] = []

    async def generate(self, tokens: list[int], params: Any, multi_modal_data: dict[str, Any] | None) -> Any:
        self.pictures.append(multi_modal_data["image"][0] if multi_modal_data else None)
        made = self.processor.tokenizer(self.replies.pop(0) + "<end>", add_special_tokens=False)["input_ids"]
        return SimpleNamespace(outputs=[SimpleNamespace(token_ids=made, finish_reason="stop", logprobs=None)])


@pytest.fixture(scope="module")
def processor() -> Any:
    source = sources("all-easy", ["train"], Asked(30))["train"]
    return tiny_processor([row["question"] + row["analysis"] for row in source.rows(0, 30)])


@pytest.mark.parametrize("modality", ["image", "text"])
def test_a_rollout_is_rewarded(modality: str, processor: Any, tmp_path: Path) -> None:
    out = tmp_path / "train.jsonl"
    arguments = ["export", "all-easy", "--format", "openrlhf", "--out", str(out), "--num-samples", "12"]
    result = CliRunner().invoke(main, [*arguments, "--modality", modality])
    assert result.exit_code == 0, result.output
    data = PromptDataset(blending_datasets(str(out), strategy=Strategy()), processor, Strategy())
    assert len(data) == 12
    origins, prompts, labels, pictures = data.collate_fn([data[place] for place in range(12)])
    assert set(origins) == {"gameqa"}
    executor = SingleTurnAgentExecutor(adapter.__file__)
    params = SimpleNamespace(max_tokens=2000, logprobs=None)
    source = sources("all-easy", ["train"], Asked(12, modality=modality))["train"]
    for row, prompt, label, images in zip(source.rows(0, 12), prompts, labels, pictures, strict=True):
        assert row["question"] in prompt
        assert prompt.count("<start_of_image>") == (modality == "image")
        for reply, score, form in (
            (f"I see it. <answer>{row['answer']}</answer>", 1.0, 1.0),
            (f"The answer is {row['answer']}.", 1.0, 0.0),
            ("I do not know.", 0.0, 0.0),
        ):
            engine = Engine(processor, [reply])
            done = asyncio.run(executor.execute(prompt, label, params, 20000, processor, engine, images))
            assert done["reward"].tolist() == done["scores"].tolist() == [score], reply
            assert done["extra_logs"]["answer_format"].tolist() == [form]
            (shown,) = engine.pictures
            if modality == "image":
                assert shown.convert("RGB").tobytes() == pixels_of(row)
                assert done["mm_train_inputs"]["pixel_values"].shape[0] == 1
            else:
                assert shown is None


def test_rewards_are_tensors_of_a_batch() -> None:
    row = gameqa.recreate(next(iter(sources("sokoban-easy", ["test"])["test"].rows(0, 1)))["data_id"])
    label = adapter.to_openrlhf(row)["label"]
    prompt = f"user: {row['question']}\nassistant: "
    found = adapter.reward_func([prompt + row["answer"], prompt + "?"], [prompt] * 2, [label] * 2)
    assert torch.equal(found["rewards"], torch.tensor([1.0, 0.0]))


def pixels_of(row: Any) -> bytes:
    return Image.open(io.BytesIO(row["image"]["bytes"])).convert("RGB").tobytes()
