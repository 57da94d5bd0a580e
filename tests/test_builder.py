"""Loading and streaming through `datasets`, as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from datasets import (
    DatasetDict,
    get_dataset_config_names,
    get_dataset_split_names,
    load_dataset,
    load_dataset_builder,
)
from datasets.distributed import split_dataset_by_node
from gameqa.builders.registration import NAME

import gameqa
from gameqa.configs import config_names, parse_config
from gameqa.play.configs import TRANSITIONS, names_of
from gameqa.rows import BLOCK, COLUMNS, ENDLESS_ROWS, iterate_rows, shard_bounds

CONFIG = "sudoku-easy"


def ids(rows: Any) -> list[str]:
    return [row["data_id"] for row in rows]


def small(config: str = CONFIG, count: int = 12, **options: Any) -> Any:
    return load_dataset("gameqa", config, num_samples=count, **options)


def test_registration_names_the_cause_where_datasets_has_changed() -> None:
    import datasets.load
    import datasets.packaged_modules

    assert NAME in datasets.packaged_modules._PACKAGED_DATASETS_MODULES, (
        "this release of datasets has another table of packaged modules: builders/registration.py must follow"
    )
    assert datasets.load._PACKAGED_DATASETS_MODULES is datasets.packaged_modules._PACKAGED_DATASETS_MODULES
    assert datasets.load.PackagedDatasetModuleFactory.get_module.__module__ == "gameqa.builders.registration"


def test_default_sizes_and_cache() -> None:
    ds = load_dataset("gameqa", "sudoku-color_at-easy")
    assert isinstance(ds, DatasetDict)
    assert {split: len(ds[split]) for split in ds} == {"train": 1000, "validation": 200, "test": 200}
    assert ds["train"].column_names == list(COLUMNS)
    start = time.perf_counter()
    again = load_dataset("gameqa", "sudoku-color_at-easy")
    assert time.perf_counter() - start < 5, "not from the cache"
    assert again["train"]._fingerprint == ds["train"]._fingerprint


def test_rows_are_those_of_recreate() -> None:
    row = small()["test"][3]
    other = gameqa.recreate(row["data_id"])
    assert row["image"].tobytes() == image_of(other).convert("RGB").tobytes()
    assert {**row, "image": None} == {**other, "image": None}


def image_of(row: dict[str, Any]) -> Any:
    import io

    from PIL import Image

    return Image.open(io.BytesIO(row["image"]["bytes"]))


def test_parameters_are_honoured_and_cached_apart() -> None:
    plain = small()["train"]
    other_seed = small(seed=1)["train"]
    assert set(ids(plain)).isdisjoint(ids(other_seed))
    text = small(modality="text")["train"]
    assert text[0]["image"] is None
    assert "The state as text:" in text[0]["question"]
    both = small(modality="both")["train"]
    assert both[0]["image"] is not None
    assert "The state as text:" in both[0]["question"]
    varied = small(style="varied")["train"]
    assert varied["question"][:] == plain["question"][:]
    assert len({image.getpixel((0, 0)) for image in varied["image"]}) > 1
    assert ids(small(seed=0)["train"]) == ids(plain)
    counts = load_dataset("gameqa", CONFIG, num_samples={"train": 5, "test": 4, "validation": 3})
    assert {split: len(counts[split]) for split in counts} == {"train": 5, "validation": 3, "test": 4}


def test_rows_do_not_depend_on_count_or_processes() -> None:
    one = small("tangram-easy", 230)
    assert ids(small("tangram-easy", 130)["train"]) == ids(one["train"])[:130]
    two = load_dataset("gameqa", "tangram-easy", num_samples=230, num_proc=2, download_mode="force_redownload")
    assert ids(two["train"]) == ids(one["train"])
    assert ids(two["test"]) == ids(one["test"])


def test_cache_key_holds_the_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    builder = load_dataset_builder("gameqa", CONFIG)
    games = gameqa.sample.registry.all_games()
    monkeypatch.setitem(games, "sudoku", replace(games["sudoku"], version=99))
    parse_config.cache_clear()
    try:
        assert load_dataset_builder("gameqa", CONFIG).cache_dir != builder.cache_dir
        assert load_dataset_builder("gameqa", "sokoban-easy").config_id != builder.config_id
    finally:
        parse_config.cache_clear()


def test_inspection() -> None:
    names = get_dataset_config_names("gameqa")
    assert names == [*config_names(), *names_of(TRANSITIONS)]
    for name in ("all", "all-hard", "in_domain", "out_of_domain-easy", "strategic_planning", "sokoban-min_moves-hard"):
        assert name in names
    assert get_dataset_split_names("gameqa", CONFIG) == ["train", "validation", "test"]
    info = load_dataset_builder("gameqa", CONFIG).info
    assert list(info.features) == list(COLUMNS)
    assert info.license == "apache-2.0"
    assert "arXiv" in info.citation


def test_every_config_parses() -> None:
    for name in config_names():
        mixture = parse_config(name)
        assert mixture.parts or name.split("-")[0] in ("spatial_perception", "pattern_recognition")
        if name.endswith("-hard"):
            assert {part.level for part in mixture.parts} <= {"hard"}


def test_mixture_is_balanced_in_every_round() -> None:
    mixture = parse_config("all")
    size = len(mixture.parts)
    for turn in range(3):
        keys = [mixture.key("train", 0, turn * size + place, "plain", "image") for place in range(size)]
        assert len({(key.game, key.task, key.level) for key in keys}) == size
    orders = [
        [mixture.key("train", seed, turn * size, "plain", "image").task for turn in range(20, 40)] for seed in (0, 1)
    ]
    assert orders[0] != orders[1]


def test_no_repeats_inside_a_block() -> None:
    for config in ("sudoku-solve-easy", "reconstruction_3d-count_voxels-easy"):
        rows = list(iterate_rows(parse_config(config), "validation", 0, 0, BLOCK, "plain", "text"))
        assert len({(row["state"], row["question"]) for row in rows}) == BLOCK


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "sokobann"}, "Did you mean 'sokoban'"),
        ({"name": "sokoban-min_move-hard"}, "Did you mean 'sokoban-min_moves-hard'"),
        ({"name": "sokoban-hardd"}, "Did you mean 'sokoban-hard'"),
        ({"name": "sokoban", "num_samples": None}, "needs streaming=True"),
        ({"name": "sokoban", "num_samples": 0}, "positive integer"),
        ({"name": "sokoban", "num_samples": 1.5}, "positive integer"),
        ({"name": "sokoban", "num_samples": True}, "positive integer"),
        ({"name": "sokoban", "num_samples": {"trian": 3}}, "Did you mean 'train'"),
        ({"name": "sokoban", "seed": -1}, "seed must be an integer"),
        ({"name": "sokoban", "seed": "7"}, "seed must be an integer"),
        ({"name": "sokoban", "modality": "picture"}, "Allowed: image, text, both"),
        ({"name": "sokoban", "style": "fancy"}, "Allowed: plain, varied"),
        ({"name": "sokoban", "seeds": 3}, "Did you mean 'seed'"),
        ({"name": "sokoban", "split": "trian"}, "train"),
        ({"name": "sokoban", "data_files": "x.csv"}, "data_files are not allowed"),
        ({"name": 7}, "config"),
    ],
)
def test_bad_input_is_one_clear_error(options: dict[str, Any], message: str) -> None:
    if options.get("split"):
        options = {**options, "num_samples": 2}
    with pytest.raises(ValueError, match=r".") as caught:
        load_dataset("gameqa", **options)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 600


def run_python(code: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("offline", ["0", "1"])
def test_any_working_directory(tmp_path: Path, offline: str) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "data.csv").write_text("a,b\n1,2\n")
    (full / "train.parquet").write_bytes(b"junk")
    (full / "gameqa").mkdir()
    (full / "gameqa" / "data.json").write_text("{}")
    empty = tmp_path / "empty"
    empty.mkdir()
    code = (
        "import gameqa; from datasets import load_dataset;"
        "ds = load_dataset('gameqa', 'sudoku-easy', num_samples=3); print(ds['train'][0]['data_id'])"
    )
    root = Path(__file__).parent.parent
    outputs = {
        run_python(code, folder, HF_HUB_OFFLINE=offline, HF_HOME=str(tmp_path / "home"))
        for folder in (empty, full, root)
    }
    assert len(outputs) == 1


def stream(count: int | None = None, config: str = CONFIG, **options: Any) -> Any:
    return load_dataset("gameqa", config, split="train", streaming=True, num_samples=count, **options)


def test_endless_stream_starts_at_once_and_equals_the_map() -> None:
    next(iter(stream()))
    start = time.perf_counter()
    rows = list(stream(config="all").take(3))
    assert time.perf_counter() - start < 10
    assert rows[0]["image"].size[0] <= 512
    assert ids(stream().take(12)) == ids(small()["train"])
    assert stream().num_shards == 768
    assert shard_bounds(None)[1] == (ENDLESS_ROWS, 2 * ENDLESS_ROWS)


def test_shuffle_changes_the_order_only() -> None:
    plain = ids(stream(300))
    mixed = ids(stream(300).shuffle(seed=3, buffer_size=50))
    assert mixed != plain
    assert sorted(mixed) == sorted(plain)
    assert len(ids(stream().shuffle(seed=3, buffer_size=20).take(30))) == 30


def test_shards_and_nodes_make_up_the_whole() -> None:
    whole = ids(stream(500))
    assert [row for index in range(5) for row in ids(stream(500).shard(5, index))] == whole
    for nodes in (2, 3, 5):
        parts = [ids(split_dataset_by_node(stream(500), rank, nodes)) for rank in range(nodes)]
        assert sorted(row for part in parts for row in part) == sorted(whole)
    endless = [ids(split_dataset_by_node(stream(), rank, 4).take(20)) for rank in range(4)]
    assert len({row for part in endless for row in part}) == 80


@pytest.mark.parametrize("count", [None, 330])
def test_resumed_stream_equals_the_uninterrupted_one(count: int | None) -> None:
    whole = ids(stream(count).take(320))
    first = stream(count)
    taken = ids(islice(iter(first), 0))
    iterator = iter(first)
    taken = [next(iterator)["data_id"] for _ in range(137)]
    state = first.state_dict()
    second = stream(count)
    second.load_state_dict(state)
    iterator = iter(second)
    taken += [next(iterator)["data_id"] for _ in range(41)]
    state = second.state_dict()
    third = stream(count)
    third.load_state_dict(state)
    iterator = iter(third)
    taken += [next(iterator)["data_id"] for _ in range(320 - 137 - 41)]
    assert taken == whole


@pytest.mark.parametrize("workers", [0, 2])
def test_data_loader_sees_every_row_once(workers: int) -> None:
    torch = pytest.importorskip("torch")
    loader = torch.utils.data.DataLoader(stream(350), batch_size=None, num_workers=workers)
    assert sorted(row["data_id"] for row in loader) == sorted(ids(stream(350)))
    text = stream(350).select_columns(["data_id", "answer"])
    batches = list(torch.utils.data.DataLoader(text, batch_size=16, num_workers=workers))
    assert sum(len(batch["data_id"]) for batch in batches) == 350


def test_data_loader_over_an_endless_stream() -> None:
    torch = pytest.importorskip("torch")
    loader = torch.utils.data.DataLoader(stream(), batch_size=None, num_workers=2)
    seen = [row["data_id"] for row in islice(loader, 60)]
    assert len(set(seen)) == 60


def test_arrow_format_and_map() -> None:
    batch = next(iter(stream(20, "tangram-easy").with_format("arrow").iter(batch_size=20)))
    assert batch.num_rows == 20
    lengths = stream(20, "tangram-easy").map(lambda row: {"length": len(row["question"])})
    assert all(row["length"] == len(row["question"]) for row in lengths)
    batches = list(stream(20).batch(8))
    assert [len(part["data_id"]) for part in batches] == [8, 8, 4]


MEMORY = """
import resource, gameqa
from datasets import load_dataset
rows = iter(load_dataset("gameqa", "all", split="train", streaming=True, num_samples=None))
def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
for _ in range(1500): next(rows)
before = peak()
for _ in range({count}): next(rows)
print(peak() - before)
"""


@pytest.mark.slow
def test_memory_stays_flat(tmp_path: Path) -> None:
    count = int(os.environ.get("GAMEQA_STREAMED_ROWS", "2500"))
    assert float(run_python(MEMORY.format(count=count), tmp_path).strip()) < 50
