"""Measures how fast rows are made, and with what share of the time.

    python benchmarks/speed.py [--samples N] [GAME ...]

Prints one line a task and level, in milliseconds of processor time a row, in one process: state and question with
their discarded tries, the picture, encoding it, and the texts around it; what Pillow needs to encode the same picture
at its default level; the ratio of the whole row to that; and by how much `load_dataset(streaming=True)` is slower than
the engine alone, with decoded pictures and with the stored ones, as Arrow tables hold them. Compare ratios rather than
rows a second between machines.

Every row is made in several rounds and its least time counts: other programs on the machine only add to it. Before each
round all caches that forget are emptied, so that no round finds what an earlier one has worked out, and then rows of
another seed are made, which bring back what a long run always has at hand, the sprites above all. Row 0 is not counted:
with it a stream starts, which takes some milliseconds once, however long it runs.
"""

from __future__ import annotations

import gc
import io
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import click
import datasets

from gameqa.configs import Part
from gameqa.contract import LEVELS
from gameqa.draw.png import encode_png
from gameqa.keys import Key
from gameqa.registry import all_games, get_game
from gameqa.sample import draw_sample

PILLOW_SHARE, PILLOW_MOST, STREAM_MOST, ROWS_LEAST = 0.6, 0.95, 0.25, 900
"""The aims: the shares of tasks and levels within once and 2.5 times Pillow's time, what a stream may add, and the
median of rows a second (on the machine on which the first release made 369)."""

WARMING_ROWS = 8
"""Rows that are made before a round."""


@dataclass(frozen=True)
class Figures:
    """Mean seconds a row of one task and level, and the mean size of its pictures in kilobytes."""

    part: Part
    question: float
    picture: float
    encode: float
    texts: float
    pillow: float
    streamed: float
    stored: float
    size: float

    @property
    def whole(self) -> float:
        """The row, by the engine alone."""
        return self.question + self.picture + self.encode + self.texts

    @property
    def ratio(self) -> float:
        """The row to Pillow's encoding."""
        return self.whole / self.pillow

    def __str__(self) -> str:
        times = (self.question, self.picture, self.encode, self.texts, self.pillow)
        return (
            f"{self.part.name:<46}{1 / self.whole:>7.0f}{''.join(f'{value * 1e3:>9.2f}' for value in times)}"
            f"{self.ratio:>7.2f}{self.streamed / self.whole - 1:>+9.0%}{self.stored / self.whole - 1:>+8.0%}"
            f"{self.size:>6.1f}"
        )


HEADER = (
    f"{'task':<46}{'rows/s':>7}{'question':>9}{'picture':>9}{'encode':>9}{'texts':>9}{'Pillow':>9}"
    f"{'ratio':>7}{'stream':>9}{'stored':>8}{'KB':>6}"
)


class Clock:
    """The least processor time of each of some pieces of work that are done again and again."""

    def __init__(self) -> None:
        self._least: dict[int, float] = {}

    def run(self, number: int, work: Callable[[], Any]) -> Any:
        """The result of the piece of work with this number."""
        start = time.process_time()
        result = work()
        taken = time.process_time() - start
        self._least[number] = min(taken, self._least.get(number, taken))
        return result

    @property
    def mean(self) -> float:
        """Seconds a piece."""
        return statistics.mean(self._least.values())


@lru_cache(maxsize=1)
def forgetting_caches() -> list[Any]:
    """The caches of functions that have a greatest size; the others hold what is made once."""
    kind = type(forgetting_caches)
    return [one for one in gc.get_objects() if isinstance(one, kind) and one.cache_info().maxsize not in (None, 1)]


def start_afresh(part: Part) -> None:
    """Empties the caches that forget, not for tasks whose states are listed, as these are remembered for good; then
    makes rows of another seed."""
    is_listed = get_game(part.game).task(part.task).states is not None
    for cache in () if is_listed else forgetting_caches():
        if cache.__module__.startswith("gameqa"):
            cache.cache_clear()
    for index in range(WARMING_ROWS):
        draw_sample(key_of(part, 1, index)).row()


