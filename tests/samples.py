"""The tasks and levels of all games, and samples of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from gameqa.configs import Part, parse_config
from gameqa.contract import SPLITS
from gameqa.keys import Key
from gameqa.sample import Sample, draw_sample

ALL_PARTS = parse_config("all").parts


def part_named(name: str) -> Part:
    """The part of a config that holds one task at one level."""
    (part,) = parse_config(name).parts
    return part


def key_of(part: Part, index: int, split: str = "train", seed: int = 0) -> Key:
    """The key of a sample."""
    return Key(part.game, part.version, part.task, part.level, split, seed, index)


@lru_cache(maxsize=20_000)
def sample_of(part: Part, index: int, split: str = "train", seed: int = 0) -> Sample:
    """A sample, made once in a test session."""
    return draw_sample(key_of(part, index, split, seed))


def some_samples(part: Part, count: int) -> Iterator[Sample]:
    """Samples of a part, from all splits in turn."""
    for index in range(count):
        yield sample_of(part, index, SPLITS[index % 3])


def some_rows(part: Part, count: int) -> Iterator[dict[str, Any]]:
    """Rows of a part, from all splits in turn, with the state parsed as `plain`."""
    for sample in some_samples(part, count):
        row = sample.row()
        row["plain"] = json.loads(row["state"])
        yield row


def answer_text(row: dict[str, Any]) -> str:
    """The answer as text: for a choice the text of the right option."""
    return row["options"]["ABCDEFGHIJ".index(row["answer"])] if row["options"] else row["answer"]


def steps_of(row: dict[str, Any]) -> list[str]:
    """The lines of a row's reasoning, without the answer at its end."""
    return row["analysis"].split("\nThe answer is")[0].split("\n")
