"""Measures how many responses are scored a second, by kind of answer, in one process.

    python benchmarks/scoring.py [--seconds S]

The responses are a paragraph of reasoning with the right answer in answer tags at its end.
"""

from __future__ import annotations

import time
from collections import defaultdict

import click

import gameqa
from gameqa.keys import Key
from gameqa.registry import all_games
from gameqa.sample import draw_sample

THOUGHTS = "I look at the picture first, then go through the rules one by one. " * 6


@click.command()
@click.option("--seconds", default=0.3, show_default=True, help="Time for every task.")
def main(seconds: float) -> None:
    """Measure the speed of scoring."""
    speeds: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for game in all_games().values():
        for task in game.tasks:
            keys = [Key(game.id, game.version, task.id, "hard", "train", 0, index) for index in range(20)]
            rows = [draw_sample(key).row() for key in keys]
            asked = [(f"{THOUGHTS}<answer>{row['answer']}</answer>", row) for row in rows]
            count, start = 0, time.process_time()
            while time.process_time() - start < seconds:
                for response, row in asked:
                    assert gameqa.score(response, row) == 1.0
                count += len(asked)
            speed = count / (time.process_time() - start)
            speeds["checked by the engine" if task.check else task.answer_type].append((speed, f"{game.id}-{task.id}"))
    click.echo(f"{'kind of answer':<24}{'tasks':>6}{'median':>10}{'slowest':>10}")
    for kind, found in speeds.items():
        found.sort()
        slowest, name = found[0]
        click.echo(f"{kind:<24}{len(found):>6}{found[len(found) // 2][0]:>10,.0f}{slowest:>10,.0f}  {name}")


if __name__ == "__main__":
    main()
