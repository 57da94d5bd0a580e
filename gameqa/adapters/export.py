"""Writing rows to one file in the form that a framework reads.

Rows are made in parts, each written whole under its own name in a hidden folder beside the file; at the end the parts
become the file. An export that was stopped goes on with the parts that it has.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import datasets
import pyarrow as pa
import pyarrow.parquet as pq

from gameqa.adapters import easyr1, llamafactory, verl
from gameqa.adapters.chats import (
    EPISODE_SCHEMA,
    to_llamafactory_episode,
    to_openai_episode,
    to_swift_episode,
)
from gameqa.adapters.easyr1 import to_easyr1
from gameqa.adapters.llamafactory import to_llamafactory
from gameqa.adapters.nemo_gym import to_nemo_gym, to_nemo_gym_episode
from gameqa.adapters.openai import to_openai
from gameqa.adapters.openrlhf import to_openrlhf
from gameqa.adapters.rows import Row
from gameqa.adapters.swift import to_swift
from gameqa.adapters.verl import to_verl
from gameqa.adapters.vlmevalkit import CHOICE_COLUMNS, COMMON_COLUMNS, to_table_row
from gameqa.builders.features import features
from gameqa.configs import check_choice
from gameqa.contract import ANSWER_TYPES, CHOICE, canonical_json
from gameqa.files import write_file
from gameqa.keys import digest
from gameqa.play.configs import is_play
from gameqa.play.demonstrations import demonstrations
from gameqa.progress import Progress
from gameqa.rows import BLOCK
from gameqa.sources import Asked, Source, sources

ROWS_PER_PART = 5 * BLOCK
EPISODES_PER_PART = 50
"""An episode has many pictures."""

NumberedRow = tuple[int, Row]


@dataclass(frozen=True)
class Format:
    """A form of files.

    Attributes:
        encode: the content of a part, from its numbered rows and the split's name.
        join: writes the parts into one file.
        kinds: which rows go to which file; the names are added to the file's stem where a config has several.
        check: refuses, before any row is made, a file that `finish` could not deal with.
        finish: what else is done for a file that is written.
    """

    encode: Callable[[Sequence[NumberedRow], str], bytes]
    join: Callable[[Sequence[Path], Path], None]
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = (("", lambda answer_type: True),)
    check: Callable[[Path], None] = lambda file: None
    finish: Callable[[Path], None] = lambda file: None


def _json_lines(convert: Callable[[Row], dict[str, Any]]) -> Callable[[Sequence[NumberedRow], str], bytes]:
    def encode(rows: Sequence[NumberedRow], split: str) -> bytes:
        return "".join(json.dumps(convert(row), ensure_ascii=False) + "\n" for _, row in rows).encode()

    return encode


def _parquet(
    convert: Callable[[Row, str, int], dict[str, Any]], columns: datasets.Features
) -> Callable[[Sequence[NumberedRow], str], bytes]:
    def encode(rows: Sequence[NumberedRow], split: str) -> bytes:
        buffer = io.BytesIO()
        table = datasets.Dataset.from_list([convert(row, split, number) for number, row in rows], features=columns)
        table.to_parquet(buffer)
        return buffer.getvalue()

    return encode


def _plain_parquet(
    convert: Callable[[Row], dict[str, Any]], schema: pa.Schema
) -> Callable[[Sequence[NumberedRow], str], bytes]:
    """Parquet without the types of `datasets`, for frameworks that are held to old releases of it."""

    def encode(rows: Sequence[NumberedRow], split: str) -> bytes:
        buffer = io.BytesIO()
        pq.write_table(pa.Table.from_pylist([convert(row) for _, row in rows], schema), buffer)
        return buffer.getvalue()

    return encode


def _table(rows: Sequence[NumberedRow], split: str) -> bytes:
    """Tab-separated values with a header, for rows of one kind."""
    columns = CHOICE_COLUMNS if rows[0][1]["answer_type"] == CHOICE else COMMON_COLUMNS
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(to_table_row(row, number, split) for number, row in rows)
    return text.getvalue().encode()


def _join_bytes(parts: Iterable[Path], out: Path) -> None:
    with open(out, "wb") as file:
        for part in parts:
            file.write(part.read_bytes())


def _join_tables(parts: Sequence[Path], out: Path) -> None:
    """Keeps the header of the first part only."""
    with open(out, "wb") as file:
        for part in parts:
            header, _, lines = part.read_bytes().partition(b"\n")
            file.write(lines if file.tell() else header + b"\n" + lines)


def _join_parquet(parts: Sequence[Path], out: Path) -> None:
    with pq.ParquetWriter(out, pq.read_schema(parts[0])) as writer:
        for part in parts:
            writer.write_table(pq.read_table(part))


FORMATS = {
    "parquet": Format(_parquet(lambda row, split, number: dict(row), features()), _join_parquet),
    "verl": Format(_parquet(to_verl, verl.features()), _join_parquet),
    "swift": Format(_json_lines(to_swift), _join_bytes),
    "llamafactory": Format(
        _plain_parquet(to_llamafactory, llamafactory.SCHEMA),
        _join_parquet,
        check=llamafactory.check_info,
        finish=llamafactory.add_entry,
    ),
    "openrlhf": Format(_json_lines(to_openrlhf), _join_bytes),
    "easyr1": Format(_plain_parquet(to_easyr1, easyr1.SCHEMA), _join_parquet),
    "openai": Format(_json_lines(to_openai), _join_bytes),
    "nemo-gym": Format(_json_lines(to_nemo_gym), _join_bytes),
    "vlmevalkit": Format(
        _table,
        _join_tables,
        (("-choice", lambda answer_type: answer_type == CHOICE), ("-open", lambda answer_type: answer_type != CHOICE)),
    ),
}


EPISODE_FORMATS = {
    "openai": Format(_json_lines(to_openai_episode), _join_bytes),
    "swift": Format(_json_lines(to_swift_episode), _join_bytes),
    "llamafactory": Format(
        _plain_parquet(to_llamafactory_episode, EPISODE_SCHEMA),
        _join_parquet,
        check=llamafactory.check_info,
        finish=llamafactory.add_entry,
    ),
    "nemo-gym": Format(_json_lines(to_nemo_gym_episode), _join_bytes),
}
"""The forms of files of episodes."""


class Export:
    """One split of a config or recipe on its way to one file, or to one for each kind of rows; or episodes of play.

    Args:
        name: the config or recipe, or what is played, such as "sokoban-play-hard".
        form: a name in `FORMATS`, of episodes one in `EPISODE_FORMATS`.
        out: the file to write.
        split: the split.
        asked: how many rows, and which.
        force: whether to replace files that are there already.

    Raises:
        ValueError: an argument is not allowed, or a file is there already.
    """

    def __init__(self, name: str, form: str, out: Path, split: str, asked: Asked, force: bool = False) -> None:
        self._name, self._split = name, split
        self._source: Source = (
            demonstrations(name, split, asked) if is_play(name) else sources(name, [split], asked)[split]
        )
        forms = EPISODE_FORMATS if is_play(name) else FORMATS
        self._size = EPISODES_PER_PART if is_play(name) else ROWS_PER_PART
        content = [form, *self._source.identity, self._size]
        chosen = forms[check_choice(f"format of {name}", form, tuple(forms))]
        self._parts = _Parts(chosen, out, f"{digest(canonical_json(content)):016x}", force)
        self._parts.refuse_existing(self._source.answer_types)

    def run(self) -> list[Path]:
        """Writes what is not written yet; gives the files."""
        count = self._source.count
        with Progress(count, "row", self._name) as progress:
            for number, start in enumerate(range(0, count, self._size)):
                stop = min(count, start + self._size)
                if self._parts.has(number):
                    progress.update(stop - start)
                else:
                    self._parts.write(number, list(self._rows(start, stop, progress)), self._split)
        return self._parts.join()

    def _rows(self, start: int, stop: int, progress: Progress) -> Iterator[NumberedRow]:
        for number, row in enumerate(self._source.rows(start, stop), start):
            yield number, dict(row)
            progress.update()


def export_rows(rows: Iterable[Row], form: str, out: Path, split: str = "train", force: bool = False) -> list[Path]:
    """Writes any rows, such as a loaded or streamed data set, to a file, or to one for each kind of rows.

    Args:
        rows: rows with the columns of this library, wherever they come from.
        form, out, split, force: as of `Export`.

    Raises:
        ValueError: the form is unknown, there are no rows, or a file is there already.
    """
    parts = _Parts(FORMATS[check_choice("format", form, tuple(FORMATS))], out, "rows", force)
    parts.refuse_existing(ANSWER_TYPES)
    parts.clear()
    number, part = 0, []
    for index, row in enumerate(rows):
        part.append((index, row))
        if len(part) == ROWS_PER_PART:
            parts.write(number, part, split)
            number, part = number + 1, []
    if part:
        parts.write(number, part, split)
    return parts.join()


class _Parts:
    """The parts of a file, or of one for each kind of rows, in a hidden folder beside it."""

    def __init__(self, form: Format, out: Path, name: str, force: bool) -> None:
        self._form = form
        self._out = out
        self._force = force
        self._folder = out.with_name(f".{out.name}-{name}.parts")

    def refuse_existing(self, answer_types: Iterable[str]) -> None:
        """ValueError where a file that rows with these kinds of answers need is there, unless forced."""
        types = list(answer_types)
        kinds = [kind for kind, (_, wanted) in enumerate(self._form.kinds) if any(map(wanted, types))]
        for file in {*self._files(kinds).values(), self._out}:
            if file.exists() and not self._force:
                raise ValueError(f"{file} is there already: choose another name, or replace it with --force.")
        for file in self._files(kinds).values():
            self._form.check(file)

    def has(self, number: int) -> bool:
        """Whether a part is there, for all kinds."""
        return all(self._part(kind, number).exists() for kind in range(len(self._form.kinds)))

    def write(self, number: int, rows: Sequence[NumberedRow], split: str) -> None:
        """Writes a part: for every kind its rows, maybe none."""
        for kind, (_, wanted) in enumerate(self._form.kinds):
            own = [item for item in rows if wanted(item[1].get("answer_type", ""))]
            write_file(self._part(kind, number), self._form.encode(own, split) if own else b"")

    def join(self) -> list[Path]:
        """Makes the parts one file a kind, under their final names, and removes them."""
        found: dict[int, list[Path]] = {}
        for path in sorted(self._folder.glob("*-*")) if self._folder.exists() else ():
            if path.stat().st_size and path.name[0].isdigit():
                found.setdefault(int(path.name.partition("-")[0]), []).append(path)
        if not found:
            raise ValueError("there are no rows to export.")
        files = self._files(list(found))
        for kind, paths in found.items():
            temporary = self._folder / "whole"
            self._form.join(paths, temporary)
            os.replace(temporary, files[kind])
            self._form.finish(files[kind])
        self.clear()
        return list(files.values())

    def clear(self) -> None:
        """Removes all parts."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _files(self, kinds: Sequence[int]) -> dict[int, Path]:
        """The file of every kind; where there is only one kind it has the name that was asked for."""
        out = self._out
        if len(kinds) == 1:
            return {kinds[0]: out}
        return {kind: out.with_name(f"{out.stem}{self._form.kinds[kind][0]}{out.suffix}") for kind in kinds}

    def _part(self, kind: int, number: int) -> Path:
        return self._folder / f"{kind}-{number:08d}"
