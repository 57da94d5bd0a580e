"""Snakes whose head has a set of safe moves that is drawn first."""

from __future__ import annotations

from itertools import combinations

from gameqa.bitboard import BitBoard, bitboard_of, some_bit
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import DOWN, LEFT, RIGHT, UP, beside
from gameqa.rng import Rng

from .engine import LEVELS, Snake, is_safe, length_drawn, snake_of, split_key, turned, winding

SETS = tuple(moves for size in range(4) for moves in combinations(range(4), size))
"""All sets of safe moves: the cell behind the head is never safe."""

SIMPLE = tuple(len(moves) == 3 or moves in ((UP, DOWN), (LEFT, RIGHT)) for moves in SETS)
"""Sets that often leave nothing to look at but the cell behind the head and the border: all three other moves, and
the two at the sides of a head that looks over the border."""

WEIGHTS = tuple(1 if is_simple else 3 for is_simple in SIMPLE)
"""How often each set is drawn."""

SHORTEST = 5
"""A snake of four cells never has its body in its way."""

MORE = 40
"""Cells by which a walk is longer than the snake that is cut from it."""


def safe_moves(snake: Snake) -> tuple[int, ...]:
    """The moves that do not kill the snake at once."""
    return tuple(move for move, there in enumerate(beside(snake.head)) if is_safe(snake, there))


def _bodies(board: BitBoard, length: int, size: int, is_simple: bool, rng: Rng) -> list[list[int]]:
    """Snakes with so many safe moves, often those first whose tail is beside the head; more of the body than the cell
    behind the head is in the way, where the set is not a simple one."""
    walk = winding(board, length + MORE, rng, rng.choice((4, 12, 30) if size < 2 else (0, 6, 20)), length - 1)
    beside_tail: list[list[int]] = []
    others: list[list[int]] = []
    for place in range(len(walk) - length + 1):
        body = walk[place : place + length][::-1]
        around, closed = board.beside[body[0]], sum(body[:-1])
        if (around & ~closed).bit_count() == size and (is_simple or around & closed & ~body[1]):
            (beside_tail if around & body[-1] else others).append(body)
    if rng.chance(1, 2):
        return rng.shuffled(beside_tail) + rng.shuffled(others)
    return rng.shuffled(beside_tail + others)


def new_snake_with_safe_moves(level: str, rng: Rng, accept: Accept) -> Snake:
    """A snake with a set of safe moves that is drawn first; the food is not beside its head."""
    place = rng.steady("safe moves").weighted(WEIGHTS)
    wanted = SETS[place]
    board, length = bitboard_of(LEVELS[level].side), length_drawn(level, rng, 0 if SIMPLE[place] else SHORTEST)
    for body in _bodies(board, length, len(wanted), SIMPLE[place], rng)[:4]:
        food = some_bit(board.full & ~sum(body) & ~board.beside[body[0]], rng)
        snake = snake_of(board, body, food)
        for number in rng.shuffled(range(8)):
            image = turned(snake, number)
            if safe_moves(image) == wanted:
                keep(split_key(image), accept)
                return image
    raise Redraw
