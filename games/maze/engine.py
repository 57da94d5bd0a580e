"""Mazes: perfect mazes on a grid, and the one path between any two of their cells."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from gameqa.contract import Accept, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import STEPS, Cell, ahead, cells_with
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image


@dataclass(frozen=True)
class Maze:
    """A maze with a player and a goal.

    Attributes:
        rows: "#" for wall and "." for floor, a square; the outermost cells are walls. Between any two
            floor cells there is exactly one path that enters no cell twice.
        player, goal: different floor cells.
    """

    rows: tuple[str, ...]
    player: Cell
    goal: Cell

    @cached_property
    def path(self) -> tuple[int, ...]:
        """The moves of the one path from the player to the goal."""
        return path_between(self.rows, self.player, self.goal)


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: the side in cells, least and greatest length of the path."""

    side: int
    length: tuple[int, int]


LEVELS = {
    "easy": Parameters(9, (9, 18)),
    "medium": Parameters(13, (13, 28)),
    "hard": Parameters(17, (17, 40)),
}


def level_of(rows: Sequence[str]) -> str:
    """The level that has mazes of this size."""
    return level_by(LEVELS, lambda wanted: wanted.side == len(rows))


def is_floor(rows: Sequence[str], cell: Cell) -> bool:
    """Whether a cell within the outermost walls is floor."""
    return rows[cell[0]][cell[1]] == "."


def floor_cells(rows: Sequence[str]) -> list[Cell]:
    """All floor cells, row by row."""
    return list(cells_with(rows, "."))


def open_moves(rows: Sequence[str], cell: Cell) -> tuple[int, ...]:
    """The directions in which the neighboring cell is floor."""
    return tuple(move for move, (row, column) in _beside(len(rows))[cell] if rows[row][column] == ".")


def dead_ends(rows: Sequence[str]) -> list[Cell]:
    """The floor cells that have exactly one neighboring floor cell."""
    found = []
    for row in range(1, len(rows) - 1):
        above, own, below = rows[row - 1], rows[row], rows[row + 1]
        for column in range(1, len(rows) - 1):
            if own[column] == ".":
                around = above[column] + below[column] + own[column - 1] + own[column + 1]
                if around.count(".") == 1:
                    found.append((row, column))
    return found


def new_walls(side: int, rng: Rng, newest: int) -> tuple[str, ...]:
    """A random perfect maze: a spanning tree of the cells with odd row and column.

    This is the growing tree algorithm.

    Args:
        newest: how often of 16 times the tree grows from its newest cell, which makes long corridors;
            else from any of its cells, which makes many dead ends.
    """
    grid = ["#"] * side**2
    active = [side * (2 * rng.below(side // 2) + 1) + 2 * rng.below(side // 2) + 1]
    grid[active[0]] = "."
    ways, below = _ways(side), rng.below
    while active:
        place = len(active) - 1 if below(16) < newest else below(len(active))
        around = [way for way in ways[active[place]] if grid[way[1]] == "#"]
        if not around:
            active[place] = active[-1]
            active.pop()
            continue
        between, beyond = around[below(len(around))]
        grid[between] = grid[beyond] = "."
        active.append(beyond)
    walls = "".join(grid)
    return tuple(walls[start : start + side] for start in range(0, side**2, side))


@cache
def _ways(side: int) -> dict[int, list[tuple[int, int]]]:
    """For each cell of the tree, counted through row by row, the cells one and two steps away in the directions in
    which the tree can grow."""
    odd = range(1, side, 2)
    return {
        row * side + column: [
            ((row + down) * side + column + across, (row + 2 * down) * side + column + 2 * across)
            for down, across in STEPS
            if 0 < row + 2 * down < side and 0 < column + 2 * across < side
        ]
        for row in odd
        for column in odd
    }


@cache
def _beside(side: int) -> dict[Cell, tuple[tuple[int, Cell], ...]]:
    """For every cell within the outermost walls, the moves and where they lead."""
    inner = range(1, side - 1)
    return {
        (row, column): tuple(enumerate((row + down, column + across) for down, across in STEPS))
        for row in inner
        for column in inner
    }


def moves_from(rows: Sequence[str], start: Cell) -> dict[Cell, tuple[Cell, int, int, int]]:
    """The paths to all floor cells.

    Returns:
        for every cell the one before it, the move from there, the path's length, and how many times
        the path changes its direction; the start itself with the move -1.
    """
    found = {start: (start, -1, 0, 0)}
    waiting = [start]
    beside = _beside(len(rows))
    for cell in waiting:
        before, last, length, turns = found[cell]
        for move, there in beside[cell]:
            # No path leads to a cell but the one by which it was reached: all but the cell before are new.
            if there != before and rows[there[0]][there[1]] == ".":
                found[there] = (cell, move, length + 1, turns + (last >= 0 and move != last))
                waiting.append(there)
    return found


def path_between(rows: Sequence[str], start: Cell, end: Cell) -> tuple[int, ...]:
    """The moves of the one path between two cells."""
    found = moves_from(rows, start)
    moves: list[int] = []
    while end != start:
        end, move, _, _ = found[end]
        moves.append(move)
    return tuple(reversed(moves))


def count_turns(moves: Sequence[int]) -> int:
    """How many times a list of moves changes its direction."""
    return sum(first != second for first, second in itertools.pairwise(moves))


def walk(rows: Sequence[str], cell: Cell, moves: Sequence[int]) -> tuple[Cell, int]:
    """Where a list of moves ends, and how many of the moves were stopped by a wall."""
    bumps = 0
    for move in moves:
        there = ahead(cell, move)
        if is_floor(rows, there):
            cell = there
        else:
            bumps += 1
    return cell, bumps


def accepted_walls(level: str, rng: Rng, accept: Accept) -> tuple[str, ...]:
    """A maze of the wanted split."""
    rows = new_walls(LEVELS[level].side, rng, 4 * rng.between(1, 4))
    keep(_key_of_walls(rows), accept)
    return rows


@lru_cache(maxsize=8)
def _key_of_walls(rows: tuple[str, ...]) -> str:
    return "".join(smallest_image(rows))


def with_ends(rows: tuple[str, ...], rng: Rng, suits: Callable[[int, int], bool]) -> Maze:
    """A player and a goal whose path suits.

    Args:
        suits: is asked with the path's length and its number of turns.
    """
    floor = floor_cells(rows)
    for _ in range(6):
        player = rng.choice(floor)
        goals = [cell for cell, (_, _, length, turns) in moves_from(rows, player).items() if suits(length, turns)]
        if goals:
            return Maze(rows, player, rng.choice(goals))
    raise Redraw


def new_maze(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze whose path has a length that is drawn first."""
    wanted = rng.steady("length").between(*LEVELS[level].length)
    return with_ends(accepted_walls(level, rng, accept), rng, lambda length, _: length == wanted)


def split_key(maze: Maze) -> str:
    """The walls up to turns and reflections; player and goal do not matter."""
    return _key_of_walls(maze.rows)


def path_length(maze: Maze) -> float:
    """The number of moves from the player to the goal."""
    return len(maze.path)
