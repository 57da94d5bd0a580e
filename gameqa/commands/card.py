"""`gameqa card`: the card of the data set."""

from __future__ import annotations

from pathlib import Path

import click

from gameqa.files import write_file


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the card to this file.")
@click.option(
    "--check", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Fail if this file is not up to date."
)
def card(out: Path | None, check: Path | None) -> None:
    """Print, write or check the card of the data set."""
    from gameqa.builders.card import card_text

    text = card_text()
    if check:
        if check.read_text("utf-8") != text:
            raise ValueError(f"{check} is stale: run `gameqa card --out {check}`.")
        click.echo(f"{check} is up to date.")
    elif out:
        write_file(out, text.encode())
    else:
        click.echo(text, nl=False)
