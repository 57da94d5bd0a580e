"""`gameqa audit`: how good the tasks of a config are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from gameqa.configs import parts_of
from gameqa.files import write_file
from gameqa.progress import Progress

from .options import needs_extra


@click.command()
@click.argument("configs", nargs=-1, required=True)
@click.option(
    "--samples", type=click.IntRange(min=20), default=400, show_default=True, help="Samples a task and level."
)
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write all figures here.")
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), help="Write a report page here.")
@click.pass_context
def audit(
    ctx: click.Context, configs: tuple[str, ...], samples: int, json_file: Path | None, html_file: Path | None
) -> None:
    """Measure every task and level of CONFIGS; exit code 1 if one fails a gate.

    Answers, what a text classifier guesses without the picture, shortcuts in the options, repeats and
    leaks, pictures and colors, difficulty and cost.
    """
    with needs_extra("audit", "sklearn"):
        import sklearn  # noqa: F401

        from gameqa.audit import gates, report
        from gameqa.audit.measure import measured

    parts = parts_of(configs)
    results: list[dict[str, Any]] = []
    with Progress(len(parts) * (samples + 2 * max(1, samples // 4)), "sample") as progress:
        for part in parts:
            progress.rename(part.name)
            found = measured(part, samples, progress.update)
            found["failures"] = gates.failures(found)
            results.append(found)
    general = gates.unordered_levels(results)
    if json_file:
        write_file(json_file, (json.dumps({"results": results, "general": general}, indent=1) + "\n").encode())
    if html_file:
        write_file(html_file, report.page(results, general).encode())
    report.print_table(results, general)
    if general or any(found["failures"] for found in results):
        ctx.exit(1)
