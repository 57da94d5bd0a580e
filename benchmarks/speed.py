"""Measures how fast rows are made, and with what share of the time.

    python benchmarks/speed.py [--samples N] [GAME ...]

Prints one line a task and level: rows a second in one process, the milliseconds for state and question
together with their discarded tries, for the picture, for encoding it, and the ratio of the whole to
encoding. Compare ratios rather than rows a second between machines.
"""

from __future__ import annotations

import statistics
import time

import click

from gameqa.contract import LEVELS
from gameqa.draw.png import encode_png
from gameqa.keys import Key
from gameqa.registry import all_games, get_game
from gameqa.sample import draw_sample


def measure(game_id: str, task_id: str, level: str, samples: int) -> tuple[float, float, float, float]:
    """Mean seconds a sample for question, picture, encoding and the rest of the row; kilobytes of a picture."""
    version = get_game(game_id).version
    draw_sample(Key(game_id, version, task_id, level, "train", 1, 0)).row()
    drawn, painted, encoded, size = 0.0, 0.0, 0.0, 0
    for index in range(samples):
        start = time.perf_counter()
        sample = draw_sample(Key(game_id, version, task_id, level, "train", 0, index))
        after_draw = time.perf_counter()
        picture = sample.picture()
        after_paint = time.perf_counter()
        size += len(encode_png(picture))
        end = time.perf_counter()
        drawn += after_draw - start
        painted += after_paint - after_draw
        encoded += end - after_paint
    return drawn / samples, painted / samples, encoded / samples, size / samples / 1000


@click.command()
@click.argument("games", nargs=-1)
@click.option("--samples", default=60, show_default=True)
def main(games: tuple[str, ...], samples: int) -> None:
    """Measure the speed of GAMES, by default of all."""
    speeds, ratios = [], []
    click.echo(f"{'task':<48}{'rows/s':>8}{'question':>10}{'picture':>9}{'encode':>8}{'ratio':>7}{'KB':>6}")
    for game in [get_game(name) for name in games] or all_games().values():
        for task in game.tasks:
            for level in LEVELS:
                drawn, painted, encoded, size = measure(game.id, task.id, level, samples)
                whole = drawn + painted + encoded
                speeds.append(1 / whole)
                ratios.append(whole / encoded)
                click.echo(
                    f"{f'{game.id}-{task.id}-{level}':<48}{1 / whole:>8.0f}{drawn * 1e3:>10.2f}{painted * 1e3:>9.2f}"
                    f"{encoded * 1e3:>8.2f}{whole / encoded:>7.1f}{size:>6.1f}"
                )
    within = sum(ratio <= 3 for ratio in ratios) / len(ratios)
    click.echo(
        f"slowest {min(speeds):.0f}, median {statistics.median(speeds):.0f} rows/s; ratio at most 3: {within:.0%} of "
        f"{len(ratios)} tasks and levels"
    )


if __name__ == "__main__":
    main()
