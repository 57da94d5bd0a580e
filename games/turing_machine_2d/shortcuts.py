"""Cheap rules that must not pay."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from gameqa.contract import Question, Shortcut

from .engine import Machine, distances, run
from .telling import pair_text, step_number


def _best(options: Collection[str], measure: Callable[[str], int]) -> list[str]:
    most = max(map(measure, options))
    return [option for option in options if measure(option) == most]


def _count(question: Question) -> int:
    """How many steps a question asks for."""
    return max(step_number(line) or 0 for line in question.steps)


def _distance(machine: Machine, option: str) -> int:
    row, column = map(int, re.findall(r"\d+", option))
    return sum(distances(machine.side, machine.head, (row, column)))


def _unwritten(machine: Machine, question: Question) -> Collection[str]:
    last = run(machine, _count(question), rewrites=False)[-1]
    return [option for option in question.options if option == f"({last.to[0]}, {last.to[1]})"]


def _unwritten_pair(machine: Machine, question: Question) -> Collection[str]:
    last = run(machine, _count(question) + 1, rewrites=False)[-1]
    return [option for option in question.options if option == pair_text(last.state, last.symbol)]


def _numbers(option: str) -> list[int]:
    """The steps of a history."""
    return [int(number) for number in re.findall(r"step (\d+)", option)]


ALONG_OLD_SYMBOLS = Shortcut[Machine]("never reading what was written", _unwritten)

PAIR_OF_OLD_SYMBOLS = Shortcut[Machine]("never reading what was written", _unwritten_pair)

NEAREST = Shortcut[Machine](
    "the cell nearest to the start",
    lambda machine, question: _best(question.options, lambda option: -_distance(machine, option)),
)

FARTHEST = Shortcut[Machine](
    "the cell farthest from the start",
    lambda machine, question: _best(question.options, lambda option: _distance(machine, option)),
)

SAME_STATE = Shortcut[Machine](
    "the state of the start",
    lambda machine, question: [
        option
        for option in question.options
        if option in [pair_text(machine.state, symbol) for symbol in range(machine.symbols)]
    ],
)

FEWEST_WRITES = Shortcut[Machine](
    "the fewest writes", lambda _, question: _best(question.options, lambda option: -len(_numbers(option)))
)

MOST_WRITES = Shortcut[Machine](
    "the most writes", lambda _, question: _best(question.options, lambda option: len(_numbers(option)))
)

EARLIEST = Shortcut[Machine](
    "the earliest first write", lambda _, question: _best(question.options, lambda option: -_numbers(option)[0])
)

LATEST = Shortcut[Machine](
    "the latest last write", lambda _, question: _best(question.options, lambda option: _numbers(option)[-1])
)

NEVER = Shortcut[Machine]("never", lambda _, question: [option for option in question.options if option == "never"])
