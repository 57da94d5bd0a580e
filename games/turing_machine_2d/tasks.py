"""The questions about Turing machines."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa import contract
from gameqa.answers import write_cell, write_grid
from gameqa.contract import Accept, Allowance, Difficulty, Question, Task
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, named_cell
from gameqa.options import among_alike, cell_options, chain_of_mistakes, number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine, histories, shortcuts
from .engine import LEVELS, TABLE_SIDE, Entry, Machine, Run, can_reach, distances, reachable, run
from .histories import History, history_text
from .notation import table_lines
from .telling import (
    entry_lines,
    history_lines,
    named_state,
    pair_text,
    start_line,
    step_lines,
    step_number,
    visit_line,
    written_line,
)

VISITS = {"easy": 3, "medium": 4, "hard": 4}
"""The greatest answer of visits; all from 0 are equally frequent."""

VISIT_STEPS = {"easy": (6, 8), "medium": (9, 11), "hard": (11, 14)}
"""Least and greatest number of steps of visits: enough for so many."""

HISTORY_STEPS = {"easy": (6, 7), "medium": (8, 9), "hard": (9, 12)}
"""Least and greatest number of steps of symbol_history: enough for the writes of a cell that is not reached at once."""

ENTRY_RULES = {"easy": 1, "medium": 2, "hard": 3}
"""How many rules lead from other states to the one that first_entry asks for."""

NEVER = "never"


def _count(level: str, rng: Rng) -> int:
    """How many steps are asked: the same number in all attempts at a sample."""
    return rng.steady("steps").between(*LEVELS[level].steps)


def _evidence(machine: Machine) -> tuple[tuple[str, Place], ...]:
    head = named_cell("head", machine.head)
    return (head, ("rule table", ("table",))) if machine.side == TABLE_SIDE else (head,)


def _asked(machine: Machine, text: str) -> str:
    """What is asked, behind the rule table; at the hard level the picture shows that."""
    if machine.side == TABLE_SIDE:
        return f"The rule table has a row for every state and a column for every symbol.\n{text}"
    return "\n".join(["The rule table:", *table_lines(machine), text])


def new_machine(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine with a run that is worth following."""
    return engine.new_machine(level, rng, accept, _count(level, rng))


