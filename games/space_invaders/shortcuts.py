"""Cheap rules for questions about Space Invaders, which must not pay."""

from __future__ import annotations

from collections.abc import Collection

from gameqa.contract import Question

from . import engine
from .engine import POINTS, Fleet, lowest_points, stack_at
from .telling import WAYS


def _asked_way(question: Question) -> tuple[int, int]:
    """The direction and the number of intervals of a question."""
    way = engine.LEFT if question.asked["way"] == WAYS[engine.LEFT] else engine.RIGHT
    return way, question.asked["intervals"]


def highest_here(fleet: Fleet, question: Question) -> Collection[str]:
    """The highest enemy of the ship's column."""
    return (str(lowest_points(stack_at(fleet.stacks, fleet.ship)[::-1])),)


def highest_there(fleet: Fleet, question: Question) -> Collection[str]:
    """The highest enemy of the column that the question names."""
    column = int(question.text.split("column ")[1].split()[0])
    return (str(lowest_points(stack_at(fleet.stacks, column)[::-1])),)


def from_here(fleet: Fleet, question: Question) -> Collection[str]:
    """A shot from where the ship is."""
    return (str(lowest_points(stack_at(fleet.stacks, fleet.ship))),)


def lowest_row(fleet: Fleet, question: Question) -> Collection[str]:
    """The color of the lowest row."""
    rows = [row.strip(engine.EMPTY) for row in fleet.rows if row.strip(engine.EMPTY)]
    return (str(POINTS[rows[-1][0]]),)


def shortest(fleet: Fleet, question: Question) -> Collection[str]:
    """The columns with the fewest enemies."""
    fewest = min(len(stack) for stack in fleet.stacks if stack)
    return [str(column) for column, stack in enumerate(fleet.stacks, 1) if len(stack) == fewest]


def highest_end(fleet: Fleet, question: Question) -> Collection[str]:
    """The columns whose lowest enemy stands highest."""
    ends = {column: fleet.cells(column)[0][0] for column, stack in enumerate(fleet.stacks, 1) if stack}
    return [str(column) for column, row in ends.items() if row == min(ends.values())]


def stays_still(fleet: Fleet, question: Question) -> Collection[str]:
    """All shots into the ship's column, as if the enemies stood still."""
    return (str(engine.points_into([fleet.ship] * question.asked["intervals"], fleet.stacks)),)


def goes_on(fleet: Fleet, question: Question) -> Collection[str]:
    """The enemies go on over the edge of the board."""
    way, shots = _asked_way(question)
    return (str(engine.points_into([fleet.ship - way * number for number in range(shots)], fleet.stacks)),)


def on_average(fleet: Fleet, question: Question) -> Collection[str]:
    """20 points for every shot."""
    return (str(20 * question.asked["intervals"]),)


def greedy(fleet: Fleet, question: Question) -> Collection[str]:
    """What comes of the most valuable enemy for every next shot."""
    way, shots = _asked_way(question)
    step = engine.step_of(fleet.stacks, way)
    stacks = engine.in_order(fleet.stacks, step)
    return [
        str(total) for total in sorted(engine.greedy_totals(stacks, engine.place_of(stacks, fleet.ship, step), shots))
    ]


def without_drift(fleet: Fleet, question: Question) -> Collection[str]:
    """The best shots if the enemies stood still."""
    return (str(engine.without_drift(fleet.stacks, fleet.ship, question.asked["intervals"])),)


def two_lowest(fleet: Fleet, question: Question) -> Collection[str]:
    """The two most valuable lowest enemies of all columns."""
    return (str(sum(sorted(map(lowest_points, fleet.stacks))[-2:])),)
