"""Inspect (inspect_ai): an evaluation task that asks the questions of any config or recipe.

    inspect eval gameqa/gameqa -T config=sokoban-hard --model openai/my-model

Inspect finds the task by the entry point of this package; in Python it is `gameqa.adapters.inspect_ai.gameqa`.
"""

from __future__ import annotations

from typing import Any

from inspect_ai import Task, task
from inspect_ai._util.error import PrerequisiteError
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageSystem, ChatMessageUser, ContentImage, ContentText
from inspect_ai.scorer import Score, Scorer, Target, grouped, mean, scorer, stderr
from inspect_ai.solver import TaskState, generate

from gameqa.adapters.rows import INSTRUCTION, KEPT_COLUMNS, Row, data_url_of, prompt_of
from gameqa.configs import DEFAULT_CONFIG
from gameqa.scoring import verify
from gameqa.sources import Asked, sources

GROUPS = ("category", "qa_type", "plot_level")
"""The columns by which scores are reported beside the mean of all."""


def to_sample(row: Row, instruction: str | None = INSTRUCTION, system: str | None = None) -> Sample:
    """A row as a sample; its metadata hold what the score depends on."""
    content: list[Any] = [ContentText(text=prompt_of(row["question"], instruction))]
    picture = data_url_of(row)
    if picture:
        content.insert(0, ContentImage(image=picture))
    messages = [ChatMessageSystem(content=system)] if system else []
    return Sample(
        id=row["data_id"],
        input=[*messages, ChatMessageUser(content=content)],
        target=row["answer"],
        metadata={name: row[name] for name in (*KEPT_COLUMNS, *GROUPS)},
    )


@scorer(metrics=[mean(), stderr(), *(grouped(mean(), name, all=False) for name in GROUPS)])
def gameqa_score() -> Scorer:
    """The score of a response, 0.0 to 1.0, with the answer that was read and why."""

    async def judge(state: TaskState, target: Target) -> Score:
        verdict = verify(state.output.completion, state.metadata)
        return Score(value=verdict.score, answer=verdict.answer, explanation=verdict.reason)

    return judge


@task
def gameqa(
    config: str = DEFAULT_CONFIG,
    split: str = "test",
    num_samples: int | None = None,
    seed: int = 0,
    style: str = "plain",
    modality: str = "image",
    instruction: str | None = INSTRUCTION,
    system: str | None = None,
) -> Task:
    """Asks the questions of a config or recipe once each.

    Args:
        config: a config name, such as "sokoban-hard", or a recipe, such as "gameqa-bench-v2".
        split: the split.
        num_samples: how many rows; None for the split's default.
        seed, style, modality: as of `load_dataset`; a recipe allows their defaults only.
        instruction: what follows the question; None for nothing.
        system: a system message.

    Raises:
        PrerequisiteError: a name or a value is not allowed; Inspect's command prints this error as one line.
    """
    try:
        source = sources(config, [split], Asked(num_samples, seed, style, modality))[split]
    except ValueError as error:
        raise PrerequisiteError(str(error)) from None
    samples = [to_sample(row, instruction, system) for row in source.rows(0, source.count)]
    return Task(dataset=MemoryDataset(samples, name=config), solver=generate(), scorer=gameqa_score(), version=1)
