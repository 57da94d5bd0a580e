"""ms-swift's own loading of an export, its registry of reward functions, and its training command."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from datasets import load_dataset as hf_load_dataset
from PIL import Image
from swift.dataset import load_dataset
from swift.rewards import orms
from swift.template.vision_utils import load_image

import gameqa
import gameqa.adapters.swift
from gameqa.adapters.swift import GameQAReward
from gameqa.commands import main
from tests.frameworks.tiny_model import tiny_model, tiny_processor


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


def test_swift_trains_on_an_export(tmp_path: Path) -> None:
    """Two steps of GRPO by ms-swift's own command, with a tiny model from a folder."""
    processor = tiny_processor([row["question"] for row in hf_load_dataset("gameqa", "all", split="test")])
    processor.save_pretrained(tmp_path / "model")
    tiny_model(processor).save_pretrained(tmp_path / "model")
    arguments = ["export", "all-easy", "--format", "swift", "--out", str(tmp_path / "train.jsonl")]
    result = CliRunner().invoke(main, [*arguments, "--num-samples", "20"])
    assert result.exit_code == 0, result.output
    # The template knows the place of the image token in Gemma's own vocabulary only.
    place = processor.tokenizer.convert_tokens_to_ids("<start_of_image>")
    (tmp_path / "place.py").write_text(
        "from swift.template.templates.gemma import Gemma3VisionTemplate as Template\n"
        f"Template.boi_token_id = {place}\n"
    )
    options = (
        "--rlhf_type grpo --dataset train.jsonl --reward_funcs gameqa --model model --model_type gemma3_vision "
        "--template gemma3_vision --torch_dtype float32 --max_steps 2 --num_generations 2 --use_vllm false "
        "--per_device_train_batch_size 2 --max_completion_length 8 --tuner_type full --output_dir out "
        "--gradient_checkpointing false --report_to none --load_from_cache_file false --save_strategy no"
    )
    plugins = ["--external_plugins", gameqa.adapters.swift.__file__, "place.py"]
    command = [str(Path(sys.executable).with_name("swift")), "rlhf", *options.split(), *plugins]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    assert "rewards/GameQAReward/mean" in done.stdout + done.stderr
