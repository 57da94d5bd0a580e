"""Streams that were mapped keep the types of their columns: in tables, files, and on the Hub."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import datasets
import pyarrow as pa
import pytest
from datasets import IterableDataset, interleave_datasets, load_dataset
from gameqa.builders.features import features
from gameqa.builders.streaming import ARGUMENTS, types_of

from gameqa.adapters.trl import to_trl
from tests.hub_server import Hub

COUNT = 30
STRINGS = datasets.List(datasets.Value("string"))


def stream(config: str = "tictactoe", **options: Any) -> Any:
    """Rows of which some have options and some have none, the first among these."""
    made = load_dataset("gameqa", config, split="train", streaming=True, num_samples=None, **options)
    lengths = [len(row["options"]) for row in made.take(COUNT)]
    assert 0 in lengths
    assert max(lengths) > 0
    return made


def length(row: dict[str, Any]) -> dict[str, Any]:
    return {"length": len(row["question"])}


OPERATIONS: dict[str, Callable[[Any], Any]] = {
    "taken": lambda rows: rows,
    "filtered": lambda rows: rows.filter(lambda row: row["plot_level"] != "Medium"),
    "mapped": lambda rows: rows.map(length),
    "mapped, one column": lambda rows: rows.map(lambda text: {"length": len(text)}, input_columns=["question"]),
    "mapped, typed": lambda rows: rows.map(
        length, features=datasets.Features({**rows.features, "length": datasets.Value("int32")})
    ),
    "mapped in batches": lambda rows: rows.map(
        lambda batch: {"length": [len(text) for text in batch["question"]]}, batched=True, batch_size=4
    ),
    "renamed": lambda rows: rows.rename_column("options", "choices"),
    "removed": lambda rows: rows.remove_columns(["state", "evidence"]),
    "selected": lambda rows: rows.select_columns(["data_id", "image", "options"]),
    "shuffled and mapped": lambda rows: rows.shuffle(seed=2, buffer_size=7).map(length),
    "filtered twice, mapped": lambda rows: rows.filter(lambda row: True).filter(lambda row: True).map(length),
    "for TRL": to_trl,
    "interleaved": lambda rows: interleave_datasets(
        [rows.filter(lambda row: True), stream(seed=1).filter(lambda row: True)]
    ),
}


def named(row: dict[str, Any]) -> tuple[str, list[str]]:
    """The id of a row and its options, whatever their column is called."""
    return row["data_id"], list(row["choices"] if "choices" in row else row["options"])


def test_this_release_of_datasets_makes_streams_as_expected() -> None:
    assert tuple(inspect.signature(IterableDataset.__init__).parameters)[1:5] == ARGUMENTS, (
        "this release of datasets makes streams from other arguments: builders/streaming.py must follow"
    )
    assert IterableDataset._resolve_features.__module__ == "gameqa.builders.streaming"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_mapped_stream_becomes_files_and_tables(operation: str, tmp_path: Path) -> None:
    rows = OPERATIONS[operation](stream()).take(COUNT)
    wanted = [named(row) for row in rows]
    assert len(wanted) == COUNT
    rows.to_parquet(tmp_path / "rows.parquet")
    read = load_dataset(
        "parquet", data_files=str(tmp_path / "rows.parquet"), split="train", cache_dir=str(tmp_path / "cache")
    )
    assert [named(row) for row in read] == wanted
    types = read.features
    assert types["choices" if "choices" in types else "options"] == STRINGS
    assert types["image"] == datasets.Image(mode="RGB")
    assert {image.mode for image in read["image"]} == {"RGB"}
    if "length" in types:
        assert types["length"].dtype == ("int32" if operation == "mapped, typed" else "int64")
    for name in set(types) & set(features()):
        assert types[name] == features()[name]
    frames = list(rows.to_pandas(batched=True, batch_size=11))
    assert [len(frame) for frame in frames] == [11, 11, 8]
    table = next(rows.with_format("arrow").iter(batch_size=COUNT))
    assert isinstance(table, pa.Table)
    assert table.num_rows == COUNT
    assert [data_id for data_id, _ in wanted] == [row["data_id"] for row in rows.to_list()]


@pytest.mark.parametrize("operation", ["filtered", "renamed", "removed", "mapped, typed", "for TRL", "mapped"])
def test_a_mapped_stream_is_pushed(operation: str, hub: Hub) -> None:
    if operation == "mapped" and tuple(map(int, datasets.__version__.split(".")[:2])) < (4, 1):
        pytest.skip("this release of datasets pushes only streams whose features are given")
    finite = load_dataset("gameqa", "tictactoe", split="train", streaming=True, num_samples=12)
    rows = OPERATIONS[operation](finite)
    rows.push_to_hub("me/mapped", "rows", split="train")
    read = load_dataset("me/mapped", "rows", split="train", download_mode="force_redownload")
    assert [named(row) for row in read] == [named(row) for row in rows]
    assert read.features["image"] == datasets.Image(mode="RGB")
    assert read[0]["image"].mode == "RGB"


def test_a_changed_column_gets_the_type_of_its_values(tmp_path: Path) -> None:
    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {"answer": len(row["answer"]), "options": len(row["options"]), "question_id": 0.5, "image": "none"}

    stream().map(change).take(COUNT).to_parquet(tmp_path / "rows.parquet")
    types = datasets.Dataset.from_parquet(str(tmp_path / "rows.parquet"), cache_dir=str(tmp_path)).features
    found = {name: types[name].dtype for name in ("answer", "options", "question_id", "image", "state")}
    assert found == {
        "answer": "int64", "options": "int64", "question_id": "float64", "image": "string", "state": "string"
    }  # fmt: skip
    assert types_of({"evidence": [{"label": "x", "box": [1, 2, 3]}]}, features())["evidence"] != features()["evidence"]


def test_a_type_that_the_first_row_hides_is_asked_for(tmp_path: Path) -> None:
    rows = stream().filter(lambda row: not row["options"]).take(1)
    (first,) = [row["data_id"] for row in rows]
    mapped = (
        stream()
        .skip([row["data_id"] for row in stream().take(COUNT)].index(first))
        .map(lambda row: {"words": row["options"][:1]})
    )
    with pytest.raises(ValueError, match=r"column 'words' of a mapped stream .* features="):
        mapped.take(COUNT).to_parquet(tmp_path / "rows.parquet")


def test_rows_without_pictures_keep_their_types(tmp_path: Path) -> None:
    stream(modality="text").map(length).take(COUNT).to_parquet(tmp_path / "rows.parquet")
    types = datasets.Dataset.from_parquet(str(tmp_path / "rows.parquet"), cache_dir=str(tmp_path)).features
    assert {name: types[name] for name in features()} == features()


def test_streams_of_others_stay_as_they_are() -> None:
    def numbers() -> Any:
        yield from ({"number": number, "text": str(number)} for number in range(5))

    others = IterableDataset.from_generator(numbers).map(lambda row: {"number": row["number"] + 0.5})
    assert others.to_list() == [{"number": number + 0.5, "text": str(number)} for number in range(5)]
    mixed = interleave_datasets([others, stream().select_columns(["data_id"]).map(lambda row: {"text": "x"})])
    assert [set(row) for row in mixed.take(2)] == [{"number", "text", "data_id"}] * 2


@pytest.mark.parametrize("operation", ["mapped", "filtered", "renamed"])
def test_tables_of_a_mapped_stream_resume_exactly(operation: str) -> None:
    def tables() -> Any:
        return OPERATIONS[operation](stream()).with_format("arrow")

    whole = [table["data_id"][0].as_py() for table in islice(iter(tables()), COUNT)]
    first = tables()
    taken = [table["data_id"][0].as_py() for table in islice(iter(first), 11)]
    state = pickle.loads(pickle.dumps(first.state_dict()))
    second = tables()
    second.load_state_dict(state)
    taken += [table["data_id"][0].as_py() for table in islice(iter(second), COUNT - 11)]
    assert taken == whole


def test_a_mapped_stream_crosses_to_worker_processes() -> None:
    loader = pytest.importorskip("torch").utils.data.DataLoader
    rows = load_dataset("gameqa", "tictactoe", split="train", streaming=True, num_samples=300).rename_column(
        "options", "choices"
    )
    tables = loader(rows.with_format("arrow"), batch_size=None, num_workers=2)
    assert sorted(table["data_id"][0].as_py() for table in tables) == sorted(row["data_id"] for row in rows)
