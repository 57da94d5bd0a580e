"""Data sets in a folder: Parquet shards and a card that names them, as `load_dataset` reads and the Hub takes them.

The folder may be one of this machine or of a store elsewhere; `read_folder` reads only those that are here.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
from gameqa.builders.card import updated_card
from gameqa.builders.shards import Job, Shards, make_table, parquet
from huggingface_hub import DatasetCard

from gameqa.errors import unknown
from gameqa.parallel import in_order, processes_for
from gameqa.progress import Progress
from gameqa.storage import Storage

CARD = "README.md"


@dataclass(frozen=True)
class Missing:
    """A shard that is not there yet.

    Attributes:
        path: where it belongs, from the folder on.
        shards: the split that it is of.
        start, stop: its rows.
    """

    path: str
    shards: Shards
    start: int
    stop: int


Writer = Callable[[Storage, Sequence[Missing]], Generator[int, None, None]]
"""Makes shards and writes them; gives now and then how many more rows are made."""


def write_folder(storage: Storage, configs: Mapping[str, Mapping[str, Shards]], write: Writer | None = None) -> None:
    """Makes the shards that are not there yet, then the card.

    A run that was stopped can be run again: shards that are there are not made twice, and none is ever half there.

    Args:
        storage: where to.
        configs: for every config or recipe the shards of every split.
        write: makes the shards; by default `write_here`.

    Raises:
        ChildProcessError: one of the processes was ended from outside.
        OSError: a shard was written, but is not there.
    """
    every = [shards for splits in configs.values() for shards in splits.values()]
    missing = missing_shards(storage, every)
    total, todo = sum(shards.count for shards in every), sum(shard.stop - shard.start for shard in missing)
    made = (write or write_here)(storage, missing)
    with closing(made), Progress(total, "row", ", ".join(configs)) as progress:
        progress.update(total - todo)
        for rows in made:
            progress.update(rows)
    lost = missing_shards(storage, every)
    if lost:
        raise OSError(
            f"{lost[0].path} was written, but is not in {storage} as seen from here: give a folder that all machines "
            "share, or a URI such as s3://bucket/folder."
        )
    patterns = {
        config: {split: shards.pattern for split, shards in splits.items()} for config, splits in configs.items()
    }
    old = storage.read(CARD)
    new = updated_card(None if old is None else old.decode(), patterns).encode()
    if new != old:
        storage.write(CARD, new)


def missing_shards(storage: Storage, every: Sequence[Shards]) -> list[Missing]:
    """The shards that are not there yet, in order."""
    there = {config: storage.names(config) for config in {shards.config for shards in every}}
    return [
        Missing(path, shards, start, stop)
        for shards in every
        for path, (start, stop) in shards.paths().items()
        if path.partition("/")[2] not in there[shards.config]
    ]


def write_here(
    storage: Storage, missing: Sequence[Missing], processes: int | None = None
) -> Generator[int, None, None]:
    """Makes shards with processes of this machine.

    Args:
        processes: how many make rows; None for all cores, where there are rows enough.
    """
    jobs = [shard.shards.jobs(shard.start, shard.stop) for shard in missing]
    todo = sum(rows_of(job) for some in jobs for job in some)
    made = in_order(make_table, [job for some in jobs for job in some], processes_for(todo, processes))
    with closing(made):
        for shard, some in zip(missing, jobs, strict=True):
            tables = []
            for job in some:
                tables.append(next(made))
                yield rows_of(job)
            storage.write(shard.path, parquet(tables))


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
