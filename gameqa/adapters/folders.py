"""Writing the rows of a config or recipe to a folder in one of the layouts of `gameqa.adapters.published`.

Rows are made in parts, by several processes. A part writes its pictures and states, then its entries to a hidden
file; at the end these become one JSON list a split. An export that was stopped goes on with the parts that it has.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gameqa.adapters.published import image_path, state_path, to_entry, to_query
from gameqa.adapters.rows import Row
from gameqa.contract import canonical_json
from gameqa.files import write_file
from gameqa.keys import digest
from gameqa.parallel import in_order, processes_for
from gameqa.progress import Progress
from gameqa.rows import BLOCK
from gameqa.sources import Source

ROWS_PER_PART = 2 * BLOCK

LAYOUTS: Mapping[str, tuple[Callable[[Row, bool], dict[str, Any]], str]] = {
    "gameqa": (to_entry, "games_data"),
    "gameqa-rl": (to_query, "GameQA_RL"),
}
"""For every layout what makes an entry, and what the names of its JSON files begin with."""

TRAINING = "train"
"""The split whose file has no suffix, as that of the published files."""


@dataclass(frozen=True)
class Part:
    """Some rows on their way to files.

    Attributes:
        layout: a name in `LAYOUTS`.
        source, start, stop: which rows.
        folder: where pictures and states go.
        file: where the entries go.
    """

    layout: str
    source: Source
    start: int
    stop: int
    folder: Path
    file: Path


def export_folder(
    layout: str, sources: Mapping[str, Source], folder: Path, force: bool = False, processes: int | None = None
) -> list[Path]:
    """Writes the rows of every split; gives the JSON files.

    Args:
        layout: a name in `LAYOUTS`.
        sources: the rows of every split.
        folder: where to.
        force: whether to replace JSON files that are there already.
        processes: how many make rows; None for all cores, where there are rows enough.

    Raises:
        ValueError: rows without pictures are asked for, or a file is there already.
        ChildProcessError: one of the processes was ended from outside.
    """
    files = {split: folder / _file_name(layout, split) for split in sources}
    for file in files.values():
        if file.exists() and not force:
            raise ValueError(f"{file} is there already: choose another folder, or replace it with --force.")
    parts = {split: list(_parts(layout, source, folder)) for split, source in sources.items()}
    every = [part for found in parts.values() for part in found]
    missing = [part for part in every if not part.file.exists()]
    total, todo = (sum(part.stop - part.start for part in some) for some in (every, missing))
    written = in_order(write_part, missing, processes_for(todo, processes))
    with closing(written), Progress(total, "row") as progress:
        progress.update(total - todo)
        for part, _ in zip(missing, written, strict=True):
            progress.update(part.stop - part.start)
    for split, file in files.items():
        _join([part.file for part in parts[split]], file)
    for found in parts.values():
        shutil.rmtree(found[0].file.parent, ignore_errors=True)
    return list(files.values())


def write_part(part: Part) -> None:
    """Makes the rows of a part and writes them; the file of entries comes last."""
    convert, _ = LAYOUTS[part.layout]
    entries = []
    for row in part.source.rows(part.start, part.stop):
        made = dict(row)
        if made["image"] is None:
            raise ValueError("this format needs pictures: leave --modality at image, or ask for both.")
        _write_new(part.folder / image_path(made), made["image"]["bytes"])
        _write_new(part.folder / state_path(made), made["state"].encode())
        entries.append(json.dumps(convert(made, part.source.is_training), ensure_ascii=False, indent=2))
    write_file(part.file, ",\n".join(entries).encode())


def _write_new(path: Path, content: bytes) -> None:
    """Writes a file without the pains of `write_file`: a part that was stopped is written again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _file_name(layout: str, split: str) -> str:
    stem = LAYOUTS[layout][1]
    return f"{stem}.json" if split == TRAINING else f"{stem}_{split}.json"


def _parts(layout: str, source: Source, folder: Path) -> Iterator[Part]:
    name = f"{digest(canonical_json([layout, ROWS_PER_PART, *source.identity])):016x}"
    hidden = folder / f".{name}.parts"
    for start in range(0, source.count, ROWS_PER_PART):
        stop = min(source.count, start + ROWS_PER_PART)
        yield Part(layout, source, start, stop, folder, hidden / f"{start:09d}")


def _join(parts: list[Path], out: Path) -> None:
    """Makes the parts one JSON list."""
    whole = parts[0].with_name("whole")
    with open(whole, "wb") as file:
        for number, part in enumerate(parts):
            file.write(b",\n" if number else b"[\n")
            file.write(part.read_bytes())
        file.write(b"\n]\n")
    os.replace(whole, out)
