"""`gameqa serve`: scores over HTTP."""

from __future__ import annotations

import os

import click

from gameqa.serving.bodies import MEBIBYTE, MOST_BYTES, MOST_ITEMS

from .options import host_options, needs_extra


@click.command()
@host_options
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes.")
@click.option(
    "--max-body",
    type=click.IntRange(1, 1024),
    default=MOST_BYTES // MEBIBYTE,
    show_default=True,
    help="Most MiB of a request.",
)
@click.option(
    "--max-items", type=click.IntRange(min=1), default=MOST_ITEMS, show_default=True, help="Most items of a request."
)
def serve(host: str, port: int, workers: int, max_body: int, max_items: int) -> None:
    """Score responses over HTTP: POST /score, POST /get_reward for OpenRLHF, GET /health.

    For clients that you trust, as there are no keys and no encryption.
    """
    with needs_extra("serve", "starlette and uvicorn"):
        from gameqa.serving.app import BYTES_VARIABLE, ITEMS_VARIABLE
        from gameqa.serving.running import run

    os.environ[BYTES_VARIABLE], os.environ[ITEMS_VARIABLE] = str(max_body * MEBIBYTE), str(max_items)
    run("gameqa.serving.app:create_app", host, port, workers)
