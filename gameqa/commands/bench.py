"""`gameqa bench`: the fixed evaluation sets."""

from __future__ import annotations

import click

from gameqa.evaluation.bench import BENCHES, bench_ids, digest_of, ids_to_ask, row_digest
from gameqa.evaluation.tables import baselines, chance_and_blind
from gameqa.keys import parse_data_id
from gameqa.parallel import in_order, processes_for
from gameqa.progress import counted


@click.command()
@click.argument("name", required=False)
@click.option("--check", is_flag=True, help="Make every row and compare it.")
def bench(name: str | None, check: bool) -> None:
    """List the fixed evaluation sets, or the data_ids of NAME.

    `gameqa eval NAME ...` asks a model its questions.
    """
    if name is None:
        for known, wanted in BENCHES.items():
            ids = bench_ids(known)
            more = guesses(ids) if wanted.is_made_here else f"of release {wanted.release}"
            click.echo(f"{known}  {len(ids)} rows, ids {wanted.ids}, rows {wanted.rows}, {more}")
        return
    ids = ids_to_ask(name) if check else bench_ids(name)
    if check:
        rows = in_order(row_digest, ids, processes_for(len(ids), None))
        found = digest_of(counted(rows, len(ids), "row", name))
        if found != BENCHES[name].rows:
            raise ValueError(
                f"the rows of {name} are not those that were published: {found}, not {BENCHES[name].rows}."
            )
        click.echo(f"{name}: all {len(ids)} rows are those that were published")
        return
    click.echo("\n".join(ids))


def guesses(ids: tuple[str, ...]) -> str:
    """What guesses reach on a set, in words."""
    keys = map(parse_data_id, ids)
    parts = [f"{key.game}-{key.task}-{key.level}" for key in keys]
    missing = len(set(parts) - baselines().keys())
    if missing:
        return f"guesses not measured in {missing} tasks and levels"
    chance, blind = chance_and_blind(parts)
    return f"chance {chance:.3f}, blind {blind:.3f}"
