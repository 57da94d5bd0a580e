"""EvalScope: a benchmark that asks the questions of any configs or recipes, its subsets.

import gameqa.adapters.evalscope
from evalscope import TaskConfig, run_task

run_task(TaskConfig(..., datasets=["gameqa"], dataset_args={"gameqa": {"subset_list": ["sokoban-hard"]}}))
"""

from __future__ import annotations

from typing import Any

from evalscope.api.benchmark import BenchmarkMeta, VisionLanguageAdapter
from evalscope.api.dataset import DatasetDict, DictDataLoader, Sample
from evalscope.api.evaluator import TaskState
from evalscope.api.messages import ChatMessageUser, ContentImage, ContentText
from evalscope.api.metric import Score
from evalscope.api.registry import register_benchmark
from evalscope.constants import Tags

from gameqa.adapters.rows import INSTRUCTION, KEPT_COLUMNS, Row, data_url_of, prompt_of
from gameqa.configs import DEFAULT_CONFIG
from gameqa.keys import MODALITIES, STYLES
from gameqa.scoring import verify
from gameqa.sources import Asked, sources

NAME = "gameqa"
METRIC = "acc"


def to_sample(row: Row, instruction: str | None = INSTRUCTION) -> Sample:
    """A row as a sample; its metadata hold what the score depends on."""
    content: list[Any] = [ContentText(text=prompt_of(row["question"], instruction))]
    picture = data_url_of(row)
    if picture:
        content.insert(0, ContentImage(image=picture))
    return Sample(
        input=[ChatMessageUser(content=content)],
        target=row["answer"],
        metadata={name: row[name] for name in (*KEPT_COLUMNS, "category", "qa_type", "plot_level")},
    )


@register_benchmark(
    BenchmarkMeta(
        name=NAME,
        dataset_id=NAME,
        pretty_name="gameqa",
        description="Verifiable visual game questions, made on the fly and scored by the game engines.",
        tags=[Tags.MULTI_MODAL, Tags.REASONING, Tags.QA],
        subset_list=[DEFAULT_CONFIG],
        default_subset=DEFAULT_CONFIG,
        eval_split="test",
        metric_list=[METRIC],
        extra_params={
            "num_samples": {"type": "int", "description": "Rows of every subset; None: the default.", "value": None},
            "seed": {"type": "int", "description": "As of load_dataset.", "value": 0},
            "style": {"type": "str", "description": "As of load_dataset.", "value": "plain", "choices": [*STYLES]},
            "modality": {
                "type": "str", "description": "As of load_dataset.", "value": "image", "choices": [*MODALITIES],
            },
            "instruction": {"type": "str", "description": "What follows the question.", "value": INSTRUCTION},
        },
    )
)  # fmt: skip
class GameQABenchmark(VisionLanguageAdapter):
    """The benchmark `gameqa`."""

    def load(self) -> tuple[DatasetDict, None]:
        """Makes the rows of every subset.

        Raises:
            ValueError: a name or a value is not allowed.
        """
        return self.load_subsets(self._load_config), None

    def _load_config(self, name: str) -> Any:
        given = self.extra_params
        asked = Asked(given["num_samples"], given["seed"], given["style"], given["modality"])
        source = sources(name, [self.eval_split], asked)[self.eval_split]
        return DictDataLoader(
            dict_list=list(source.rows(0, source.count)),
            sample_fields=self.record_to_sample,
            limit=self.limit,
            repeats=self.repeats,
            shuffle=self.shuffle,
            seed=self.seed,
        ).load()

    def record_to_sample(self, record: Row) -> Sample:
        """A row as a sample."""
        return to_sample(record, self.extra_params["instruction"])

    def match_score(
        self, original_prediction: str, filtered_prediction: str, reference: str, task_state: TaskState
    ) -> Score:
        """The score of a response, 0.0 to 1.0, with the answer that was read and why."""
        verdict = verify(original_prediction, task_state.metadata)
        return Score(
            value={METRIC: verdict.score},
            prediction=original_prediction,
            extracted_prediction=verdict.answer,
            explanation=verdict.reason,
            main_score_name=METRIC,
        )
