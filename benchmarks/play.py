"""Measures how many steps a second environments make, and what random play scores.

    python benchmarks/play.py [--episodes N] [GAME ...]

Prints one line a game and level: steps a second of processor time with pictures (modality "both") and without
("text"), over episodes of random legal actions, resets left out, since these make puzzles; milliseconds a reset; the
mean score of these episodes; then the least and greatest values.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import click

import gameqa.play
from gameqa.play.configs import parse_play
from gameqa.play.registry import all_plays

PICTURES_LEAST, TEXTS_LEAST = 300, 3000
"""The aims: steps a second with pictures, and without."""


@dataclass
class Figures:
    """Steps a second, milliseconds a reset, and the mean score of random play."""

    speed: float
    reset: float
    score: float


def measured(config: str, modality: str, episodes: int) -> Figures:
    """The figures of some episodes, in processor time."""
    env = gameqa.play.make(config, split="test", modality=modality)
    rng = random.Random(0)
    steps, spent, waited, scores = 0, 0.0, 0.0, 0.0
    for number in range(episodes + 1):
        start = time.process_time()
        _, info = env.reset()
        if number:
            waited += time.process_time() - start
        start = time.process_time()
        made, ended = 0, False
        while not ended:
            _, _, terminated, truncated, info = env.step(rng.choice(info["actions"]))
            made, ended = made + 1, terminated or truncated
        if number:  # The first episode makes sprites.
            steps, spent = steps + made, spent + time.process_time() - start
            scores += info["score"]
    return Figures(steps / spent, waited / episodes * 1e3, scores / episodes)


@click.command()
@click.argument("games", nargs=-1)
@click.option("--episodes", default=20, show_default=True)
def main(games: tuple[str, ...], episodes: int) -> None:
    """Measure GAMES, by default all that can be played."""
    click.echo(f"{'game and level':<36}{'with pictures':>16}{'without':>10}{'reset ms':>10}{'random':>8}")
    least, random_most, reset_most = [float("inf")] * 2, 0.0, 0.0
    for game in games or all_plays():
        for part in parse_play(game).parts:
            shown, told = (measured(part.name, modality, episodes) for modality in ("both", "text"))
            least = list(map(min, least, (shown.speed, told.speed)))
            random_most, reset_most = max(random_most, told.score), max(reset_most, told.reset)
            click.echo(f"{part.name:<36}{shown.speed:>16.0f}{told.speed:>10.0f}{told.reset:>10.1f}{told.score:>8.2f}")
    click.echo(
        f"least: {least[0]:.0f} steps a second with pictures (aim {PICTURES_LEAST}), {least[1]:.0f} without "
        f"(aim {TEXTS_LEAST}); at most {reset_most:.1f} ms a reset; random play scores at most {random_most:.2f}"
    )


if __name__ == "__main__":
    main()
