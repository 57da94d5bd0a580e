"""The questions about Langton's ant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gameqa import contract
from gameqa.answers import write_cell, write_grid
from gameqa.contract import Accept, Question, Task, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import STEPS, Cell, cells_with, named_cell
from gameqa.options import among_alike
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine
from .engine import BLACK, FACINGS, STEP_COUNTS, WHITE, Ant, Step, after, steps_of

CHANGES = {"easy": 3, "medium": 4, "hard": 4}
"""The greatest answer of color_changes; all from 0 are equally frequent."""

CHANGE_STEPS = {"easy": (9, 13), "medium": (13, 18), "hard": (17, 24)}
"""Least and greatest number of steps of color_changes: enough for so many changes."""

BLACK_CELLS = {"easy": (4, 14), "medium": (10, 30), "hard": (18, 50)}
"""Least and greatest answer of black_after_steps."""

COLOR_NAMES = {WHITE: "white", BLACK: "black"}


def _pose(cell: Cell, facing: int) -> str:
    return f"{write_cell(cell)}, facing {FACINGS[facing % 4]}"


def _poses_in_common(one: str, other: str) -> int:
    """How many of row, column and direction two poses share."""
    return sum(a == b for a, b in zip(one.split(", "), other.split(", "), strict=True))


def _pose_options(
    rng: Rng, side: int, answer: tuple[Cell, int], mistakes: Iterable[tuple[Cell, int]]
) -> tuple[str, ...]:
    """A pose among those of typical mistakes, the first two surely, filled up with cells and directions near."""
    right = _pose(*answer)
    texts = list(dict.fromkeys(_pose(*mistake) for mistake in mistakes))
    tempting = [text for text in [*texts[:2], *rng.shuffled(sorted(texts[2:]))] if text != right][:7]
    near = {
        _pose(((answer[0][0] + down) % side, (answer[0][1] + across) % side), facing)
        for down in range(-1, 2)
        for across in range(-1, 2)
        for facing in range(4)
    }
    rest = [text for text in rng.shuffled(sorted(near)) if text != right and text not in tempting]
    return among_alike(rng, right, [*tempting, *rest[: 11 - len(tempting)]], _poses_in_common)


def _ant(ant: Ant) -> tuple[tuple[str, Place], ...]:
    return (named_cell("ant", ant.cell),)


def _step_lines(steps: Sequence[Step]) -> list[str]:
    """What every step does, in words."""
    lines = []
    for number, step in enumerate(steps, 1):
        white = step.color == WHITE
        lines.append(
            f"{number}. {write_cell(step.left)} is {'white' if white else 'black'}: the ant turns "
            f"{'right' if white else 'left'} to face {FACINGS[step.facing]}, the cell becomes "
            f"{'black' if white else 'white'}, and the ant goes to {write_cell(step.cell)}."
        )
    return lines


def _start_line(ant: Ant) -> str:
    return f"The ant starts at {_pose(ant.cell, ant.facing)}."


def ant_pose(ant: Ant, rng: Rng) -> Question:
    """Where is the ant, and which way does it face?"""
    (row, column), facing = ant.cell, ant.facing
    side = len(ant.rows)
    mistakes = [
        ((column, row), facing),
        ((row, column), facing + 2),
        ((row, column), facing + 1),
        ((column, row), facing + 2),
        *((((row + down) % side, (column + across) % side), facing) for down, across in STEPS),
    ]
    return Question(
        "In which cell is the ant, and in which direction does it face?",
        _pose(ant.cell, facing),
        (
            f"The arrow is in row {row}, counted from the top from 0, and in column {column}, counted from the left "
            "from 0.",
            f"Its tip points {FACINGS[facing]}.",
        ),
        _pose_options(rng, side, (ant.cell, facing), mistakes),
        evidence=_ant(ant),
    )


def pose_after_steps(ant: Ant, rng: Rng) -> Question:
    """The ant's pose after some steps."""
    side = len(ant.rows)
    count = rng.between(*STEP_COUNTS[side])
    steps = steps_of(ant, count + 2)
    answer = steps[count - 1]
    turned = steps_of(ant, count, right_on=BLACK)[-1]
    unflipped = steps_of(ant, count, flips=False)[-1]
    mistakes = [(step.cell, step.facing) for step in (steps[count - 2], steps[count], turned, unflipped, steps[-1])]
    mistakes += [(answer.cell, answer.facing + 2), ((answer.cell[1], answer.cell[0]), answer.facing)]
    if count > 2:
        mistakes.append((steps[count - 3].cell, steps[count - 3].facing))
    return Question(
        f"In which cell is the ant after {count_of(count, 'step')}, and in which direction does it face then?",
        _pose(answer.cell, answer.facing),
        (_start_line(ant), *_step_lines(steps[:count])),
        _pose_options(rng, side, (answer.cell, answer.facing), mistakes),
        evidence=_ant(ant),
    )


def _level_of(ant: Ant) -> str:
    return level_by(engine.SIDES, lambda side: side == len(ant.rows))


