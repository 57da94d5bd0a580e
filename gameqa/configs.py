"""Config names: which tasks and levels a name stands for, and in which order they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import index
from typing import TypeAlias

from gameqa.contract import CATEGORIES, LEVELS, SPLITS
from gameqa.errors import unknown
from gameqa.keys import Key
from gameqa.listed import most_rows
from gameqa.recipes import RECIPES
from gameqa.registry import all_games
from gameqa.rng import Rng

DEFAULT_CONFIG = "all"
DEFAULT_COUNTS = {"train": 1000, "validation": 200, "test": 200}

Counts: TypeAlias = int | Mapping[str, int | None] | None
"""How many rows of every split: one number, numbers by split, or None for endless."""


@dataclass(frozen=True)
class Part:
    """One task at one level: what a mixture is made of."""

    game: str
    version: int
    task: str
    level: str

    @property
    def name(self) -> str:
        """The config that holds this part alone."""
        return f"{self.game}-{self.task}-{self.level}"


@dataclass(frozen=True)
class Mixture:
    """The tasks and levels of one config name."""

    name: str
    parts: tuple[Part, ...]

    def key(self, split: str, seed: int, index: int, style: str, modality: str) -> Key:
        """The key of row `index`, whatever is asked for besides it.

        Rows come in rounds; each round holds every part once, in an order of its own.
        """
        turn, place = divmod(index, len(self.parts))
        part = self.parts[self.order(split, seed, turn)[place]]
        return Key(part.game, part.version, part.task, part.level, split, seed, turn, style=style, modality=modality)

    def order(self, split: str, seed: int, turn: int) -> tuple[int, ...]:
        """The numbers of the parts in the order of a round, turn 0, 1, ..."""
        return _order(self.name, len(self.parts), split, seed, turn)

    def most_rows(self, split: str) -> int | None:
        """How many rows of a split there are without repeats; None where states are drawn at random."""
        return most_rows([(part.game, part.task, part.level) for part in self.parts], split)

    @property
    def versions(self) -> dict[str, int]:
        """The versions of the games that take part."""
        return {part.game: part.version for part in self.parts}


@lru_cache(maxsize=256)
def _order(name: str, count: int, split: str, seed: int, turn: int) -> tuple[int, ...]:
    if count == 1:
        return (0,)
    return tuple(Rng(f"mixture/{name}/{split}/{seed}/{turn}").shuffled(range(count)))


PAPER_SCOPES = {"gameqa": "all", "gameqa_in_domain": "in_domain", "gameqa_out_of_domain": "out_of_domain"}
"""The scopes that hold the paper's tasks only, with those that hold every task of the same games."""


@lru_cache(maxsize=1)
def scopes() -> dict[str, tuple[str, ...]]:
    """The games of every scope; of those in `PAPER_SCOPES` not every task takes part."""
    games = all_games()
    found: dict[str, tuple[str, ...]] = {"all": tuple(games)}
    found["in_domain"] = tuple(name for name, game in games.items() if game.in_domain)
    found["out_of_domain"] = tuple(name for name, game in games.items() if not game.in_domain)
    found.update({scope: found[whole] for scope, whole in PAPER_SCOPES.items()})
    for category in CATEGORIES:
        found[category] = tuple(name for name, game in games.items() if game.category == category)
    found.update({name: (name,) for name in games})
    return found


@lru_cache(maxsize=1)
def config_names() -> tuple[str, ...]:
    """All config names: scopes, then tasks, each with all levels and with one."""
    bases = [*scopes()]
    bases += [f"{game.id}-{task.id}" for game in all_games().values() for task in game.tasks]
    return tuple(name for base in bases for name in (base, *(f"{base}-{level}" for level in LEVELS)))


