"""The command line: `gameqa COMMAND`. Each command has a file of its own."""

from __future__ import annotations

from typing import Any

import click
import datasets
from huggingface_hub.utils.tqdm import disable_progress_bars

from gameqa.about import RELEASE
from gameqa.errors import GenerationError

from .audit import audit
from .bench import bench
from .card import card
from .evaluate import evaluate
from .export import export
from .gallery import gallery
from .generate import generate
from .listing import list_games
from .openenv import openenv
from .push import push
from .sample import sample
from .score import score
from .serve import serve
from .show import show


class BadInput(click.ClickException):
    """One line, exit code 2."""

    exit_code = 2


class OneLineErrors(click.Group):
    """Turns errors that a user can cause into one line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ValueError, GenerationError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise BadInput(" ".join(str(error).split())) from error


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(RELEASE, prog_name="gameqa")
def main() -> None:
    """Verifiable visual game questions, made on the fly."""
    # The commands tell themselves how far they are; the bars of libraries would stand between.
    datasets.disable_progress_bars()
    disable_progress_bars()


for command in (
    audit,
    bench,
    card,
    evaluate,
    export,
    gallery,
    generate,
    list_games,
    openenv,
    push,
    sample,
    score,
    serve,
    show,
):
    main.add_command(command)
