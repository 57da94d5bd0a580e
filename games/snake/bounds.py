"""Why so few moves do not lead to the food: where the head can be move by move, if it is to come in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gameqa.grid import Cell, beside, distance

from .engine import Snake

MOST_LINES, MOST_CELLS, MOST_IN_A_LINE = 16, 30, 6
"""The greatest table that is told."""

MOST_PATHS = 150


@dataclass(frozen=True)
class Front:
    """What one move can lead to, if the food stays in reach.

    Attributes:
        entered: the cells that the head may enter.
        covered: the cells that the body, as it lies at first, still covers, with their numbers from the tail.
    """

    entered: tuple[Cell, ...]
    covered: tuple[tuple[Cell, int], ...]


@lru_cache(maxsize=16)
def fronts_within(snake: Snake, budget: int) -> tuple[Front, ...] | None:
    """The moves one by one, until none is possible any more: the snake does not reach the food in so many moves.

    After each move the food may be no farther away than there are moves left; the head never turns straight back.

    Returns:
        None where the table would be too long to read, does not come to an end, or says that the head may enter a cell
        that only its own new trail keeps it from.
    """
    pairs = {(snake.body[1], snake.head)}
    clear_from = {cell: number for number, cell in enumerate(reversed(snake.body), 1)}
    found: list[Front] = []
    cells = 0
    for move in range(1, budget + 1):
        entered, covered = set(), {}
        for before, cell in pairs:
            for there in beside(cell):
                if there == before or distance(there, snake.food) > budget - move or not snake.is_on_board(there):
                    continue
                number = clear_from.get(there, 0)
                if number > move:
                    covered[there] = number
                else:
                    entered.add((cell, there))
        reached = sorted({there for _, there in entered})
        cells += len(reached) + len(covered)
        if len(found) == MOST_LINES or cells > MOST_CELLS or len(reached) + len(covered) > MOST_IN_A_LINE:
            return None
        found.append(Front(tuple(reached), tuple(sorted(covered.items()))))
        if not entered:
            return tuple(found) if _is_exact(snake, budget, found) else None
        pairs = entered
    return None


def _is_exact(snake: Snake, budget: int, fronts: Sequence[Front]) -> bool:
    """Whether a snake that really moves can be in all these cells, and in no others."""
    edge = [snake.body]
    for move, front in enumerate(fronts, 1):
        later = set()
        for body in edge:
            staying = body[:-1]
            for there in beside(body[0]):
                if distance(there, snake.food) <= budget - move and snake.is_on_board(there) and there not in staying:
                    later.add((there, *staying))
        if len(later) > MOST_PATHS or {body[0] for body in later} != set(front.entered):
            return False
        edge = list(later)
    return True