def key_of(part: Part, seed: int, index: int) -> Key:
    """The key of a row of a task and level."""
    return Key(part.game, part.version, part.task, part.level, "train", seed, index)


def measure(part: Part, samples: int, rounds: int) -> Figures:
    """The figures of one task and level."""
    question, row, picture, encode, pillow, streamed, stored = clocks = [Clock() for _ in range(7)]
    size = 0
    for _ in range(rounds):
        start_afresh(part)
        for index in range(1, samples + 1):
            key = key_of(part, 0, index)
            sample = question.run(index, lambda key=key: draw_sample(key))
            row.run(index, sample.row)
            drawn = picture.run(index, sample.picture)
            size += len(encode.run(index, lambda drawn=drawn: encode_png(drawn)))
            pillow.run(index, lambda drawn=drawn: drawn.image().save(io.BytesIO(), "PNG"))
        for clock, stream in zip((streamed, stored), streams(part), strict=True):
            start_afresh(part)
            rows = iter(stream)
            next(rows)
            for index in range(1, samples + 1):
                clock.run(index, lambda rows=rows: next(rows))
    seconds = [clock.mean for clock in clocks]
    seconds[1] -= seconds[2] + seconds[3]
    return Figures(part, seconds[0], seconds[2], seconds[3], seconds[1], *seconds[4:], size / samples / rounds / 1000)


def streams(part: Part) -> Iterator[datasets.IterableDataset]:
    """The stream of a task and level with decoded pictures, and as Arrow tables."""
    stream = datasets.load_dataset("gameqa", part.name, split="train", streaming=True, num_samples=None)
    yield stream
    yield stream.with_format("arrow")


def share(values: list[bool]) -> float:
    """The share of those that are true."""
    return sum(values) / len(values)


def summary(figures: list[Figures]) -> str:
    """What the figures come to, beside the aims."""
    ratios = [one.ratio for one in figures]
    slowest = max(figures, key=lambda one: one.whole)
    speed = 1 / statistics.median([one.whole for one in figures])
    stream_speed = 1 / statistics.median([one.streamed for one in figures])
    added, added_stored = (
        statistics.median(values)
        for values in (
            [one.streamed / one.whole - 1 for one in figures],
            [one.stored / one.whole - 1 for one in figures],
        )
    )
    return "\n".join(
        (
            f"{len(figures)} tasks and levels; a row by the engine in the time that Pillow needs to encode its "
            f"picture: {share([ratio <= 1 for ratio in ratios]):.0%} (aim {PILLOW_SHARE:.0%}), in 2.5 times that: "
            f"{share([ratio <= 2.5 for ratio in ratios]):.0%} (aim {PILLOW_MOST:.0%}); "
            f"median {statistics.median(ratios):.2f}, greatest {max(ratios):.2f}",
            f"a stream adds {added:+.0%} with decoded pictures, {added_stored:+.0%} with stored ones "
            f"(medians; aim at most {STREAM_MOST:+.0%})",
            f"rows a second: median {speed:.0f} by the engine (aim {ROWS_LEAST}), {stream_speed:.0f} through a stream; "
            f"slowest {1 / slowest.whole:.0f} ({slowest.part.name})",
        )
    )


@click.command()
@click.argument("games", nargs=-1)
@click.option("--samples", default=30, show_default=True)
@click.option("--rounds", default=3, show_default=True)
def main(games: tuple[str, ...], samples: int, rounds: int) -> None:
    """Measure the speed of GAMES, by default of all."""
    datasets.disable_progress_bars()
    click.echo(HEADER)
    figures = []
    for game in [get_game(name) for name in games] or all_games().values():
        for task in game.tasks:
            for level in LEVELS:
                figures.append(measure(Part(game.id, game.version, task.id, level), samples, rounds))
                click.echo(str(figures[-1]))
    click.echo(summary(figures))


if __name__ == "__main__":
    main()
