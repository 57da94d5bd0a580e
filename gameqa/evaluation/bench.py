"""Fixed evaluation sets: lists of data_ids that never change, so that figures can be compared.

A set is a text file of ids in this folder; its digests are in `benches.json`. It holds the games that there were when
it was made; a set with more games is a new set under a new name. An id names the version of its game, so a release
makes exactly the rows of the set, or says that it can't. `tools/make_bench.py` writes a set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from gameqa.about import RELEASE
from gameqa.configs import Mixture, parts_of
from gameqa.contract import canonical_json
from gameqa.errors import unknown
from gameqa.rows import samples_in_order
from gameqa.sample import sample_of_id


@dataclass(frozen=True)
class Bench:
    """What must stay true of a set.

    Attributes:
        ids: the digest of its ids.
        rows: the digest of its rows, text and pixels.
        release: the release of this library that makes its rows, such as "0.1".
    """

    ids: str
    rows: str
    release: str

    @property
    def is_made_here(self) -> bool:
        """Whether this release makes the rows."""
        return RELEASE.startswith(f"{self.release}.")


FOLDER = files("gameqa.evaluation")
"""Where the ids are."""

DIGESTS = "benches.json"
"""The file of what must stay true of every set."""

BENCHES = {name: Bench(**found) for name, found in json.loads((FOLDER / DIGESTS).read_text("ascii")).items()}

ROWS_PER_PART = 10


@lru_cache(maxsize=4)
def bench_ids(name: str) -> tuple[str, ...]:
    """The data_ids of a set, in order.

    Raises:
        ValueError: there is no such set, or its file is not what it was.
    """
    if name not in BENCHES:
        raise unknown("evaluation set", name, BENCHES)
    ids = tuple((FOLDER / f"{name}.txt").read_text(encoding="ascii").split())
    if digest_of(ids) != BENCHES[name].ids:
        raise ValueError(f"{name} is not what was published: its digest is {digest_of(ids)}, not {BENCHES[name].ids}.")
    return ids


def ids_to_ask(name: str) -> tuple[str, ...]:
    """The data_ids of a set whose rows this release makes.

    Raises:
        ValueError: as `bench_ids`, or another release makes the rows.
    """
    ids, wanted = bench_ids(name), BENCHES[name]
    if not wanted.is_made_here:
        raise ValueError(
            f"{name} belongs to release {wanted.release} of gameqa and this is {RELEASE}, whose games ask better "
            f"questions: install gameqa == {wanted.release}.* to use it."
        )
    return ids


def digest_of(lines: Iterable[str]) -> str:
    """The digest of a list of ids, or of rows' digests."""
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


def row_digest(data_id: str) -> str:
    """The digest of a row: its columns, and the pixels of its picture rather than the file."""
    sample = sample_of_id(data_id)
    row = {name: value for name, value in sample.row().items() if name != "image"}
    image = sample.picture().image().convert("RGB")
    text = f"{canonical_json(row)}{image.size}"
    return hashlib.blake2b(text.encode() + image.tobytes(), digest_size=16).hexdigest()


def new_ids(configs: Iterable[str] = ("all",)) -> tuple[str, ...]:
    """The ids of a set of configs, by default of all games: the first rows of the test split of every task and level.

    They come in rounds that hold each task and level once, so that every first part of the set is balanced too.
    """
    columns = []
    for part in parts_of(configs):
        samples = samples_in_order(Mixture(part.name, (part,)), "test", 0, 0, ROWS_PER_PART, "plain", "image")
        columns.append([sample.key.data_id for sample in samples])
    return tuple(data_id for turn in zip(*columns, strict=True) for data_id in turn)
