"""Lists of moves to ask about: what they end in, and after how many moves, is drawn first.

A long walk that enters none of its last cells again is a snake on its way: wherever it is cut, the cells before are a
body, and those behind are moves that it survives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gameqa.bitboard import BitBoard, bitboard_of, bits_of, some_bit
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import DOWN, LEFT, RIGHT, UP, cells_on
from gameqa.rng import Rng

from .engine import (
    BODY,
    BORDER,
    FOOD,
    LEVELS,
    NOTHING,
    Snake,
    length_drawn,
    shifted,
    snake_of,
    split_key,
    steps_of,
    winding,
)

OUTCOMES = (BORDER, BODY, FOOD, NOTHING)

MOVES = {"easy": (6, 8), "medium": (8, 11), "hard": (10, 13)}
"""Least and greatest number of moves of a list of outcome_of_moves."""

SURVIVED = {"easy": (5, 7), "medium": (8, 11), "hard": (12, 15)}
"""Least and greatest number of moves of a list of head_after_moves."""

EARLIEST = 3
"""The move that decides is this one at the earliest."""

SHORTEST = 5
"""A snake of four cells can't meet itself."""

MORE = 24
"""Cells by which a walk is longer than what is cut from it."""


@dataclass(frozen=True)
class Plan:
    """What a list of moves is to be like.

    Attributes:
        outcome: what it ends in.
        deciding: the number of the move with which it does.
        count: all moves.
        is_freed: whether the head should come over cells that the body covers at first, or should meet the body
            where it does not lie at first.
    """

    outcome: str
    deciding: int
    count: int
    is_freed: bool


def plan_of(level: str, rng: Rng) -> Plan:
    """The plan of a sample of outcome_of_moves."""
    steady = rng.steady("outcome")
    outcome, count = steady.choice(OUTCOMES), steady.between(*MOVES[level])
    # The moves behind a move over the border can lead back over the board if there are two or more.
    last = count if steady.chance(1, 6) else count - 2 if outcome == BORDER else count - 1
    deciding = count if outcome == NOTHING else steady.between(EARLIEST, last)
    return Plan(outcome, deciding, count, steady.chance(3, 4))


def _ends(board: BitBoard, walk: Sequence[int], length: int, plan: Plan) -> list[tuple[int, int]]:
    """Where the walk can be cut: the place of the tail in it, and the step that decides."""
    found = []
    for place in range(len(walk) - length - plan.deciding + 1):
        body = walk[place : place + length]
        # The head before the deciding move, and where it goes in a walk that survives.
        last = place + length + plan.deciding - 2
        here = walk[last]
        path = walk[place + length : last + 1]
        if plan.outcome in (FOOD, NOTHING):
            there = walk[last + 1]
            if plan.outcome == FOOD and (there in body or there in path):
                continue
            found.append((place, there.bit_length() - here.bit_length()))
        elif plan.outcome == BODY:
            covered = sum(walk[last - length + 2 : last - 1])
            meets = board.beside[here] & covered
            found += [(place, bit.bit_length() - here.bit_length()) for bit in bits_of(meets)]
        else:
            found += [(place, step) for step in steps_of(board) if not shifted(here, step) & board.full]
    return found


def _is_freed(walk: Sequence[int], length: int, plan: Plan, place: int, step: int) -> bool:
    body, last = walk[place : place + length], place + length + plan.deciding - 2
    if plan.outcome == BODY:
        return shifted(walk[last], step) not in body
    last += plan.outcome != BORDER
    return any(cell in body for cell in walk[place + length : last + 1])


def new_snake_with_outcome(level: str, rng: Rng, accept: Accept) -> Snake:
    """A snake and a list of moves for outcome_of_moves."""
    return _with_list(level, rng, accept, plan_of(level, rng))


def new_snake_that_survives(level: str, rng: Rng, accept: Accept) -> Snake:
    """A snake and a list of moves that it survives, away from the food."""
    count = rng.steady("count").between(*SURVIVED[level])
    return _with_list(level, rng, accept, Plan(NOTHING, count, count, rng.chance(1, 2)))


def _with_list(level: str, rng: Rng, accept: Accept, plan: Plan) -> Snake:
    board, length = bitboard_of(LEVELS[level].side), length_drawn(level, rng, SHORTEST)
    walk = winding(board, length + plan.deciding + MORE, rng, 12 if plan.is_freed else rng.choice((0, 4)), length - 1)
    ends = rng.shuffled(_ends(board, walk, length, plan))
    if not ends:
        raise Redraw
    place, step = next((cut for cut in ends if _is_freed(walk, length, plan, *cut) == plan.is_freed), ends[0])
    body = walk[place : place + length][::-1]
    path = walk[place + length - 1 : place + length + plan.deciding - 1]
    steps = [other.bit_length() - one.bit_length() for one, other in pairwise(path)]
    moves = [steps_of(board).index(one) for one in (*steps, step)]
    moves = _continued(board, path[0], moves, plan, rng)
    food = shifted(path[-1], step) if plan.outcome == FOOD else _food(board, body, path, moves, rng)
    cells = snake_of(board, body, food)
    snake = Snake(cells.side, cells.body, cells.food, tuple(moves))
    keep(split_key(snake), accept)
    return snake


def _continued(board: BitBoard, start: int, moves: list[int], plan: Plan, rng: Rng) -> list[int]:
    """A list of moves that goes on after the move that decides.

    Where all of it would end, if nothing ended it before, is seldom the place that tells what does.
    """
    side, ((row, column),) = board.side, board.cells(start)
    wanted = plan.outcome == BORDER or rng.chance(2, 3)
    for _ in range(16):
        found = list(moves)
        while len(found) < plan.count:
            last = found[-1]
            found.append(rng.choice([last, last, *(move for move in (UP, DOWN, LEFT, RIGHT) if move != last ^ 1)]))
        r, c = cells_on((row, column), found)[-1]
        if (0 <= r < side and 0 <= c < side) == wanted:
            break
    return found


def _food(board: BitBoard, body: Sequence[int], path: Sequence[int], moves: Sequence[int], rng: Rng) -> int:
    """Food off the way that is really gone: often where the moves would lead if nothing ended them, else near."""
    steps, here, naive = steps_of(board), path[-1], 0
    taken = sum(body) | _union(path)
    for move in moves[len(path) - 1 :]:
        here = shifted(here, steps[move]) & board.full
        if not here:
            break
        naive |= here
    # What the last move of a list that decides nothing enters is part of the way.
    taken |= shifted(path[-1], steps[moves[len(path) - 1]]) & board.full
    if here & ~taken and rng.chance(3, 4):
        return here
    naive &= ~taken
    near = board.next_to(_union(path)) & ~taken
    for cells in (naive if rng.chance(2, 3) else 0, near if rng.chance(2, 3) else 0, board.full & ~taken):
        if cells:
            return some_bit(cells, rng)
    raise Redraw


def _union(cells: Sequence[int]) -> int:
    found = 0
    for cell in cells:
        found |= cell
    return found
