"""Ray: the rows of any config or recipe as a `ray.data.Dataset`, made where Ray has room.

    from gameqa.adapters.ray import decode, read

    dataset = read("all", split="train", num_samples=1_000_000)
    dataset.write_parquet("s3://bucket/rows")
    dataset.map_batches(decode)              # pictures as arrays

Nothing here decides which machine makes what: Ray does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import ray
import ray.data
from ray.data.block import BlockMetadata
from ray.data.datasource import Datasource, ReadTask

from gameqa.builders.features import features
from gameqa.builders.images import Image
from gameqa.builders.shards import make_table
from gameqa.configs import DEFAULT_CONFIG, DEFAULT_COUNTS, check_counts, check_split
from gameqa.contract import canonical_json
from gameqa.keys import digest
from gameqa.recipes import RECIPES
from gameqa.rows import BLOCK
from gameqa.sources import PLAINLY, Asked, Source, sources

ROWS_PER_TASK = 50 * BLOCK
"""What a task makes at most unless told otherwise: less than a minute of work to do again where a machine is lost, and
so much that a driver can keep a thousand cores busy."""

TASKS_PER_CPU = 4
"""So many tasks a CPU at least where there are rows enough, so that none waits long for the last ones."""

MOST_ATTEMPTS = 4
"""A task whose process died so often is given up; Ray itself would go on for ever."""

ROW_SIZE = {"image": 11_000, "text": 2_400, "both": 11_500}
"""Mean bytes in memory of a row of all games, by modality."""


@dataclass(frozen=True)
class Rows:
    """The rows of a split by name: a few bytes that go with every task, from which any machine makes them.

    Attributes:
        name, split, asked: as of `gameqa.sources.sources`.
        digest: of all that the rows depend on, where they were asked for.
    """

    name: str
    split: str
    asked: Asked
    digest: int

    def table(self, start: int, stop: int) -> pa.Table:
        """Makes the rows start to stop - 1.

        Raises:
            RuntimeError: they could not be made, or this machine would make others; names them.
        """
        what = f"rows {start} to {stop - 1} of {self.name}, split {self.split},"
        try:
            source, found = _made_here(self.name, self.split, self.asked)
            made = make_table((source, start, stop)) if found == self.digest else None
        except Exception as error:
            raise RuntimeError(f"{what} could not be made: {error}") from error
        if made is None:
            raise RuntimeError(f"{what} would be others here: this machine has another release of gameqa.")
        return made


def rows_of(name: str, split: str, asked: Asked) -> tuple[Rows, Source]:
    """The rows of a split by name, and as they are made here.

    Raises:
        ValueError: a name or a value is not allowed, or there are no such rows.
    """
    source, found = _made_here(name, split, asked)
    return Rows(name, split, asked, found), source


@lru_cache(maxsize=8)
def _made_here(name: str, split: str, asked: Asked) -> tuple[Source, int]:
    """The rows of a split, and the digest of all that they depend on."""
    found = sources(name, [split], asked)
    if split not in found:
        raise ValueError(f"{name} has no rows in split {split!r}.")
    return found[split], digest(canonical_json(found[split].identity))


class GameQADatasource(Datasource):
    """The rows of one split, read in tasks that are whole blocks.

    Args:
        rows: which rows.
        count: how many there are.
        attempts: how often the process of a task may die before the read fails.
    """

    def __init__(self, rows: Rows, count: int, attempts: int = MOST_ATTEMPTS) -> None:
        super().__init__()
        self._rows, self._count, self._attempts = rows, count, attempts

    def get_name(self) -> str:
        """What Ray calls the read in its progress and its errors."""
        return f"GameQA({self._rows.name}, {self._rows.split})"

    def estimate_inmemory_data_size(self) -> int:
        """Bytes of all rows in memory, about."""
        return self._size(self._count)

    def get_read_tasks(
        self, parallelism: int, per_task_row_limit: int | None = None, data_context: Any = None
    ) -> list[ReadTask]:
        """At most `parallelism` tasks of about equally many blocks, in the order of the rows."""
        return [self._task(start, stop, per_task_row_limit) for start, stop in ranges(self._count, parallelism)]

    def _task(self, start: int, stop: int, limit: int | None) -> ReadTask:
        count = stop - start if limit is None else min(limit, stop - start)
        return ReadTask(
            partial(_read, self._rows, start, start + count, self._attempts),
            BlockMetadata(num_rows=count, size_bytes=self._size(count), input_files=None, exec_stats=None),
            schema=features().arrow_schema,
            per_task_row_limit=limit,
        )

    def _size(self, count: int) -> int:
        return count * ROW_SIZE[self._rows.asked.modality]


def ranges(count: int, parallelism: int) -> list[tuple[int, int]]:
    """Rows 0 to count - 1 as at most so many ranges (start, stop) of whole blocks, about equally large."""
    blocks = -(-count // BLOCK)
    tasks = min(blocks, parallelism)
    edges = [blocks * task // tasks * BLOCK for task in range(tasks)] + [count]
    return list(pairwise(edges))


def _read(rows: Rows, start: int, stop: int, attempts: int) -> Iterator[pa.Table]:
    """A table a block, so that a task that is read from waits for one block only."""
    if _attempt() >= attempts:
        raise RuntimeError(
            f"rows {start} to {stop - 1} of {rows.name}, split {rows.split}, could not be made: the processes that "
            f"tried died {attempts} times, maybe for want of memory."
        )
    for first in range(start, stop, BLOCK):
        yield rows.table(first, min(stop, first + BLOCK))


def _attempt() -> int:
    """How often this task was begun before; 0 where this release of Ray does not say."""
    worker = getattr(ray.get_runtime_context(), "worker", None)
    ask: Callable[[], int] | None = getattr(
        getattr(worker, "core_worker", None), "get_current_task_attempt_number", None
    )
    return 0 if ask is None else ask()


def read(
    config: str = DEFAULT_CONFIG,
    *,
    split: str = "train",
    num_samples: int | Mapping[str, int | None] = DEFAULT_COUNTS,
    seed: int = 0,
    style: str = "plain",
    modality: str = "image",
    parallelism: int | None = None,
    **options: Any,
) -> ray.data.Dataset:
    """The rows of a config or recipe, exactly those of `load_dataset`, made by Ray's tasks when they are needed.

    The column `image` holds the stored picture, {bytes, path}, as everywhere in this library; see `decode`.

    Args:
        config: a config name or the name of a recipe, whose rows are fixed.
        split: one of its splits.
        num_samples: how many rows, a number or numbers by split.
        seed, style, modality: as of `load_dataset`.
        parallelism: how many tasks, at most one a block of 100 rows; by default four tasks a CPU of the cluster, or
            as many as it takes that none makes more than 5000 rows.
        options: of `ray.data.read_datasource`, such as `num_cpus`, `memory` and `concurrency`.

    Raises:
        ValueError: a name or a value is not allowed.
    """
    rows, source = rows_of(config, split, _asked(config, split, num_samples, seed, style, modality))
    if parallelism is None:
        if not ray.is_initialized():
            ray.init()
        cpus = int(ray.cluster_resources().get("CPU", 1))
        parallelism = max(-(-source.count // ROWS_PER_TASK), TASKS_PER_CPU * cpus)
    elif isinstance(parallelism, bool) or not isinstance(parallelism, int) or parallelism < 1:
        raise ValueError(f"parallelism must be a positive integer or None, got {parallelism!r}.")
    tasks = len(ranges(source.count, parallelism))
    return ray.data.read_datasource(GameQADatasource(rows, source.count), override_num_blocks=tasks, **options)


def _asked(config: str, split: str, num_samples: Any, seed: int, style: str, modality: str) -> Asked:
    """What is asked for; ValueError where it is not allowed."""
    wanted: dict[str, Any] = {"num_samples": None, "seed": seed, "style": style, "modality": modality}
    if num_samples is not DEFAULT_COUNTS:
        wanted["num_samples"] = check_counts(num_samples)[check_split(split)] if config not in RECIPES else num_samples
        if wanted["num_samples"] is None:
            raise ValueError("num_samples=None is endless, and Ray reads finite data sets: give a number of rows.")
    if config in RECIPES:
        for name, value in wanted.items():
            if value != getattr(PLAINLY, name):
                raise ValueError(f"{config} is a recipe, which is fixed: {name} can't be changed.")
    return Asked(**wanted)


def decode(batch: dict[str, Any]) -> dict[str, Any]:
    """The batch with pictures as arrays, uint8, height x width x 3, in place of stored ones: for `map_batches`.

    Pictures of one batch may differ in size. A batch without pictures stays as it is.
    """
    if "image" not in batch or any(picture is None for picture in batch["image"]):
        return batch
    column = Image(mode="RGB")
    pictures = np.empty(len(batch["image"]), dtype=object)
    for place, stored in enumerate(batch["image"]):
        pictures[place] = np.asarray(column.decode_example(stored))
    return {**batch, "image": pictures}
