"""The columns of a row, as features of `datasets`."""

from __future__ import annotations

from typing import Any

import datasets
from datasets import List, Value
from gameqa.builders.images import Image

PLAIN = {"string": str, "int32": int, "float64": float, "bool": bool}
"""What stands in a row of this library, by the type of the column."""

STORED_PICTURE = {"bytes", "path"}
"""The parts of a picture as it is stored."""


class RowFeatures(datasets.Features):
    """What `datasets.Features` is, for rows of this library, which are stored as they are.

    `datasets` looks at every value of a row for what may have to be turned into plain ones.
    """

    def encode_example(self, example: Any) -> Any:
        """A row of plain values itself; of any other row the values to be stored."""
        row = dict(example)
        return row if _is_plain(row, dict(self)) else super().encode_example(example)

    def __reduce__(self) -> Any:
        return RowFeatures, (dict(self),)


def _is_plain(value: Any, feature: Any) -> bool:
    """Whether a value is stored as it is."""
    kind = type(value)
    if isinstance(feature, Value):
        return kind is PLAIN.get(feature.dtype)
    if isinstance(feature, dict):
        return kind is dict and value.keys() == feature.keys() and all(map(_is_plain, value.values(), feature.values()))
    if isinstance(feature, List):
        return kind is list and all(_is_plain(item, feature.feature) for item in value)
    is_picture = isinstance(feature, Image) and kind is dict and value.keys() == STORED_PICTURE
    return is_picture and type(value["bytes"]) is bytes


def features() -> datasets.Features:
    """The features, in the order of `gameqa.rows.COLUMNS`."""
    return RowFeatures(
        {
            "data_id": Value("string"),
            "game": Value("string"),
            "category": Value("string"),
            "task": Value("string"),
            "question_id": Value("int32"),
            "question_description": Value("string"),
            "qa_type": Value("string"),
            "qa_level": Value("string"),
            "plot_level": Value("string"),
            "image": Image(mode="RGB"),
            "state": Value("string"),
            "question": Value("string"),
            "options": List(Value("string")),
            "answer": Value("string"),
            "answer_type": Value("string"),
            "analysis": Value("string"),
            "evidence": List({"label": Value("string"), "box": List(Value("int32"), length=4)}),
        }
    )


def transition_features() -> datasets.Features:
    """The features of transitions, in the order of `gameqa.play.transitions.COLUMNS`."""
    return RowFeatures(
        {
            "data_id": Value("string"),
            "game": Value("string"),
            "category": Value("string"),
            "plot_level": Value("string"),
            "turn": Value("int32"),
            "image": Image(mode="RGB"),
            "description": Value("string"),
            "state": Value("string"),
            "score": Value("float64"),
            "action": Value("string"),
            "told": Value("string"),
            "next_image": Image(mode="RGB"),
            "next_description": Value("string"),
            "next_state": Value("string"),
            "next_score": Value("float64"),
            "is_over": Value("bool"),
        }
    )
