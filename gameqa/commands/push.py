"""`gameqa push`: rows straight to a repository on the Hub."""

from __future__ import annotations

import click

from gameqa.configs import DEFAULT_COUNTS, check_counts, counts_within, parse_config
from gameqa.contract import SPLITS

from .options import sample_options


@click.command()
@click.argument("configs", nargs=-1, required=True)
@click.option("--repo", required=True, metavar="ORG/NAME", help="The repository; it is made where it does not exist.")
@click.option("--split", "splits", type=click.Choice(SPLITS), multiple=True, help="Only this split; may be repeated.")
@click.option(
    "--num-samples", type=int, help=f"Rows of every split. [default: {', '.join(map(str, DEFAULT_COUNTS.values()))}]"
)
@click.option("--private", is_flag=True, help="Make a new repository private.")
@click.option("--revision", help="The branch to push to; it is made where it does not exist.")
@sample_options
def push(
    configs: tuple[str, ...],
    repo: str,
    splits: tuple[str, ...],
    num_samples: int | None,
    private: bool,
    revision: str | None,
    seed: int,
    style: str,
    modality: str,
) -> None:
    """Make the rows of CONFIGS and upload them as Parquet, with a card, shard by shard.

    A push that failed can be run again: shards that have arrived are not made twice.
    """
    from gameqa.builders.push import Push

    asked = check_counts(DEFAULT_COUNTS if num_samples is None else num_samples)
    counts = {
        config: counts_within(parse_config(config), asked, num_samples is not None) for config in dict.fromkeys(configs)
    }
    click.echo(Push(counts, splits or SPLITS, seed, style, modality, repo, private, revision).run())
