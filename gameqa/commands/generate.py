"""`gameqa generate`: the rows of a config as Parquet files on disk."""

from __future__ import annotations

from pathlib import Path

import click

from gameqa.configs import DEFAULT_COUNTS, check_counts, check_seed, counts_within, parse_config
from gameqa.contract import SPLITS
from gameqa.files import write_file
from gameqa.progress import Progress

from .options import sample_options


@click.command()
@click.argument("config")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to fill.")
@click.option("--split", "splits", type=click.Choice(SPLITS), multiple=True, help="Only this split; may be repeated.")
@click.option(
    "--num-samples", type=int, help=f"Rows of every split. [default: {', '.join(map(str, DEFAULT_COUNTS.values()))}]"
)
@sample_options
def generate(
    config: str, out: Path, splits: tuple[str, ...], num_samples: int | None, seed: int, style: str, modality: str
) -> None:
    """Make the rows of CONFIG and write them as Parquet shards, OUT/CONFIG/SPLIT-*.parquet.

    A run that was stopped can be run again: shards that are there are not made twice.
    """
    from gameqa.builders.shards import Shards

    mixture = parse_config(config)
    asked = check_counts(DEFAULT_COUNTS if num_samples is None else num_samples)
    counts = counts_within(mixture, {split: asked[split] for split in splits or SPLITS}, num_samples is not None)
    shards = [Shards(mixture, split, count or 0, check_seed(seed), style, modality) for split, count in counts.items()]
    with Progress(sum(part.count for part in shards), "row", config) as progress:
        for part in shards:
            for path, (start, stop) in part.paths().items():
                if (out / path).exists():
                    progress.update(stop - start)
                else:
                    write_file(out / path, part.content(start, stop, progress.update))
    for part in shards:
        click.echo(out / part.pattern)
