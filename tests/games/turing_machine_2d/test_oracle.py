"""Turing machines against a second simulator: cells are complex numbers that never wrap, and every write is an event
in a log, from which symbols are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pytest

from gameqa.configs import Part
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows, steps_of

STATES = {"(": "round", "[": "square", "{": "curly", "<": "angle"}
NAMES = tuple(STATES.values())
SIGNS = {"round": "( )", "square": "[ ]", "curly": "{ }", "angle": "< >"}
WAYS = {"up": -1j, "down": 1j, "left": -1, "right": 1}
MOVES = ("up", "down", "left", "right")

Rules = dict[tuple[str, int], tuple[int, str, str]]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Event:
    """One step: where the head was, in which state, what it read and what it wrote, and where it went unwrapped."""

    at: complex
    state: str
    read: int
    wrote: int
    way: str
    new: str


@dataclass(frozen=True)
class Log:
    """The run of a machine: its start and what happened."""

    symbols: dict[Cell, int]
    head: complex
    state: str
    side: int
    events: tuple[Event, ...]

    def cell(self, at: complex) -> Cell:
        return int(at.imag) % self.side, int(at.real) % self.side

    def place(self, time: int) -> complex:
        return self.head + sum(WAYS[event.way] for event in self.events[:time])

    def where(self, time: int) -> Cell:
        return self.cell(self.place(time))

    def mind(self, time: int) -> str:
        return self.events[time - 1].new if time else self.state

    def holds(self, cell: Cell, time: int) -> tuple[int, int]:
        """The symbol of a cell after so many steps, and which step wrote it, 0 for none."""
        for number in range(time, 0, -1):
            if self.where(number - 1) == cell:
                return self.events[number - 1].wrote, number
        return self.symbols[cell], 0


def rules_of(plain: dict[str, Any]) -> Rules:
    return {
        (NAMES[state], symbol): (write, MOVES[move], NAMES[new])
        for state, own in enumerate(plain["rules"])
        for symbol, (write, move, new) in enumerate(own)
    }


def rules_in(text: str) -> Rules:
    """The rules of a table that is written down."""
    return {
        (STATES[read], int(symbol)): (int(write), way, STATES[new])
        for read, symbol, new, write, way in re.findall(
            r"([(\[{<])(\d)[)\]}>]: ([(\[{<])(\d)[)\]}>] (up|down|left|right)", text
        )
    }


def log_of(plain: dict[str, Any], count: int) -> Log:
    rules, side = rules_of(plain), len(plain["rows"])
    symbols = {(r, c): symbol for r, row in enumerate(plain["rows"]) for c, symbol in enumerate(row)}
    now = dict(symbols)
    at, state = complex(plain["head"][1], plain["head"][0]), NAMES[plain["state"]]
    log = Log(symbols, at, state, side, ())
    events = []
    for _ in range(count):
        read = now[log.cell(at)]
        wrote, way, new = rules[state, read]
        events.append(Event(at, state, read, wrote, way, new))
        now[log.cell(at)] = wrote
        at, state = at + WAYS[way], new
    return Log(symbols, log.head, log.state, side, tuple(events))


def asked_of(row: dict[str, Any]) -> str:
    return row["question"].split("\n\n")[1].split("\n")[-1]


def asked_steps(row: dict[str, Any]) -> int:
    found = re.search(r"(\d+) steps?\b", asked_of(row))
    assert found
    return int(found[1])


def history(log: Log, cell: Cell) -> str:
    writes = [
        f"then {event.wrote} in step {number}"
        for number, event in enumerate(log.events, 1)
        if log.cell(event.at) == cell
    ]
    return ", ".join([str(log.symbols[cell]), *writes])


def named_cell(text: str) -> Cell:
    row, column = numbers(text.split("cell (")[1].split(")")[0])
    return row, column


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        plain, answer, steps = row["plain"], answer_text(row), asked_steps(row)
        log, asked = log_of(plain, steps), asked_of(row)
        if part.level != "hard":
            assert rules_in(row["question"].split("\n\n")[1]) == rules_of(plain)
        if part.task == "head_position":
            assert answer == "({}, {})".format(*log.where(steps))
        elif part.task == "head_state":
            assert answer == f"{log.holds(log.where(steps), steps)[0]} in {log.mind(steps)} brackets"
        elif part.task == "symbol_history":
            assert answer == history(log, named_cell(asked))
        elif part.task == "first_entry":
            state = re.search(r"the state (\w+) ", asked)
            assert state
            assert state[1] != log.state
            entered = [n for n in range(1, steps + 1) if log.mind(n) == state[1] != log.mind(n - 1)]
            assert answer == (str(entered[0]) if entered else "never")
        elif part.task == "visits":
            assert int(answer) == [log.where(time) for time in range(steps + 1)].count(named_cell(asked))
            assert f"{steps + 1} in all" in asked
        else:
            assert part.task == "grid_after_steps"
            cells = [[log.holds((r, c), steps)[0] for c in range(log.side)] for r in range(log.side)]
            assert answer == "\n".join(" ".join(map(str, line)) for line in cells)


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the log says the same."""
    for row in some_rows(part, min(count, 60)):
        log = log_of(row["plain"], asked_steps(row))
        told = 0
        for line in steps_of(row):
            if re.match(r"\d+\. ", line):
                told += 1
                check_step(log, line, told, rules_of(row["plain"]))
            else:
                check_line(log, line, row)
        asked = len(log.events)
        entered = part.task == "first_entry" and answer_text(row) != "never"
        assert told == (int(answer_text(row)) if entered else asked)


