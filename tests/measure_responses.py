"""Measures how a file of labelled responses is judged: python tests/measure_responses.py FILE [--half first|second]

The file is JSON: `cases` is a list of {group, row, response, score}; `row` names an entry of `rows`, or is null for a
template that is tried on every entry of `choice_rows`: «L» and «O» stand for the letter and the text of the right
option, «W» and «P» for those of the next one, round the end, «V» and «Q» for those of the one after that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import gameqa
from gameqa.contract import LETTERS

SIGNS = ("\u00abL\u00bb", "\u00abO\u00bb"), ("\u00abW\u00bb", "\u00abP\u00bb"), ("\u00abV\u00bb", "\u00abQ\u00bb")


def filled(template: str, row: dict[str, Any]) -> str:
    """A template with the letters and texts of a row's options."""
    options = row["options"]
    right = LETTERS.index(row["answer"])
    for step, (letter, text) in enumerate(SIGNS):
        place = (right + step) % len(options)
        template = template.replace(letter, LETTERS[place]).replace(text, options[place])
    return template


def tried(case: dict[str, Any], corpus: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The responses of a case, each with its row."""
    if case["row"] is not None:
        yield case["response"], corpus["rows"][case["row"]]
    else:
        for row in corpus["choice_rows"]:
            yield filled(case["response"], row), row


def half_of(case: dict[str, Any]) -> str:
    """Which half of a file a case belongs to, by chance but always the same one."""
    digest = hashlib.blake2b(json.dumps([case["row"], case["response"]]).encode(), digest_size=2).digest()
    return "second" if digest[0] % 2 else "first"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--half", type=click.Choice(["first", "second"]), help="Only one half of the cases.")
@click.option("--show/--no-show", default=True, help="Print the cases that are judged otherwise.")
def main(file: Path, half: str | None, show: bool) -> None:
    """Measure how FILE is judged. A template counts as judged right where it is so on every row."""
    corpus = json.loads(file.read_text(encoding="utf-8"))
    counts = {1: [0, 0], 0: [0, 0]}
    for case in corpus["cases"]:
        if half is not None and half_of(case) != half:
            continue
        other = [
            (response, row, verdict)
            for response, row in tried(case, corpus)
            if (verdict := gameqa.verify(response, row)).score != case["score"]
        ]
        counts[case["score"]][0] += not other
        counts[case["score"]][1] += 1
        if other and show:
            response, row, verdict = other[0]
            click.echo(f"{case['group']} {case['score']} {response!r}\n    {row['answer']!r} {len(other)}x {verdict}")
    for score, (good, total) in counts.items():
        click.echo(f"labelled {score}: {good} of {total} judged so, {good / max(total, 1):.1%}")


if __name__ == "__main__":
    main()
