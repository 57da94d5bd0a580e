"""Data sets in a folder: Parquet shards and a card that names them, as `load_dataset` reads and the Hub takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
from gameqa.builders.card import updated_card
from gameqa.builders.shards import Job, Shards, make_table, parquet
from huggingface_hub import DatasetCard

from gameqa.errors import unknown
from gameqa.files import write_file
from gameqa.parallel import in_order, processes_for
from gameqa.progress import Progress

CARD = "README.md"


def write_folder(folder: Path, configs: Mapping[str, Mapping[str, Shards]], processes: int | None = None) -> None:
    """Makes the shards that are not there yet, then the card.

    A run that was stopped can be run again: shards that are there are not made twice, and none is ever half there.

    Args:
        folder: where to.
        configs: for every config or recipe the shards of every split.
        processes: how many make rows; None for all cores, where there are rows enough.

    Raises:
        ChildProcessError: one of the processes was ended from outside.
    """
    every = [shards for splits in configs.values() for shards in splits.values()]
    missing = [
        (path, shards.jobs(start, stop))
        for shards in every
        for path, (start, stop) in shards.paths().items()
        if not (folder / path).exists()
    ]
    total, todo = sum(shards.count for shards in every), sum(rows_of(job) for _, jobs in missing for job in jobs)
    made = in_order(make_table, [job for _, jobs in missing for job in jobs], processes_for(todo, processes))
    with closing(made), Progress(total, "row", ", ".join(configs)) as progress:
        progress.update(total - todo)
        for path, jobs in missing:
            tables = []
            for job in jobs:
                tables.append(next(made))
                progress.update(rows_of(job))
            write_file(folder / path, parquet(tables))
    patterns = {
        config: {split: shards.pattern for split, shards in splits.items()} for config, splits in configs.items()
    }
    card = folder / CARD
    old = card.read_text("utf-8") if card.exists() else None
    new = updated_card(old, patterns)
    if new != old:
        write_file(card, new.encode())


def rows_of(job: Job) -> int:
    """How many rows a job makes."""
    return job[2] - job[1]


class ShardFiles:
    """The shards of one split of a config that are there in a folder.

    Args:
        folder: a folder that `write_folder` has written.
        config, split: whose shards.
        pattern: matches the paths of all of them.

    Raises:
        ValueError: shards are missing.
    """

    def __init__(self, folder: Path, config: str, split: str, pattern: str) -> None:
        self.config, self.split, self.pattern = config, split, pattern
        self._files = sorted(folder.glob(pattern))
        names = [path.name.split("-of-") for path in self._files]
        if not names or any(len(name) != 2 for name in names) or len(names) != int(names[0][1].partition("-")[0]):
            raise ValueError(f"{folder} lacks shards of {config}, split {split}: run `gameqa generate` again.")
        self._rows: list[int] = [pq.read_metadata(path).num_rows for path in self._files]
        self.count = sum(self._rows)

    def paths(self) -> dict[str, tuple[int, int]]:
        """The rows (start, stop) of every shard by its path."""
        return {f"{self.config}/{path.name}": bounds for path, bounds in zip(self._files, self._bounds(), strict=True)}

    def content(self, start: int, stop: int, tick: Callable[[], object]) -> bytes:
        """The file with these rows."""
        for _ in range(start, stop):
            tick()
        return self._files[list(self._bounds()).index((start, stop))].read_bytes()

    def _bounds(self) -> Iterator[tuple[int, int]]:
        start = 0
        for rows in self._rows:
            yield start, start + rows
            start += rows


def read_folder(
    folder: Path, names: Sequence[str] = (), splits: Sequence[str] = ()
) -> dict[str, dict[str, ShardFiles]]:
    """The shards in a folder that `write_folder` has written, by config and split.

    Args:
        folder: the folder.
        names: which configs; all where none is named.
        splits: which splits; all where none is named.

    Raises:
        ValueError: the folder is none of these, it lacks a config, a split or shards.
    """
    if not (folder / CARD).exists():
        raise ValueError(f"{folder} has no {CARD}: give a folder that `gameqa generate` has finished.")
    entries = {}
    for entry in DatasetCard((folder / CARD).read_text("utf-8")).data.get("configs") or []:
        files = entry.get("data_files")
        if isinstance(files, list):
            entries[entry["config_name"]] = {part["split"]: part["path"] for part in files}
    for name in names:
        if name not in entries:
            raise unknown(f"config of {folder}", name, entries)
    found = {}
    for name in names or entries:
        for split in splits:
            if split not in entries[name]:
                raise unknown(f"split of {name}", split, entries[name])
        found[name] = {
            split: ShardFiles(folder, name, split, entries[name][split]) for split in splits or entries[name]
        }
    if not found:
        raise ValueError(f"{folder / CARD} names no configs: give a folder that `gameqa generate` has finished.")
    return found
