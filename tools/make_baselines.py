"""Makes gameqa/evaluation/baselines.json: what guesses score, beside which evaluations show a model's figures.

python tools/make_baselines.py [--samples N]

Tasks and levels whose game has kept its version are not measured again.
"""

from __future__ import annotations

import json
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
@click.option("--processes", default=2, show_default=True)
@click.option("--samples", default=400, show_default=True, help="Samples a task and level.")
def main(processes: int, samples: int) -> None:
    """Measure what is not measured yet, and write the file."""
    old = json.loads(FILE.read_text()) if FILE.exists() else {}
    parts = parts_of(["all"])
    new = {part.name: old[part.name] for part in parts if old.get(part.name, {}).get("version") == part.version}
    missing = [part for part in parts if part.name not in new]
    with Pool(processes) as pool:
        new.update(counted(pool.imap_unordered(partial(measured, samples=samples), missing), len(missing), "part"))
    lines = [f"{json.dumps(part.name)}: {json.dumps(new[part.name])}" for part in parts]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
