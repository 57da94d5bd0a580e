"""Walks of the player, and wrong walks that seem to end in the same cell."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, distance
from gameqa.options import chain_of_mistakes
from gameqa.rng import Rng

from . import engine
from .engine import Board

CHANGES = 60


def shortest_walk(board: Board, goal: Cell, rng: Rng) -> list[int]:
    """One of the shortest walks of the player to a cell that can be reached, at random."""
    distances = engine.walking_distances(board, goal)
    cell, moves = board.player, []
    while cell != goal:
        nearer = [move for move in range(4) if distances.get(ahead(cell, move), -1) == distances[cell] - 1]
        moves.append(rng.choice(nearer))
        cell = ahead(cell, moves[-1])
    return moves


def wrong_walks(board: Board, goal: Cell, right: list[int], count: int, rng: Rng) -> list[list[int]]:
    """Lists of moves that end in the goal as well if one does not look at what is in the way.

    Most have as many moves as the right one and meet a wall or a box. At most one is longer; where the right walk makes
    a detour, one or two are shorter. The right one may be anywhere in the chain of changes, so it is no more like the
    others than they are.

    Raises:
        Redraw: there are not enough of them.
    """
    lengths = [len(right)] * (count - 1) + [len(right) + 2]
    if distance(board.player, goal) < len(right):
        lengths[0] -= 2
    lengths = rng.shuffled(lengths)

    def change(base: list[int], known: Sequence[list[int]]) -> list[int]:
        return _changed(board, base, lengths[len(known) - 1], known, len(right), rng)

    return chain_of_mistakes(rng, right, count, change)


def _changed(
    board: Board, base: list[int], length: int, known: Sequence[list[int]], fewest: int, rng: Rng
) -> list[int]:
    """A changed copy of some length that ends in the same cell where nothing is in the way."""
    for _ in range(CHANGES):
        moves = list(base)
        while len(moves) > length:
            pairs = [
                (one, other)
                for one in range(len(moves))
                for other in range(one + 1, len(moves))
                if moves[one] == moves[other] ^ 1
            ]
            if not pairs:
                raise Redraw
            one, other = rng.choice(pairs)
            del moves[other], moves[one]
        while len(moves) < length:
            move = rng.below(4)
            moves.insert(rng.below(len(moves) + 1), move)
            moves.insert(rng.below(len(moves) + 1), move ^ 1)
        for _ in range(1 + rng.below(2)):
            one, other = rng.below(len(moves)), rng.below(len(moves))
            moves.insert(other, moves.pop(one))
        if moves not in known and _tempts(board, moves, fewest):
            return moves
    raise Redraw


def _tempts(board: Board, moves: Sequence[int], fewest: int) -> bool:
    """Whether a walk is wrong, but not in its first third, stays on the board, and never goes straight back."""
    side = len(board.rows)
    cell, free = board.player, len(moves)
    for number, move in enumerate(moves):
        if number and move == moves[number - 1] ^ 1:
            return False
        cell = ahead(cell, move)
        if not (0 < cell[0] < side - 1 and 0 < cell[1] < side - 1):
            return False
        if free == len(moves) and (not board.is_floor(cell) or cell in board.boxes):
            free = number
    return free >= max(1, len(moves) // 3) and (free < len(moves) or len(moves) > fewest)
