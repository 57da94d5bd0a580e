"""Measures rows a second through Ray, with one and two workers, against a single process without Ray.

    python benchmarks/cluster.py [--rows N] [--rounds N] [CONFIG]

Every round makes the same rows in this process, by a cluster of one CPU, and by one of two; workers have started and
have made rows of another seed before the clock starts. Of every kind the round with the least time counts, since other
programs only add to it. Processor time is that of the workers and the driver together. What a task costs the driver
is measured with tasks that do nothing: those of `read`, and those of `gameqa generate --ray`.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

import click
import ray
import ray.data
from gameqa.builders.shards import ROWS_PER_JOB, make_table

from gameqa.adapters.ray import ROWS_PER_TASK, read
from gameqa.sources import Asked, sources

WARM_ROWS, EMPTY_TASKS = 700, 1000
PAPER_CORES = 1000


class Figures(NamedTuple):
    """Seconds by the clock, and seconds of processor time."""

    clock: float
    processor: float


def processor_seconds() -> float:
    """The processor time so far of this process and of Ray's workers."""
    ticks, total = os.sysconf("SC_CLK_TCK"), time.process_time()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "cmdline").read_bytes().startswith(b"ray::"):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                total += (int(fields[11]) + int(fields[12])) / ticks
        except OSError:
            continue
    return total


def single(config: str, rows: int, seed: int) -> None:
    """Makes rows in this process."""
    source = sources(config, ["train"], Asked(rows, seed))["train"]
    for start in range(0, rows, ROWS_PER_JOB):
        make_table((source, start, min(rows, start + ROWS_PER_JOB)))


def through_ray(config: str, rows: int, seed: int) -> None:
    """Makes rows by the cluster, and hands them to this process."""
    found = 0
    for batch in read(config, num_samples=rows, seed=seed).iter_batches(batch_size=None, batch_format="pyarrow"):
        found += batch.num_rows
    assert found == rows


def measure(kind: int, config: str, rows: int) -> Figures:
    """One round; kind 0 is this process, others are numbers of CPUs of a cluster."""
    work = through_ray if kind else single
    if kind:
        ray.init(num_cpus=kind, include_dashboard=False, log_to_driver=False, logging_level="error")
        ray.data.DataContext.get_current().enable_progress_bars = False
    work(config, WARM_ROWS, 1)
    clock, processor = time.monotonic(), processor_seconds()
    work(config, rows, 0)
    found = Figures(time.monotonic() - clock, processor_seconds() - processor)
    if kind:
        ray.shutdown()
    return found


def nothing() -> None:
    """Work that takes no time."""


def seconds_of_empty_tasks() -> tuple[float, float]:
    """The driver's processor time for a read task of Ray Data that does nothing, and for a plain task of Ray."""
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False
    task = ray.remote(nothing)
    found = []
    for run in (
        lambda count: ray.data.range(count, override_num_blocks=count).materialize(),
        lambda count: ray.get([task.remote() for _ in range(count)]),
    ):
        run(100)
        start = time.process_time()
        run(EMPTY_TASKS)
        found.append((time.process_time() - start) / EMPTY_TASKS)
    ray.shutdown()
    return found[0], found[1]


@click.command()
@click.argument("config", default="all")
@click.option("--rows", default=4000, show_default=True)
@click.option("--rounds", default=3, show_default=True)
def main(config: str, rows: int, rounds: int) -> None:
    """Measure CONFIG."""
    kinds = {0: "one process", 1: "Ray, 1 CPU", 2: "Ray, 2 CPUs"}
    best: dict[int, Figures] = {}
    for _ in range(rounds):
        for kind in kinds:
            found = measure(kind, config, rows)
            old = best.get(kind, found)
            best[kind] = Figures(min(found.clock, old.clock), min(found.processor, old.processor))
    click.echo(f"{config}: {rows} rows, the best of {rounds} rounds; load average {os.getloadavg()[1]:.1f}")
    for kind, name in kinds.items():
        clock, processor = best[kind]
        click.echo(
            f"  {name:<12}{rows / clock:6.0f} rows a second by the clock; processor time "
            f"{processor / rows * 1e3:5.2f} ms a row, {processor / best[0].processor - 1:+.0%} to one process"
        )
    speed = PAPER_CORES / (best[2].processor / rows)
    click.echo(f"on paper, {PAPER_CORES} such cores: {speed:.0f} rows a second")
    for name, size, cost in zip(
        ("read", "generate --ray"), (ROWS_PER_TASK, ROWS_PER_JOB), seconds_of_empty_tasks(), strict=True
    ):
        click.echo(
            f"  {name}: {speed / size:.0f} tasks of {size} rows a second; a task costs the driver {cost * 1e3:.2f} ms "
            f"of processor time, {speed / size * cost:.0%} of one core"
        )


if __name__ == "__main__":
    main()
