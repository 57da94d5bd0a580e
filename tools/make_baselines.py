"""Makes gameqa/evaluation/baselines.json: what guesses score, beside which evaluations show a model's figures.

python tools/make_baselines.py [GAME ...] [--samples N] [--again] [--check]

Tasks and levels whose game has kept its version are not measured again, unless asked for.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import click

from gameqa.audit.measure import guesses, samples_of
from gameqa.configs import Mixture, Part, parts_of
from gameqa.progress import counted

FILE = Path(__file__).parent.parent / "gameqa" / "evaluation" / "baselines.json"


def measured(part: Part, samples: int) -> tuple[str, dict[str, float | int]]:
    """The figures of one task and level, over samples of the test split or as many as there are."""
    mixture = Mixture(part.name, (part,))
    count = min(samples, mixture.most_rows("test") or samples)
    found = guesses(samples_of(mixture, "test", count, lambda: None))
    return part.name, {"version": part.version, **{name: round(value, 4) for name, value in found.items()}}


@click.command()
@click.argument("games", nargs=-1)
@click.option("--processes", default=2, show_default=True)
@click.option("--samples", default=400, show_default=True, help="Samples a task and level.")
@click.option("--again", is_flag=True, help="Measure also what is there for the game's version.")
@click.option("--check", is_flag=True, help="Measure nothing; exit code 1 if something is missing.")
def main(games: tuple[str, ...], processes: int, samples: int, again: bool, check: bool) -> None:
    """Measure what GAMES lack, or all games, and write the file."""
    old = json.loads(FILE.read_text()) if FILE.exists() else {}
    parts = parts_of(["all"])
    asked = {part.name for part in parts_of(games or ["all"])}
    missing = [
        part
        for part in parts
        if part.name in asked and (again or old.get(part.name, {}).get("version") != part.version)
    ]
    if check:
        if missing:
            click.echo(f"baselines are missing for {', '.join(part.name for part in missing)}")
        sys.exit(bool(missing))
    new = {part.name: old[part.name] for part in parts if part.name in old and part not in missing}
    with Pool(processes) as pool:
        new.update(counted(pool.imap_unordered(partial(measured, samples=samples), missing), len(missing), "part"))
    lines = [f"{json.dumps(part.name)}: {json.dumps(new[part.name])}" for part in parts if part.name in new]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
