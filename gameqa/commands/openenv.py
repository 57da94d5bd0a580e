"""`gameqa openenv`: an environment server for OpenEnv."""

from __future__ import annotations

import click

from .options import host_options, needs_extra, sample_options, split_option


@click.command()
@click.argument("config")
@click.option("--num-samples", type=click.IntRange(min=1), help="How many episodes. [default: no end]")
@click.option("--max-sessions", type=click.IntRange(min=1), default=256, show_default=True, help="Clients at once.")
@split_option
@sample_options
@host_options
def openenv(
    config: str,
    num_samples: int | None,
    max_sessions: int,
    split: str,
    seed: int,
    style: str,
    modality: str,
    host: str,
    port: int,
) -> None:
    """Serve the questions of CONFIG as an environment of OpenEnv: reset asks one, step scores the reply.

    Where CONFIG is something to play, such as sokoban-play-hard, reset begins an episode, and every step is an action.

    For clients that you trust, as there are no keys and no encryption.
    """
    from gameqa.adapters.plays import episodes_of

    episodes = episodes_of(config, split, num_samples, seed, style, modality)
    with needs_extra("openenv", "openenv"):
        from gameqa.adapters.openenv import create_app
        from gameqa.serving.running import run

    run(create_app(episodes, max_sessions), host, port)
