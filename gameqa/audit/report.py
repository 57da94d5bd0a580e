"""The audit's table for a terminal, and its page to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from gameqa.audit import gates
from gameqa.registry import get_game
from gameqa.templates import environment

Result = Mapping[str, Any]


def print_table(results: Sequence[Result], general: Sequence[str]) -> None:
    """Prints one line a task and level, and what failed."""
    click.echo(
        f"{'task and level':<48}{'top':>6}{'blind':>7}{'rule':>6}{'chance':>8}{'bits':>6}{'difficulty':>12}"
        f"{'rows/s':>8}{'ratio':>7}"
    )
    for found in results:
        if "error" in found:
            click.secho(f"{found['part']:<48}{found['error']}", fg="red")
            continue
        rule = max([*found["option_rules"].values(), *found["shortcuts"].values()], default=0.0)
        line = (
            f"{found['part']:<48}{found['most_frequent']:>6.2f}{found['blind_guess']:>7.2f}{rule:>6.2f}"
            f"{found['chance']:>8.2f}{found['entropy']:>6.1f}{found['difficulty']:>12.4g}"
            f"{found['rows_per_second']:>8.0f}{found['ratio']:>7.1f}"
        )
        click.secho(line, fg="red" if found["failures"] else None)
        for failure in found["failures"]:
            click.secho(f"    {failure}", fg="red")
    for failure in general:
        click.secho(failure, fg="red")
    failed = sum(bool(found["failures"]) for found in results)
    click.echo(f"{len(results) - failed} of {len(results)} tasks and levels pass every gate")


def page(results: Sequence[Result], general: Sequence[str]) -> str:
    """The report as one self-contained HTML page."""
    shown = [{**found, "plots": _plots(found)} for found in results if "error" not in found]
    failed = [found["error"] for found in results if "error" in found]
    allowances = [
        (game.id, task.id, allowance)
        for game in map(get_game, dict.fromkeys(found["game"] for found in results))
        for task in game.tasks
        for allowance in task.allowances
    ]
    template = environment().get_template("audit.html")
    return template.render(results=shown, general=[*general, *failed], gates=gates, allowances=allowances)


def _plots(found: Result) -> dict[str, list[float]]:
    """Bar heights, 0 to 1, of the answers' frequencies and of the difficulties in 12 bins."""
    counts = [count for _, count in found["answers"]]
    values = found["difficulties"]
    bins = [0] * 12
    for value in values:
        bins[min(11, int(12 * (value - values[0]) / ((values[-1] - values[0]) or 1)))] += 1
    return {
        "answers": [count / max(counts) for count in counts],
        "difficulties": [count / max(1, *bins) for count in bins],
    }
