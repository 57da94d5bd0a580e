"""Playing 3D mazes: one move a turn, until the player is at the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gameqa.answers import write_cell
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng

from . import GAME, engine
from .engine import DIRECTIONS, STEPS, Maze


def is_over(maze: Maze) -> bool:
    """Whether the player, who stands at the start of the maze as it is now, is at the goal."""
    return maze.start == maze.goal


def actions(maze: Maze) -> list[str]:
    """The moves that can be made, in the order of their names."""
    return [] if is_over(maze) else [name for name in DIRECTIONS if name in maze.moves[maze.start]]


def apply(maze: Maze, action: str, rng: Rng) -> Turn[Maze]:
    """One move."""
    after = replace(maze, start=maze.moves[maze.start][action])
    told = f"The player is on the cube {write_cell((*after.start, after.height(after.start)))}."
    return Turn(after, f"{told} This is the goal." if is_over(after) else told)


def why_not(maze: Maze, action: str) -> str:
    """What keeps the player from a move."""
    if action in ("up", "down"):
        return f"No ladder leads {action} from where the player is."
    x, y = maze.start
    right, away = STEPS[DIRECTIONS.index(action)]
    there = (x + right, y + away)
    if there not in maze.heights:
        return "There is no column on that side."
    return f"The column there is {'higher' if maze.heights[there] > maze.heights[maze.start] else 'lower'}."


def score(start: Maze, maze: Maze) -> float:
    """The share of the way to the goal that is done."""
    first = fewest(start)
    return max(0, first - fewest(maze)) / first


def plan(maze: Maze) -> Sequence[str]:
    """The way to the goal."""
    return [name for name, _ in maze.way(maze.start, maze.goal)]


def fewest(maze: Maze) -> int:
    """The moves from the player to the goal."""
    return len(maze.path) - 1


PLAY = Play(
    game=GAME,
    version=1,
    goal="Bring the player to the goal. The score is the share of the way to it, counted in moves, that is done.",
    rules=("walking", "ladders", "moves", "positions"),
    more=(
        "The player stands on the start. After every move the maze is shown with the cube on which the player then "
        "stands as the start. There is only one way to the goal."
    ),
    action_format=(
        "An action is one move of the player: left-forward, right-forward, left-back, right-back, up or down."
    ),
    example="left-forward",
    forms=(
        (r"(?:move |go |walk |step )?(left|right)[- ]?(forward|back)", "{}-{}"),
        (r"(?:move |go |climb |walk |step )?(up|down)(?: the ladder)?", "{}"),
    ),
    start=engine.new_maze,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda maze: fewest(maze) * 4 // 3 + 4,
    policy=Policy(name="takes the one way to the goal", plan=plan, exact=True),
    fewest=fewest,
)
