"""What a machine does, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.grid import Cell
from gameqa.wording import count_of, joined

from .engine import BRACKETS, KINDS, Machine, Step
from .histories import History, history_text
from .notation import bracketed, rule_text


def named_state(state: int) -> str:
    """A state by its name and its sign: square [ ]."""
    return f"{KINDS[state]} {' '.join(BRACKETS[state])}"


def pair_text(state: int, symbol: int) -> str:
    """A state and the symbol under the head: 2 in square brackets."""
    return f"{symbol} in {KINDS[state]} brackets"


def start_line(machine: Machine) -> str:
    """What the picture shows of the board."""
    rows = joined([" ".join(map(str, row)) for row in machine.rows])
    return (
        f"From the top, the rows are {rows}. The head starts on {write_cell(machine.head)} in the state "
        f"{named_state(machine.state)}."
    )


def step_lines(machine: Machine, steps: Sequence[Step]) -> list[str]:
    """What every step does."""
    lines = []
    for number, step in enumerate(steps, 1):
        write, move, new = step.rule
        since = f", written in step {step.written}" if step.written else ""
        is_crossing = sum(abs(one - other) for one, other in zip(step.cell, step.to, strict=True)) > 1
        lines.append(
            f"{number}. {write_cell(step.cell)} holds {step.symbol}{since}. The table says "
            f"{bracketed(step.state, step.symbol)}: {rule_text(step.rule)}. The machine writes {write}, "
            f"{'keeps' if new == step.state else 'changes to'} the state {KINDS[new]} and goes {DIRECTIONS[move]} "
            f"{'over the edge ' if is_crossing else ''}to {write_cell(step.to)}."
        )
    return lines


def step_number(line: str) -> int | None:
    """The number of the step that a line tells of."""
    found = re.match(r"(\d+)\. ", line)
    return int(found[1]) if found else None


def _in_steps(numbers: Sequence[int]) -> str:
    return f"{'step' if len(numbers) == 1 else 'steps'} {joined([str(number) for number in numbers])}"


def history_lines(cell: Cell, start: int, history: History) -> list[str]:
    """When a cell is written, and what that makes of its symbol."""
    return [
        f"The machine writes in {write_cell(cell)} in {_in_steps([number for number, _ in history])} only, since the "
        "head is elsewhere before the others.",
        f"The cell holds {start} at the start: {history_text(start, history)}.",
    ]


def entry_lines(machine: Machine, steps: Sequence[Step], state: int, number: int) -> list[str]:
    """In which step a state is entered first."""
    passed = [machine.state, *(step.rule[2] for step in steps[:number])]
    told = f"The states, from the start on, are {', '.join(KINDS[one] for one in passed)}."
    if number > len(steps):
        return [told, f"The state {KINDS[state]} is not among them, so none of the {len(steps)} steps changes to it."]
    return [told, f"Step {number} is the first that changes to {KINDS[state]}."]


def visit_line(cell: Cell, times: Sequence[int]) -> str:
    """When the head is on a cell: 0 for the start, else the step after which it is there."""
    if not times:
        return f"The head is never on {write_cell(cell)}: 0 times."
    after = [number for number in times if number]
    parts = ["at the start"] * (0 in times) + ([f"after {_in_steps(after)}"] if after else [])
    return f"The head is on {write_cell(cell)} {joined(parts)}: {count_of(len(times), 'time')}."


def written_line(machine: Machine, steps: Sequence[Step], rows: Sequence[Sequence[int]]) -> list[str]:
    """Which symbol every cell that was written holds at the end."""
    cells = sorted({step.cell for step in steps})
    listed = [f"{write_cell(cell)} now holds {rows[cell[0]][cell[1]]}" for cell in cells]
    return [f"Of the cells that were written, {joined(listed)}.", "The other cells hold what they held at the start."]
