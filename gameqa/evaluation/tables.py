"""From scored predictions to accuracies with confidence intervals, beside what guesses reach."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import sqrt
from typing import Any

from gameqa.contract import CATEGORIES, LEVELS, QA_TYPES
from gameqa.registry import all_games

Z = 1.959964
"""The normal quantile of intervals that hold with a probability of 95%."""


@dataclass(frozen=True)
class Line:
    """One figure.

    Attributes:
        name: what it is about.
        count: how many predictions.
        score: their mean score, 0 to 1.
        low, high: its 95% confidence interval.
        chance: what a guess reaches: any option of a choice, always the most frequent answer else.
        blind: what a text classifier reaches that never sees the picture.
    """

    name: str
    count: int
    score: float
    low: float
    high: float
    chance: float
    blind: float


def wilson(mean: float, count: int) -> tuple[float, float]:
    """The 95% confidence interval of a mean of values between 0 and 1.

    Wilson's score interval (Wilson 1927); for scores between 0 and 1 it is on the safe side, as no values with this
    mean vary more than zeros and ones.
    """
    if not count:
        return 0.0, 1.0
    spread = Z * Z / count
    middle = (mean + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(mean * (1 - mean) / count + spread / (4 * count))
    return max(0.0, middle - half), min(1.0, middle + half)


@lru_cache(maxsize=1)
def baselines() -> Mapping[str, Mapping[str, float]]:
    """What guesses reach in every task and level: chance and blind."""
    found: dict[str, dict[str, float]] = json.loads((files("gameqa.evaluation") / "baselines.json").read_text())
    return found


GROUPS: tuple[tuple[str, Callable[[Mapping[str, Any]], str], Callable[[], Iterable[str]]], ...] = (
    ("category", lambda row: row["category"], lambda: CATEGORIES),
    ("type", lambda row: row["qa_type"], lambda: QA_TYPES),
    ("level", lambda row: row["level"], lambda: LEVELS),
    ("game", lambda row: row["game"], all_games),
    (
        "task",
        lambda row: f"{row['game']}-{row['task']}",
        lambda: [f"{game.id}-{task.id}" for game in all_games().values() for task in game.tasks],
    ),
)
"""The tables: name, group of a prediction, and all groups in order."""


def tables(predictions: Iterable[Mapping[str, Any]]) -> dict[str, list[Line]]:
    """The tables `overall`, `category`, `type`, `level`, `game` and `task`.

    Args:
        predictions: scored ones, as `gameqa.evaluation.predictions.scored` gives them.
    """
    rows = list(predictions)
    made = {"overall": [line("all", rows)]}
    for name, group_of, order in GROUPS:
        groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            groups[group_of(row)].append(row)
        made[name] = [line(group, groups[group]) for group in order() if group in groups]
    return made


def line(name: str, rows: list[Mapping[str, Any]]) -> Line:
    """The figure of a group of scored predictions."""
    count = len(rows)
    score = sum(row["score"] for row in rows) / count if count else 0.0
    chance, blind = chance_and_blind([f"{row['game']}-{row['task']}-{row['level']}" for row in rows])
    return Line(name, count, score, *wilson(score, count), chance, blind)


def chance_and_blind(parts: Sequence[str]) -> tuple[float, float]:
    """What guesses reach on average, any option and without the picture, on rows of these tasks and levels."""
    if not parts:
        return 0.0, 0.0
    found = [baselines()[part] for part in parts]
    chance, blind = (sum(one[what] for one in found) / len(found) for what in ("chance", "blind"))
    return chance, blind
