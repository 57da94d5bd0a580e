"""Playing mazes: one step a turn, until the player is at the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.grid import ahead
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng

from . import GAME, engine
from .engine import Maze


def is_over(maze: Maze) -> bool:
    """Whether the player is at the goal."""
    return maze.player == maze.goal


def actions(maze: Maze) -> list[str]:
    """The directions in which there is floor."""
    return [] if is_over(maze) else [DIRECTIONS[move] for move in engine.open_moves(maze.rows, maze.player)]


def apply(maze: Maze, action: str, rng: Rng) -> Turn[Maze]:
    """One step."""
    after = replace(maze, player=ahead(maze.player, DIRECTIONS.index(action)))
    told = f"The player is at {write_cell(after.player)}."
    return Turn(after, f"{told} This is the goal." if is_over(after) else told)


def why_not(maze: Maze, action: str) -> str:
    """What is in the way."""
    return f"{write_cell(ahead(maze.player, DIRECTIONS.index(action)))} is a wall."


def score(start: Maze, maze: Maze) -> float:
    """The share of the way to the goal that is done."""
    return max(0, len(start.path) - len(maze.path)) / len(start.path)


def plan(maze: Maze) -> Sequence[str]:
    """The way to the goal."""
    return [DIRECTIONS[move] for move in maze.path]


def limit(start: Maze) -> int:
    """A third as many steps again as are needed, and four more."""
    return len(start.path) * 4 // 3 + 4


PLAY = Play(
    game=GAME,
    version=2,
    goal="Bring the player to the goal. The score is the share of the way to it, counted in steps, that is done.",
    rules=("moves", "one path", "cells"),
    action_format="An action is one step of the player: up, down, left or right.",
    example="up",
    forms=((r"(?:step |move |go |walk )?(up|down|left|right)", "{}"),),
    start=engine.new_maze,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=limit,
    policy=Policy(name="takes the one path to the goal", plan=plan, exact=True),
    fewest=lambda maze: len(maze.path),
)
