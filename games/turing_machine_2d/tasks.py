"""The questions about Turing machines."""

from __future__ import annotations

from gameqa import contract
from gameqa.answers import write_cell, write_grid
from gameqa.contract import Allowance, Difficulty, Question, Task
from gameqa.errors import Redraw
from gameqa.grid import all_cells, named_cell
from gameqa.options import among_alike, cell_options, chain_of_mistakes, number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine, histories, shortcuts, wanted
from .engine import TABLE_SIDE, Machine, can_reach, run
from .histories import history_text
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

NEVER = "never"


def _evidence(machine: Machine) -> tuple[tuple[str, Place], ...]:
    head = named_cell("head", machine.head)
    return (head, ("rule table", ("table",))) if machine.side == TABLE_SIDE else (head,)


TABLE_IN_PICTURE = (
    "The rule table is below the board, with a row for every state and a column for every symbol; its arrows are the "
    "directions of the moves."
)


def _legend(machine: Machine) -> str:
    """What is said of a picture that shows the rule table."""
    return TABLE_IN_PICTURE if machine.side == TABLE_SIDE else ""


def _asked(machine: Machine, text: str) -> str:
    """What is asked, behind the rule table; at the hard level the picture shows that."""
    if machine.side == TABLE_SIDE:
        return text
    return "\n".join(["The rule table:", *table_lines(machine), text])


def head_position(machine: Machine, rng: Rng) -> Question:
    """Where is the head after some steps?

    Only cells that the head can reach in so many steps are options, whatever the rules.
    """
    count = wanted.step_count(machine.level, rng)
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
        legend=_legend(machine),
    )


def head_state(machine: Machine, rng: Rng) -> Question:
    """State and symbol under the head after some steps."""
    count = wanted.step_count(machine.level, rng)
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
        legend=_legend(machine),
    )


def _words_in_common(one: str, other: str) -> int:
    """Whether two pairs share the symbol or the state."""
    return sum(a == b for a, b in zip(one.split(" in "), other.split(" in "), strict=True))


def symbol_history(machine: Machine, rng: Rng) -> Question:
    """How does the symbol of a cell change?

    All options start with the true symbol, write when the head can be there, and write only what some rule writes in
    place of what the cell then holds.
    """
    count = wanted.history_steps(machine.level, rng)
    writes = rng.steady("writes").between(1, histories.MOST_WRITES[machine.level])
    steps = run(machine, count)
    cell = rng.choice(wanted.history_cells(machine, count, writes))
    answer = histories.history_of(steps, cell)
    start = machine.rows[cell[0]][cell[1]]
    if not histories.can_change(machine, start):
        raise Redraw
    drawn = histories.Drawn(machine, steps[0].to, cell, count, rng)
    wrong = chain_of_mistakes(rng, answer, 7, drawn.changed)
    texts = [history_text(start, history) for history in (answer, *wrong)]
    return Question(
        _asked(
            machine,
            f"The machine makes {count_of(count, 'step')}. Which symbols does the cell {write_cell(cell)} hold one "
            "after the other? Every option gives its symbol at the start, and then what each step that writes in it "
            "leaves there, even where this is the same symbol as before.",
        ),
        texts[0],
        (
            start_line(machine),
            *step_lines(machine, steps),
            *history_lines(cell, start, answer),
        ),
        shuffled_options(rng, texts[0], texts[1:]),
        evidence=(*_evidence(machine), named_cell("asked cell", cell)),
        legend=_legend(machine),
    )


def first_entry(machine: Machine, rng: Rng) -> Question:
    """In which step is a state entered first?"""
    count, entry = wanted.entry_steps(machine.level, rng), wanted.entry_of(machine.level, rng)
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
        legend=_legend(machine),
    )


def visits(machine: Machine, rng: Rng) -> Question:
    """How many times is the head on a cell?"""
    count, number = wanted.visit_steps(machine.level, rng), wanted.visit_number(machine.level, rng)
    steps = run(machine, count)
    cells = [machine.head, *(step.to for step in steps)]
    cell = rng.choice(wanted.visit_cells(machine, count, number))
    return Question(
        _asked(
            machine,
            f"The machine makes {count_of(count, 'step')}. The head has a place at the start and one after each step, "
            f"{count + 1} in all. How many of these places are the cell {write_cell(cell)}?",
        ),
        str(number),
        (
            start_line(machine),
            *step_lines(machine, steps),
            visit_line(cell, [time for time, there in enumerate(cells) if there == cell]),
        ),
        evidence=(*_evidence(machine), named_cell("asked cell", cell)),
        legend=_legend(machine),
    )


def grid_after_steps(machine: Machine, rng: Rng) -> Question:
    """All symbols after some steps."""
    count = wanted.step_count(machine.level, rng)
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
        legend=_legend(machine),
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
        new_state=wanted.new_moved,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(shortcuts.NEAREST, shortcuts.FARTHEST, shortcuts.END_OF_OLD_SYMBOLS),
    ),
    Task(
        id="head_state",
        description="The head's state and the symbol under it after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=head_state,
        rules=("machine", "steps", "edges"),
        new_state=wanted.new_changed,
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
        new_state=wanted.new_written,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(
            shortcuts.FEWEST_WRITES,
            shortcuts.MOST_WRITES,
            shortcuts.EARLIEST,
            shortcuts.LATEST,
            shortcuts.HISTORY_OF_OLD_SYMBOLS,
        ),
    ),
    Task(
        id="first_entry",
        description="The step in which the head first enters a state",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=first_entry,
        rules=("machine", "steps", "edges"),
        new_state=wanted.new_entering,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(shortcuts.NEVER, shortcuts.ENTRY_OF_OLD_SYMBOLS),
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
        beyond=True,
        make=visits,
        rules=("machine", "steps", "edges", "cells"),
        new_state=wanted.new_visiting,
        difficulty=STEPS_TO_FOLLOW,
        shortcuts=(shortcuts.VISITS_OF_OLD_SYMBOLS,),
    ),
    Task(
        id="grid_after_steps",
        description="The symbols of all cells after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        beyond=True,
        make=grid_after_steps,
        rules=("machine", "steps", "edges"),
        new_state=wanted.new_machine,
        difficulty=STEPS_TO_FOLLOW,
    ),
)
