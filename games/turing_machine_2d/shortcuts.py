"""Cheap rules that must not pay."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from gameqa.answers import write_cell
from gameqa.contract import Question, Shortcut
from gameqa.grid import Cell

from .engine import Machine, Step, distances, run
from .histories import history_of, history_text
from .telling import named_state, pair_text


def _best(options: Collection[str], measure: Callable[[str], int]) -> list[str]:
    most = max(map(measure, options))
    return [option for option in options if measure(option) == most]


def _steps(machine: Machine, question: Question, more: int = 0) -> list[Step]:
    """The steps that a question asks for, and some more, if old symbols stayed for reading."""
    found = re.search(r"(\d+) steps?\b", question.text)
    return run(machine, int(found[1]) + more, rewrites=False) if found else []


def _asked_cell(question: Question) -> Cell:
    """The cell that a question names."""
    row, column = map(int, re.findall(r"\d+", question.text.rpartition("cell (")[2])[:2])
    return row, column


def _distance(machine: Machine, option: str) -> int:
    row, column = map(int, re.findall(r"\d+", option))
    return sum(distances(machine.side, machine.head, (row, column)))


def _end(machine: Machine, question: Question) -> Collection[str]:
    return [write_cell(_steps(machine, question)[-1].to)]


def _pair(machine: Machine, question: Question) -> Collection[str]:
    last = _steps(machine, question, 1)[-1]
    return [pair_text(last.state, last.symbol)]


def _history(machine: Machine, question: Question) -> Collection[str]:
    cell = _asked_cell(question)
    history = history_of(_steps(machine, question), cell)
    return [history_text(machine.rows[cell[0]][cell[1]], history)]


def _entry(machine: Machine, question: Question) -> Collection[str]:
    [state] = [number for number in range(machine.states) if f"state {named_state(number)} for" in question.text]
    entered = [str(number) for number, step in enumerate(_steps(machine, question), 1) if step.rule[2] == state]
    return [*entered, "never"][:1]


def _visits(machine: Machine, question: Question) -> Collection[str]:
    cells = [machine.head, *(step.to for step in _steps(machine, question))]
    return [str(cells.count(_asked_cell(question)))]


def _numbers(option: str) -> list[int]:
    """The steps of a history."""
    return [int(number) for number in re.findall(r"step (\d+)", option)]


END_OF_OLD_SYMBOLS, PAIR_OF_OLD_SYMBOLS, HISTORY_OF_OLD_SYMBOLS, ENTRY_OF_OLD_SYMBOLS, VISITS_OF_OLD_SYMBOLS = (
    Shortcut[Machine]("never reading what was written", guesses) for guesses in (_end, _pair, _history, _entry, _visits)
)

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
