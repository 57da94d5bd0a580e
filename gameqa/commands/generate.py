"""`gameqa generate`: the rows of a config or recipe as Parquet files on disk."""

from __future__ import annotations

from pathlib import Path

import click

from gameqa.sources import Asked, sources

from .options import count_option, processes_option, sample_options, splits_option


@click.command()
@click.argument("name", metavar="CONFIG_OR_RECIPE")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to fill.")
@splits_option
@count_option
@processes_option
@sample_options
def generate(
    name: str,
    out: Path,
    splits: tuple[str, ...],
    num_samples: int | None,
    processes: int | None,
    seed: int,
    style: str,
    modality: str,
) -> None:
    """Make the rows of CONFIG_OR_RECIPE and write them as Parquet shards, OUT/CONFIG_OR_RECIPE/SPLIT-*.parquet.

    `load_dataset` reads the folder OUT, and `gameqa push --from OUT` uploads it. A run that was stopped can be run
    again: shards that are there are not made twice.
    """
    from gameqa.builders.folders import write_folder
    from gameqa.builders.shards import Shards

    found = sources(name, splits, Asked(num_samples, seed, style, modality))
    shards = {split: Shards(name, split, source) for split, source in found.items()}
    write_folder(out, {name: shards}, processes)
    for part in shards.values():
        click.echo(f"{out / part.pattern}  {part.count} rows")
    click.echo(f'load_dataset("{out}", "{name}")')
