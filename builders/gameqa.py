"""The builder behind `load_dataset("gameqa", ...)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import datasets
from datasets import DownloadManager, StreamingDownloadManager
from gameqa.builders.features import features, transition_features
from gameqa.builders.streaming import TypedRows

from gameqa.about import CITATION, HOMEPAGE, LICENSE, RELEASE, SUMMARY
from gameqa.configs import (
    DEFAULT_CONFIG,
    DEFAULT_COUNTS,
    Counts,
    Mixture,
    check_choice,
    check_counts,
    check_seed,
    config_names,
    counts_within,
    parse_config,
)
from gameqa.contract import SPLITS, canonical_json
from gameqa.errors import unknown
from gameqa.keys import MODALITIES, STYLES, digest
from gameqa.play.configs import TRANSITIONS, is_transitions, names_of, parse_transitions
from gameqa.play.transitions import iterate_transitions
from gameqa.rows import LazyRow, iterate_rows, shard_bounds

VERSION = datasets.Version(RELEASE)
PARAMETERS = ("seed", "num_samples", "modality", "style")


@dataclass(eq=False)
class GameQAConfig(datasets.BuilderConfig):
    """What is asked for.

    Attributes:
        name: `<scope>[-<task>][-<difficulty>]`, or `<scope>-transitions[-<difficulty>]`.
        seed: 0 to 2**63 - 1; other seeds give other samples of the same splits.
        num_samples: rows of every split: one number, None (endless, for streaming only), or a dict
            of these by split, where splits left out keep their default.
        modality: "image", "text" (no picture, the state described in the question) or "both".
        style: "plain", or "varied": each sample in one of hundreds of looks.
    """

    version: datasets.Version | str | None = VERSION
    seed: int = 0
    num_samples: Counts = None
    modality: str = "image"
    style: str = "plain"

    def __post_init__(self) -> None:
        super().__post_init__()
        self.mixture = parsed(self.name)
        self.seed = check_seed(self.seed)
        check_counts(self.num_samples)
        self.modality = check_choice("modality", self.modality, MODALITIES)
        self.style = check_choice("style", self.style, STYLES)

    @property
    def columns(self) -> datasets.Features:
        """The columns of the rows."""
        return transition_features() if is_transitions(self.name) else features()

    @cached_property
    def counts(self) -> dict[str, int | None]:
        """Rows of every split; ValueError where there are not so many."""
        return counts_within(self.mixture, check_counts(self.num_samples), self.num_samples != DEFAULT_COUNTS)

    def create_config_id(self, config_kwargs: dict[str, Any], custom_features: datasets.Features | None = None) -> str:
        """Names the cached data: everything that the rows depend on, the games' versions and the columns included."""
        content = canonical_json(
            [
                self.seed,
                self.counts,
                self.modality,
                self.style,
                self.mixture.versions,
                repr(custom_features or self.columns),
            ]
        )
        return f"{self.name}-{digest(content):016x}"


def parsed(name: str) -> Mixture:
    """What a config's name stands for: tasks and levels, or games whose transitions are wanted.

    Raises:
        ValueError: the name is unknown; the message names the nearest valid ones.
    """
    return parse_transitions(name) if is_transitions(name) else parse_config(name)


class GameQA(datasets.GeneratorBasedBuilder):
    """Makes the rows of a config on the spot."""

    BUILDER_CONFIG_CLASS = GameQAConfig
    BUILDER_CONFIGS: ClassVar = [
        GameQAConfig(name, num_samples=DEFAULT_COUNTS) for name in (*config_names(), *names_of(TRANSITIONS))
    ]
    DEFAULT_CONFIG_NAME = DEFAULT_CONFIG

    def _create_builder_config(
        self,
        config_name: str | None = None,
        custom_features: datasets.Features | None = None,
        config_id: str | None = None,
        **config_kwargs: Any,
    ) -> tuple[GameQAConfig, str]:
        """The config of a call; `datasets` would skip num_samples=None and list all names in errors."""
        config_kwargs.pop("data_files", None)
        for name in config_kwargs:
            if name not in PARAMETERS:
                raise unknown("parameter", name, PARAMETERS)
        config_kwargs.setdefault("num_samples", DEFAULT_COUNTS)
        name = DEFAULT_CONFIG if config_name is None else config_name
        parsed(name)
        config = GameQAConfig(name, **config_kwargs)
        return config, config_id or config.create_config_id(config_kwargs, custom_features)

    def _info(self) -> datasets.DatasetInfo:
        return datasets.DatasetInfo(
            description=SUMMARY, features=self.config.columns, homepage=HOMEPAGE, license=LICENSE, citation=CITATION
        )

    def _split_generators(
        self, dl_manager: DownloadManager | StreamingDownloadManager
    ) -> list[datasets.SplitGenerator]:
        if not dl_manager.is_streaming and None in self.config.counts.values():
            raise ValueError(
                "num_samples=None is endless and needs streaming=True; without streaming give a number "
                f"of rows, or a dict by split ({', '.join(SPLITS)})."
            )
        return [
            datasets.SplitGenerator(name=split, gen_kwargs={"split": split, "shards": shard_bounds(count)})
            for split, count in self.config.counts.items()
        ]

    def _get_examples_iterable_for_split(self, split_generator: datasets.SplitGenerator) -> TypedRows:
        columns = self.info.features
        rows = super()._get_examples_iterable_for_split(split_generator)
        return TypedRows(rows, columns, columns, gives_tables=False)

    def _generate_examples(self, split: str, shards: list[tuple[int, int]]) -> Iterator[tuple[int, LazyRow]]:
        config = self.config
        iterate = iterate_transitions if is_transitions(config.name) else iterate_rows
        for start, stop in shards:
            rows = iterate(config.mixture, split, config.seed, start, stop, config.style, config.modality)
            yield from enumerate(rows, start)