@lru_cache(maxsize=1024)
def parse_config(name: str) -> Mixture:
    """What a config name stands for.

    Raises:
        ValueError: the name is unknown; the message names the nearest valid ones.
    """
    if isinstance(name, str) and name in RECIPES:
        raise ValueError(
            f"{name!r} is a recipe, not a config: make it with `gameqa generate {name} --out FOLDER` and load it with "
            "load_dataset(FOLDER), or use `gameqa push` or `gameqa export`."
        )
    for what, use in (("play", "`gameqa eval`, `gameqa export` or gameqa.play.make"), ("transitions", "load_dataset")):
        if isinstance(name, str) and name.split("-")[1:2] == [what]:
            raise ValueError(f"{name!r} is no config of questions: use it with {use}.")
    if not isinstance(name, str) or name not in config_names():
        raise unknown(
            "config",
            name,
            (*config_names(), *RECIPES),
            "A config is <scope>[-<task>][-<difficulty>], such as 'sokoban', 'sokoban-min_moves-hard' "
            "or 'all-easy'; `gameqa list` shows scopes and tasks.",
        )
    scope, *rest = name.split("-")
    levels: tuple[str, ...] = LEVELS
    if rest and rest[-1] in LEVELS:
        levels = (rest.pop(),)
    games = all_games()
    parts = tuple(
        Part(game_id, games[game_id].version, task.id, level)
        for game_id in scopes()[scope]
        for task in games[game_id].tasks
        if (task.id == rest[0] if rest else not (task.beyond and scope in PAPER_SCOPES))
        for level in levels
    )
    return Mixture(name, parts)


def parts_of(names: Iterable[str]) -> list[Part]:
    """The tasks and levels of several configs, each once; ValueError as `parse_config`."""
    return list(dict.fromkeys(part for name in names for part in parse_config(name).parts))


def check_split(split: object) -> str:
    """The split, or a ValueError that names the allowed ones."""
    if split not in SPLITS:
        raise unknown("split", split, SPLITS)
    return str(split)


def check_seed(seed: object) -> int:
    """The seed, or a ValueError."""
    number = _whole(seed)
    if number is None or not 0 <= number < 2**63:
        raise ValueError(f"seed must be an integer from 0 to 2**63 - 1, got {seed!r}.")
    return number


def check_counts(counts: object) -> dict[str, int | None]:
    """How many rows of every split; None is endless.

    Args:
        counts: one number for all splits, None, or numbers by split; splits left out of these keep
            their default.
    """
    if isinstance(counts, Mapping):
        for split in counts:
            check_split(split)
        return {split: _check_count(counts.get(split, DEFAULT_COUNTS[split])) for split in SPLITS}
    return {split: _check_count(counts) for split in SPLITS}


def counts_within(mixture: Mixture, counts: Mapping[str, int | None], is_asked: bool) -> dict[str, int | None]:
    """The numbers of rows, within what there is.

    Args:
        is_asked: whether the user named the numbers; then too large ones are refused, else lowered.

    Raises:
        ValueError: more rows are asked for than there are.
    """
    found = dict(counts)
    for split, count in counts.items():
        most = None if count is None else mixture.most_rows(split)
        if count is None or most is None or count <= most:
            continue
        if is_asked:
            raise ValueError(
                f"config {mixture.name!r} has only {most} different rows in split {split!r}, but num_samples asks for "
                f"{count}; ask for at most {most}, or for None with streaming=True, which repeats them."
            )
        found[split] = most
    return found


def count_within(mixture: Mixture, split: str, asked: int | None) -> int:
    """How many rows of one split to make: as many as asked, else the default, within what there is.

    Raises:
        ValueError: more rows are asked for than there are.
    """
    count = counts_within(mixture, {split: asked or DEFAULT_COUNTS[split]}, asked is not None)[split]
    assert count is not None
    return count


def _check_count(count: object) -> int | None:
    if count is None:
        return None
    number = _whole(count)
    if number is None or number < 1:
        raise ValueError(
            "num_samples must be a positive integer, None (endless, for streaming only), or a dict of "
            f"these by split ({', '.join(SPLITS)}), got {count!r}."
        )
    return number


def _whole(value: object) -> int | None:
    """The integer that a value is, NumPy's included; None for anything else."""
    if isinstance(value, bool):
        return None
    try:
        return index(value)  # type: ignore[arg-type]
    except TypeError:
        return None


def check_choice(what: str, value: object, allowed: tuple[str, ...]) -> str:
    """The value, or a ValueError that names the allowed ones."""
    if value not in allowed:
        raise unknown(what, value, allowed)
    return str(value)
