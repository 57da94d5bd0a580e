"""The questions about Langton's ant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from gameqa import contract
from gameqa.answers import write_cell, write_grid
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Difficulty, Question, Task, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import CLOCKWISE, STEPS, Cell, cells_with, named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import engine
from .engine import BLACK, FACINGS, STEP_COUNTS, WHITE, Ant, Step, after, steps_of
from .shortcuts import AMONG_OPTIONS, FROM_START

CHANGES = {"easy": 4, "medium": 4, "hard": 4}
"""The greatest answer of color_changes; all from 0 are equally frequent."""

CHANGE_STEPS = {"easy": (11, 15), "medium": (16, 20), "hard": (20, 26)}
"""Least and greatest number of steps of color_changes: enough for so many changes."""

BLACK_CELLS = {"easy": (4, 14), "medium": (10, 30), "hard": (18, 50)}
"""Least and greatest answer of black_after_steps."""

MIRRORED = (1, 5)
"""How many wrong ends behind the right one are mirrored at it, of how many."""

COLOR_NAMES = {WHITE: "white", BLACK: "black"}


def _pose(cell: Cell, facing: int) -> str:
    return f"{write_cell(cell)}, facing {FACINGS[facing % 4]}"


def _pose_options(rng: Rng, answer: tuple[Cell, int], cells: Iterable[Cell], facings: Iterable[int]) -> tuple[str, ...]:
    """Each of four cells with each of two directions, so that counting cells or directions tells nothing."""
    return shuffled_options(
        rng, _pose(*answer), [_pose(cell, facing) for cell, facing in product(sorted(cells), facings)]
    )


def _ant(ant: Ant) -> tuple[tuple[str, Place], ...]:
    return (named_cell("ant", ant.cell),)


def _step_lines(steps: Sequence[Step]) -> list[str]:
    """What every step does, in words."""
    lines = []
    for number, step in enumerate(steps, 1):
        white = step.color == WHITE
        crossed = sum(abs(new - old) for new, old in zip(step.cell, step.left, strict=True)) > 1
        where = f"goes over the edge to {write_cell(step.cell)}" if crossed else f"goes to {write_cell(step.cell)}"
        lines.append(
            f"{number}. {write_cell(step.left)} is {COLOR_NAMES[step.color]}: the ant turns "
            f"{'right' if white else 'left'} to face {FACINGS[step.facing]}, the cell becomes "
            f"{'black' if white else 'white'}, and the ant {where}."
        )
    return lines


def _start_line(ant: Ant) -> str:
    return f"The ant starts at {_pose(ant.cell, ant.facing)}."


def _with_exchanged(cell: Cell, neighbor: Cell) -> set[Cell]:
    """Two cells and those whose row and column are exchanged; where one is its own, all cells of their numbers.

    Any of the four cells gives the same four with the same probability, if its neighbor is drawn at random.
    """
    cells = {cell, neighbor, cell[::-1], neighbor[::-1]}
    numbers = {*cell, *neighbor}
    return cells if len(cells) == 4 else set(product(numbers, numbers))


def ant_pose(ant: Ant, rng: Rng) -> Question:
    """Where is the ant, and which way does it face?"""
    (row, column), facing = ant.cell, ant.facing
    side = len(ant.rows)
    down, across = rng.choice(STEPS)
    neighbor = (row + down) % side, (column + across) % side
    return Question(
        "In which cell is the ant, and in which direction does it face?",
        _pose(ant.cell, facing),
        (
            f"The tail and the tip of the arrow are in row {row}, counted from the top from 0, and in column {column}, "
            "counted from the left from 0.",
            f"The tip of the arrow points {FACINGS[facing]}, so the ant faces {FACINGS[facing]}.",
        ),
        _pose_options(
            rng, (ant.cell, facing), _with_exchanged(ant.cell, neighbor), (facing, facing + rng.choice((1, 2, 2, 3)))
        ),
        evidence=_ant(ant),
        text_steps=(f"The ant is said to be at {_pose(ant.cell, facing)}.",),
    )


def _parallelogram(cell: Cell, mistakes: Sequence[Cell], side: int) -> set[Cell]:
    """A cell, the first two mistakes with which it makes four corners, and the corner opposite to it.

    Each corner lies to the others as the opposite corner does, so that none is in the middle of all.
    """
    corners = (
        {cell, one, other, ((one[0] + other[0] - cell[0]) % side, (one[1] + other[1] - cell[1]) % side)}
        for one, other in combinations(mistakes, 2)
    )
    return next(found for found in corners if len(found) == 4)


def _wrong_ends(ant: Ant, steps: Sequence[Step], count: int, rng: Rng) -> list[Cell]:
    """Where the ant would be after typical mistakes, the first two the most tempting.

    Turning the wrong way and flipping no cell keep to the parity of row and column; two steps too many do not, and so
    are kept rare. Since the last step leads the ant ahead, wrong ends are behind it more often than ahead of it: some
    of these are mirrored at its cell, so that an option ahead of all others is no good guess.

    Args:
        steps: two more than those that are asked for.
    """
    (row, column), facing = steps[count - 1].cell, steps[count - 1].facing
    side = len(ant.rows)
    down, across = STEPS[CLOCKWISE[facing]]
    ends = []
    for end in (steps_of(ant, count, right_on=BLACK)[-1].cell, steps_of(ant, count, flips=False)[-1].cell):
        ahead = (end[0] - row) * down + (end[1] - column) * across
        is_behind = ahead % side > side // 2
        is_mirrored = is_behind and rng.chance(*MIRRORED)
        ends.append(((2 * row - end[0]) % side, (2 * column - end[1]) % side) if is_mirrored else end)
    ends = rng.shuffled(ends)
    if rng.chance(1, 3):
        ends.insert(rng.below(2), steps[count + 1].cell)
    near = [((row + down) % side, (column + across) % side) for down in (-2, 0, 2) for across in (-2, 0, 2)]
    return [*ends, *rng.shuffled(near)]


def pose_after_steps(ant: Ant, rng: Rng) -> Question:
    """The ant's pose after some steps.

    Each step changes the direction by a quarter turn and either the row or the column by one. So all options have the
    answer's axis and, in two of three questions, rows and columns an even number of steps from the answer's: the
    others could be told without following the ant.
    """
    count = rng.between(*STEP_COUNTS[len(ant.rows)])
    steps = steps_of(ant, count + 2)
    answer = steps[count - 1]
    cells = _parallelogram(answer.cell, _wrong_ends(ant, steps, count, rng), len(ant.rows))
    return Question(
        f"In which cell is the ant after {count_of(count, 'step')}, and in which direction does it then face?",
        _pose(answer.cell, answer.facing),
        (
            _start_line(ant),
            *_step_lines(steps[:count]),
            f"After {count_of(count, 'step')} the ant is at {_pose(answer.cell, answer.facing)}.",
        ),
        _pose_options(rng, (answer.cell, answer.facing), cells, (answer.facing, answer.facing + 2)),
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
        f"The ant makes {count_of(count, 'step')}. How many times does the cell {write_cell(cell)} change color?",
        str(wanted),
        (
            _start_line(ant),
            *_step_lines(steps),
            f"{found}. A cell changes color only when the ant leaves it, so this one changes "
            f"{count_of(wanted, 'time')}.",
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
    by_row = [f"{colors.count(BLACK)} in row {row}" for row, colors in enumerate(ant.rows) if BLACK in colors]
    return Question(
        f"How many cells are black after the ant has made {count_of(count, 'step')}? The cell on which it stands "
        "counts like any other.",
        str(answer),
        (
            f"Black cells at the start, row by row: {', '.join(by_row)}. That makes {now}.",
            _start_line(ant),
            *_step_lines(steps),
            f"In {count_of(turned_black, 'step')} a cell became black, in {count_of(count - turned_black, 'step')} one "
            f"became white: {now} + {turned_black} - {count - turned_black} = {answer} cells are black.",
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
    shown = [" ".join("01"[color == BLACK] for color in row) for row in ant.rows]
    return Question(
        f"What are the colors of all cells after the ant has made {count_of(count, 'step')}? Answer with one line for "
        "each row from the top; in each line write, from the left, 1 for a black and 0 for a white cell, separated by "
        "spaces.",
        write_grid(["01"[color == BLACK] for color in row] for row in rows),
        (
            "At the start, with 1 for black and 0 for white:",
            *(f"row {number}: {row}" for number, row in enumerate(shown)),
            _start_line(ant),
            *_step_lines(steps),
            f"Compared with the start, {joined(listed)}. The other cells are as they were.",
        ),
        evidence=_ant(ant),
    )


STEPS_TO_FOLLOW = Difficulty[Ant](
    "steps to follow", lambda _, question: sum(re.match(r"\d+\. ", line) is not None for line in question.steps)
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
        shortcuts=AMONG_OPTIONS,
    ),
    Task(
        id="pose_after_steps",
        description="The ant's cell and direction after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=pose_after_steps,
        difficulty=STEPS_TO_FOLLOW,
        rules=("steps", "edges", "cells"),
        shortcuts=(*AMONG_OPTIONS, *FROM_START),
    ),
    Task(
        id="color_changes",
        description="How many times a cell changes color",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=color_changes,
        difficulty=STEPS_TO_FOLLOW,
        rules=("steps", "edges", "cells"),
        former_ids=("colour_changes",),
    ),
    Task(
        id="black_after_steps",
        description="The number of black cells after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        beyond=True,
        make=black_after_steps,
        allowances=(ASKS_FOR_COUNTS,),
        difficulty=STEPS_TO_FOLLOW,
        rules=("steps", "edges"),
        new_state=new_ant_with_black,
    ),
    Task(
        id="grid_after_steps",
        description="The colors of all cells after some steps",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        beyond=True,
        make=grid_after_steps,
        difficulty=STEPS_TO_FOLLOW,
        rules=("steps", "edges"),
        new_state=new_small_ant,
    ),
)
