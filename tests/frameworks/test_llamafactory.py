"""LLaMA-Factory's own loading of an export, its template, and two steps of its training."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from llamafactory.data import get_dataset, get_template_and_fix_tokenizer
from llamafactory.data.converter import SharegptDatasetConverter
from llamafactory.data.parser import get_dataset_list
from llamafactory.hparams import get_train_args
from llamafactory.model import load_tokenizer
from llamafactory.train.tuner import run_exp
from PIL import Image
from pyarrow import parquet

from gameqa.adapters.rows import target_of
from gameqa.commands import main
from gameqa.sample import recreate
from gameqa.sources import Asked, sources
from tests.frameworks.tiny_model import tiny_model, tiny_processor

COUNT = 20


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny model."""
    source = sources("all-easy", ["train"], Asked(30))["train"]
    processor = tiny_processor([row["question"] + row["analysis"] for row in source.rows(0, 30)])
    folder = tmp_path_factory.mktemp("model")
    processor.save_pretrained(folder)
    tiny_model(processor).save_pretrained(folder)
    return folder


def settings(model: Path, folder: Path, **others: Any) -> dict[str, Any]:
    """The arguments of a run of supervised fine-tuning on an export in the folder."""
    return {
        "model_name_or_path": str(model), "stage": "sft", "do_train": True, "finetuning_type": "full",
        "dataset": "gameqa_train", "dataset_dir": str(folder), "template": "gemma3", "cutoff_len": 8192,
        "output_dir": str(folder / "out"), "use_cpu": True, "report_to": "none", "save_strategy": "no",
        "resize_vocab": True, **others,
    }  # fmt: skip


@pytest.fixture(params=["image", "text"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with an export beside a data set of the user's own."""
    (tmp_path / "dataset_info.json").write_text('{"mine": {"file_name": "mine.json"}}')
    out = tmp_path / "gameqa_train.parquet"
    arguments = ["export", "all-easy", "--format", "llamafactory", "--out", str(out), "--num-samples", str(COUNT)]
    result = CliRunner().invoke(main, [*arguments, "--modality", request.param])
    assert result.exit_code == 0, result.output
    assert set(json.loads((tmp_path / "dataset_info.json").read_text())) == {"mine", "gameqa_train"}
    return tmp_path


def test_it_reads_an_export(folder: Path, model: Path) -> None:
    model_args, data_args, training_args, *_ = get_train_args(settings(model, folder))
    made = load_tokenizer(model_args)
    tokenizer = made["tokenizer"]
    template = get_template_and_fix_tokenizer(tokenizer, data_args)
    data = get_dataset(template, model_args, data_args, training_args, stage="sft", **made)["train_dataset"]
    assert len(data) == COUNT
    (entry,) = get_dataset_list(["gameqa_train"], str(folder))
    convert = SharegptDatasetConverter(entry, data_args)
    for item, line in zip(data, parquet.read_table(folder / "gameqa_train.parquet").to_pylist(), strict=True):
        row = recreate(line["data_id"])
        learned = [token for token in item["labels"] if token != -100]
        assert tokenizer.decode(learned, skip_special_tokens=True).strip() == target_of(row).strip()
        assert row["question"] in tokenizer.decode(item["input_ids"])
        assert convert(line)["_response"] == [{"role": "assistant", "content": target_of(row)}]
        pictures = item["images"] or []
        assert len(pictures) == (row["image"] is not None)
        for picture in pictures:
            (shown,) = template.mm_plugin._regularize_images([picture], image_max_pixels=10**7, image_min_pixels=1)[
                "images"
            ]
            assert shown.tobytes() == Image.open(io.BytesIO(row["image"]["bytes"])).convert("RGB").tobytes()


def test_it_trains_on_an_export(folder: Path, model: Path) -> None:
    run_exp(settings(model, folder, max_steps=2, per_device_train_batch_size=2, logging_steps=1))
    results = json.loads((folder / "out" / "train_results.json").read_text())
    assert 0 < results["train_loss"] < 20
