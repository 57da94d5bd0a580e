"""`gameqa export`: the rows of a config in the form that a framework reads."""

from __future__ import annotations

from pathlib import Path

import click

from gameqa.configs import count_within, parse_config

from .options import sample_options, split_option

TASK_FOLDER = "lmms-eval"


@click.command()
@click.argument("config")
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice(["verl", "swift", "vlmevalkit", "openai", "parquet", TASK_FOLDER]),
    help="The framework, or what its files are.",
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help=f"The file; for {TASK_FOLDER} the tasks' folder."
)
@click.option("--num-samples", type=click.IntRange(min=1), help="Rows. [default: 1000 of train, 200 of the others]")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@split_option
@sample_options
def export(
    config: str,
    form: str,
    out: Path,
    num_samples: int | None,
    force: bool,
    split: str,
    seed: int,
    style: str,
    modality: str,
) -> None:
    """Make rows of CONFIG and write them for a framework.

    An export that was stopped can be run again: rows that are written already are not made twice.
    """
    from gameqa.adapters.export import Export
    from gameqa.adapters.lmms_eval import task_name, write_task

    if form == TASK_FOLDER:
        write_task(config, out, count_within(parse_config(config), "test", num_samples), seed, style)
        click.echo(f"lmms-eval --include_path {out} --tasks {task_name(config)}")
        return
    count = count_within(parse_config(config), split, num_samples)
    for file in Export(config, form, out, split, count, seed, style, modality, force).run():
        click.echo(file)
