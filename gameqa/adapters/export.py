"""Writing the rows of a config to one file in the form that a framework reads.

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
import pyarrow.parquet as pq
from tqdm import tqdm

from gameqa.adapters import verl
from gameqa.adapters.openai import to_openai
from gameqa.adapters.rows import Row
from gameqa.adapters.swift import to_swift
from gameqa.adapters.verl import to_verl
from gameqa.adapters.vlmevalkit import CHOICE_COLUMNS, COMMON_COLUMNS, to_table_row
from gameqa.builders.features import features
from gameqa.configs import Mixture, check_seed, check_split, counts_within, parse_config
from gameqa.contract import CHOICE, canonical_json
from gameqa.files import write_file
from gameqa.keys import digest
from gameqa.registry import get_game, get_task
from gameqa.rows import BLOCK, iterate_rows

ROWS_PER_PART = 5 * BLOCK

NumberedRow = tuple[int, Row]


@dataclass(frozen=True)
class Format:
    """A form of files.

    Attributes:
        encode: the content of a part, from its numbered rows and the split's name.
        join: writes the parts into one file.
        kinds: which rows go to which file; the names are added to the file's stem where a config has several.
    """

    encode: Callable[[Sequence[NumberedRow], str], bytes]
    join: Callable[[Sequence[Path], Path], None]
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = (("", lambda answer_type: True),)


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


def _table(rows: Sequence[NumberedRow], split: str) -> bytes:
    """Tab-separated values with a header, for rows of one kind."""
    columns = CHOICE_COLUMNS if rows and rows[0][1]["answer_type"] == CHOICE else COMMON_COLUMNS
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
    """Keeps the header of the first part that has rows."""
    with open(out, "wb") as file:
        for part in parts:
            header, _, lines = part.read_bytes().partition(b"\n")
            if lines:
                file.write(lines if file.tell() else header + b"\n" + lines)


def _join_parquet(parts: Sequence[Path], out: Path) -> None:
    with pq.ParquetWriter(out, pq.read_schema(parts[0])) as writer:
        for part in parts:
            writer.write_table(pq.read_table(part))


FORMATS = {
    "parquet": Format(_parquet(lambda row, split, number: dict(row), features()), _join_parquet),
    "verl": Format(_parquet(to_verl, verl.features()), _join_parquet),
    "swift": Format(_json_lines(to_swift), _join_bytes),
    "openai": Format(_json_lines(to_openai), _join_bytes),
    "vlmevalkit": Format(
        _table,
        _join_tables,
        (("-choice", lambda answer_type: answer_type == CHOICE), ("-open", lambda answer_type: answer_type != CHOICE)),
    ),
}


class Export:
    """One config on its way to one file, or to one for each kind of rows.

    Args:
        config: a config name.
        form: a name in `FORMATS`.
        out: the file to write.
        split, count, seed, style, modality: which rows.
        force: whether to replace files that are there already.

    Raises:
        ValueError: an argument is not allowed, or a file is there already.
    """

    def __init__(
        self, config: str, form: str, out: Path, split: str, count: int, seed: int, style: str, modality: str,
        force: bool = False,
    ) -> None:  # fmt: skip
        self._mixture = parse_config(config)
        self._form = FORMATS[form]
        self._split, self._count, self._seed = check_split(split), count, check_seed(seed)
        self._show = (style, modality)
        counts_within(self._mixture, {split: count}, True)
        self._out = out
        kinds = [(name, wanted) for name, wanted in self._form.kinds if any(map(wanted, _answer_types(self._mixture)))]
        self._files = {
            out if len(kinds) == 1 else out.with_name(f"{out.stem}{name}{out.suffix}"): wanted for name, wanted in kinds
        }
        for file in self._files:
            if file.exists() and not force:
                raise ValueError(f"{file} is there already: choose another name, or replace it with --force.")
        content = [config, form, self._mixture.versions, split, count, self._seed, *self._show, ROWS_PER_PART]
        self._parts = out.with_name(f".{out.name}-{digest(canonical_json(content)):016x}.parts")

    def run(self) -> list[Path]:
        """Writes what is not written yet; gives the files."""
        places = range(0, self._count, ROWS_PER_PART)
        with tqdm(total=self._count, desc=self._mixture.name, unit="row") as progress:
            for start in places:
                stop = min(self._count, start + ROWS_PER_PART)
                wanted = {file: self._part(number, start) for number, file in enumerate(self._files)}
                if all(part.exists() for part in wanted.values()):
                    progress.update(stop - start)
                    continue
                rows = list(self._rows(start, stop, progress))
                for file, part in wanted.items():
                    own = [item for item in rows if self._files[file](item[1]["answer_type"])]
                    write_file(part, self._form.encode(own, self._split))
        for number, file in enumerate(self._files):
            temporary = self._parts / f"whole-{number}"
            self._form.join([self._part(number, start) for start in places], temporary)
            os.replace(temporary, file)
        shutil.rmtree(self._parts)
        return list(self._files)

    def _part(self, number: int, start: int) -> Path:
        return self._parts / f"{number}-{start:010d}"

    def _rows(self, start: int, stop: int, progress: tqdm[None]) -> Iterator[NumberedRow]:
        rows = iterate_rows(self._mixture, self._split, self._seed, start, stop, *self._show)
        for number, row in enumerate(rows, start):
            yield number, dict(row)
            progress.update()


def _answer_types(mixture: Mixture) -> set[str]:
    return {get_task(get_game(part.game), part.task).answer_type for part in mixture.parts}
