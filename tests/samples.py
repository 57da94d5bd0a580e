"""The tasks and levels of all games, and samples of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gameqa.contract import LEVELS, SPLITS
from gameqa.keys import Key
from gameqa.registry import all_games, get_game
from gameqa.sample import Sample, draw_sample


@dataclass(frozen=True)
class PartId:
    """One task at one level."""

    game: str
    task: str
    level: str

    def __str__(self) -> str:
        return f"{self.game}-{self.task}-{self.level}"

    def key(self, index: int, split: str = "train", seed: int = 0) -> Key:
        """The key of a sample."""
        return Key(self.game, get_game(self.game).version, self.task, self.level, split, seed, index)


ALL_PARTS = [
    PartId(game.id, task.id, level) for game in all_games().values() for task in game.tasks for level in LEVELS
]


@lru_cache(maxsize=20_000)
def sample_of(part: PartId, index: int, split: str = "train", seed: int = 0) -> Sample:
    """A sample, made once in a test session."""
    return draw_sample(part.key(index, split, seed))


def some_samples(part: PartId, count: int) -> Iterator[Sample]:
    """Samples of a part, from all splits in turn."""
    for index in range(count):
        yield sample_of(part, index, SPLITS[index % 3])


def some_rows(part: PartId, count: int) -> Iterator[dict[str, Any]]:
    """Rows of a part, from all splits in turn, with the state parsed as `plain`."""
    for sample in some_samples(part, count):
        row = sample.row()
        row["plain"] = json.loads(row["state"])
        yield row


def answer_text(row: dict[str, Any]) -> str:
    """The answer as text: for a choice the text of the right option."""
    return row["options"]["ABCDEFGHIJ".index(row["answer"])] if row["options"] else row["answer"]
