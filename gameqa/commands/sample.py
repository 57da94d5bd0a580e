"""`gameqa sample`: a few rows to look at."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gameqa.configs import check_seed, counts_within, parse_config
from gameqa.progress import counted
from gameqa.rows import iterate_rows

from .options import print_row, sample_options, save_row, split_option, without_picture


@click.command()
@click.argument("config")
@click.option("-n", "--number", type=click.IntRange(min=1), default=4, show_default=True, help="How many rows.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write pictures and JSON here.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@split_option
@sample_options
def sample(
    config: str, number: int, out: Path | None, as_json: bool, split: str, seed: int, style: str, modality: str
) -> None:
    """Make the first rows of CONFIG: print them, or write them to a folder."""
    mixture = parse_config(config)
    counts_within(mixture, {split: number}, True)
    rows = iterate_rows(mixture, split, check_seed(seed), 0, number, style, modality)
    for lazy in counted(rows, number, "row", config, shown=out is not None):
        row = dict(lazy)
        if out:
            save_row(row, out)
        elif as_json:
            click.echo(json.dumps(without_picture(row), ensure_ascii=False))
        else:
            print_row(row)
    if out:
        click.echo(f"{number} rows in {out}")
