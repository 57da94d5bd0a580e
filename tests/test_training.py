"""Streams in training jobs: workers, nodes, resuming through data loaders, and workers that die."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import datasets
import pytest
from datasets.distributed import split_dataset_by_node
from torch.utils.data import DataLoader
from torchdata.stateful_dataloader import StatefulDataLoader

import gameqa  # noqa: F401  (registers the builder)

CONFIG = "all-easy"
COLUMNS = ["data_id", "question", "answer", "analysis"]


def stream(count: int | None) -> Any:
    """A stream of rows without pictures, which other tests compare."""
    made = datasets.load_dataset("gameqa", CONFIG, split="train", num_samples=count, streaming=True, modality="text")
    return made.select_columns(COLUMNS)


def contents(rows: Any) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in COLUMNS) for row in rows]


@cache
def whole_split() -> list[tuple[str, ...]]:
    return contents(stream(600))


@pytest.mark.xdist_group("whole split")
@pytest.mark.parametrize(("nodes", "workers"), [(1, 3), (2, 0), (2, 2), (3, 1), (4, 2)])
def test_nodes_and_workers_make_up_exactly_the_whole(nodes: int, workers: int) -> None:
    whole = whole_split()
    seen: list[tuple[str, ...]] = []
    for rank in range(nodes):
        part = split_dataset_by_node(stream(600), rank, nodes)
        seen += contents(DataLoader(part, batch_size=None, num_workers=workers))
    assert Counter(seen) == Counter(whole)
    assert len(set(seen)) == 600


@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize("count", [600, None])
def test_an_endless_or_finite_epoch_resumes_exactly(workers: int, count: int | None) -> None:
    def loader() -> Any:
        return StatefulDataLoader(stream(count), batch_size=4, num_workers=workers)

    whole = [batch["data_id"] for batch in islice(loader(), 60)]
    first = loader()
    iterator = iter(first)
    taken = [next(iterator)["data_id"] for _ in range(17)]
    state = first.state_dict()
    del iterator
    second = loader()
    second.load_state_dict(state)
    iterator = iter(second)
    taken += [next(iterator)["data_id"] for _ in range(13)]
    state = second.state_dict()
    del iterator
    third = loader()
    third.load_state_dict(state)
    taken += [batch["data_id"] for batch in islice(third, 30)]
    assert taken == whole


@pytest.mark.parametrize("kind", [DataLoader, StatefulDataLoader])
def test_a_killed_worker_ends_the_job_with_an_error(kind: Any) -> None:
    loader = kind(stream(None), batch_size=4, num_workers=2)
    iterator: Iterator[Any] = iter(loader)
    next(iterator)
    os.kill(workers_of(iterator)[0].pid, signal.SIGKILL)
    with pytest.raises(RuntimeError, match="worker"):
        exhaust(islice(iterator, 10_000))


def exhaust(batches: Iterator[Any]) -> None:
    for _ in batches:
        pass


def workers_of(iterator: Any) -> list[Any]:
    return list(iterator._workers)