def check_step(log: Log, line: str, number: int, rules: Rules) -> None:
    found = re.fullmatch(
        r"(\d+)\. \((\d+), (\d+)\) holds (\d)(?:, written in step (\d+))?\. The table says (.*)\. The machine writes "
        r"(\d), (keeps|changes to) the state (\w+) and goes (\w+) (over the edge )?to \((\d+), (\d+)\)\.",
        line,
    )
    assert found, line
    event = log.events[number - 1]
    cell = int(found[2]), int(found[3])
    assert int(found[1]) == number
    assert cell == log.where(number - 1)
    assert (int(found[4]), int(found[5] or 0)) == log.holds(cell, number - 1)
    [(key, rule)] = rules_in(found[6]).items()
    assert key == (event.state, event.read)
    assert rules[key] == rule == (event.wrote, event.way, event.new)
    assert (int(found[7]), found[10], found[9]) == rule
    assert (found[8] == "keeps") == (event.state == event.new)
    assert (int(found[12]), int(found[13])) == log.where(number)
    inside = log.place(number - 1) - complex(cell[1], cell[0]) == log.place(number) - complex(
        int(found[13]), int(found[12])
    )
    assert bool(found[11]) != inside


def check_line(log: Log, line: str, row: dict[str, Any]) -> None:
    count, asked = len(log.events), asked_of(row)
    if found := re.fullmatch(r"From the top, the rows are (.*)\. The head starts on (.*) in the state (.*)\.", line):
        side = log.side
        assert numbers(found[1]) == tuple(log.symbols[r, c] for r in range(side) for c in range(side))
        assert numbers(found[2]) == log.where(0)
        assert found[3] == f"{log.state} {SIGNS[log.state]}"
    elif found := re.fullmatch(r"So after (\d+) steps? the head is on (\(.*?\))( in the state (.*))?\.", line):
        assert int(found[1]) == count
        assert numbers(found[2]) == log.where(count)
        assert found[4] in (None, f"{log.mind(count)} {SIGNS[log.mind(count)]}")
    elif found := re.fullmatch(r"That cell holds (\d), (?:written in step (\d+)|as at the start): (.*)\.", line):
        assert (int(found[1]), int(found[2] or 0)) == log.holds(log.where(count), count)
        assert found[3] == answer_text(row)
    elif found := re.fullmatch(
        r"The machine writes in \((\d+), (\d+)\) in steps? (.*) only, since the head is elsewhere before the others\.",
        line,
    ):
        cell = int(found[1]), int(found[2])
        assert cell == named_cell(asked)
        assert list(numbers(found[3])) == [n for n in range(1, count + 1) if log.where(n - 1) == cell]
    elif found := re.fullmatch(r"The cell holds (\d) at the start: (.*)\.", line):
        assert int(found[1]) == log.symbols[named_cell(asked)]
        assert found[2] == history(log, named_cell(asked))
    elif found := re.fullmatch(r"The states, from the start on, are (.*)\.", line):
        states = found[1].split(", ")
        assert states == [log.mind(time) for time in range(len(states))]
    elif found := re.fullmatch(r"Step (\d+) is the first that changes to (\w+)\.", line):
        states = [log.mind(time) for time in range(count + 1)]
        assert states.index(found[2]) == int(found[1]) > 0
        assert found[2] in asked
    elif found := re.fullmatch(r"The state (\w+) is not among them, so none of the (\d+) steps changes to it\.", line):
        assert found[1] not in [log.mind(time) for time in range(count + 1)]
        assert int(found[2]) == count
        assert found[1] in asked
    elif found := re.fullmatch(r"The head is never on \((\d+), (\d+)\): 0 times\.", line):
        assert (int(found[1]), int(found[2])) not in [log.where(time) for time in range(count + 1)]
    elif found := re.fullmatch(
        r"The head is on \((\d+), (\d+)\) ((?:at the start)?(?: and )?(?:after steps? (.*?))?): (\d+) times?\.", line
    ):
        times = [time for time in range(count + 1) if log.where(time) == (int(found[1]), int(found[2]))]
        assert ("at the start" in found[3]) == (0 in times)
        assert list(numbers(found[4] or "")) == [time for time in times if time]
        assert int(found[5]) == len(times)
    elif found := re.fullmatch(r"Of the cells that were written, (.*)\.", line):
        now = {(int(r), int(c)): int(s) for r, c, s in re.findall(r"\((\d+), (\d+)\) now holds (\d)", found[1])}
        assert set(now) == {log.where(time) for time in range(count)}
        assert all(log.holds(cell, count)[0] == symbol for cell, symbol in now.items())
    else:
        assert line == "The other cells hold what they held at the start.", line


