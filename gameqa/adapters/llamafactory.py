"""LLaMA-Factory: rows for supervised fine-tuning, messages with pictures, and their entry in dataset_info.json.

gameqa export sokoban-hard --format llamafactory --out data/gameqa_train.parquet
llamafactory-cli train ... --stage sft --dataset_dir data --dataset gameqa_train
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from gameqa.adapters.rows import INSTRUCTION, PICTURES, Row, pictures_of, placed_prompt, target_of
from gameqa.files import write_file

INFO = "dataset_info.json"
"""The file, beside the data, in which LLaMA-Factory looks a data set up by its name."""

SCHEMA = pa.schema(
    {
        "messages": pa.list_(pa.struct({"role": pa.string(), "content": pa.string()})),
        "images": PICTURES,
        "data_id": pa.string(),
    }
)


def to_llamafactory(row: Row, instruction: str | None = INSTRUCTION) -> dict[str, Any]:
    """A row for LLaMA-Factory: the question, with a placeholder for the picture, and the reasoning with the answer."""
    return {
        "messages": [
            {"role": "user", "content": placed_prompt(row, instruction)},
            {"role": "assistant", "content": target_of(row)},
        ],
        "images": pictures_of(row),
        "data_id": row["data_id"],
    }


def entry_of(file: Path) -> dict[str, Any]:
    """What dataset_info.json says of a file of `to_llamafactory` rows."""
    return {
        "file_name": file.name,
        "formatting": "sharegpt",
        "columns": {"messages": "messages", "images": "images"},
        "tags": {
            "role_tag": "role",
            "content_tag": "content",
            "user_tag": "user",
            "assistant_tag": "assistant",
            "system_tag": "system",
        },
    }


def check_info(file: Path) -> None:
    """ValueError where the file's folder has a dataset_info.json to which no entry can be added."""
    _entries(file.with_name(INFO))


def add_entry(file: Path) -> None:
    """Names a file in the dataset_info.json of its folder, under its stem; other entries stay.

    Raises:
        ValueError: the dataset_info.json that is there is not a JSON object.
    """
    info = file.with_name(INFO)
    entries = {**_entries(info), file.stem: entry_of(file)}
    write_file(info, (json.dumps(entries, indent=2, ensure_ascii=False) + "\n").encode())


def _entries(info: Path) -> dict[str, Any]:
    if not info.exists():
        return {}
    try:
        entries = json.loads(info.read_text(encoding="utf-8"))
    except ValueError:
        entries = None
    if not isinstance(entries, dict):
        raise ValueError(f"{info} is not a JSON object: repair or move it, since an entry is added to it.")
    return entries
