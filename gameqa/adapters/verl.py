"""verl: rows as its vision examples have them, and a reward function.

    gameqa export sokoban-hard --format verl --out train.parquet

and in the trainer's configuration: data.train_files=train.parquet,
custom_reward_function.path=pkg://gameqa.adapters.verl, custom_reward_function.name=compute_score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import datasets

from gameqa.adapters.rows import INSTRUCTION, KEPT_COLUMNS, SCORED_COLUMNS, Row, placed_prompt, png_of
from gameqa.scoring import score

DATA_SOURCE = "gameqa"
_TEXT = datasets.Value("string")


def features() -> datasets.Features:
    """The features of `to_verl` rows."""
    return datasets.Features(
        {
            "data_source": _TEXT,
            "prompt": datasets.List({"role": _TEXT, "content": _TEXT}),
            "images": datasets.List(datasets.Image(mode="RGB")),
            "ability": _TEXT,
            "reward_model": {"style": _TEXT, "ground_truth": _TEXT},
            "extra_info": {
                "split": _TEXT,
                "index": datasets.Value("int64"),
                "question": _TEXT,
                "options": datasets.List(_TEXT),
                **{name: _TEXT for name in KEPT_COLUMNS if name != "options"},
            },
        }
    )


def to_verl(row: Row, split: str = "train", index: int = 0, instruction: str | None = INSTRUCTION) -> dict[str, Any]:
    """A row for verl: prompt with a placeholder for the picture, rule-based reward, and what scoring needs."""
    picture = png_of(row)
    return {
        "data_source": DATA_SOURCE,
        "prompt": [{"role": "user", "content": placed_prompt(row, instruction)}],
        "images": [{"bytes": picture, "path": None}] if picture else [],
        "ability": row["category"],
        "reward_model": {"style": "rule", "ground_truth": row["answer"]},
        "extra_info": {
            "split": split,
            "index": index,
            "question": row["question"],
            **{name: row[name] for name in KEPT_COLUMNS},
        },
    }


def compute_score(
    data_source: str, solution_str: str, ground_truth: str, extra_info: Mapping[str, Any] | None = None, **others: Any
) -> float:
    """The score of a response, 0.0 to 1.0; verl calls this with the row's fields.

    Raises:
        ValueError: the row comes from another data source, or lacks the fields that `to_verl` puts into extra_info.
    """
    if data_source != DATA_SOURCE:
        raise ValueError(f"data_source must be {DATA_SOURCE!r}, got {data_source!r}.")
    missing = [name for name in SCORED_COLUMNS if name not in (extra_info or {})]
    if missing or extra_info is None:
        raise ValueError(f"extra_info lacks {', '.join(missing)}: export the rows with gameqa.")
    return score(solution_str, {**extra_info, "answer": ground_truth})
