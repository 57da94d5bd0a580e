"""Measures how many steps a second environments make.

    python benchmarks/play.py [--episodes N] [GAME ...]

Prints one line a game and level: steps a second of processor time with pictures (modality "both") and without
("text"), over episodes of random legal actions, resets left out, since these make puzzles; then their least values.
"""

from __future__ import annotations

import random
import time

import click

import gameqa.play
from gameqa.play.configs import parse_play
from gameqa.play.registry import all_plays

PICTURES_LEAST, TEXTS_LEAST = 300, 3000
"""The aims: steps a second with pictures, and without."""


def steps_a_second(config: str, modality: str, episodes: int) -> float:
    """Steps a second of processor time over some episodes."""
    env = gameqa.play.make(config, modality=modality)
    rng = random.Random(0)
    steps, spent = 0, 0.0
    for number in range(episodes + 1):
        _, info = env.reset()
        start = time.process_time()
        made, ended = 0, False
        while not ended:
            _, _, terminated, truncated, info = env.step(rng.choice(info["actions"]))
            made, ended = made + 1, terminated or truncated
        if number:  # The first episode makes sprites.
            steps, spent = steps + made, spent + time.process_time() - start
    return steps / spent


@click.command()
@click.argument("games", nargs=-1)
@click.option("--episodes", default=20, show_default=True)
def main(games: tuple[str, ...], episodes: int) -> None:
    """Measure GAMES, by default all that can be played."""
    click.echo(f"{'game and level':<36}{'with pictures':>16}{'without':>10}")
    least = [float("inf")] * 2
    for game in games or all_plays():
        for part in parse_play(game).parts:
            figures = [steps_a_second(part.name, modality, episodes) for modality in ("both", "text")]
            least = list(map(min, least, figures))
            click.echo(f"{part.name:<36}{figures[0]:>16.0f}{figures[1]:>10.0f}")
    click.echo(
        f"least: {least[0]:.0f} steps a second with pictures (aim {PICTURES_LEAST}), {least[1]:.0f} without "
        f"(aim {TEXTS_LEAST})"
    )


if __name__ == "__main__":
    main()
