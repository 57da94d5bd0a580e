"""Parquet shards: what they are called, and what is in them.

The name of a shard holds a digest of everything that its rows depend on, so shards of different rows never mix and a
run that was stopped knows what is there already.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import datasets
from gameqa.builders.features import features

from gameqa.configs import Mixture
from gameqa.contract import canonical_json
from gameqa.keys import digest
from gameqa.rows import BLOCK, iterate_rows

ROWS_PER_SHARD = 40 * BLOCK
"""About 100 MB in memory."""


class Shards:
    """The shards of one split of a config.

    Args:
        count: rows of the split.
    """

    def __init__(self, mixture: Mixture, split: str, count: int, seed: int, style: str, modality: str) -> None:
        self._mixture = mixture
        self._seed = seed
        self._show = (style, modality)
        self.config = mixture.name
        self.split = split
        self.count = count
        columns = features().to_dict()
        content = [mixture.versions, split, count, seed, style, modality, ROWS_PER_SHARD, columns]
        self._digest = f"{digest(canonical_json(content)):016x}"
        self.pattern = f"{mixture.name}/{split}-*-{self._digest}.parquet"
        """Matches the paths of all shards."""

    def paths(self) -> dict[str, tuple[int, int]]:
        """The rows (start, stop) of every shard by its path, which begins with the config's name."""
        number = -(-self.count // ROWS_PER_SHARD)
        return {
            f"{self.config}/{self.split}-{shard:05d}-of-{number:05d}-{self._digest}.parquet": (
                shard * ROWS_PER_SHARD,
                min(self.count, (shard + 1) * ROWS_PER_SHARD),
            )
            for shard in range(number)
        }

    def content(self, start: int, stop: int, tick: Callable[[], object]) -> bytes:
        """The Parquet file of some rows.

        Args:
            tick: called after every row.
        """

        def rows() -> Iterator[dict[str, object]]:
            for row in iterate_rows(self._mixture, self.split, self._seed, start, stop, *self._show):
                yield dict(row)
                tick()

        buffer = io.BytesIO()
        datasets.Dataset.from_list(list(rows()), features=features()).to_parquet(buffer)
        return buffer.getvalue()