@lru_cache(maxsize=256)
def ways_to(side: int, cell: Cell, count: int) -> int:
    """In how many ways a head gets from (0, 0) to a cell of a torus in so many steps."""
    if count == 0:
        return int(cell == (0, 0))
    row, column = cell
    return sum(
        ways_to(side, ((row - down) % side, (column - across) % side), count - 1)
        for down, across in ((-1, 0), (1, 0), (0, -1), (0, 1))
    )


@pytest.mark.tasks("head_position", "symbol_history")
def test_options_are_possible(part: Part) -> None:
    """Where and when the head is in the options does not contradict the first step, and neither do the symbols."""
    for row in some_rows(part, 20):
        log, steps, side = log_of(row["plain"], asked_steps(row)), asked_steps(row), len(row["plain"]["rows"])
        second = log.where(1)
        for option in row["options"]:
            if part.task == "head_position":
                r, c = numbers(option)
                assert ways_to(side, ((r - second[0]) % side, (c - second[1]) % side), steps - 1)
                continue
            cell = named_cell(asked_of(row))
            first, *rest = option.split(", ")
            held, moment, place = int(first), 1, second
            assert held == log.symbols[cell]
            for write in rest:
                symbol, step = numbers(write)
                moved = (cell[0] - place[0]) % side, (cell[1] - place[1]) % side
                assert ways_to(side, moved, step - 1 - moment)
                assert symbol in {rule[0] for (_, read), rule in rules_of(row["plain"]).items() if read == held}
                assert step <= steps
                held, moment, place = symbol, step - 1, cell


@pytest.mark.tasks("head_position", "head_state")
def test_runs_are_worth_following(part: Part) -> None:
    """No run goes to and fro between two cells, and each reads something that it wrote."""
    for row in some_rows(part, 20):
        log = log_of(row["plain"], asked_steps(row))
        count = len(log.events)
        assert 2 * len({log.where(time) for time in range(count + 1)}) >= count + 1
        assert any(log.symbols[log.where(time)] != log.events[time].read for time in range(count))
