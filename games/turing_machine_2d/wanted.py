"""Machines as questions want them: their answers are drawn first."""

from __future__ import annotations

from gameqa.contract import Accept
from gameqa.grid import Cell, all_cells
from gameqa.rng import Rng

from . import engine, histories
from .engine import LEVELS, Entry, Machine, Run, distances, reachable, run

VISITS = {"easy": 3, "medium": 4, "hard": 4}
"""The greatest answer of visits; all from 0 are equally frequent."""

VISIT_STEPS = {"easy": (6, 8), "medium": (9, 11), "hard": (11, 14)}
"""Least and greatest number of steps of visits: enough for so many."""

HISTORY_STEPS = {"easy": (6, 7), "medium": (8, 9), "hard": (9, 12)}
"""Least and greatest number of steps of symbol_history: enough for the writes of a cell that is not reached at once."""

ENTRY_RULES = {"easy": 1, "medium": 2, "hard": 3}
"""How many rules lead from other states to the one that first_entry asks for."""

ENTRY_STEPS = {"easy": (6, 6), "medium": (6, 9), "hard": (8, 12)}
"""Least and greatest number of steps of first_entry."""

EARLY = 2
"""So many first steps never read what was written before: the answers that they give are less frequent."""


def step_count(level: str, rng: Rng) -> int:
    """How many steps are asked: the same number in all attempts at a sample."""
    return rng.steady("steps").between(*LEVELS[level].steps)


def new_machine(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine with a run that is worth following."""
    return engine.new_machine(level, rng, accept, step_count(level, rng))


def new_moved(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine whose head ends on a cell that is drawn first among all that it can reach, as seen from its start.

    Cells at the same distances are equally likely anyway, since no direction is preferred.
    """
    count, side = step_count(level, rng), LEVELS[level].side
    wanted = distances(side, (0, 0), rng.steady("moved").choice(sorted(reachable(side, count))))
    return engine.new_machine(level, rng, accept, count, lambda found: found.moved() == wanted)


def new_changed(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine whose last state and symbol are those of its start as often as any others.

    Other states, and other symbols, are equally likely anyway, since none is preferred.
    """
    count, steady = step_count(level, rng), rng.steady("changed")
    same_state, same_symbol = steady.below(LEVELS[level].states) == 0, steady.below(LEVELS[level].symbols[1]) == 0

    def suits(found: Run) -> bool:
        is_back = found.states[0] == found.states[-1], found.first == found.last
        return is_back == (same_state, same_symbol)

    return engine.new_machine(level, rng, accept, count, suits)


def history_cells(machine: Machine, count: int, writes: int) -> list[Cell]:
    """The cells that are written so many times, and otherwise if old symbols stayed for reading.

    The first two cells of the run are left out, since their first writes are plain.
    """
    steps, stale = run(machine, count), run(machine, count, rewrites=False)
    return sorted(
        cell
        for cell in {step.cell for step in steps[2:]} - {steps[0].cell, steps[1].cell}
        if len(histories.history_of(steps, cell)) == writes
        and histories.history_of(stale, cell) != histories.history_of(steps, cell)
    )


def history_steps(level: str, rng: Rng) -> int:
    return rng.steady("steps").between(*HISTORY_STEPS[level])


def new_written(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine that writes some cell as many times as is drawn first."""
    count = history_steps(level, rng)
    writes = rng.steady("writes").between(1, histories.MOST_WRITES[level])

    def suits(found: Run) -> bool:
        cells = found.cells[:-1]
        return any(cells.count(cell) == writes and cell not in cells[:2] for cell in cells[2:])

    return engine.new_machine(
        level, rng, accept, count, suits, holds=lambda machine: bool(history_cells(machine, count, writes))
    )


def entry_steps(level: str, rng: Rng) -> int:
    return rng.steady("steps").between(*ENTRY_STEPS[level])


def entry_of(level: str, rng: Rng) -> Entry:
    """Which state is entered for the first time, and when: the same in all attempts at a sample."""
    steady, count = rng.steady("first entry"), entry_steps(level, rng)
    weights = [1] * EARLY + [3] * (count - EARLY) + [1 if LEVELS[level].states == 2 else 3]
    step = 1 + steady.weighted(weights)
    return Entry(steady.between(1, LEVELS[level].states - 1), step, ENTRY_RULES[level])


def new_entering(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine that enters a state for the first time in the step that is drawn first, or never.

    If old symbols stayed for reading, it would do so in another step, unless it does it early, or never and has two
    states only.
    """
    count, entry = entry_steps(level, rng), entry_of(level, rng)

    def holds(machine: Machine) -> bool:
        state = (machine.state + entry.state) % machine.states
        stale = [step.rule[2] for step in run(machine, min(count, entry.step), rewrites=False)]
        if entry.step <= EARLY or (entry.step > count and machine.states == 2):
            return True
        return (stale.index(state) + 1 if state in stale else count + 1) != entry.step

    return engine.new_machine(level, rng, accept, count, entry=entry, holds=holds)


def new_visiting(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine whose head is on some cell as often as is drawn first."""
    wanted = visit_number(level, rng)

    def suits(found: Run) -> bool:
        return any(found.cells.count(cell) == wanted for cell in range(found.side * found.side))

    count = visit_steps(level, rng)
    return engine.new_machine(
        level, rng, accept, count, suits, holds=lambda machine: bool(visit_cells(machine, count, wanted))
    )


def visit_cells(machine: Machine, count: int, wanted: int) -> list[Cell]:
    """The cells on which the head is so many times, and otherwise if old symbols stayed for reading."""
    cells, stale = ([machine.head, *(step.to for step in run(machine, count, rewrites))] for rewrites in (True, False))
    return [cell for cell in all_cells(machine.side, machine.side) if cells.count(cell) == wanted != stale.count(cell)]


def visit_number(level: str, rng: Rng) -> int:
    return rng.steady("visits").between(0, VISITS[level])


def visit_steps(level: str, rng: Rng) -> int:
    return rng.steady("steps").between(*VISIT_STEPS[level])
