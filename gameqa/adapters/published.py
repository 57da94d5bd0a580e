"""The layouts of the published files of the GameQA data set, so that programs written for these read ours.

`games_data.json` and `games_data_test.json` of GameQA-140K are each one JSON list. An entry has the keys `data_id`,
`qa_type`, `question_id`, `question_description`, `image`, `state`, `plot_level`, `qa_level`, `question`, `answer`,
`analysis` and, where the answer is a choice, `options`; entries to train on also have `refinement`, a second wording
of the reasoning. `image` and `state` are paths relative to the file. Answers are texts: of a choice the letter, where
the options carry their letters, as "B. (4, 6)". `GameQA_RL_5k.json` of GameQA-5K has the same entries for
reinforcement learning, with `query`, `solution` and a list `images` for `question`, `answer` and `image`.
"""

from __future__ import annotations

from typing import Any

from gameqa.adapters.rows import Row
from gameqa.contract import CHOICE, LETTERS


def image_path(row: Row) -> str:
    """Where the picture of a row is, from the folder of the JSON files."""
    return f"images/{row['game']}/{row['data_id']}.png"


def state_path(row: Row) -> str:
    """Where the state of a row is, from the folder of the JSON files."""
    return f"states/{row['game']}/{row['data_id']}.json"


def to_entry(row: Row, is_training: bool) -> dict[str, Any]:
    """The entry of a row as in GameQA-140K; our one reasoning stands for both of theirs."""
    entry = {
        **_facts(row),
        "image": image_path(row),
        "question": row["question"],
        "answer": row["answer"],
        "analysis": row["analysis"],
    }
    if is_training:
        entry["refinement"] = row["analysis"]
    return entry


def to_query(row: Row, is_training: bool) -> dict[str, Any]:
    """The entry of a row as in GameQA-5K."""
    return {**_facts(row), "query": row["question"], "solution": row["answer"], "images": [image_path(row)]}


def _facts(row: Row) -> dict[str, Any]:
    names = ("data_id", "qa_type", "question_id", "question_description", "plot_level", "qa_level")
    facts = {name: row[name] for name in names}
    facts["game_name"] = row["game"]
    facts["state"] = state_path(row)
    if row["answer_type"] == CHOICE:
        facts["options"] = [f"{letter}. {option}" for letter, option in zip(LETTERS, row["options"], strict=False)]
    return facts
