"""The way through a maze in words: what its forks lead to, its straight parts, and where wrong lists go wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.grid import Cell, ahead, cells_on
from gameqa.wording import count_of, joined

from .engine import Maze, is_floor, open_moves


def ends_line(maze: Maze) -> str:
    """Where the player and the goal are."""
    return f"The player is at {write_cell(maze.player)}, the goal at {write_cell(maze.goal)}."


def _dead_ends_behind(rows: Sequence[str], cell: Cell, move: int) -> list[Cell]:
    """The dead ends of the branch that leaves a cell by a move."""
    found = []
    waiting = [(ahead(cell, move), move)]
    for there, came in waiting:
        onward = [step for step in open_moves(rows, there) if step != came ^ 1]
        if not onward:
            found.append(there)
        waiting += [(ahead(there, step), step) for step in onward]
    return sorted(found)


def fork_lines(maze: Maze) -> list[str]:
    """For every fork on the path to the goal: where its other branches end, and how the way goes on."""
    cells = cells_on(maze.player, maze.path)
    lines = []
    for number, (cell, move) in enumerate(zip(cells, maze.path, strict=False)):
        came = maze.path[number - 1] ^ 1 if number else -1
        told = []
        for other in open_moves(maze.rows, cell):
            if other in (move, came):
                continue
            ends = [write_cell(end) for end in _dead_ends_behind(maze.rows, cell, other)]
            what = f"the dead end at {ends[0]}" if len(ends) == 1 else f"the dead ends at {joined(ends)}"
            told.append(f"{DIRECTIONS[other]} leads only to {what}")
        if told:
            lines.append(f"At {write_cell(cell)}, {joined(told)}, so the way goes {DIRECTIONS[move]}.")
    return lines


def part_lines(maze: Maze) -> list[str]:
    """The straight parts of the path to the goal."""
    lines = []
    cell = maze.player
    for number, (move, group) in enumerate(groupby(maze.path), 1):
        steps = len(list(group))
        cell = ahead(cell, move, steps)
        lines.append(f"{number}. {DIRECTIONS[move].capitalize()} {count_of(steps, 'cell')}, to {write_cell(cell)}.")
    return lines


def way_lines(maze: Maze) -> list[str]:
    """The whole way: both ends, the forks, the straight parts."""
    forks = fork_lines(maze)
    parts = "The way to the goal:" if forks else "There is no fork on the way to the goal:"
    return [ends_line(maze), *forks, parts, *part_lines(maze)]


def wrong_list_line(maze: Maze, letter: str, moves: Sequence[int]) -> str:
    """Where a list of moves first meets a wall; or, if it meets none, where it ends."""
    cell = maze.player
    for number, move in enumerate(moves, 1):
        there = ahead(cell, move)
        if not is_floor(maze.rows, there):
            told = f"move {number}, {DIRECTIONS[move]} from {write_cell(cell)}, meets the wall at {write_cell(there)}"
            return f"{letter}: {told}."
        cell = there
    return f"{letter} ends at {write_cell(cell)}, which is not the goal."