def new_moved(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine whose head ends on a cell that is drawn first among all that it can reach, as seen from its start.

    Cells at the same distances are equally likely anyway, since no direction is preferred.
    """
    count, side = _count(level, rng), LEVELS[level].side
    wanted = distances(side, (0, 0), rng.steady("moved").choice(sorted(reachable(side, count))))
    return engine.new_machine(level, rng, accept, count, lambda found: found.moved() == wanted)


def head_position(machine: Machine, rng: Rng) -> Question:
    """Where is the head after some steps?

    Only cells that the head can reach in so many steps are options, whatever the rules.
    """
    count = _count(machine.level, rng)
    steps = run(machine, count + 2)
    answer = steps[count - 1].to
    mistakes = [steps[count - 3].to, steps[count - 2].to, steps[count].to, steps[count + 1].to, answer[::-1]]
    mistakes += [run(machine, count, rewrites=False)[-1].to, run(machine, count, wraps=False)[-1].to]
    possible = [
        cell for cell in all_cells(machine.side, machine.side) if can_reach(machine.side, steps[0].to, cell, count - 1)
    ]
    return Question(
        _asked(machine, f"On which cell is the head after {count_of(count, 'step')}?"),
        write_cell(answer),
        (
            start_line(machine),
            *step_lines(machine, steps[:count]),
            f"So after {count_of(count, 'step')} the head is on {write_cell(answer)}.",
        ),
        cell_options(rng, answer, [cell for cell in mistakes if cell in possible], possible),
        evidence=_evidence(machine),
    )


def new_changed(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine whose last state and symbol are those of its start as often as any others.

    Other states, and other symbols, are equally likely anyway, since none is preferred.
    """
    count, steady = _count(level, rng), rng.steady("changed")
    same_state, same_symbol = steady.below(LEVELS[level].states) == 0, steady.below(LEVELS[level].symbols[1]) == 0

    def suits(found: Run) -> bool:
        is_back = found.states[0] == found.states[-1], found.first == found.last
        return is_back == (same_state, same_symbol)

    return engine.new_machine(level, rng, accept, count, suits)


def head_state(machine: Machine, rng: Rng) -> Question:
    """State and symbol under the head after some steps."""
    count = _count(machine.level, rng)
    steps = run(machine, count + 3)
    last = steps[count]
    answer = pair_text(last.state, last.symbol)
    row, column = last.cell
    stale = run(machine, count + 1, rewrites=False)[-1]
    mistakes = [
        pair_text(last.state, machine.rows[row][column]),
        pair_text(stale.state, stale.symbol),
        pair_text(steps[count - 1].state, last.symbol),
        pair_text(last.state, steps[count - 1].rule[0]),
        *(pair_text(step.state, step.symbol) for step in (steps[count - 1], steps[count + 1], steps[count - 2])),
    ]
    pairs = [pair_text(state, symbol) for state in range(machine.states) for symbol in range(machine.symbols)]
    tempting = [text for text in dict.fromkeys(mistakes) if text != answer][:5]
    rest = [text for text in rng.shuffled(pairs) if text not in (answer, *tempting)]
    return Question(
        _asked(
            machine,
            f"In which state is the head after {count_of(count, 'step')}, and which symbol is then under it?",
        ),
        answer,
        (
            start_line(machine),
            *step_lines(machine, steps[:count]),
            f"So after {count_of(count, 'step')} the head is on {write_cell(last.cell)} in the state "
            f"{named_state(last.state)}.",
            f"That cell holds {last.symbol}, "
            f"{f'written in step {last.written}' if last.written else 'as at the start'}: {answer}.",
        ),
        among_alike(rng, answer, [*tempting, *rest], _words_in_common, min(8, len(pairs))),
        evidence=_evidence(machine),
    )


def _words_in_common(one: str, other: str) -> int:
    """Whether two pairs share the symbol or the state."""
    return sum(a == b for a, b in zip(one.split(" in "), other.split(" in "), strict=True))


def _history_cells(machine: Machine, steps: Sequence[engine.Step], writes: int) -> list[Cell]:
    """The cells that are written so many times, without the first two of the run, whose first writes are plain."""
    return sorted(
        cell
        for cell in {step.cell for step in steps}
        if cell not in (steps[0].cell, steps[1].cell) and sum(step.cell == cell for step in steps) == writes
    )


def _history_steps(level: str, rng: Rng) -> int:
    return rng.steady("steps").between(*HISTORY_STEPS[level])


def new_written(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine that writes some cell as many times as is drawn first."""
    count = _history_steps(level, rng)
    writes = rng.steady("writes").between(1, histories.MOST_WRITES[level])

    def suits(found: Run) -> bool:
        cells = found.cells[:-1]
        return any(cells.count(cell) == writes and cell not in cells[:2] for cell in cells[2:])

    return engine.new_machine(level, rng, accept, count, suits)


def symbol_history(machine: Machine, rng: Rng) -> Question:
    """How does the symbol of a cell change?

    All options start with the true symbol, write when the head can be there, and write only what some rule writes in
    place of what the cell then holds.
    """
    count = _history_steps(machine.level, rng)
    writes = rng.steady("writes").between(1, histories.MOST_WRITES[machine.level])
    steps = run(machine, count)
    cell = rng.choice(_history_cells(machine, steps, writes))
    answer: History = tuple((number, step.rule[0]) for number, step in enumerate(steps, 1) if step.cell == cell)
    start = machine.rows[cell[0]][cell[1]]
    if not histories.can_change(machine, start):
        raise Redraw
    drawn = histories.Drawn(machine, steps[0].to, cell, count, rng)
    wrong = chain_of_mistakes(rng, answer, 7, drawn.changed)
    texts = [history_text(start, history) for history in (answer, *wrong)]
    return Question(
        _asked(
            machine,
            f"The machine makes {count_of(count, 'step')}. How does the symbol in cell {write_cell(cell)} change? "
            "Every step that writes in this cell is named, also one that leaves the symbol as it is.",
        ),
        texts[0],
        (
            start_line(machine),
            *step_lines(machine, steps),
            *history_lines(cell, start, answer),
        ),
        shuffled_options(rng, texts[0], texts[1:]),
        evidence=(*_evidence(machine), named_cell("asked cell", cell)),
    )


def _entry(level: str, rng: Rng) -> Entry:
    """Which state is entered for the first time, and when: the same in all attempts at a sample."""
    steady = rng.steady("entry")
    step = 1 + steady.below(_count(level, rng) + 1)
    return Entry(steady.between(1, LEVELS[level].states - 1), step, ENTRY_RULES[level])


def new_entering(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine that enters a state for the first time in the step that is drawn first, or never."""
    return engine.new_machine(level, rng, accept, _count(level, rng), entry=_entry(level, rng))


def first_entry(machine: Machine, rng: Rng) -> Question:
    """In which step is a state entered first?"""
    count, entry = _count(machine.level, rng), _entry(machine.level, rng)
    state = (machine.state + entry.state) % machine.states
    steps = run(machine, count)
    is_entered = entry.step <= count
    answer = str(entry.step) if is_entered else NEVER
    shown = min(7, count)
    near = number_options(rng, entry.step if is_entered else 1 + rng.below(count), 1, count, shown)
    return Question(
        _asked(
            machine,
            f"The machine makes {count_of(count, 'step')}. In which of them does it change to the state "
            f"{named_state(state)} for the first time? If it does so in none of them, the answer is {NEVER}.",
        ),
        answer,
        (
            start_line(machine),
            *step_lines(machine, steps[: entry.step]),
            *entry_lines(machine, steps, state, entry.step),
        ),
        shuffled_options(rng, answer, [*near, NEVER], shown + 1),
        evidence=_evidence(machine),
    )


def new_visiting(level: str, rng: Rng, accept: Accept) -> Machine:
    """A machine whose head is on some cell as often as is drawn first."""
    wanted = _visits(level, rng)

    def suits(found: Run) -> bool:
        return wanted in _visit_counts(found.side, found.cells)

    return engine.new_machine(level, rng, accept, _visit_steps(level, rng), suits)


def _visits(level: str, rng: Rng) -> int:
    return rng.steady("visits").between(0, VISITS[level])


def _visit_steps(level: str, rng: Rng) -> int:
    return rng.steady("steps").between(*VISIT_STEPS[level])


def _visit_counts(side: int, cells: Sequence[int]) -> set[int]:
    """How often the cells of a board are in a list of cells, numbered row by row; those that lie in it or beside."""
    return {cells.count(cell) for cell in range(side * side)}


def visits(machine: Machine, rng: Rng) -> Question:
    """How many times is the head on a cell?"""
    count, wanted = _visit_steps(machine.level, rng), _visits(machine.level, rng)
    steps = run(machine, count)
    cells = [machine.head, *(step.to for step in steps)]
    near = [cell for cell in all_cells(machine.side, machine.side) if cells.count(cell) == wanted]
    cell = rng.choice(near)
    return Question(
        _asked(
            machine,
            f"The machine makes {count_of(count, 'step')}. Look where the head is at the start and after each step, "
            f"{count + 1} times in all. How many of these times is it on cell {write_cell(cell)}?",
        ),
        str(wanted),
        (
            start_line(machine),
            *step_lines(machine, steps),
            visit_line(cell, [number for number, there in enumerate(cells) if there == cell]),
        ),
        evidence=(*_evidence(machine), named_cell("asked cell", cell)),
    )


def grid_after_steps(machine: Machine, rng: Rng) -> Question:
    """All symbols after some steps."""
    count = _count(machine.level, rng)
    steps = run(machine, count)
    rows = engine.symbols_after(machine, steps)
    return Question(
        _asked(
            machine,
            f"Which symbols do the cells hold after {count_of(count, 'step')}? Answer with one line for each row from "
            "the top; in each line write the digits from the left, separated by spaces.",
        ),
        write_grid(rows),
        (start_line(machine), *step_lines(machine, steps), *written_line(machine, steps, rows)),
        evidence=_evidence(machine),
    )


STEPS_TO_FOLLOW = Difficulty[Machine](
    "steps to follow", lambda _, question: sum(step_number(line) is not None for line in question.steps)
)


TASKS: tuple[Task[Machine], ...] = (
    Task(
        id="head_position",
        description="The head's cell after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=head_position,
        rules=("machine", "steps", "edges", "cells"),
        new_state=new_moved,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(shortcuts.NEAREST, shortcuts.FARTHEST, shortcuts.ALONG_OLD_SYMBOLS),
    ),
    Task(
        id="head_state",
        description="The head's state and the symbol under it after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=head_state,
        rules=("machine", "steps", "edges"),
        new_state=new_changed,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(shortcuts.SAME_STATE, shortcuts.PAIR_OF_OLD_SYMBOLS),
    ),
    Task(
        id="symbol_history",
        description="How the symbol of a cell changes over some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=symbol_history,
        rules=("machine", "steps", "edges", "cells"),
        new_state=new_written,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(shortcuts.FEWEST_WRITES, shortcuts.MOST_WRITES, shortcuts.EARLIEST, shortcuts.LATEST),
    ),
    Task(
        id="first_entry",
        description="The step in which the head first enters a state",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=first_entry,
        rules=("machine", "steps", "edges"),
        new_state=new_entering,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(shortcuts.NEVER,),
        allowances=(
            Allowance(
                "counts tell word 'round'",
                1.0,
                "of two states the asked one is that in which the head does not start",
                ("easy",),
            ),
        ),
    ),
    Task(
        id="visits",
        description="How many times the head is on a cell",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=visits,
        rules=("machine", "steps", "edges", "cells"),
        new_state=new_visiting,
        difficulty=STEPS_TO_FOLLOW,
    ),
    Task(
        id="grid_after_steps",
        description="The symbols of all cells after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        make=grid_after_steps,
        rules=("machine", "steps", "edges"),
        new_state=new_machine,
        difficulty=STEPS_TO_FOLLOW,
    ),
)
