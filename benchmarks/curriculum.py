"""How many rows a simulated learner needs with `gameqa.curriculum`, and with an even mix.

    python benchmarks/curriculum.py [--seeds N] [CONFIG ...]

The learner has a skill for every game and level. It answers a row of a task and level rightly with a chance that rises
with the skill and falls with a difficulty, which is drawn for every level, game and task; easy rows start out mostly
right, hard ones mostly wrong. A group of eight answers to a row teaches the more the nearer the chance is to one half,
4 p (1 - p): the row's own game and level most, other levels of the game half as much, and all else a little. The even
mix is that of the config's own stream. Scores are reported in batches of 32 rows, when the 32 after them are decided
already. Measured are the rows until the mean chance over all tasks and levels reaches the target.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice

import click
import numpy as np

from gameqa.configs import parse_config
from gameqa.contract import LEVELS
from gameqa.curriculum import EVEN_EVERY, Curriculum
from gameqa.keys import Key

GROUP, BATCH, BATCHES_AHEAD = 8, 32, 2
DIFFICULTY = {"easy": -1.5, "medium": 1.5, "hard": 4.5}
SPREAD_GAME, SPREAD_TASK = 0.7, 0.7
RATE, TO_OTHER_LEVELS, TO_OTHER_GAMES = 0.02, 0.5, 0.02
TARGET = 0.75


class Learner:
    """A simulated learner.

    Args:
        config: what it is asked.
        seed: other seeds give other difficulties and answers.
    """

    def __init__(self, config: str, seed: int) -> None:
        self._parts = parse_config(config).parts
        self._random = np.random.default_rng(seed)
        games = sorted({part.game for part in self._parts})
        self._game = np.array([games.index(part.game) for part in self._parts])
        self._level = np.array([LEVELS.index(part.level) for part in self._parts])
        self._skill = np.zeros((len(games), len(LEVELS)))
        of_game = self._random.normal(0, SPREAD_GAME, len(games))
        of_task = self._random.normal(0, SPREAD_TASK, len(self._parts))
        self._difficulty = np.array([DIFFICULTY[part.level] for part in self._parts]) + of_game[self._game] + of_task
        self._place = {(part.game, part.task, part.level): place for place, part in enumerate(self._parts)}

    def answer(self, key: Key) -> list[float]:
        """The scores of a group of answers to a row, from which the learner learns."""
        place = self._place[key.game, key.task, key.level]
        game, level = self._game[place], self._level[place]
        chance = 1 / (1 + np.exp(self._difficulty[place] - self._skill[game, level]))
        scores = (self._random.random(GROUP) < chance).astype(float)
        gain = RATE * 4 * chance * (1 - chance)
        self._skill += TO_OTHER_GAMES * gain
        self._skill[game] += (TO_OTHER_LEVELS - TO_OTHER_GAMES) * gain
        self._skill[game, level] += (1 - TO_OTHER_LEVELS) * gain
        return scores.tolist()

    @property
    def mean(self) -> float:
        """The mean chance over all tasks and levels."""
        return float(np.mean(1 / (1 + np.exp(self._difficulty - self._skill[self._game, self._level]))))


def rows_to_target(config: str, seed: int, curriculum: Curriculum | None) -> tuple[int, list[Key]]:
    """How many rows the learner needs, and which it was asked; None for the even mix."""
    learner, asked = Learner(config, seed), []
    keys = iter(curriculum.sampler) if curriculum else even(config, seed)
    waiting = [list(islice(keys, BATCH)) for _ in range(BATCHES_AHEAD)]
    while learner.mean < TARGET:
        batch = waiting.pop(0)
        waiting.append(list(islice(keys, BATCH)))
        asked += batch
        answers = [(key.data_id, score) for key in batch for score in learner.answer(key)]
        if curriculum:
            curriculum.update(*zip(*answers, strict=True))
    return len(asked), asked


def even(config: str, seed: int) -> Iterator[Key]:
    """The keys of a config's stream."""
    mixture = parse_config(config)
    return (mixture.key("train", seed, index, "plain", "image") for index in count())


def measure(config: str, seeds: int) -> str:
    """The figures of a config."""
    parts = len(parse_config(config).parts)
    plain, mixed, least_level, longest = [], [], [], []
    for seed in range(seeds):
        plain.append(rows_to_target(config, seed, None)[0])
        number, asked = rows_to_target(config, seed, Curriculum(config, seed=seed))
        mixed.append(number)
        windows = [asked[start : start + 500] for start in range(0, len(asked) - 499, 500)] or [asked]
        for window in windows:
            levels = Counter(key.level for key in window)
            least_level.append(min(levels[level] for level in LEVELS) / len(window))
        longest.append(longest_wait(asked))
    saved = [1 - one / other for one, other in zip(mixed, plain, strict=True)]
    return (
        f"{config}: {parts} tasks and levels, {seeds} seeds, mean chance of a right answer up to {TARGET:.0%}\n"
        f"  even mix    {statistics.mean(plain):8.0f} rows (from {min(plain)} to {max(plain)})\n"
        f"  curriculum  {statistics.mean(mixed):8.0f} rows (from {min(mixed)} to {max(mixed)})\n"
        f"  saved {statistics.mean(saved):.0%} (from {min(saved):.0%} to {max(saved):.0%}), "
        f"fewer rows with {sum(value > 0 for value in saved)} of {seeds} seeds\n"
        f"  least share of a level in any 500 rows in turn: {min(least_level):.1%}\n"
        f"  longest wait of a task and level, in rows: {max(longest)} (at most {2 * EVEN_EVERY * parts} by design)"
    )


def longest_wait(asked: list[Key]) -> int:
    """The most rows between two of the same task and level."""
    last: dict[tuple[str, str, str], int] = {}
    longest = 0
    for number, key in enumerate(asked):
        name = (key.game, key.task, key.level)
        longest = max(longest, number - last.get(name, -1))
        last[name] = number
    return longest


@click.command()
@click.argument("configs", nargs=-1)
@click.option("--seeds", default=24, show_default=True)
def main(configs: tuple[str, ...], seeds: int) -> None:
    """Measure CONFIGS, by default one game and all."""
    for config in configs or ("sokoban", "all"):
        click.echo(measure(config, seeds))


if __name__ == "__main__":
    main()
