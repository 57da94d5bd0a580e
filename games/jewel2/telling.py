"""The reasoning about gems: what a command removes, and why."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.grid import Cell
from gameqa.wording import count_of, joined, verb

from . import engine
from .clearing import Rows, openings
from .engine import COLORS, COLUMN, CROSS, HOLE, ROUND, Command, Grid, Pair


def name_of(sign: str) -> str:
    """What is in a cell, as a noun without an article."""
    if sign in COLORS:
        return f"basic {COLORS[sign]} gem"
    if sign in ROUND:
        return f"round {COLORS[sign.upper()]} gem"
    return {CROSS: "cross gem", COLUMN: "column gem"}[sign]


def short_name(sign: str) -> str:
    """What is in a cell, in a list of cells."""
    if sign in COLORS:
        return COLORS[sign]
    if sign in ROUND:
        return f"round {COLORS[sign.upper()]}"
    return {CROSS: "cross", COLUMN: "column gem", HOLE: "empty"}[sign]


def write_command(command: Command) -> str:
    """A command as answers name it: clear (1, 2), swap (1, 2) right."""
    if command.is_swap:
        return f"swap {write_cell(command.cell)} {DIRECTIONS[command.move]}"
    return f"clear {write_cell(command.cell)}"


def sign_at(grid: Grid, cell: Cell) -> str:
    """The sign of a cell."""
    return grid[cell[0]][cell[1]]


def cells_text(cells: Sequence[Cell]) -> str:
    """Cells as running text."""
    return joined([write_cell(cell) for cell in cells])


def run_of(grid: Grid, cell: Cell, across: bool) -> list[Cell]:
    """The gems of a cell's color that follow each other through it in its row or column."""
    side, color = len(grid), sign_at(grid, cell)
    down, right = (0, 1) if across else (1, 0)
    found = [cell]
    for step in (-1, 1):
        row, column = cell[0] + down * step, cell[1] + right * step
        while 0 <= row < side and 0 <= column < side and grid[row][column] == color:
            found.append((row, column))
            row, column = row + down * step, column + right * step
    return sorted(found)


def run_lines(grid: Grid, cell: Cell) -> list[str]:
    """What follows each other through a cell in its row and in its column."""
    color = COLORS[sign_at(grid, cell)]
    lines = []
    for across, where in ((True, f"row {cell[0]}"), (False, f"column {cell[1]}")):
        run = run_of(grid, cell, across)
        if len(run) == 1:
            lines.append(f"In {where}, no basic {color} gem is next to {write_cell(cell)}: no line.")
        else:
            verdict = "a line" if len(run) >= engine.SHORTEST else "too few for a line"
            lines.append(f"In {where}, the {color} gems {cells_text(run)} follow each other: {verdict}.")
    return lines


def sum_line(parts: Sequence[int], shared: Cell | None = None) -> str:
    """How many gems lines remove together."""
    total = sum(parts) - (shared is not None)
    if len(parts) < 2:
        return f"So {count_of(total, 'gem')} {verb(total, 'is', 'are')} removed."
    once = f", as {write_cell(shared)} is on both" if shared else ""
    less = " - 1" if shared else ""
    return f"So {' + '.join(map(str, parts))}{less} = {total} gems are removed{once}."


def command_lines(grid: Grid, command: Command) -> list[str]:
    """What a command removes, step by step, up to the number."""
    return swap_lines(grid, command) if command.is_swap else clear_lines(grid, command.cell)


def clear_lines(grid: Grid, cell: Cell) -> list[str]:
    """What clearing a cell removes."""
    sign, where = sign_at(grid, cell), write_cell(cell)
    if sign == HOLE:
        return [f"{where} is empty, so clearing it does nothing: 0 gems are removed."]
    lines = [f"At {where} is a {name_of(sign)}."]
    if sign in COLORS:
        lines += run_lines(grid, cell)
        runs = engine.runs_through(grid, cell)
        if not runs:
            return [*lines, "So nothing happens: 0 gems are removed."]
        return [*lines, sum_line([len(run) for run in runs], cell if len(runs) == 2 else None)]
    cells = engine.effect_of(grid, cell)
    if sign in ROUND:
        color = COLORS[sign.upper()]
        lines.append(f"It removes all {color} gems, basic and round: {cells_text(cells)}.")
        lines.append(sum_line([len(cells)]))
    elif sign == COLUMN:
        lines.append(f"It removes column {cell[1]}, which holds {count_of(len(cells), 'gem')}.")
        lines.append(sum_line([len(cells)]))
    else:
        row, column = (sum(place[axis] == cell[axis] for place in cells) for axis in (0, 1))
        lines.append(
            f"It removes row {cell[0]}, which holds {count_of(row, 'gem')}, and column {cell[1]}, which holds "
            f"{count_of(column, 'gem')}."
        )
        lines.append(sum_line([row, column], cell))
    return lines


