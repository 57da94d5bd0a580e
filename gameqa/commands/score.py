"""`gameqa score`: scores answers that were made elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from gameqa.progress import counted

from .options import needs_extra

SCORED = "scored.jsonl"


@click.command()
@click.argument("predictions", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write scores, tables and plots here.")
def score(predictions: Path, out: Path | None) -> None:
    """Score PREDICTIONS, JSON lines with a data_id and a response each.

    The rows need not be there: an id is enough to make a row again.
    """
    with needs_extra("eval", "matplotlib and jinja2"):
        import jinja2  # noqa: F401
        import matplotlib  # noqa: F401

        from gameqa.evaluation.predictions import read_predictions, scored, write_predictions
        from gameqa.evaluation.report import print_tables, write_report

    found = read_predictions(predictions)
    if not found:
        raise ValueError(f"{predictions} holds no predictions.")
    results = list(scored(counted(found, len(found), "response")))
    print_tables(results)
    if out:
        write_predictions(out / SCORED, results)
        files = [out / SCORED, *write_report(out, results, {"predictions": predictions.name})]
        click.echo(f"written: {', '.join(map(str, files))}")
