"""`gameqa eval`: asks a model and scores what it says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameqa.adapters.rows import INSTRUCTION
from gameqa.configs import check_seed, count_within, parse_config
from gameqa.contract import SPLITS
from gameqa.evaluation.bench import BENCHES, ids_to_ask
from gameqa.play.configs import is_play, parse_play
from gameqa.rows import samples_in_order
from gameqa.sample import sample_of_id

from .options import needs_extra, sample_options

if TYPE_CHECKING:
    import openai

    from gameqa.evaluation.playing import PlaySettings
    from gameqa.sample import Sample


EPISODES = 50
"""How many episodes are played unless asked otherwise."""


@click.command(name="eval")
@click.argument("config")
@click.option("--base-url", required=True, help="The server's address, such as http://localhost:8000/v1.")
@click.option("--model", required=True, help="The model's name at the server.")
@click.option("--api-key-env", default="OPENAI_API_KEY", show_default=True, help="The variable that holds the key.")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder of the results.")
@click.option(
    "-n",
    "--n",
    "number",
    type=click.IntRange(min=1),
    help="Questions or episodes. [default: 200, a fixed set's, or 50 episodes]",
)
@click.option(
    "--concurrency", type=click.IntRange(min=1), default=16, show_default=True, help="Questions or episodes at once."
)
@click.option("--retries", type=click.IntRange(min=0), default=6, show_default=True, help="Tries again a question.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=600, show_default=True, help="Seconds.")
@click.option("--temperature", type=float, default=0.0, show_default=True)
@click.option("--max-tokens", type=click.IntRange(min=1), help="Most tokens of a reply. [default: the server's]")
@click.option(
    "--instruction", help="What follows every question, or an episode's rules; empty for nothing. [default: a sentence]"
)
@click.option(
    "--pictures",
    type=click.IntRange(min=1),
    default=4,
    show_default=True,
    help="Of play: of how many of the last turns the model sees the pictures again.",
)
@click.option("--system", help="A system message.")
@click.option("--split", type=click.Choice(SPLITS), default="test", show_default=True)
@sample_options
@click.pass_context
def evaluate(
    ctx: click.Context,
    config: str,
    base_url: str,
    model: str,
    api_key_env: str,
    out: Path,
    number: int | None,
    concurrency: int,
    retries: int,
    timeout: float,
    temperature: float,
    max_tokens: int | None,
    instruction: str | None,
    pictures: int,
    system: str | None,
    split: str,
    seed: int,
    style: str,
    modality: str,
) -> None:
    """Ask a model the questions of CONFIG, or of a fixed set such as gameqa-bench-v2, and score its replies; or let it
    play the episodes of a CONFIG such as sokoban-play-hard.

    Works with every server that speaks OpenAI's chat protocol. A run that was stopped can be run again: it asks only
    what has no reply yet. Exit code 1 where questions got no reply.
    """
    with needs_extra("eval", "openai, matplotlib and jinja2"):
        import jinja2  # noqa: F401
        import matplotlib  # noqa: F401
        import openai

        from gameqa.adapters.chats import ACTING
        from gameqa.evaluation.ask import PREDICTIONS, Run, Settings, failure_text
        from gameqa.evaluation.playing import PlaySettings
        from gameqa.evaluation.report import print_tables, write_report

    client = openai.AsyncOpenAI(
        base_url=base_url, api_key=os.environ.get(api_key_env) or "none", timeout=timeout, max_retries=retries
    )
    if is_play(config):
        failures = _play(
            client,
            out,
            PlaySettings(
                parse_play(config).name, split, check_seed(seed), style, modality, model, temperature, max_tokens,
                pictures, ACTING if instruction is None else instruction or None, system,
            ),
            number or EPISODES,
            concurrency,
        )  # fmt: skip
    else:
        asked = INSTRUCTION if instruction is None else instruction or None
        settings = Settings(config, split, seed, style, modality, model, temperature, max_tokens, asked, system)
        samples, total = _samples(config, split, number, check_seed(seed), style, modality)
        predictions, failures = Run(out, settings).ask(client, samples, total, concurrency)
        if predictions:
            files = [out / PREDICTIONS]
            files += write_report(out, predictions, {**asdict(settings), "answered": len(predictions), "asked": total})
            print_tables(predictions)
            click.echo(f"written: {', '.join(map(str, files))}")
    if failures:
        click.secho(failure_text(failures, "episodes" if is_play(config) else "questions"), fg="red", err=True)
        ctx.exit(1)


def _play(client: openai.AsyncOpenAI, out: Path, settings: PlaySettings, number: int, concurrency: int) -> list[str]:
    """Plays episodes and reports on them; gives what failed."""
    from gameqa.evaluation.play_report import compared, print_play_tables, write_play_report
    from gameqa.evaluation.playing import EPISODES as FILE
    from gameqa.evaluation.playing import PlayRun

    mixture = parse_play(settings.config)
    keys = [
        mixture.key(settings.split, settings.seed, index, settings.style, settings.modality) for index in range(number)
    ]
    results, failures = PlayRun(out, settings).play(client, keys, concurrency)
    if results:
        episodes = compared(results)
        files = write_play_report(out, episodes, {**asdict(settings), "played": len(results), "asked": number})
        print_play_tables(episodes)
        click.echo(f"written: {', '.join(map(str, [out / FILE, *files]))}")
    return failures


def _samples(
    config: str, split: str, number: int | None, seed: int, style: str, modality: str
) -> tuple[Iterator[Sample], int]:
    """The samples to ask about, and how many there are."""
    if config in BENCHES:
        ids = ids_to_ask(config)[:number]
        for name, value, default in (("seed", seed, 0), ("style", style, "plain"), ("modality", modality, "image")):
            if value != default:
                raise ValueError(f"{config} is fixed: --{name} can't be changed.")
        return map(sample_of_id, ids), len(ids)
    mixture = parse_config(config)
    count = count_within(mixture, split, number)
    return samples_in_order(mixture, split, seed, 0, count, style, modality), count
