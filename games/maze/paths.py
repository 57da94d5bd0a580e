"""Lists of moves to ask about, and lists that go wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gameqa.errors import Redraw
from gameqa.grid import STEPS, ahead, cells_on
from gameqa.options import chain_of_mistakes
from gameqa.rng import Rng

from .engine import Maze, is_floor, walk

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
        move = rng.weighted(weights)
        moves.append(move)
        if is_floor(maze.rows, ahead(cell, move)):
            cell = ahead(cell, move)
    return moves


def unstopped(maze: Maze, moves: Sequence[int]) -> tuple[int, int]:
    """Where the moves would end if there were no walls."""
    return cells_on(maze.player, moves)[-1]


def wrong_paths(maze: Maze, rng: Rng) -> list[list[int]]:
    """Four lists that lead to the goal if one does not look at the walls, as a hurried reader might write them.

    None of them ever leaves the board, and each meets a wall, but not at once. The right list may be anywhere in the
    chain of changes, so it is no more like the others than they are.
    """
    return chain_of_mistakes(rng, list(maze.path), LISTS - 1, lambda base, known: _changed(maze, base, known, rng))


def _changed(maze: Maze, base: list[int], known: Sequence[list[int]], rng: Rng) -> list[int]:
    """A list that ends in the same cell where walls do not count: parts exchanged, moved, or left out in pairs."""
    straight = [(move, len(list(group))) for move, group in groupby(base)]
    for _ in range(60):
        runs = list(straight)
        one, other = rng.below(len(runs)), rng.below(len(runs))
        kind = rng.below(3)
        if kind == 0 and one + 1 < len(runs):
            runs[one], runs[one + 1] = runs[one + 1], runs[one]
        elif kind == 1 and one != other and runs[one][0] == runs[other][0] and runs[one][1] >= 2:
            runs[one] = runs[one][0], runs[one][1] - 2
            runs[other] = runs[other][0], runs[other][1] + 2
        elif kind == 2 and runs[one][0] == runs[other][0] ^ 1:
            change = 2 if min(runs[one][1], runs[other][1]) < 2 else rng.choice((-2, -2, 2))
            runs[one] = runs[one][0], runs[one][1] + change
            runs[other] = runs[other][0], runs[other][1] + change
        else:
            continue
        moves = [move for move, length in runs for _ in range(length)]
        if moves not in known and _tempts(maze, moves) and walk(maze.rows, maze.player, moves)[0] != maze.goal:
            return moves
    raise Redraw


def _tempts(maze: Maze, moves: Sequence[int]) -> bool:
    """Whether a list stays on the board, never turns straight back, meets a wall, and does so only after some moves."""
    rows, last = maze.rows, len(maze.rows) - 1
    (row, column), free = maze.player, min(3, len(moves) // 3)
    before, meets_wall = -1, False
    for number, move in enumerate(moves):
        if move ^ 1 == before:
            return False
        down, across = STEPS[move]
        row, column, before = row + down, column + across, move
        if not (0 < row < last and 0 < column < last):
            return False
        if rows[row][column] == "#":
            if number < free:
                return False
            meets_wall = True
    return meets_wall


def leads_to_goal_without_walls(maze: Maze, moves: Sequence[int]) -> bool:
    """Whether the moves would end on the goal if there were no walls."""
    return unstopped(maze, moves) == maze.goal
