"""Rows in order: ranges of indices of a config, without repeats inside a block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from gameqa.configs import Mixture
from gameqa.sample import Row, Sample, draw_sample

BLOCK = 100
"""Rows k * BLOCK up to (k + 1) * BLOCK hold no repeats. Shards are made of whole blocks."""

MOST_SHARDS = 256
ENDLESS_SHARDS = 768
ENDLESS_ROWS = 10**9
"""Rows of every shard of an endless stream: more than anyone reads. 768 shards can be dealt evenly to
any number of nodes and workers that divides it, such as 2, 3, 4, 6, 8, 12, ..., 256."""

COLUMNS = (
    "data_id",
    "game",
    "category",
    "task",
    "question_id",
    "question_description",
    "qa_type",
    "qa_level",
    "plot_level",
    "image",
    "state",
    "question",
    "options",
    "answer",
    "answer_type",
    "analysis",
    "evidence",
)


class Block:
    """The samples of one block, each drawn when it is first asked for.

    A sample repeats none before it in its block, so those are drawn (but not painted) first.
    """

    def __init__(self, mixture: Mixture, split: str, seed: int, number: int, style: str, modality: str) -> None:
        self._mixture = mixture
        self._show = (split, seed, style, modality)
        self._first = number * BLOCK
        self._seen: set[bytes] = set()
        self._next = 0
        self._waiting: dict[int, Sample] = {}

    def take(self, place: int) -> Sample:
        """The sample at a place of the block, 0 to BLOCK - 1; each can be taken once."""
        split, seed, style, modality = self._show
        while self._next <= place:
            key = self._mixture.key(split, seed, self._first + self._next, style, modality)
            self._waiting[self._next] = draw_sample(key, self._seen)
            self._next += 1
        return self._waiting.pop(place)

    def row(self, place: int) -> Row:
        """The row of the sample at a place; each can be taken once."""
        return self.take(place).row()


class LazyRow(Mapping[str, Any]):
    """A row that is made when it is first looked at.

    A stream that resumes, or skips ahead, passes over rows without looking; these cost nothing.

    Args:
        make: makes the row.
        columns: its columns.
    """

    __slots__ = ("_columns", "_make", "_row")

    def __init__(self, make: Callable[[], Row], columns: tuple[str, ...] = COLUMNS) -> None:
        self._make = make
        self._columns = columns
        self._row: Row | None = None

    def _made(self) -> Row:
        if self._row is None:
            self._row = self._make()
        return self._row

    def __getitem__(self, column: str) -> Any:
        return self._made()[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def shard_bounds(count: int | None) -> list[tuple[int, int]]:
    """The shards of a split, as ranges (start, stop) of row numbers made of whole blocks.

    Args:
        count: rows of the split, None for an endless one.
    """
    if count is None:
        return [(number * ENDLESS_ROWS, (number + 1) * ENDLESS_ROWS) for number in range(ENDLESS_SHARDS)]
    blocks = -(-count // BLOCK)
    shards = min(blocks, MOST_SHARDS)
    edges = [blocks * number // shards * BLOCK for number in range(shards)] + [count]
    return list(pairwise(edges))


def samples_in_order(
    mixture: Mixture, split: str, seed: int, start: int, stop: int, style: str, modality: str
) -> Iterator[Sample]:
    """The samples of the rows start to stop - 1 of a config."""
    for block, place in _places(mixture, split, seed, start, stop, style, modality):
        yield block.take(place)


def iterate_rows(
    mixture: Mixture, split: str, seed: int, start: int, stop: int, style: str, modality: str
) -> Iterator[LazyRow]:
    """The rows start to stop - 1 of a config; row i is the same whatever the range is."""
    for block, place in _places(mixture, split, seed, start, stop, style, modality):
        yield LazyRow(partial(block.row, place))


def _places(
    mixture: Mixture, split: str, seed: int, start: int, stop: int, style: str, modality: str
) -> Iterator[tuple[Block, int]]:
    """The block of every row of a range, and the row's place in it."""
    for number in range(start // BLOCK, -(-stop // BLOCK)):
        block = Block(mixture, split, seed, number, style, modality)
        first = number * BLOCK
        for index in range(max(start, first), min(stop, first + BLOCK)):
            yield block, index - first
