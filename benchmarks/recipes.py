"""Measures how long `gameqa generate RECIPE` takes and how large the folder is.

    python benchmarks/recipes.py [--share S] [--processes N] [RECIPE ...]

Makes the first rows of every split as the command does, into a folder that is removed again, and prints rows a second,
bytes a row, and what the whole recipe comes to. A share of less than 1 makes only that part of each split; the seconds
in which processes start and each task makes its first row then count as if they came again and again, so that the
whole is somewhat faster than what is printed. Besides the time by the clock stands the processor time of all processes:
divided by the number of cores it is what a machine takes that does nothing else.
"""

from __future__ import annotations

import resource
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
import datasets
from gameqa.builders.folders import write_folder, write_here
from gameqa.builders.shards import Shards

from gameqa.parallel import cores
from gameqa.recipes import RECIPES
from gameqa.sources import ConfigRows, ListedRows, Source, sources
from gameqa.storage import open_storage

MINUTES_MOST, CORES = 6.0, 2
"""The aim for gameqa-140k, and the cores on which it holds."""


def first_part(source: Source, share: float) -> Source:
    """The first rows of a source."""
    count = max(1, round(source.count * share))
    if isinstance(source, ListedRows):
        return replace(source, ids=source.ids[:count])
    assert isinstance(source, ConfigRows)
    return replace(source, count=count)


def processor_seconds() -> float:
    """The processor time of this process and of those it has started, as far as they have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(name: str, share: float, processes: int) -> str:
    """The figures of a recipe as a line."""
    every = sources(name)
    parts = {split: first_part(source, share) for split, source in every.items()}
    rows, total = (sum(source.count for source in found.values()) for found in (parts, every))
    with tempfile.TemporaryDirectory() as folder:
        clock, used = time.monotonic(), processor_seconds()
        shards = {name: {split: Shards(name, split, part) for split, part in parts.items()}}
        write_folder(open_storage(folder), shards, partial(write_here, processes=processes))
        clock, used = time.monotonic() - clock, processor_seconds() - used
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
    scale = total / rows
    return (
        f"{name}: {rows} of {total} rows by {processes} processes in {clock:.0f} s, {rows / clock:.0f} a second; "
        f"processor time {used / rows * 1e3:.2f} ms a row; {size / rows / 1e3:.1f} KB a row\n"
        f"  the whole: {clock * scale / 60:.1f} minutes by the clock, {used * scale / 60 / CORES:.1f} minutes of "
        f"processor time on each of {CORES} cores, {size * scale / 1e9:.2f} GB"
    )


@click.command()
@click.argument("names", nargs=-1)
@click.option("--share", default=1.0, show_default=True, help="How much of each split to make, up to 1.")
@click.option("--processes", default=cores(), show_default=True)
def main(names: tuple[str, ...], share: float, processes: int) -> None:
    """Measure the recipes NAMES, by default all."""
    datasets.disable_progress_bars()
    for name in names or RECIPES:
        click.echo(measure(name, share, processes))
    click.echo(f"aim: gameqa-140k in at most {MINUTES_MOST:g} minutes on {CORES} cores")


if __name__ == "__main__":
    main()
