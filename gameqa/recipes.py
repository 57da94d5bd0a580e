"""Recipes: data sets that are fixed by name, so that two people who name one have the same rows.

A recipe names its splits and the rows of each. What it says never changes; another data set is another recipe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Slice:
    """The first rows of a config, with seed 0, in the plain style, with pictures.

    Attributes:
        config: a config name.
        split: the split of the config.
        count: how many rows.
    """

    config: str
    split: str
    count: int


@dataclass(frozen=True)
class Recipe:
    """A data set that is fixed by name.

    Attributes:
        description: one line for lists.
        splits: the rows of every split, by its name in the data set.
        fixed_set: the evaluation set of `gameqa.evaluation.bench` whose rows are the split "test", for a recipe that
            is one.
    """

    description: str
    splits: Mapping[str, Slice] = field(default_factory=dict)
    fixed_set: str | None = None

    @property
    def split_names(self) -> tuple[str, ...]:
        """The names of the splits, in order."""
        return ("test",) if self.fixed_set else tuple(self.splits)


RECIPES: Mapping[str, Recipe] = {
    "gameqa-140k": Recipe(
        "the shape of the paper's set: its tasks at three levels, to train on its 20 games and to test on all 30",
        {
            "train": Slice("gameqa_in_domain", "train", 126_000),
            "test_in_domain": Slice("gameqa_in_domain", "test", 9_000),
            "test_out_of_domain": Slice("gameqa_out_of_domain", "test", 5_000),
        },
    ),
    "gameqa-5k": Recipe(
        "the paper's small training set: the first 5,000 rows of the training split of gameqa-140k",
        {"train": Slice("gameqa_in_domain", "train", 5_000)},
    ),
    "gameqa-bench-v2": Recipe(
        "the fixed evaluation set: 10 rows of every task of all games at every level", fixed_set="gameqa-bench-v2"
    ),
}
"""All recipes by name."""
