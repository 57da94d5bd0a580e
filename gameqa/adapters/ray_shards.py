"""Parquet shards made by the tasks of a Ray cluster: the same files as `gameqa.builders.folders.write_here` leaves."""

from __future__ import annotations

import socket
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import ray
from ray.exceptions import RayError

from gameqa.adapters.ray import MOST_ATTEMPTS, Rows, rows_of
from gameqa.builders.folders import Missing
from gameqa.builders.shards import parquet
from gameqa.sources import Asked
from gameqa.storage import Storage, open_storage

TASKS_AHEAD = 4
"""So many tasks a CPU are given out: enough that none waits, and few tables in memory."""


SECONDS_TO_CONNECT = 10.0


@contextmanager
def cluster(address: str | None) -> Iterator[None]:
    """A connection to a cluster.

    Args:
        address: as of `ray.init`; None for the cluster that RAY_ADDRESS or `ray start` on this machine names, else
            for one of this machine alone, which ends with the connection.

    Raises:
        ValueError: this is no address.
        ConnectionError: nobody answers there.
    """
    is_ours = not ray.is_initialized()
    if is_ours:
        check_address(address)
        ray.init(address, log_to_driver=False, logging_level="warning")
    try:
        yield
    finally:
        if is_ours:
            ray.shutdown()


def check_address(address: str | None) -> None:
    """Tries HOST:PORT, where Ray would try for ten minutes.

    Raises:
        ConnectionError: nobody answers.
    """
    host, _, port = (address or "").rpartition("://")[2].rpartition(":")
    if address in (None, "auto", "local"):
        return
    if not host or not port.isdecimal():
        raise ValueError(f"--ray takes HOST:PORT, auto or local, got {address!r}.")
    try:
        socket.create_connection((host.strip("[]"), int(port)), SECONDS_TO_CONNECT).close()
    except (OSError, OverflowError) as error:
        raise ConnectionError(f"no Ray cluster answers at {address}: {error}.") from error


@dataclass(frozen=True)
class _Shard:
    """A shard on its way: its path, its rows by name, and the tasks that make them, with their first and last rows."""

    path: str
    rows: Rows
    tasks: dict[Any, tuple[int, int]]


def write_shards(
    storage: Storage, missing: Sequence[Missing], asked: Asked, address: str | None = None
) -> Generator[int, None, None]:
    """Makes shards on a cluster; gives the rows of every shard that is written.

    Tasks of 200 rows make tables, and one task a shard writes them. Ray chooses the machines and repeats what was
    lost; a few tasks a CPU are given out at a time.

    Args:
        storage: where to; all machines must reach it under the same name.
        missing: the shards, of configs and splits of which `asked` says the rest.
        address: as of `cluster`.

    Raises:
        ValueError: the other machines can't reach the storage.
        ChildProcessError: rows could not be made, or a shard not be written; names them.
    """
    where = str(storage)
    if where.startswith("memory://"):
        raise ValueError("memory:// belongs to one process: give --ray a folder that all machines share, or a URI.")
    if not missing:
        return
    named = {(shard.shards.config, shard.shards.split): shard.shards for shard in missing}
    rows = {key: rows_of(*key, asked)[0] for key in named}
    with cluster(address):
        make = ray.remote(max_retries=MOST_ATTEMPTS - 1)(_make)
        write = ray.remote(max_retries=MOST_ATTEMPTS - 1, retry_exceptions=[OSError])(_write)
        waiting: dict[Any, _Shard] = {}
        for shard in missing:
            own = rows[shard.shards.config, shard.shards.split]
            bounds = [(start, stop) for _, start, stop in shard.shards.jobs(shard.start, shard.stop)]
            while len(waiting) * len(bounds) >= TASKS_AHEAD * _cpus() and len(waiting) > 1:
                yield _next_written(waiting)
            tasks = {make.options(name=_name(own, *some)).remote(own, *some): some for some in bounds}
            waiting[write.options(name=shard.path).remote(where, shard.path, *tasks)] = _Shard(shard.path, own, tasks)
        while waiting:
            yield _next_written(waiting)


def _next_written(waiting: dict[Any, _Shard]) -> int:
    """Waits for the first shard that is written; gives how many rows it has."""
    (ready, *_), _ = ray.wait(list(waiting), num_returns=1)
    shard = waiting.pop(ready)
    try:
        ray.get(ready)
    except RayError as error:
        raise ChildProcessError(
            f"{_why(shard, error)} What was written is kept: run the same command again."
        ) from error
    return sum(stop - start for start, stop in shard.tasks.values())


def _why(shard: _Shard, error: RayError) -> str:
    """What failed of a shard: the making of some rows, or the writing."""
    done, _ = ray.wait(list(shard.tasks), num_returns=len(shard.tasks), timeout=0, fetch_local=False)
    for task in done:
        try:
            ray.get(task)
        except RayError as found:
            return f"{_name(shard.rows, *shard.tasks[task])} could not be made: {_cause(found)}."
    return f"{shard.path} could not be written: {_cause(error)}."


def _cause(error: RayError) -> str:
    cause = getattr(error, "cause", None)
    if cause is not None:
        return str(cause).rstrip(".")
    return f"the processes that tried died {MOST_ATTEMPTS} times, maybe for want of memory ({type(error).__name__})"


def _name(rows: Rows, start: int, stop: int) -> str:
    return f"rows {start} to {stop - 1} of {rows.name}, split {rows.split}"


def _cpus() -> int:
    return int(ray.cluster_resources().get("CPU", 1))


def _make(rows: Rows, start: int, stop: int) -> pa.Table:
    return rows.table(start, stop)


def _write(where: str, path: str, *tables: pa.Table) -> None:
    _storage(where).write(path, parquet(list(tables)))


@lru_cache(maxsize=4)
def _storage(where: str) -> Storage:
    return open_storage(where)
