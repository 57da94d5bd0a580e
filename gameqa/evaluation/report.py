"""What an evaluation leaves in its folder: predictions, figures as JSON and as a table, and plots."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import Any

import click

from gameqa.evaluation.tables import Line, tables
from gameqa.files import write_file
from gameqa.templates import environment

RESULTS, TABLE, PAGE, PLOT = "results.json", "results.csv", "report.html", "report.png"

INK, BAR, CHANCE, BLIND = "#1c2230", "#3d6fd6", "#b3261e", "#7a5c00"


def write_report(folder: Path, predictions: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> list[Path]:
    """Writes figures and plots of scored predictions into a folder; gives the files.

    Args:
        about: what was evaluated, shown at the head of the page: model, config and the like.

    Raises:
        ValueError: there are no predictions.
        ModuleNotFoundError: matplotlib or jinja2 is missing.
    """
    if not predictions:
        raise ValueError("there are no predictions to report.")
    made = tables(predictions)
    page = environment().get_template("evaluation.html")
    contents = {
        RESULTS: json.dumps(
            {"about": dict(about), "tables": {name: list(map(asdict, lines)) for name, lines in made.items()}}, indent=1
        ).encode(),
        TABLE: _table(made),
        PAGE: page.render(about=about, tables=made, overall=made["overall"][0]).encode(),
        PLOT: _plot(made, about),
    }
    for name, content in contents.items():
        write_file(folder / name, content)
    return [folder / name for name in contents]


def print_tables(predictions: Sequence[Mapping[str, Any]]) -> None:
    """Prints the figures, all but those of every single task."""
    click.echo(f"{'':<42}{'n':>7}{'score':>8}{'95% interval':>17}{'chance':>8}{'blind':>7}")
    for name, lines in tables(predictions).items():
        if name == "task":
            continue
        for line in lines:
            interval = f"{line.low:.3f} to {line.high:.3f}"
            click.echo(
                f"{f'{name}: {line.name}':<42}{line.count:>7}{line.score:>8.3f}{interval:>17}"
                f"{line.chance:>8.3f}{line.blind:>7.3f}"
            )


def _table(made: Mapping[str, Sequence[Line]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["table", *(part.name for part in fields(Line))])
    for name, lines in made.items():
        for line in lines:
            writer.writerow([name, *(round(cell, 6) if isinstance(cell, float) else cell for cell in astuple(line))])
    return text.getvalue().encode()


def _plot(made: Mapping[str, Sequence[Line]], about: Mapping[str, Any]) -> bytes:
    """A PNG with one bar a group: score, its interval, and marks for chance and blind guess."""
    from matplotlib.figure import Figure

    shown = [(name, line) for name in ("overall", "category", "type", "level", "game") for line in made[name]]
    figure = Figure(figsize=(9, 1.4 + 0.3 * len(shown)), layout="constrained")
    axes = figure.subplots()
    places, place, before = [], 0.0, ""
    for name, _ in shown:
        place += 0.6 if before and name != before else 0.0
        places.append(place)
        place, before = place + 1, name
    lines = [line for _, line in shown]
    scores = [line.score for line in lines]
    errors = [
        [max(0.0, line.score - line.low) for line in lines],
        [max(0.0, line.high - line.score) for line in lines],
    ]
    axes.barh(
        places,
        scores,
        xerr=errors,
        height=0.7,
        color=BAR,
        alpha=0.6,
        ecolor=INK,
        capsize=2,
        label="score, 95% interval",
    )
    axes.scatter([line.chance for line in lines], places, marker="|", s=130, color=CHANCE, zorder=3, label="chance")
    axes.scatter([line.blind for line in lines], places, marker="x", s=26, color=BLIND, zorder=3, label="blind guess")
    axes.set_yticks(places, [f"{line.name} ({line.count})" for line in lines])
    axes.margins(y=0.015)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xlabel("mean score")
    axes.grid(axis="x", alpha=0.3)
    axes.set_axisbelow(True)
    axes.legend(loc="lower right", fontsize="small")
    axes.set_title(" ".join(str(about[name]) for name in ("model", "config") if about.get(name)), fontsize="medium")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=130)
    return buffer.getvalue()
