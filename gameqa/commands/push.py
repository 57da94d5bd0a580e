"""`gameqa push`: rows straight to a repository on the Hub."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameqa.sources import PLAINLY, Asked, sources

from .options import count_option, sample_options, splits_option

if TYPE_CHECKING:
    from gameqa.builders.push import AnyShards


@click.command()
@click.argument("names", nargs=-1, metavar="[CONFIG_OR_RECIPE]...")
@click.option("--repo", required=True, metavar="ORG/NAME", help="The repository; it is made where it does not exist.")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Upload what `gameqa generate` has written to this folder, all of it or what is named, and make nothing.",
)
@splits_option
@count_option
@click.option("--private", is_flag=True, help="Make a new repository private.")
@click.option("--revision", help="The branch to push to; it is made where it does not exist.")
@sample_options
def push(
    names: tuple[str, ...],
    repo: str,
    folder: Path | None,
    splits: tuple[str, ...],
    num_samples: int | None,
    private: bool,
    revision: str | None,
    seed: int,
    style: str,
    modality: str,
) -> None:
    """Make the rows of configs and recipes and upload them as Parquet, with a card, shard by shard.

    A push that failed can be run again: shards that have arrived are not made twice.
    """
    from gameqa.builders.folders import read_folder
    from gameqa.builders.push import Push
    from gameqa.builders.shards import Shards

    asked = Asked(num_samples, seed, style, modality)
    configs: Mapping[str, Mapping[str, AnyShards]]
    if folder:
        if asked != PLAINLY:
            raise ValueError(
                "--from uploads rows as they are: --num-samples, --seed, --style and --modality do not go with it."
            )
        configs = read_folder(folder, names, splits)
    elif names:
        configs = {
            name: {split: Shards(name, split, source) for split, source in sources(name, splits, asked).items()}
            for name in dict.fromkeys(names)
        }
    else:
        raise ValueError("name a config or a recipe, or a folder with --from.")
    click.echo(Push(configs, repo, private, revision).run())
