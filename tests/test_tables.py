"""What a stream adds to the rows of the engine: tables of one row, and decoded pictures."""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any

import datasets
import numpy as np
import pyarrow as pa
import pytest
from gameqa.builders.features import features
from gameqa.builders.images import Image as FastImage
from gameqa.builders.tables import RowTables
from PIL import Image

from gameqa.rows import LazyRow
from tests.samples import ALL_PARTS, sample_of


def rows() -> list[dict[str, Any]]:
    """A row of every task."""
    parts = [part for part in ALL_PARTS if part.level == "easy"]
    return [sample_of(part, 0).row() for part in parts]


def test_tables_are_those_of_datasets() -> None:
    columns = datasets.Features(dict(features()))
    tables = RowTables(features())
    text = {**rows()[0], "image": None, "options": [], "evidence": []}
    for row in [*rows(), text]:
        expected = pa.Table.from_pylist([columns.encode_example(row)], schema=columns.arrow_schema)
        assert tables.table(row).equals(expected, check_metadata=True)


def test_rows_are_encoded_as_by_datasets() -> None:
    columns, plain = features(), datasets.Features(dict(features()))
    assert type(plain) is datasets.Features
    for row in rows():
        assert columns.encode_example(row) == plain.encode_example(row) == row
        assert columns.encode_example(LazyRow(lambda row=row: row)) == row


@pytest.mark.parametrize(
    "change",
    [
        {"question_id": np.int64(3)},
        {"question_id": 3.0},
        {"answer": 7},
        {"options": ("a", "b")},
        {"options": np.array(["a", "b"])},
        {"options": None},
        {"evidence": [{"label": "a", "box": (1, 2, 3, 4)}]},
        {"evidence": [{"label": "a", "box": np.arange(4)}]},
        {"evidence": [{"box": [1, 2, 3, 4], "label": "a"}]},
        {"image": Image.new("RGB", (4, 3))},
        {"image": None},
        {"image": {"bytes": b"picture"}},
        {"image": {"bytes": None, "path": "picture.png"}},
        {"image": {"bytes": b"picture", "path": None, "more": 1}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_values_that_are_not_plain_are_encoded_as_by_datasets(change: dict[str, Any]) -> None:
    columns, plain = features(), datasets.Features(dict(features()))
    row = {**rows()[0], **change}
    found, expected = columns.encode_example(row), plain.encode_example(row)
    assert found == expected
    for name in change:
        assert type(found[name]) is type(expected[name])


def test_columns_that_lack_or_are_too_many_are_left_to_datasets() -> None:
    columns, plain = features(), datasets.Features(dict(features()))
    whole = rows()[0]
    less = {name: value for name, value in whole.items() if name != "state"}
    for row in (less, {**whole, "more": 1}):
        found = []
        for one in (columns, plain):
            try:
                found.append(one.encode_example(row))
            except KeyError as error:
                found.append(str(error))
        assert found[0] == found[1]


def test_pictures_decode_as_by_datasets() -> None:
    column, plain = features()["image"], datasets.Image(mode="RGB")
    for row in rows()[::5]:
        image, other = column.decode_example(row["image"]), plain.decode_example(row["image"])
        assert (image.mode, image.size, image.tobytes()) == (other.mode, other.size, other.tobytes())
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3), (9, 8, 7)).save(buffer, "JPEG")
    foreign = column.decode_example({"bytes": buffer.getvalue(), "path": None})
    assert (foreign.mode, foreign.size) == ("RGB", (4, 3))
    with pytest.raises(RuntimeError, match="Decoding is disabled"):
        FastImage(mode="RGB", decode=False).decode_example(rows()[0]["image"])
    assert FastImage().decode_example(rows()[0]["image"]).mode == "P"


def test_the_column_is_the_one_of_datasets_to_everybody() -> None:
    column, plain = features()["image"], datasets.Image(mode="RGB")
    assert column == plain
    assert plain == column
    assert column != datasets.Image()
    assert datasets.Image(mode="RGB", decode=False) != column
    assert repr(column) == repr(plain)
    assert features() == datasets.Features({**features(), "image": plain})
    assert features().to_dict() == datasets.Features({**features(), "image": plain}).to_dict()
    assert type(datasets.Features.from_dict(features().to_dict())["image"]) is datasets.Image
    assert features().arrow_schema == datasets.Features({**features(), "image": plain}).arrow_schema
    for same in (copy.deepcopy(features()), pickle.loads(pickle.dumps(features())), features().copy()):
        assert type(same) is type(features())
        assert same == features()
    assert copy.deepcopy(column) == pickle.loads(pickle.dumps(column)) == column
