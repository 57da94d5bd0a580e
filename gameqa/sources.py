"""Where the rows of a data set come from: the order of a config, or a fixed list of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from gameqa.configs import (
    DEFAULT_COUNTS,
    Mixture,
    check_choice,
    check_counts,
    check_seed,
    check_split,
    counts_within,
    parse_config,
)
from gameqa.contract import SPLITS
from gameqa.errors import unknown
from gameqa.evaluation.bench import BENCHES, ids_to_ask
from gameqa.keys import MODALITIES, STYLES, parse_data_id
from gameqa.recipes import RECIPES, Recipe
from gameqa.registry import get_game, get_task
from gameqa.rows import iterate_rows
from gameqa.sample import recreate


@dataclass(frozen=True)
class Asked:
    """What may be asked of a config besides its name; a recipe allows nothing but the defaults.

    Attributes:
        num_samples: rows of every split; None for the default.
        seed, style, modality: as of `load_dataset`.
    """

    num_samples: int | None = None
    seed: int = 0
    style: str = "plain"
    modality: str = "image"


PLAINLY = Asked()


class Source(Protocol):
    """The rows of one split; a value that may be sent to another process."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    @property
    def is_training(self) -> bool:
        """Whether the rows are of the split "train"."""

    @property
    def identity(self) -> list[Any]:
        """All that the rows depend on, as plain JSON."""

    @property
    def answer_types(self) -> set[str]:
        """The kinds of answers that the rows have."""

    def rows(self, start: int, stop: int) -> Iterator[Mapping[str, Any]]:
        """The rows start to stop - 1; each is the same whatever the range is."""


@dataclass(frozen=True)
class ConfigRows:
    """The first rows of a split of a config."""

    mixture: Mixture
    split: str
    count: int
    seed: int
    style: str
    modality: str

    @property
    def is_training(self) -> bool:
        """Whether the rows are of the split "train"."""
        return self.split == "train"

    @property
    def identity(self) -> list[Any]:
        """All that the rows depend on, as plain JSON."""
        mixture = self.mixture
        return [mixture.name, mixture.versions, self.split, self.count, self.seed, self.style, self.modality]

    @property
    def answer_types(self) -> set[str]:
        """The kinds of answers that the rows have."""
        return _answer_types((part.game, part.task) for part in self.mixture.parts)

    def rows(self, start: int, stop: int) -> Iterator[Mapping[str, Any]]:
        """The rows start to stop - 1."""
        return iterate_rows(self.mixture, self.split, self.seed, start, stop, self.style, self.modality)


@dataclass(frozen=True)
class ListedRows:
    """The rows of a fixed evaluation set."""

    name: str
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.ids)

    @property
    def is_training(self) -> bool:
        """Whether the rows are of the split "train": never."""
        return False

    @property
    def identity(self) -> list[Any]:
        """All that the rows depend on, as plain JSON."""
        return [self.name, BENCHES[self.name].ids, BENCHES[self.name].rows]

    @property
    def answer_types(self) -> set[str]:
        """The kinds of answers that the rows have."""
        keys = map(parse_data_id, self.ids)
        return _answer_types((key.game, key.task) for key in keys)

    def rows(self, start: int, stop: int) -> Iterator[Mapping[str, Any]]:
        """The rows start to stop - 1."""
        return map(recreate, self.ids[start:stop])


def _answer_types(tasks: Iterable[tuple[str, str]]) -> set[str]:
    return {get_task(get_game(game), task).answer_type for game, task in set(tasks)}


def split_names(name: str) -> tuple[str, ...]:
    """The splits of a config or a recipe, in order."""
    return RECIPES[name].split_names if name in RECIPES else SPLITS


def sources(name: str, splits: Iterable[str] = (), asked: Asked = PLAINLY) -> dict[str, Source]:
    """Where the rows of a config or a recipe come from, by split.

    Args:
        name: a config name or the name of a recipe.
        splits: which splits; all where none is named.

    Raises:
        ValueError: the name or a split is unknown, there are not so many rows, or what is asked is not allowed.
    """
    if name in RECIPES:
        return _of_recipe(name, RECIPES[name], tuple(splits), asked)
    mixture = parse_config(name)
    wanted = [check_split(split) for split in dict.fromkeys(splits)] or list(SPLITS)
    counts = check_counts(DEFAULT_COUNTS if asked.num_samples is None else asked.num_samples)
    counts = counts_within(mixture, {split: counts[split] for split in wanted}, asked.num_samples is not None)
    return {
        split: config_rows(mixture, split, count, asked.seed, asked.style, asked.modality)
        for split, count in counts.items()
        if count
    }


def config_rows(mixture: Mixture, split: str, count: int, seed: int, style: str, modality: str) -> ConfigRows:
    """The first rows of a split of a config; ValueError where an argument is not allowed."""
    style, modality = check_choice("style", style, STYLES), check_choice("modality", modality, MODALITIES)
    return ConfigRows(mixture, check_split(split), count, check_seed(seed), style, modality)


def _of_recipe(name: str, recipe: Recipe, splits: tuple[str, ...], asked: Asked) -> dict[str, Source]:
    for option in ("num_samples", "seed", "style", "modality"):
        if getattr(asked, option) != getattr(PLAINLY, option):
            raise ValueError(f"{name} is fixed: --{option.replace('_', '-')} can't be changed.")
    for split in splits:
        if split not in recipe.split_names:
            raise unknown(f"split of {name}", split, recipe.split_names)
    if recipe.fixed_set:
        return {"test": ListedRows(recipe.fixed_set, ids_to_ask(recipe.fixed_set))}
    return {
        split: config_rows(parse_config(part.config), part.split, part.count, 0, "plain", "image")
        for split, part in recipe.splits.items()
        if split in (splits or recipe.split_names)
    }
