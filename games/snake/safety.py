"""Snakes whose head has a set of safe moves that is drawn first."""

from __future__ import annotations

from itertools import combinations

from gameqa.bitboard import BitBoard, bitboard_of, some_bit
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import beside
from gameqa.rng import Rng

from .engine import LEVELS, Snake, is_safe, length_drawn, snake_of, split_key, turned, winding

SETS = tuple(moves for size in range(4) for moves in combinations(range(4), size))
"""All sets of safe moves: the cell behind the head is never safe."""

MORE = 40
"""Cells by which a walk is longer than the snake that is cut from it."""


def safe_moves(snake: Snake) -> tuple[int, ...]:
    """The moves that do not kill the snake at once."""
    return tuple(move for move, there in enumerate(beside(snake.head)) if is_safe(snake, there))


def _bodies(board: BitBoard, length: int, size: int, rng: Rng) -> list[list[int]]:
    """Snakes with so many safe moves, those first whose tail is beside the head."""
    walk = winding(board, length + MORE, rng, 30 if size < 2 else rng.choice((0, 6, 20)), length - 1)
    found: list[list[int]] = []
    last: list[list[int]] = []
    for place in range(len(walk) - length + 1):
        body = walk[place : place + length][::-1]
        around = board.beside[body[0]]
        if (around & ~sum(body[:-1])).bit_count() == size:
            (found if around & body[-1] else last).append(body)
    return rng.shuffled(found) + rng.shuffled(last) if rng.chance(1, 2) else rng.shuffled(last + found)


def new_snake_with_safe_moves(level: str, rng: Rng, accept: Accept) -> Snake:
    """A snake with a set of safe moves that is drawn first; the food is not beside its head."""
    wanted = rng.steady("safe moves").choice(SETS)
    board, length = bitboard_of(LEVELS[level].side), length_drawn(level, rng, 5 if len(wanted) < 1 else 0)
    for body in _bodies(board, length, len(wanted), rng)[:4]:
        food = some_bit(board.full & ~sum(body) & ~board.beside[body[0]], rng)
        snake = snake_of(board, body, food)
        for number in rng.shuffled(range(8)):
            image = turned(snake, number)
            if safe_moves(image) == wanted:
                keep(split_key(image), accept)
                return image
    raise Redraw
