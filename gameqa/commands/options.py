"""Options and output that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from gameqa.configs import DEFAULT_COUNTS
from gameqa.contract import SPLITS
from gameqa.files import write_file
from gameqa.keys import MODALITIES, STYLES
from gameqa.sample import Row

Command = TypeVar("Command", bound=Callable[..., Any])


def sample_options(command: Command) -> Command:
    """--seed, --style and --modality."""
    for option in (
        click.option("--modality", type=click.Choice(MODALITIES), default="image", show_default=True),
        click.option("--style", type=click.Choice(STYLES), default="plain", show_default=True),
        click.option("--seed", type=int, default=0, show_default=True),
    ):
        command = option(command)
    return command


def split_option(command: Command) -> Command:
    """--split, one of the three."""
    return click.option("--split", type=click.Choice(SPLITS), default="train", show_default=True)(command)


def splits_option(command: Command) -> Command:
    """--split, any number of those that a config or recipe has."""
    text = "Only this split; may be repeated."
    return click.option("--split", "splits", metavar="SPLIT", multiple=True, help=text)(command)


def count_option(command: Command) -> Command:
    """--num-samples."""
    text = f"Rows of every split. [default: {', '.join(map(str, DEFAULT_COUNTS.values()))}]"
    return click.option("--num-samples", type=int, help=text)(command)


def processes_option(command: Command) -> Command:
    """--processes."""
    text = "How many processes make rows. [default: one a core]"
    return click.option("--processes", type=click.IntRange(min=1), help=text)(command)


def host_options(command: Command) -> Command:
    """--host and --port, of a server."""
    for option in (
        click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True),
        click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at."),
    ):
        command = option(command)
    return command


def without_picture(row: Row) -> Row:
    """The row with the name of its picture in place of the bytes."""
    return {**row, "image": f"{row['data_id']}.png" if row["image"] else None}


def save_row(row: Row, folder: Path) -> None:
    """Writes a row as JSON, and its picture, both named by the data_id."""
    if row["image"]:
        write_file(folder / f"{row['data_id']}.png", row["image"]["bytes"])
    text = json.dumps(without_picture(row), indent=2, ensure_ascii=False) + "\n"
    write_file(folder / f"{row['data_id']}.json", text.encode())


def print_row(row: Row) -> None:
    """Prints a row to read."""
    click.secho(row["data_id"], bold=True)
    click.echo(f"{row['question']}\n\n{row['analysis']}\n")


@contextmanager
def needs_extra(extra: str, package: str) -> Iterator[None]:
    """Around imports of an extra: says in one line how to install it where it is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ValueError(f"this command needs {package}: install it with `pip install 'gameqa[{extra}]'`.") from error
