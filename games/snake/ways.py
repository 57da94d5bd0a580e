"""Shortest ways of a snake to its food, as the body moves out of the way.

Where the head can be after so many moves is bounded by a search that knows only how the body lies at first: a cell of
it is open from the move on with which the tail leaves it. A snake that takes such a way without meeting its own new
trail proves that the bound is reached (time-expanded search; the states that need more are drawn again).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gameqa.bitboard import BitBoard, bitboard_of, bits_of, some_bit
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, beside, distance
from gameqa.rng import Rng

from .bounds import fronts_within
from .engine import LEVELS, Snake, is_safe, length_drawn, snake_of, split_key, winding

UNREACHABLE = -1

TRAPPED = -1

WEIGHTS = {
    "easy": {0: 28, 2: 29, 4: 28, TRAPPED: 15},
    "medium": {0: 22, 2: 22, 4: 22, 6: 19, TRAPPED: 15},
    "hard": {0: 22, 2: 22, 4: 22, 6: 19, TRAPPED: 15},
}
"""By how many moves the shortest way exceeds the distance, or that there is none: how often each is drawn."""

MOVES = {
    "easy": {0: (4, 8), 2: (5, 9), 4: (6, 8)},
    "medium": {0: (5, 12), 2: (5, 13), 4: (7, 13), 6: (9, 13)},
    "hard": {0: (6, 17), 2: (7, 18), 4: (8, 17), 6: (11, 18)},
}
"""For each of these numbers the least and greatest length of the way, drawn second."""

LONGEST = 18

FREED = 9, 10
"""How often the shortest way leads over cells that the body covers at first, where it is two moves longer than the
distance; in all other cases it always does."""

SHORTEST = 6
"""A snake of four cells can't meet itself, and one of five is seldom in its own way."""

HUGS = {6: (0, 0, 2), 10: (0, 4, 12), 14: (0, 4, 12)}
"""How much bodies curl up (see `winding`), for each side of the board. On a small board they do so anyway."""

CUTS, APART = 6, 4
"""How many bodies more than one are cut from a walk, and how many cells they begin apart."""

LONG_WALK = 60
"""Cells by which a walk on which a snake is to get stuck may be longer than the snake."""

MOST_EARLIER = 5
"""How many moves before it is stuck a trapped snake is shown, at most."""

MOST_NODES = 9
"""Places of the head on all ways of a snake that is trapped, at most: few enough to be told."""


def still_reached(board: BitBoard, body: Sequence[int], moves: int) -> int:
    """The cells that the head could reach in so many moves at most if the body never moved."""
    free = board.full & ~sum(body)
    reached = edge = body[0]
    for _ in range(moves):
        edge = board.next_to(edge) & free & ~reached
        if not edge:
            break
        reached |= edge
    return reached


def fronts(board: BitBoard, body: Sequence[int], moves: int) -> list[int]:
    """The cells in which the head may be after 0, 1, ... moves, if only the body as it lies at first counts."""
    stride, length = board.stride, len(body)
    closed = sum(body)
    found = [body[0]]
    for move in range(1, moves + 1):
        if move <= length:
            closed &= ~body[length - move]
        edge = found[-1]
        found.append((edge << 1 | edge >> 1 | edge << stride | edge >> stride) & board.full & ~closed)
    return found


@cache
def rings(side: int, center: int) -> tuple[int, ...]:
    """The cells at every Manhattan distance of a cell, which is given as a bit, from 0 up to the longest way."""
    board, found = bitboard_of(side), [center]
    reached = center
    while len(found) <= LONGEST:
        found.append(board.next_to(found[-1]) & ~reached)
        reached |= found[-1]
    return tuple(found)


def way_through(board: BitBoard, layers: Sequence[int], food: int, length: int) -> list[int] | None:
    """A way to the food that never meets the snake's own new trail, if few steps find one.

    Args:
        layers: of `fronts`; the way has one move less than there are layers.

    Returns:
        the cells of the way as bits, that of the head first.
    """
    way = [food]
    budget = 60

    def back(move: int, step: int) -> bool:
        nonlocal budget
        if not move:
            return True
        budget -= 1
        before = board.beside[way[-1]] & layers[move - 1]
        straight = (way[-1] << step if step > 0 else way[-1] >> -step) & before if step else 0
        for cell in (*bits_of(straight), *bits_of(before & ~straight)):
            if budget < 0:
                return False
            if cell in way[-length:]:
                continue
            last = way[-1]
            way.append(cell)
            by = cell.bit_length() - last.bit_length()
            if back(move - 1, by):
                return True
            way.pop()
        return False

    return way[::-1] if back(len(layers) - 1, 0) else None


@dataclass(frozen=True)
class Plan:
    """What the shortest way is to be like.

    Attributes:
        more: by how many moves it is longer than the distance; `TRAPPED` where there is none.
        moves: its length.
        is_freed: whether a body that never moved would be in its way.
    """

    more: int
    moves: int
    is_freed: bool


