"""The columns of a row, as features of `datasets`."""

from __future__ import annotations

import datasets
from datasets import List, Value
from gameqa.builders.images import Image


def features() -> datasets.Features:
    """The features, in the order of `gameqa.rows.COLUMNS`."""
    return datasets.Features(
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
    return datasets.Features(
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
