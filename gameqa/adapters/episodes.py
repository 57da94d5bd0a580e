"""Episodes between a model and an environment, whatever framework serves them: turns, and where episodes come from.

A question is an episode of one reply; episodes of play, in `gameqa.adapters.plays`, have more of them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from gameqa.adapters.rows import INSTRUCTION, png_of, prompt_of
from gameqa.configs import check_choice, check_seed, check_split, counts_within, parse_config
from gameqa.keys import MODALITIES, STYLES
from gameqa.rows import BLOCK, ENDLESS_ROWS, Block
from gameqa.sample import Row, Sample, recreate
from gameqa.scoring import verify

BLOCKS_KEPT = 8


@dataclass(frozen=True)
class Turn:
    """What a model is told.

    Attributes:
        text: what it reads.
        picture: what it sees, a PNG; None for nothing.
        reward: what its last reply was worth; None before the first one. The rewards of an episode add up to 0.0 to
            1.0; they may be negative in between.
        is_done: whether the episode has ended.
        facts: for the log: plain values by name.
    """

    text: str
    picture: bytes | None
    reward: float | None = None
    is_done: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


class Episode(Protocol):
    """One episode."""

    @property
    def name(self) -> str:
        """The id from which the episode can be begun again."""

    def begin(self) -> Turn:
        """The first turn."""

    def reply(self, response: str) -> Turn:
        """The turn that follows a reply."""


class Episodes(Protocol):
    """Numbered episodes."""

    @property
    def split(self) -> str:
        """The split that they are of."""

    @property
    def count(self) -> int | None:
        """How many there are; None where they don't end."""

    def numbered(self, number: int) -> Episode:
        """The episode with this number, from 0 on; ValueError where there is none."""

    def named(self, name: str) -> Episode:
        """The episode with this id; ValueError where there is none."""


class QuestionEpisode:
    """A question, answered in one reply."""

    def __init__(self, row: Row, instruction: str | None = INSTRUCTION) -> None:
        self._row = row
        self._instruction = instruction

    @property
    def name(self) -> str:
        """The data_id."""
        return str(self._row["data_id"])

    def begin(self) -> Turn:
        """The question."""
        return Turn(prompt_of(self._row["question"], self._instruction), png_of(self._row))

    def reply(self, response: str) -> Turn:
        """The end, with the score of the reply."""
        verdict = verify(response, self._row)
        facts = {"answer": verdict.answer, "reason": verdict.reason}
        return Turn("", None, verdict.score, True, facts)


class Questions:
    """The rows of a config, as episodes of one reply. Safe to use from several threads.

    Args:
        config: a config name, such as "sokoban-hard".
        num_samples: how many; None for no end.
        split, seed, style, modality: as of `load_dataset`.
        instruction: what follows every question; None for nothing.

    Raises:
        ValueError: a name or a value is not allowed.
    """

    def __init__(
        self,
        config: str,
        split: str = "train",
        num_samples: int | None = None,
        seed: int = 0,
        style: str = "plain",
        modality: str = "image",
        instruction: str | None = INSTRUCTION,
    ) -> None:
        self._mixture = parse_config(config)
        self.split = check_split(split)
        self.count = counts_within(self._mixture, {split: num_samples}, True)[split]
        self._seed, self._instruction = check_seed(seed), instruction
        self._style = check_choice("style", style, STYLES)
        self._modality = check_choice("modality", modality, MODALITIES)
        self._lock = threading.Lock()
        self._block = lru_cache(maxsize=BLOCKS_KEPT)(self._new_block)

    def numbered(self, number: int) -> QuestionEpisode:
        """The row with this number, as it is numbered in `load_dataset`."""
        most = ENDLESS_ROWS if self.count is None else self.count
        if not 0 <= number < most:
            raise ValueError(f"index must be from 0 to {most - 1}, got {number}.")
        place = number % BLOCK
        with self._lock:
            block, taken = self._block(number // BLOCK)
            if place not in taken:
                taken[place] = block.take(place)
        return QuestionEpisode(taken[place].row(), self._instruction)

    def named(self, name: str) -> QuestionEpisode:
        """The row with this data_id, of any config."""
        return QuestionEpisode(recreate(name), self._instruction)

    def _new_block(self, number: int) -> tuple[Block, dict[int, Sample]]:
        return Block(self._mixture, self.split, self._seed, number, self._style, self._modality), {}
