"""Writes a fixed evaluation set: its ids, NAME.txt in gameqa/evaluation, and its digests, benches.json there.

python tools/make_bench.py NAME [--again] [--processes N]

It holds ten rows of the test split of every task of all games at every level. A set that was published never changes:
--again is for one that no release has yet. What guesses score on it comes from `tools/make_baselines.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from gameqa.about import RELEASE
from gameqa.evaluation.bench import BENCHES, DIGESTS, digest_of, new_ids, row_digest
from gameqa.parallel import cores, in_order
from gameqa.progress import counted

FOLDER = Path(__file__).parent.parent / "gameqa" / "evaluation"


@click.command()
@click.argument("name")
@click.option("--again", is_flag=True, help="Replace a set that is there, for one that no release has yet.")
@click.option("--processes", type=click.IntRange(min=1), default=cores(), show_default=True)
def main(name: str, again: bool, processes: int) -> None:
    """Write the set NAME, such as gameqa-bench-v2."""
    if name in BENCHES and not again:
        raise click.ClickException(f"{name} is there already: a published set never changes. Choose another name.")
    ids = new_ids()
    rows = list(counted(in_order(row_digest, ids, processes), len(ids), "row", name))
    release = ".".join(RELEASE.split(".")[:2])
    new = {"ids": digest_of(ids), "rows": digest_of(rows), "release": release}
    digests = {**json.loads((FOLDER / DIGESTS).read_text("ascii")), name: new}
    (FOLDER / f"{name}.txt").write_text("\n".join(ids) + "\n", "ascii")
    lines = [f"{json.dumps(known)}: {json.dumps(found)}" for known, found in digests.items()]
    (FOLDER / DIGESTS).write_text("{\n" + ",\n".join(lines) + "\n}\n", "ascii")
    click.echo(f"{name}: {len(ids)} rows, ids {new['ids']}, rows {new['rows']}")


if __name__ == "__main__":
    main()
