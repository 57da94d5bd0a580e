"""Cheap rules that must not pay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gameqa.contract import Question, Shortcut

from .engine import BODY, EMPTY, HEAD, REVERSE, TAIL, Chart, scores, straight_score


def _most(values: Sequence[int]) -> list[str]:
    """The columns, counted from 1, with the greatest value."""
    return [str(column) for column, value in enumerate(values, 1) if value == max(values)]


def _by_column(name: str, measure: Callable[[str], int]) -> Shortcut[Chart]:
    return Shortcut(name, lambda chart, _: _most([measure(cells) for cells in chart.columns]))


def _whole_length(_: Chart, question: Question) -> list[str]:
    found = re.search(r"(\d+) cells?\.", question.steps[0])
    return [found[1]] if found and found[1] in question.options else []


WHOLE_SNAKE = Shortcut[Chart]("the length of the Snake", _whole_length)

GREATEST = Shortcut[Chart]("the greatest option", lambda _, question: [max(question.options, key=int)])

LEAST = Shortcut[Chart]("the least option", lambda _, question: [min(question.options, key=int)])

STRAIGHT_SCORE = Shortcut[Chart](
    "the points without mirroring",
    lambda chart, question: [
        option for option in question.options if int(option) == straight_score(chart.columns[chart.finger - 1])
    ],
)

BEST = (
    _by_column("the best column without mirroring", straight_score),
    _by_column("the fullest column", lambda cells: len(cells) - cells.count(EMPTY)),
    _by_column("the column with the most Reverses", lambda cells: cells.count(REVERSE)),
    _by_column("the column with the fewest Reverses", lambda cells: -cells.count(REVERSE)),
    _by_column("the column with the most of Snakes", lambda cells: sum(map(cells.count, (HEAD, BODY, TAIL)))),
    Shortcut[Chart]("the column of the finger", lambda chart, _: [str(chart.finger)]),
)

BEST_IF_SLOW = Shortcut[Chart]("the best column of the slow game", lambda chart, _: _most(scores(chart.columns, True)))

BEST_IF_FAST = Shortcut[Chart]("the best column of the fast game", lambda chart, _: _most(scores(chart.columns, False)))


def _straight_gap(chart: Chart, _: Question) -> list[str]:
    second, best = sorted(map(straight_score, chart.columns))[-2:]
    return [str(best - second)]


STRAIGHT_GAP = Shortcut[Chart]("the lead without mirroring", _straight_gap)
