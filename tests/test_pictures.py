"""Pictures decode to colors everywhere, never to palette indices, and are stored as palette PNGs."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datasets
import numpy as np
import pytest
from PIL import Image

import gameqa
from gameqa.adapters.export import Export
from gameqa.adapters.lmms_eval import doc_to_visual
from gameqa.adapters.openai import to_messages
from gameqa.adapters.rows import png_of
from gameqa.adapters.trl import to_trl
from gameqa.sources import Asked

CONFIG, COUNT = "all-easy", 3
PALETTE = 3
"""The color type of a palette PNG, byte 25 of the file."""


def made(style: str = "plain", streaming: bool = False, count: int = COUNT) -> Any:
    return datasets.load_dataset("gameqa", CONFIG, split="train", num_samples=count, style=style, streaming=streaming)


def colors_of(data_id: str) -> np.ndarray:
    """The picture of an id, height x width x 3."""
    content = gameqa.recreate(data_id)["image"]["bytes"]
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def saved(rows: datasets.Dataset, folder: Path) -> Any:
    rows.save_to_disk(folder / "saved")
    return datasets.load_from_disk(folder / "saved")


def written(rows: datasets.Dataset, folder: Path, streaming: bool = False) -> Any:
    file = str(folder / "rows.parquet")
    rows.to_parquet(file)
    return datasets.load_dataset(
        "parquet", data_files=file, split="train", cache_dir=str(folder / "cache"), streaming=streaming
    )


WAYS: dict[str, Callable[[Path, str], Any]] = {
    "loaded": lambda folder, style: made(style),
    "streamed": lambda folder, style: made(style, streaming=True),
    "mapped": lambda folder, style: made(style).map(lambda row: {"length": len(row["question"])}),
    "streamed and filtered": lambda folder, style: made(style, streaming=True).filter(lambda row: True),
    "streamed and mapped": lambda folder, style: made(style, streaming=True).map(lambda row: {"length": 1}),
    "streamed and renamed": lambda folder, style: made(style, streaming=True).rename_column("options", "choices"),
    "streamed and shuffled": lambda folder, style: made(style, streaming=True).shuffle(seed=1, buffer_size=2),
    "saved": lambda folder, style: saved(made(style), folder),
    "Parquet": lambda folder, style: written(made(style), folder),
    "Parquet, streamed": lambda folder, style: written(made(style), folder, streaming=True),
    "cast": lambda folder, style: made(style).cast(made(style).features),
    "for TRL": lambda folder, style: to_trl(made(style)),
    "for TRL, streamed": lambda folder, style: to_trl(made(style, streaming=True)),
}


@pytest.mark.parametrize("style", ["plain", "varied"])
@pytest.mark.parametrize("way", WAYS)
def test_a_decoded_picture_is_rgb(way: str, style: str, tmp_path: Path) -> None:
    rows = list(WAYS[way](tmp_path, style))
    assert len(rows) == COUNT
    for row in rows:
        assert row["image"].mode == "RGB"
        assert np.array_equal(np.asarray(row["image"]), colors_of(row["data_id"]))


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("style", ["plain", "varied"])
def test_arrays_have_three_channels(style: str, streaming: bool) -> None:
    for row in made(style, streaming).with_format("numpy"):
        assert np.array_equal(row["image"], colors_of(str(row["data_id"])))


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("style", ["plain", "varied"])
def test_tensors_have_three_channels(style: str, streaming: bool) -> None:
    pytest.importorskip("torch")
    for row in made(style, streaming).with_format("torch"):
        assert np.array_equal(row["image"].numpy().transpose(1, 2, 0), colors_of(row["data_id"]))


@pytest.mark.parametrize("streaming", [False, True])
def test_jax_arrays_have_three_channels(streaming: bool) -> None:
    pytest.importorskip("jax")
    for row in made(streaming=streaming).with_format("jax"):
        assert np.array_equal(np.asarray(row["image"]), colors_of(row["data_id"]))


def test_a_picture_can_be_saved_as_jpeg_and_resized_smoothly() -> None:
    image = made()[0]["image"]
    image.save(io.BytesIO(), format="JPEG")
    half = (image.width // 2, image.height // 2)
    smooth = image.resize(half, Image.Resampling.BICUBIC)
    assert smooth.tobytes() != image.resize(half, Image.Resampling.NEAREST).tobytes()


def test_what_is_stored_is_a_palette_png(tmp_path: Path) -> None:
    for rows in (made(), written(made(), tmp_path), made("varied")):
        for row in rows.cast_column("image", datasets.Image(decode=False)):
            assert row["image"]["bytes"] == gameqa.recreate(row["data_id"])["image"]["bytes"]
            assert row["image"]["bytes"][25] == PALETTE


@pytest.mark.parametrize(("form", "column"), [("parquet", "image"), ("verl", "images")])
def test_exported_parquet_decodes_to_rgb(form: str, column: str, tmp_path: Path) -> None:
    (file,) = Export(CONFIG, form, tmp_path / "rows.parquet", "train", Asked(COUNT, style="varied")).run()
    read = datasets.load_dataset("parquet", data_files=str(file), split="train", cache_dir=str(tmp_path / "cache"))
    for row in read:
        (image,) = row[column] if form == "verl" else [row[column]]
        data_id = row["extra_info"]["data_id"] if form == "verl" else row["data_id"]
        assert image.mode == "RGB"
        assert np.array_equal(np.asarray(image), colors_of(data_id))


def test_pictures_in_text_show_the_same_colors(tmp_path: Path) -> None:
    """In data URLs and base64, as servers and toolkits decode them; those convert to RGB themselves."""
    for row in made(streaming=True):
        (image,) = doc_to_visual(row)
        assert image.mode == "RGB"
        url = to_messages(row)[0]["content"][0]["image_url"]["url"]
        content = base64.b64decode(url.partition(",")[2])
        assert content == png_of(row)
        for picture in (image, Image.open(io.BytesIO(content)).convert("RGB")):
            assert np.array_equal(np.asarray(picture), colors_of(row["data_id"]))
    (file,) = Export(CONFIG, "swift", tmp_path / "rows.jsonl", "train", Asked(COUNT)).run()
    for line in map(json.loads, file.read_text("utf-8").splitlines()):
        content = base64.b64decode(line["images"][0].partition(",")[2])
        data_id = json.loads(line["solution"])["data_id"]
        assert np.array_equal(np.asarray(Image.open(io.BytesIO(content)).convert("RGB")), colors_of(data_id))


def test_columns_take_part_in_the_cache_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data that an older release cached with other columns is not served."""
    from gameqa.builders import gameqa as builder

    old = datasets.Features({**builder.features(), "image": datasets.Image()})
    now = datasets.load_dataset_builder("gameqa", CONFIG).cache_dir
    monkeypatch.setattr(builder, "features", lambda: old)
    assert datasets.load_dataset_builder("gameqa", CONFIG).cache_dir != now