def swap_lines(grid: Grid, command: Command) -> list[str]:
    """What a swap removes."""
    one, other = command.cells
    where, to = write_cell(one), write_cell(other)
    for cell in (one, other):
        if sign_at(grid, cell) not in COLORS:
            what = "empty" if sign_at(grid, cell) == HOLE else f"a {name_of(sign_at(grid, cell))}"
            return [
                f"{write_cell(cell)} is {what}, and only basic gems can be swapped.",
                "So nothing happens: 0 gems are removed.",
            ]
    changed = engine.swapped(grid, one, other)
    first, second = COLORS[sign_at(grid, one)], COLORS[sign_at(grid, other)]
    if first == second:
        return [
            f"The gems at {where} and {to} are both {first}, and only gems of different colors can be swapped.",
            "So nothing happens: 0 gems are removed.",
        ]
    lines = [f"The {first} gem at {where} and the {second} gem at {to} change places."]
    lines.append(f"The {second} gem is then at {where}.")
    lines += run_lines(changed, one)
    lines.append(f"The {first} gem is then at {to}.")
    lines += run_lines(changed, other)
    counts = [[len(run) for run in engine.runs_through(changed, cell)] for cell in (one, other)]
    if not any(counts):
        return [*lines, "The swap makes no line, so the gems stay where they were: 0 gems are removed."]
    removed = engine.removed_by(grid, command)
    parts = [sum(own) - (len(own) == 2) for own in counts if own]
    shared = [cell for cell, own in zip((one, other), counts, strict=True) if len(own) == 2]
    for cell in shared:
        lines.append(f"{write_cell(cell)} is on two of these lines and counts once.")
    if len(parts) == 2:
        return [*lines, f"So {parts[0]} + {parts[1]} = {len(removed)} gems are removed."]
    return [*lines, f"So {count_of(len(removed), 'gem')} are removed."]


def column_text(grid: Grid, column: int) -> str:
    """A column from the top; its empty cells are counted."""
    signs = [row[column] for row in grid]
    empty = signs.count(HOLE)
    parts = [count_of(empty, "empty cell")] if empty else []
    return ", ".join([*parts, *(short_name(sign) for sign in signs[empty:])])


def fall_lines(before: Grid, grid: Grid) -> list[str]:
    """The columns that a command has changed, from the top."""
    changed = [
        column for column in range(len(grid)) if [row[column] for row in before] != [row[column] for row in grid]
    ]
    return [f"Column {column} is then, from the top: {column_text(grid, column)}." for column in changed]


def removal_text(grid: Grid, command: Command) -> str:
    """What a clear command removes, in a few words."""
    sign = sign_at(grid, command.cell)
    cells = sorted(engine.removed_by(grid, command))
    count = count_of(len(cells), "gem")
    if sign in COLORS:
        runs = engine.runs_through(grid, command.cell)
        if len(runs) == 2:
            return f"where two {COLORS[sign]} lines cross, removes {cells_text(cells)}: {count}"
        return f"on a {COLORS[sign]} line, removes {cells_text(cells)}: {count}"
    if sign in ROUND:
        color = COLORS[sign.upper()]
        return f"a round {color} gem, removes all {color} gems, {cells_text(cells)}: {count}"
    if sign == COLUMN:
        return f"a column gem, removes column {command.cell[1]}: {count}"
    return f"a cross gem, removes row {command.cell[0]} and column {command.cell[1]}: {count}"


def clears_lines(grid: Grid) -> list[str]:
    """What every clear command that removes something removes."""
    commands = engine.all_clears(grid)
    lines = [f"{write_command(command).capitalize()}, {removal_text(grid, command)}." for command in commands]
    if not any(sign_at(grid, command.cell) in COLORS for command in commands):
        lines.append("Nowhere do three basic gems of a color follow each other, so clearing a basic gem does nothing.")
    return lines


SWAPS_EXPLAINED = (
    "A swap makes a line only if two of three cells side by side hold the same color (a pair) and the third cell, "
    "which holds another basic gem, gets a gem of that color from one of its other neighbors."
)


def pair_lines(grid: Grid, pairs: Sequence[Pair]) -> list[str]:
    """The pairs whose third cell gets no gem of their color, color by color."""
    lines = []
    for sign, color in COLORS.items():
        failing = [pair for pair in pairs if not pair.sources and sign_at(grid, pair.gems[0]) == sign]
        if failing:
            told = "; ".join(f"{cells_text(pair.gems)} with {write_cell(pair.third)}" for pair in failing)
            lines.append(
                f"No {color} gem can come to the third cell of {verb(len(failing), 'the pair', 'the pairs')} {told}."
            )
    return lines


def made_lines(grid: Grid, command: Command) -> str:
    """The lines that a swap makes, in a sentence."""
    one, other = command.cells
    changed = engine.swapped(grid, one, other)
    told = []
    for cell in (one, other):
        for run in engine.runs_through(changed, cell):
            told.append(f"the {COLORS[sign_at(changed, cell)]} line {cells_text(run)}")
    removed = len(engine.removed_by(grid, command))
    return f"{write_command(command).capitalize()} makes {joined(told)}: {count_of(removed, 'gem')}."


def best_lines(grid: Grid) -> list[str]:
    """All commands that remove something, and why there is no other."""
    pairs = engine.pairs_of(grid)
    lines = clears_lines(grid)
    lines.append(SWAPS_EXPLAINED)
    if not pairs:
        lines.append("There is no such pair, so no swap makes a line.")
    lines += pair_lines(grid, pairs)
    lines += [made_lines(grid, command) for command in engine.all_swaps(grid)]
    return lines


def two_lines(rows: Rows) -> list[str]:
    """What every clear command removes, and what can be removed after it."""
    lines = clears_lines(rows)
    for opening in openings(rows):
        first, removed, left, seconds = opening
        lines += _after_line(rows, left, first)
        if not seconds:
            lines.append(f"Then nothing is left to clear: {removed} in all.")
            continue
        told = joined([f"{write_command(second)} removes {number}" for number, second in seconds])
        lines.append(f"Then {told}: at most {removed} + {opening.most - removed} = {opening.most} in all.")
    return lines


def _after_line(grid: Grid, left: Grid, first: Command) -> list[str]:
    columns = [line.removeprefix("Column ").removesuffix(".") for line in fall_lines(grid, left)]
    told = "; column ".join(column.replace(" is then, from the top:", ":") for column in columns)
    return [f"After {write_command(first)}, from the top, column {told}."]