def plan_of(level: str, rng: Rng, with_trapped: bool) -> Plan:
    """The plan of a sample."""
    steady = rng.steady("shortest way")
    weights = {more: weight for more, weight in WEIGHTS[level].items() if with_trapped or more != TRAPPED}
    more = list(weights)[steady.weighted(list(weights.values()))]
    if more == TRAPPED:
        return Plan(more, 0, False)
    return Plan(more, steady.between(*MOVES[level][more]), more != 2 or steady.chance(*FREED))


def new_snake_with_way(level: str, rng: Rng, accept: Accept) -> Snake:
    """A snake whose shortest way to the food is of a kind and has a length that are drawn first."""
    return _with_way(level, rng, accept, with_trapped=True)


def new_snake_with_food_in_reach(level: str, rng: Rng, accept: Accept) -> Snake:
    """As `new_snake_with_way`, but there always is one."""
    return _with_way(level, rng, accept, with_trapped=False)


def _with_way(level: str, rng: Rng, accept: Accept, with_trapped: bool) -> Snake:
    plan = plan_of(level, rng, with_trapped)
    length = length_drawn(level, rng, SHORTEST)
    board = bitboard_of(LEVELS[level].side)
    for body in _bodies(board, length, plan, rng):
        try:
            snake = _trapped(board, body, rng) if plan.more == TRAPPED else _reaching(board, body, plan, rng)
        except Redraw:
            continue
        keep(split_key(snake), accept)
        return snake
    raise Redraw


def _bodies(board: BitBoard, length: int, plan: Plan, rng: Rng) -> Iterator[list[int]]:
    """Bodies from head to tail that may suit, cut from long walks."""
    if plan.more == TRAPPED:
        walk = winding(board, length + LONG_WALK, rng, rng.choice((20, 60)), length - 1)
        if length <= len(walk) < length + LONG_WALK:
            for back in range(rng.below(1 + min(MOST_EARLIER, len(walk) - length)), -1, -1):
                yield walk[len(walk) - back - length : len(walk) - back][::-1]
        return
    for _ in range(2):
        walk = winding(board, length + APART * CUTS, rng, rng.choice(HUGS[board.side]), length - 1)
        for place in range(0, len(walk) - length + 1, APART):
            body = walk[place : place + length]
            yield body if rng.chance(1, 2) else body[::-1]


def _reaching(board: BitBoard, body: list[int], plan: Plan, rng: Rng) -> Snake:
    """A snake with this body and food, if it suits."""
    layers = fronts(board, body, plan.moves)
    foods = layers[plan.moves] & ~sum(body) & rings(board.side, body[0])[plan.moves - plan.more]
    for sooner in range(plan.moves - plan.more, plan.moves, 2):
        foods &= ~layers[sooner]
    if foods:
        still = still_reached(board, body, plan.moves)
        foods &= ~still if plan.is_freed else still
    if not foods:
        raise Redraw
    food = some_bit(foods, rng)
    if not way_through(board, layers, food, len(body)):
        raise Redraw
    snake = snake_of(board, body, food)
    if plan.more and fronts_within(snake, plan.moves - 2) is None:
        raise Redraw
    return snake


def _trapped(board: BitBoard, body: list[int], rng: Rng) -> Snake:
    """A snake with this body that can't survive, with the food where it can't come."""
    snake = snake_of(board, body, some_bit(board.full & ~sum(body), rng))
    nodes = ends_of(snake)
    if nodes is None or any(path[-1] == snake.food for path in nodes):
        raise Redraw
    return snake


def ends_of(snake: Snake) -> list[tuple[Cell, ...]] | None:
    """All ways of a snake that can't survive: the cells of the head after each beginning of a way, itself first.

    None where there are more than `MOST_NODES`.
    """
    found: list[tuple[Cell, ...]] = []
    waiting: list[tuple[tuple[Cell, ...], tuple[Cell, ...]]] = [((snake.head,), snake.body)]
    while waiting:
        path, body = waiting.pop()
        found.append(path)
        if len(found) > MOST_NODES:
            return None
        now = Snake(snake.side, body, snake.food)
        waiting += [((*path, there), (there, *body[:-1])) for there in beside(body[0])[::-1] if is_safe(now, there)]
    return found


def shortest_way(snake: Snake) -> tuple[Cell, ...] | None:
    """The cells of a shortest way to the food, that of the head first, for states of this module; None where the
    snake is trapped."""
    board = bitboard_of(snake.side)
    body, food = [board.bit(cell) for cell in snake.body], board.bit(snake.food)
    for moves in range(distance(snake.head, snake.food), LONGEST + 1, 2):
        layers = fronts(board, body, moves)
        if layers[-1] & food:
            way = way_through(board, layers, food, len(body))
            return None if way is None else tuple(cell for bit in way for cell in board.cells(bit))
    return None
