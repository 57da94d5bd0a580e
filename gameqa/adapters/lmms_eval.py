"""lmms-eval: a task folder for any config, and the functions that its YAML names.

gameqa export sokoban-hard --format lmms-eval --out tasks
python -m lmms_eval --include_path tasks --tasks gameqa_sokoban_hard --model ...
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from gameqa.adapters.rows import INSTRUCTION, prompt_of
from gameqa.configs import parse_config
from gameqa.files import write_file
from gameqa.scoring import score

METRIC = "gameqa_score"
LONGEST_RESPONSE = 4096

_UTILS = '''"""Makes the data set known to `datasets`, and names what the task file needs."""

from gameqa.adapters.lmms_eval import doc_to_text, doc_to_visual, process_results

__all__ = ["doc_to_text", "doc_to_visual", "process_results"]
'''


def task_name(config: str) -> str:
    """The name of a config's task in lmms-eval."""
    return f"gameqa_{config.replace('-', '_')}"


def write_task(config: str, folder: Path, count: int, seed: int = 0, style: str = "plain") -> Path:
    """Writes a task, `utils.py` and its YAML, into a folder; gives the YAML's path.

    Args:
        config: a config name.
        folder: where; tasks of several configs may share it.
        count: rows of the test split to ask.

    Raises:
        ValueError: the config is unknown.
    """
    parse_config(config)
    task = {
        "task": task_name(config),
        "dataset_path": "gameqa",
        "dataset_name": config,
        "dataset_kwargs": {
            "num_samples": {"train": 1, "validation": 1, "test": count}, "seed": seed, "style": style,
        },
        "test_split": "test",
        "output_type": "generate_until",
        "doc_to_target": "answer",
        "generation_kwargs": {"max_new_tokens": LONGEST_RESPONSE, "temperature": 0, "do_sample": False},
        "metric_list": [{"metric": METRIC, "aggregation": "mean", "higher_is_better": True}],
        "lmms_eval_specific_kwargs": {"default": {"instruction": INSTRUCTION}},
        "metadata": [{"version": 1.0}],
    }  # fmt: skip
    text = yaml.safe_dump(task, sort_keys=False)
    for name in ("doc_to_visual", "doc_to_text", "process_results"):
        text += f"{name}: !function utils.{name}\n"
    write_file(folder / "utils.py", _UTILS.encode())
    path = folder / f"{task_name(config)}.yaml"
    write_file(path, text.encode())
    return path


def doc_to_visual(doc: Mapping[str, Any]) -> list[Any]:
    """The picture of a row, as a list for lmms-eval; empty for rows without one."""
    return [doc["image"].convert("RGB")] if doc["image"] is not None else []


def doc_to_text(doc: Mapping[str, Any], lmms_eval_specific_kwargs: Mapping[str, Any] | None = None) -> str:
    """The prompt of a row."""
    settings = lmms_eval_specific_kwargs or {}
    return prompt_of(doc["question"], settings.get("instruction", INSTRUCTION))


def process_results(doc: Mapping[str, Any], results: list[str]) -> dict[str, float]:
    """The score of a response."""
    return {METRIC: score(results[0], doc)}
