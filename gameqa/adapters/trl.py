"""TRL: conversational rows for its trainers, and a reward function for GRPO.

from gameqa.adapters.trl import reward, to_trl

trainer = GRPOTrainer(model, reward_funcs=reward, train_dataset=to_trl(stream), args=...)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import datasets

from gameqa.adapters.rows import INSTRUCTION, KEPT_COLUMNS, SCORED_COLUMNS, prompt_of, target_of, text_of
from gameqa.scoring import format_reward, score

AnyDataset = TypeVar(
    "AnyDataset", datasets.Dataset, datasets.IterableDataset, datasets.DatasetDict, datasets.IterableDatasetDict
)

_MESSAGES = datasets.List({"role": datasets.Value("string"), "content": datasets.Value("string")})


def to_trl(
    dataset: AnyDataset, instruction: str | None = INSTRUCTION, system: str | None = None, completion: bool = False
) -> AnyDataset:
    """The data set with the columns that TRL's trainers take; map-style or streamed, whole or by splits.

    The column `prompt` is added, conversational, for vision models with the column `image` beside it; the columns
    that `reward` needs stay, the others go. Rows made with modality="text" have no picture, and then no column of
    that name.

    Args:
        instruction: what follows the question; None for nothing.
        system: a system message.
        completion: whether to add the column `completion`, reasoning and answer, for SFTTrainer.
    """
    if isinstance(dataset, (datasets.DatasetDict, datasets.IterableDatasetDict)):
        made = {split: to_trl(part, instruction, system, completion) for split, part in dataset.items()}
        return type(dataset)(made)
    first: dict[str, Any] | None = next(iter(dataset), None)
    has_picture = first is not None and first["image"] is not None
    return converted(dataset, has_picture, instruction, system, completion, list(first or ()))


def converted(
    dataset: Any,
    has_picture: bool,
    instruction: str | None,
    system: str | None,
    completion: bool = False,
    columns: Sequence[str] = (),
) -> Any:
    """What `to_trl` does with one split of which it is known whether its rows have pictures.

    Args:
        columns: the names of its columns, where its features do not tell.
    """
    start: list[dict[str, str]] = [{"role": "system", "content": system}] if system else []

    def convert(question: str, analysis: str, answer: str) -> dict[str, Any]:
        row: dict[str, Any] = {"prompt": [*start, {"role": "user", "content": prompt_of(question, instruction)}]}
        if completion:
            content = target_of({"analysis": analysis, "answer": answer})
            row["completion"] = [{"role": "assistant", "content": content}]
        return row

    features = dataset.features or datasets.Features()
    kept = {*KEPT_COLUMNS, *(("image",) if has_picture else ())}
    dropped = [name for name in (features or columns) if name not in kept]
    added = {"prompt": _MESSAGES, **({"completion": _MESSAGES} if completion else {})}
    return dataset.map(
        convert,
        input_columns=["question", "analysis", "answer"],
        remove_columns=dropped,
        features=datasets.Features({**{name: features[name] for name in features if name in kept}, **added}),
    )


def reward(completions: list[Any], **columns: list[Any]) -> list[float]:
    """A reward function for GRPOTrainer: `gameqa.score` of every completion, 0.0 to 1.0.

    Args:
        completions: strings, or chats whose last message is the model's.
        columns: the other columns of the batch, those that `to_trl` keeps among them.
    """
    rows = zip(*(columns[name] for name in SCORED_COLUMNS), strict=True)
    return [
        score(text_of(completion), dict(zip(SCORED_COLUMNS, row, strict=True)))
        for completion, row in zip(completions, rows, strict=True)
    ]


def answer_format_reward(completions: list[Any], **columns: list[Any]) -> list[float]:
    """A second, optional reward: 1.0 for completions that end in exactly one answer element, right or wrong."""
    return [format_reward(text_of(completion)) for completion in completions]
