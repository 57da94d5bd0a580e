"""VLMEvalKit: tables of tab-separated values with base64 pictures.

VLMEvalKit takes a table with option columns for multiple choice and one without for open questions, so a config with
both kinds makes two tables.
"""

from __future__ import annotations

from gameqa.adapters.rows import Row, base64_of
from gameqa.contract import CHOICE, LETTERS

COMMON_COLUMNS = ("index", "data_id", "category", "l2-category", "level", "split", "question", "answer", "image")
CHOICE_COLUMNS = (*COMMON_COLUMNS, *LETTERS)


def to_table_row(row: Row, index: int, split: str) -> dict[str, str]:
    """The cells of a row by column; letters of options that there are not are empty.

    The options have columns of their own and the toolkit lists them itself, so they and the answer's form are taken
    out of a choice's question.
    """
    question = row["question"]
    if row["answer_type"] == CHOICE:
        question = question[: question.rindex("\n\nOptions:\n")]
    cells = {
        "index": str(index),
        "data_id": row["data_id"],
        "category": f"{row['game']}-{row['task']}",
        "l2-category": row["category"],
        "level": row["plot_level"],
        "split": split,
        "question": question,
        "answer": row["answer"],
        "image": base64_of(row) or "",
    }
    if row["answer_type"] == CHOICE:
        cells |= dict(zip(LETTERS, row["options"], strict=False))
    return cells
