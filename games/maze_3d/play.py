"""Playing 3D mazes: one step or ladder a turn, until the player is at the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gameqa.contract import Accept
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng

from . import GAME, engine
from .engine import DIRECTIONS, Column, Maze


@dataclass(frozen=True)
class Walk:
    """A maze and where the player stands.

    Attributes:
        maze: the maze, with the start of the walk.
        player: the column.
    """

    maze: Maze
    player: Column

    @cached_property
    def left(self) -> int:
        """How many moves lead to the goal."""
        return len(self.maze.way(self.player, self.maze.goal))

    @property
    def shown(self) -> Maze:
        """The maze whose start is where the player stands."""
        return replace(self.maze, start=self.player)


def start(level: str, rng: Rng, accept: Accept) -> Walk:
    """A maze of the level."""
    maze = engine.new_maze(level, rng, accept)
    return Walk(maze, maze.start)


def is_over(walk: Walk) -> bool:
    """Whether the player is at the goal."""
    return walk.player == walk.maze.goal


def actions(walk: Walk) -> list[str]:
    """The moves that lead somewhere, in the order of their names."""
    ways = walk.maze.moves[walk.player]
    return [] if is_over(walk) else [name for name in DIRECTIONS if name in ways]


def apply(walk: Walk, action: str, rng: Rng) -> Turn[Walk]:
    """One step or ladder."""
    after = replace(walk, player=walk.maze.moves[walk.player][action])
    x, y = after.player
    told = f"The player is on the cube at ({x}, {y}, {walk.maze.height(after.player)})."
    return Turn(after, f"{told} This is the goal." if is_over(after) else told)


def why_not(walk: Walk, action: str) -> str:
    """Why a move leads nowhere."""
    if action in ("up", "down"):
        return f"No ladder leads {action} from here."
    return "There is no column of the same height on that side."


def score(start: Walk, walk: Walk) -> float:
    """The share of the way to the goal that is done."""
    return max(0, start.left - walk.left) / start.left


def plan(walk: Walk) -> Sequence[str]:
    """The way to the goal."""
    return [name for name, _ in walk.maze.way(walk.player, walk.maze.goal)]


PLAY = Play(
    game=GAME,
    version=1,
    goal="Bring the player to the goal. The score is the share of the way to it, counted in moves, that is done.",
    rules=("walking", "ladders", "moves", "positions"),
    more="The start is always where the player stands now.",
    action_format=f"An action is one move: {', '.join(DIRECTIONS[:-1])} or {DIRECTIONS[-1]}.",
    example="left-forward",
    forms=(
        (r"(?:go |walk |move )?(left|right)[- ](forward|back)", "{}-{}"),
        (r"(?:go |climb |move )?(up|down)", "{}"),
    ),
    start=start,
    view=lambda walk: View(walk.shown),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda walk: walk.left * 4 // 3 + 3,
    policy=Policy(name="takes the one way to the goal", plan=plan, exact=True),
    fewest=lambda walk: walk.left,
)
