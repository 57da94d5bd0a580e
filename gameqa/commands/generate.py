"""`gameqa generate`: the rows of a config or recipe as Parquet files, on disk or in a store."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameqa.sources import Asked, sources
from gameqa.storage import open_storage

from .options import count_option, needs_extra, processes_option, sample_options, splits_option

if TYPE_CHECKING:
    from gameqa.builders.folders import Writer

OWN_CLUSTER = ""
"""The address of --ray without one."""


@click.command()
@click.argument("name", metavar="CONFIG_OR_RECIPE")
@click.option("--out", required=True, metavar="FOLDER_OR_URI", help="What to fill, such as rows or s3://bucket/rows.")
@splits_option
@count_option
@processes_option
@click.option(
    "--ray",
    "address",
    metavar="[ADDRESS]",
    is_flag=False,
    flag_value=OWN_CLUSTER,
    help="Make the rows on a Ray cluster: that of the address, else the one that this machine is part of, else one of "
    "this machine alone.",
)
@sample_options
def generate(
    name: str,
    out: str,
    splits: tuple[str, ...],
    num_samples: int | None,
    processes: int | None,
    address: str | None,
    seed: int,
    style: str,
    modality: str,
) -> None:
    """Make the rows of CONFIG_OR_RECIPE and write them as Parquet shards, OUT/CONFIG_OR_RECIPE/SPLIT-*.parquet.

    `load_dataset` reads the folder OUT, and `gameqa push --from OUT` uploads it. A run that was stopped can be run
    again: shards that are there are not made twice. With --ray all machines must reach OUT under the same name.
    """
    from gameqa.builders.folders import write_folder
    from gameqa.builders.shards import Shards

    asked = Asked(num_samples, seed, style, modality)
    shards = {split: Shards(name, split, source) for split, source in sources(name, splits, asked).items()}
    storage = open_storage(out)
    if Path(out).is_file():
        raise ValueError(f"--out needs a folder, and {out} is a file.")
    write_folder(storage, {name: shards}, _writer(asked, processes, address))
    for part in shards.values():
        click.echo(f"{out.rstrip('/')}/{part.pattern}  {part.count} rows")
    click.echo(f'load_dataset("{out}", "{name}")')


def _writer(asked: Asked, processes: int | None, address: str | None) -> Writer:
    """What makes the shards: processes of this machine, or a cluster."""
    from gameqa.builders.folders import write_here

    if address is None:
        return partial(write_here, processes=processes)
    if processes is not None:
        raise ValueError("--processes does not go with --ray: the cluster's CPUs are used.")
    with needs_extra("ray", "Ray"):
        import ray  # noqa: F401
    from gameqa.adapters.ray_shards import write_shards

    return partial(write_shards, asked=asked, address=address or None)
