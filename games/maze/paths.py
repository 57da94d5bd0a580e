"""Lists of moves to ask about, and lists that go wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gameqa.errors import Redraw
from gameqa.grid import ahead
from gameqa.options import chain_of_mistakes
from gameqa.rng import Rng

from .engine import Maze, cells_on, is_floor, walk

LISTS = 5


def wandering(maze: Maze, count: int, rng: Rng) -> list[int]:
    """Moves of a player who mostly walks on, seldom goes back, and sometimes meets a wall."""
    moves: list[int] = []
    cell = maze.player
    for _ in range(count):
        weights = []
        for move in range(4):
            is_back = bool(moves) and move == moves[-1] ^ 1
            weights.append((1 if is_back else 6) if is_floor(maze.rows, ahead(cell, move)) else 1)
        pick, move = rng.below(sum(weights)), 0
        while pick >= weights[move]:
            pick -= weights[move]
            move += 1
        moves.append(move)
        if is_floor(maze.rows, ahead(cell, move)):
            cell = ahead(cell, move)
    return moves


def unstopped(maze: Maze, moves: Sequence[int]) -> tuple[int, int]:
    """Where the moves would end if there were no walls."""
    return cells_on(maze.player, moves)[-1]


def wrong_paths(maze: Maze, rng: Rng) -> list[list[int]]:
    """Four lists that go wrong late, as a hurried reader might write them."""
    return chain_of_mistakes(rng, list(maze.path), LISTS - 1, lambda base, known: _changed(maze, base, known, rng))


def _changed(maze: Maze, base: list[int], known: Sequence[list[int]], rng: Rng) -> list[int]:
    """A list with one straight run longer, shorter or the other way, not before the list's first third."""
    runs = [(move, len(list(group))) for move, group in groupby(base)]
    first = next(place for place in range(len(runs)) if 3 * sum(length for _, length in runs[: place + 1]) > len(base))
    for _ in range(30):
        place = rng.between(first, len(runs) - 1)
        move, length = runs[place]
        move, length = rng.choice(((move ^ 1, length), (move, length + 2), (move, length - 2)))
        if length < 1:
            continue
        moves = [
            step
            for other, (own, count) in enumerate(runs)
            for step in ([move] * length if other == place else [own] * count)
        ]
        if moves not in known and walk(maze.rows, maze.player, moves)[0] != maze.goal:
            return moves
    raise Redraw
