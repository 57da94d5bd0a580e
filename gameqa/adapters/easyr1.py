"""EasyR1: rows with problem, images and answer, and a reward function.

    gameqa export sokoban-hard --format easyr1 --out train.parquet

and in the trainer's configuration: data.train_files=train.parquet, data.prompt_key=problem, data.format_prompt=null,
worker.reward.reward_function=<this file>:compute_score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from gameqa.adapters.rows import INSTRUCTION, PICTURES, Row, pictures_of, placed_prompt, score_solution, solution_of
from gameqa.scoring import format_reward

REWARD_NAME = "gameqa"
REWARD_TYPE = "batch"
"""EasyR1 reads these two from the file; a function of the type batch is given the responses of a whole batch."""

SCHEMA = pa.schema({"problem": pa.string(), "images": PICTURES, "answer": pa.string(), "data_id": pa.string()})


def to_easyr1(row: Row, instruction: str | None = INSTRUCTION) -> dict[str, Any]:
    """A row for EasyR1: the prompt with a placeholder for the picture; the answer holds all that the reward needs."""
    return {
        "problem": placed_prompt(row, instruction),
        "images": pictures_of(row),
        "answer": solution_of(row),
        "data_id": row["data_id"],
    }


def compute_score(reward_inputs: Sequence[Mapping[str, Any]], format_weight: float = 0.0) -> list[dict[str, float]]:
    """The rewards of responses: overall, which is trained on, and its parts, all 0.0 to 1.0.

    Args:
        reward_inputs: each with `response` and, from the column answer of `to_easyr1`, `ground_truth`.
        format_weight: the share of the format in overall, 0 to 1; the rest is the score.

    Raises:
        ValueError: the weight is not allowed.
    """
    if not 0 <= format_weight <= 1:
        raise ValueError(f"format_weight must be from 0 to 1, got {format_weight}.")
    rewards = []
    for item in reward_inputs:
        accuracy = score_solution(item["response"], item["ground_truth"])
        form = format_reward(item["response"])
        overall = (1 - format_weight) * accuracy + format_weight * form
        rewards.append({"overall": overall, "format": form, "accuracy": accuracy})
    return rewards