def color_changes(ant: Ant, rng: Rng) -> Question:
    """How many times does a cell change its color? The number is drawn first."""
    level = _level_of(ant)
    wanted = rng.steady("changes").between(0, CHANGES[level])
    count = rng.between(*CHANGE_STEPS[level])
    steps = steps_of(ant, count)
    left = Counter(step.left for step in steps)
    if wanted:
        cells = sorted(cell for cell, changes in left.items() if changes == wanted)
    else:
        side = len(ant.rows)
        beside = {((row + down) % side, (column + across) % side) for row, column in left for down, across in STEPS}
        cells = sorted(beside - set(left))
    if not cells:
        raise Redraw
    cell = rng.choice(cells)
    numbers = [str(number) for number, step in enumerate(steps, 1) if step.left == cell]
    if numbers:
        found = f"The ant leaves {write_cell(cell)} in {'step' if wanted == 1 else 'steps'} {', '.join(numbers)}"
    else:
        found = f"The ant never leaves {write_cell(cell)}"
    return Question(
        f"The ant makes {count_of(count, 'step')}. How many times does the cell {write_cell(cell)} change its color?",
        str(wanted),
        (
            _start_line(ant),
            *_step_lines(steps),
            f"{found}, and a cell changes its color only then, so this cell changes {count_of(wanted, 'time')}.",
        ),
        evidence=(*_ant(ant), named_cell("asked cell", cell)),
    )


def new_ant_with_black(level: str, rng: Rng, accept: Accept) -> Ant:
    """A board with the number of black cells after the steps that is drawn first.

    Cells that the ant does not leave are recolored to reach it; they do not change its way.
    """
    wanted = rng.steady("black").between(*BLACK_CELLS[level])
    side = engine.SIDES[level]
    ant = Ant(engine.board_with(side, wanted, rng), (rng.below(side), rng.below(side)), rng.below(4))
    steps = steps_of(ant, _black_steps(level, rng))
    excess = engine.black_cells(after(ant, steps).rows) - wanted
    visited = {step.left for step in steps}
    old, new = (BLACK, WHITE) if excess > 0 else (WHITE, BLACK)
    cells = [cell for cell in cells_with(ant.rows, old) if cell not in visited]
    if len(cells) < abs(excess):
        raise Redraw
    ant = engine.recolored(ant, rng.sample(cells, abs(excess)), new)
    keep(engine.split_key(ant), accept)
    return ant


def _black_steps(level: str, rng: Rng) -> int:
    """How many steps black_after_steps makes: the same number in all attempts at a sample."""
    return rng.steady("steps").between(*STEP_COUNTS[engine.SIDES[level]])


def black_after_steps(ant: Ant, rng: Rng) -> Question:
    """How many cells are black after some steps?"""
    count = _black_steps(_level_of(ant), rng)
    steps = steps_of(ant, count)
    now = engine.black_cells(ant.rows)
    turned_black = sum(step.color == WHITE for step in steps)
    answer = now + 2 * turned_black - count
    by_row = [f"{row}: {colors.count(BLACK)}" for row, colors in enumerate(ant.rows)]
    return Question(
        f"How many cells are black after {count_of(count, 'step')} of the ant? The cell on which the ant stands counts "
        "like any other.",
        str(answer),
        (
            f"Black cells row by row before the first step: {', '.join(by_row)}; in all {now}.",
            _start_line(ant),
            *_step_lines(steps),
            f"{count_of(turned_black, 'time')} a cell became black and {count_of(count - turned_black, 'time')} one "
            f"became white, so {now} + {turned_black} - {count - turned_black} = {answer} are black.",
        ),
        evidence=_ant(ant),
    )


def new_small_ant(level: str, rng: Rng, accept: Accept) -> Ant:
    """A board that is small enough to be written down."""
    return engine.new_board(engine.SMALL_SIDES[level], rng, accept)


def grid_after_steps(ant: Ant, rng: Rng) -> Question:
    """All colors after some steps."""
    count = rng.between(*STEP_COUNTS[len(ant.rows)])
    steps = steps_of(ant, count)
    rows = after(ant, steps).rows
    changed = sorted(cell for cell, times in Counter(step.left for step in steps).items() if times % 2)
    if len(changed) < 2:
        raise Redraw
    listed = [f"{write_cell(cell)} is now {COLOR_NAMES[rows[cell[0]][cell[1]]]}" for cell in changed]
    return Question(
        f"What are the colors of all cells after {count_of(count, 'step')} of the ant? Answer with one line for each "
        "row from the top; in each line write, from the left, 1 for a black and 0 for a white cell, separated by "
        "spaces.",
        write_grid(["01"[color == BLACK] for color in row] for row in rows),
        (
            _start_line(ant),
            *_step_lines(steps),
            f"Compared with the start, {', '.join(listed)}; no other cell differs.",
        ),
        evidence=_ant(ant),
    )


TASKS = (
    Task(
        id="ant_pose",
        description="The ant's cell and direction",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=ant_pose,
        rules=("cells",),
    ),
    Task(
        id="pose_after_steps",
        description="The ant's cell and direction after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=pose_after_steps,
        rules=("steps", "edges", "cells"),
    ),
    Task(
        id="color_changes",
        description="How many times a cell changes its color",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=color_changes,
        rules=("steps", "edges", "cells"),
    ),
    Task(
        id="black_after_steps",
        description="The number of black cells after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=black_after_steps,
        rules=("steps", "edges"),
        new_state=new_ant_with_black,
    ),
    Task(
        id="grid_after_steps",
        description="The colors of all cells after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        make=grid_after_steps,
        rules=("steps", "edges"),
        new_state=new_small_ant,
    ),
)
