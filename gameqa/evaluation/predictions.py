"""Files of predictions: JSON lines with a data_id and a response each, and what scoring adds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gameqa.files import write_file
from gameqa.sample import Sample, sample_of_id
from gameqa.scoring import verify

Prediction = dict[str, Any]

REQUIRED = ("data_id", "response")


def read_predictions(path: Path, is_growing: bool = False) -> list[Prediction]:
    """The predictions of a file, in order.

    Args:
        is_growing: the file is written line by line, so its last line may be half of one, which is left out.

    Raises:
        ValueError: a line is no JSON object with data_id and response, or an id comes twice.
    """
    found: dict[str, Prediction] = {}
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            prediction = json.loads(line)
        except ValueError:
            if is_growing and number == len(lines):
                break
            raise ValueError(f"{path}, line {number}: not JSON.") from None
        missing = [name for name in REQUIRED if not isinstance(prediction, dict) or name not in prediction]
        if missing:
            raise ValueError(f"{path}, line {number}: {' and '.join(missing)} missing.")
        if prediction["data_id"] in found:
            raise ValueError(f"{path}, line {number}: {prediction['data_id']} comes a second time.")
        found[prediction["data_id"]] = prediction
    return list(found.values())


def write_predictions(path: Path, predictions: Iterable[Mapping[str, Any]]) -> None:
    """Writes a whole file of predictions."""
    write_file(path, "".join(line_of(prediction) for prediction in predictions).encode())


def line_of(prediction: Mapping[str, Any]) -> str:
    """A prediction as a line."""
    return json.dumps(prediction, ensure_ascii=False) + "\n"


def scored(predictions: Iterable[Prediction]) -> Iterator[Prediction]:
    """The predictions with what their rows and their scores are; pictures are not drawn for it.

    Raises:
        ValueError: an id is not one that this release makes.
    """
    for prediction in predictions:
        sample = sample_of_id(prediction["data_id"])
        yield {**prediction, **scored_fields(sample, prediction["response"])}


def scored_fields(sample: Sample, response: str | None) -> Prediction:
    """What scoring adds to a prediction."""
    game, task = sample.game, sample.task
    row = sample.scored_row()
    verdict = verify(response, row)
    return {
        "game": game.id,
        "category": game.category,
        "task": task.id,
        "qa_type": task.qa_type,
        "level": sample.key.level,
        "answer": row["answer"],
        "extracted": verdict.answer,
        "score": verdict.score,
        "reason": verdict.reason,
    }
