"""`gameqa export`: the rows of a config or recipe in the form that a framework reads."""

from __future__ import annotations

from pathlib import Path

import click

from gameqa.configs import count_within, parse_config
from gameqa.play.configs import is_play
from gameqa.sources import Asked, sources, split_names

from .options import processes_option, sample_options, splits_option

FILES = ("verl", "swift", "llamafactory", "openrlhf", "easyr1", "vlmevalkit", "openai", "parquet")
FOLDERS = ("gameqa", "gameqa-rl")
TASK_FOLDER = "lmms-eval"
SERVER_FOLDER = "nemo-gym"


@click.command()
@click.argument("name", metavar="CONFIG_OR_RECIPE")
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice([*FILES, *FOLDERS, TASK_FOLDER, SERVER_FOLDER]),
    help="The framework, what its files are, or the published files that the layout is of.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help=f"The file; for {', '.join(FOLDERS)}, {TASK_FOLDER} and {SERVER_FOLDER} a folder.",
)
@click.option("--num-samples", type=click.IntRange(min=1), help="Rows. [default: 1000 of train, 200 of the others]")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@splits_option
@processes_option
@sample_options
def export(
    name: str,
    form: str,
    out: Path,
    num_samples: int | None,
    force: bool,
    splits: tuple[str, ...],
    processes: int | None,
    seed: int,
    style: str,
    modality: str,
) -> None:
    """Make rows of CONFIG_OR_RECIPE and write them for a framework; or, of a config such as sokoban-play-hard, whole
    episodes as the games' policies play them (openai, swift, llamafactory), or episodes to play (nemo-gym).

    A file holds one split, by default train or a recipe's first; a folder holds all that are not left out by --split.
    An export that was stopped can be run again: rows that are written already are not made twice.
    """
    from gameqa.adapters.export import EPISODE_FORMATS, Export
    from gameqa.adapters.folders import export_folder
    from gameqa.adapters.lmms_eval import task_name, write_task
    from gameqa.adapters.nemo_gym import EPISODES, QUESTIONS, check_modality, data_file, trained_on, write_server

    asked = Asked(num_samples, seed, style, modality)
    if is_play(name) and form not in EPISODE_FORMATS:
        raise ValueError(f"episodes are exported as {', '.join(EPISODE_FORMATS)}, not as {form}.")
    if form == TASK_FOLDER:
        write_task(name, out, count_within(parse_config(name), "test", num_samples), seed, style)
        click.echo(f"lmms-eval --include_path {out} --tasks {task_name(name)}")
        return
    if form == SERVER_FOLDER:
        server = EPISODES if is_play(name) else QUESTIONS
        if server is EPISODES:
            check_modality(modality)
        wanted = splits or trained_on(split_names(name))
        exports = [Export(name, form, data_file(out, split, server), split, asked, force) for split in wanted]
        files = [file for one in exports for file in one.run()] + [write_server(out, wanted, server)]
    elif form in FOLDERS:
        files = export_folder(form, sources(name, splits, asked), out, force, processes)
    elif len(splits) > 1:
        raise ValueError(f"a file of format {form} holds one split: give --split once.")
    else:
        files = Export(name, form, out, splits[0] if splits else split_names(name)[0], asked, force).run()
    for file in files:
        click.echo(file)
