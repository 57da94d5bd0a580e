"""`gameqa show`: the row of an id."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gameqa.sample import recreate

from .options import print_row, save_row, without_picture


@click.command()
@click.argument("data_id")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the picture and JSON here.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(data_id: str, out: Path | None, as_json: bool) -> None:
    """Make the row with DATA_ID again and print it."""
    row = recreate(data_id)
    if out:
        save_row(row, out)
        click.echo(f"{data_id} in {out}")
    elif as_json:
        click.echo(json.dumps(without_picture(row), indent=2, ensure_ascii=False))
    else:
        print_row(row)
