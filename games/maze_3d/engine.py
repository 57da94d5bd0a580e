"""3D maze: columns of cubes, walks on their tops, and ladders between them.

Columns are at (x, y), counted from 0: x grows toward the lower right of the picture, y toward the upper right. The
player walks on top of a column. A column of n cubes ends at the height n - 1: questions count heights from 0, as the
numbers at the edge of the picture do.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import floor

from gameqa.contract import Accept, keep, level_by
from gameqa.errors import Redraw
from gameqa.isometric import is_point_shown, least_rises
from gameqa.rng import Rng

Column = tuple[int, int]

DIRECTIONS = ("left-forward", "right-forward", "left-back", "right-back", "up", "down")
"""Moves, as they look: forward leads away from the viewer and up in the picture, back toward him and down."""

STEPS = ((-1, 0), (0, 1), (0, -1), (1, 0))
"""x and y of the four walking directions."""

FORWARD = (0, 1)
"""The walking directions in which a ladder leads up: it hangs on a side that the viewer sees."""


@dataclass(frozen=True)
class Maze:
    """Columns that form a tree: between any two of them there is one way.

    Attributes:
        side: columns along x and y at most.
        columns: x, y and the number of cubes of every column, in ascending order.
        ladders: (x, y) of the lower and of the upper column of every ladder, four numbers each; it leads one cube
            up, from the top of the lower to the top of the upper column beside it.
        start, goal: columns.
    """

    side: int
    columns: tuple[tuple[int, int, int], ...]
    ladders: tuple[tuple[int, int, int, int], ...]
    start: Column
    goal: Column

    @cached_property
    def heights(self) -> dict[Column, int]:
        """(x, y) -> number of cubes."""
        return {(x, y): height for x, y, height in self.columns}

    @cached_property
    def moves(self) -> dict[Column, dict[str, Column]]:
        """For every column the moves that can be made there, and where they lead."""
        found: dict[Column, dict[str, Column]] = {}
        for (x, y), height in self.heights.items():
            ways = {}
            for name, (right, away) in zip(DIRECTIONS, STEPS, strict=False):
                if self.heights.get((x + right, y + away)) == height:
                    ways[name] = (x + right, y + away)
            found[x, y] = ways
        for x, y, upper_x, upper_y in self.ladders:
            found[x, y]["up"] = (upper_x, upper_y)
            found[upper_x, upper_y]["down"] = (x, y)
        return found

    def way(self, start: Column, end: Column) -> list[tuple[str, Column]]:
        """The moves from one column to another, each with where it leads."""
        before: dict[Column, tuple[str, Column]] = {start: ("", start)}
        waiting = [start]
        for place in waiting:
            for name, there in self.moves[place].items():
                if there not in before:
                    before[there] = (name, place)
                    waiting.append(there)
        moves = []
        while end != start:
            name, previous = before[end]
            moves.append((name, end))
            end = previous
        return moves[::-1]

    @cached_property
    def path(self) -> tuple[Column, ...]:
        """The columns from start to goal, both included."""
        return (self.start, *(place for _, place in self.way(self.start, self.goal)))

    def height(self, place: Column) -> int:
        """The height of a column's topmost cube, counted from 0 at the floor."""
        return self.heights[place] - 1

    @cached_property
    def branches(self) -> tuple[Column, ...]:
        """The columns of the path, besides start and goal, from which a third move leads to dead ends only."""
        return tuple(place for place in self.path[1:-1] if len(self.moves[place]) > 2)

    def off_path(self, branch: Column) -> list[str]:
        """The moves that lead from a column of the path to columns that are not on it."""
        return [name for name, there in self.moves[branch].items() if there not in self.path]

    def choice_at(self, branch: Column) -> tuple[str, str]:
        """The two moves that a player who comes from the start can make at a branch point: right and wrong."""
        following = self.path[self.path.index(branch) + 1]
        right = next(name for name, there in self.moves[branch].items() if there == following)
        return right, self.off_path(branch)[0]


@dataclass(frozen=True)
class Parameters:
    """What a level asks for.

    Attributes:
        side: columns along x and y at most.
        path: least and most columns of the path.
        branches: branch points.
        heights: least and most different heights.
        arm: least and most columns of a branch that does not lead to the goal.
        ladders: how many ladders most mazes have.
    """

    side: int
    path: tuple[int, int]
    branches: int
    heights: tuple[int, int]
    arm: tuple[int, int]
    ladders: int


LADDERS, BRANCH_LADDERS = 4, 20
"""How likely a column follows by a ladder, and how likely a dead end begins with one, where a level step has the weight
3."""

LEVELS = {
    "easy": Parameters(5, (8, 12), 2, (2, 3), (2, 4), 4),
    "medium": Parameters(6, (12, 16), 3, (3, 4), (2, 4), 7),
    "hard": Parameters(8, (18, 24), 4, (4, 6), (2, 5), 12),
}


def level_of(maze: Maze) -> str:
    """The level of mazes of this side."""
    return level_by(LEVELS, lambda wanted: wanted.side == maze.side)


@cache
def _covering(side: int, most: int) -> dict[int, tuple[tuple[int, int], ...]]:
    """For every place the columns that may cover a point of a top there, and those a point of whose top a column
    there may cover: by how many whole cubes the covering one may be higher without doing so.

    Places are those of `_Builder`; sets of them are bits.
    """
    rises = {step: floor(rise) for step, rise in least_rises(most).items()}
    found = {}
    for x, y in itertools.product(range(side), repeat=2):
        masks = [[0, 0] for _ in range(max(rises.values()) + 1)]
        for (right, away), rise in rises.items():
            for way, place in enumerate(((x + right, y - away), (x - right, y + away))):
                if 0 <= place[0] < side and 0 <= place[1] < side:
                    masks[rise][way] |= 1 << _number(place, side)
        found[_number((x, y), side)] = tuple((nearer, farther) for nearer, farther in masks)
    return found


def _number(place: Column, side: int) -> int:
    """A place of the builder's board, which has a border around it."""
    return (place[0] + 1) * (side + 2) + place[1] + 1


class _Builder:
    """A maze in the making.

    Attributes:
        heights: the cubes of the column at every place of the board, row by row with a border around it; 0 for none,
            -1 for the border.
        ladders: lower and upper place.
        with_up, with_down: the places from which a ladder leads up, and down.
    """

    def __init__(self, side: int, most: int, rng: Rng) -> None:
        self.side, self.most, self.rng = side, most, rng
        wide = side + 2
        inside = [-1, *[0] * side, -1]
        self.heights = [*[-1] * wide, *inside * side, *[-1] * wide]
        self.ladders: list[tuple[int, int]] = []
        self.with_up: set[int] = set()
        self.with_down: set[int] = set()
        self._covering = _covering(side, most)
        self._steps = tuple(right * wide + away for right, away in STEPS)
        self._at_least = [0] * (most + 2)
        self._at_most = [0] * (most + 2)

    def add(self, place: int, height: int) -> None:
        """Adds a column."""
        self.heights[place] = height
        bit = 1 << place
        for lower in range(1, height + 1):
            self._at_least[lower] |= bit
        for higher in range(height, self.most + 1):
            self._at_most[higher] |= bit

    def grow(self, place: int, ladders: int = LADDERS) -> int | None:
        """Adds a column beside another one; None where nothing suits.

        It is level with no neighbor but that one.

        Args:
            ladders: how likely a ladder is, where a level step has the weight 3.
        """
        heights, steps = self.heights, self._steps
        one, two, three, four = steps
        height = heights[place]
        rises = place not in self.with_up and height < self.most
        falls = place not in self.with_down and height > 1
        found: list[tuple[int, int]] = []
        for number, step in enumerate(steps):
            there = place + step
            if heights[there]:
                continue
            levels = (heights[there + one], heights[there + two], heights[there + three], heights[there + four])
            if levels.count(height) == 1:
                found += [(there, height)] * 3
            if number in FORWARD:
                if rises and height + 1 not in levels:
                    found += [(there, height + 1)] * ladders
            elif falls and height - 1 not in levels:
                found += [(there, height - 1)] * ladders
        while found:
            there, new = found[self.rng.below(len(found))]
            if self._leaves_all_seen(there, new):
                break
            found = [other for other in found if other != (there, new)]
        else:
            return None
        self.add(there, new)
        if new != height:
            lower, upper = (place, there) if new > height else (there, place)
            self.ladders.append((lower, upper))
            self.with_up.add(lower)
            self.with_down.add(upper)
        return there

    def _leaves_all_seen(self, new: int, height: int) -> bool:
        """Whether the top of a new column is seen, and it covers no other's."""
        higher, lower = height + 1, height - 1
        for nearer, farther in self._covering[new]:
            if higher <= self.most and nearer & self._at_least[higher]:
                return False
            if lower > 0 and farther & self._at_most[lower]:
                return False
            higher, lower = higher + 1, lower - 1
        return True

    def walk(self, place: int, count: int, ladders: int = LADDERS) -> list[int]:
        """Adds so many columns in a row; fewer where it gets stuck; `ladders` as in `grow`."""
        added = []
        for _ in range(count):
            following = self.grow(place, ladders)
            if following is None:
                break
            place = following
            added.append(place)
        return added

    def maze(self, start: int, goal: int) -> Maze:
        """The maze as it is now."""

        def column(place: int) -> Column:
            x, y = divmod(place, self.side + 2)
            return x - 1, y - 1

        return Maze(
            self.side,
            tuple((*column(place), height) for place, height in enumerate(self.heights) if height > 0),
            tuple((*column(lower), *column(upper)) for lower, upper in sorted(self.ladders)),
            column(start),
            column(goal),
        )


def ladders_seen(maze: Maze) -> bool:
    """Whether the viewer sees every ladder; tops of columns are seen by the way the maze is built."""
    heights = maze.heights
    tallest = max(heights.values())
    for x, y, upper_x, upper_y in maze.ladders:
        # A ladder hangs on the side of the upper column that faces the lower one. No line of sight from there leads
        # through that column.
        foot = (upper_x + 1.0, upper_y + 0.5) if upper_x < x else (upper_x + 0.5, float(upper_y))
        for part in (0.2, 0.5, 0.8):
            if not is_point_shown((*foot, heights[x, y] + part), heights, tallest):
                return False
    return True


def new_maze(level: str, rng: Rng, accept: Accept, ladders: range | None = None) -> Maze:
    """A maze all of which can be seen.

    Args:
        ladders: how many it may have; by default any number.
    """
    wanted = LEVELS[level]
    builder = _Builder(wanted.side, wanted.heights[1], rng)
    start = _number((rng.below(wanted.side), rng.below(wanted.side)), wanted.side)
    builder.add(start, rng.between(1, wanted.heights[1]))
    count = rng.between(*wanted.path)
    weight = LADDERS
    if ladders:
        # Ladders are added more often the more of them are wanted.
        middle = (ladders[0] + ladders[-1]) / 2
        weight = max(1, round(LADDERS * (middle / wanted.ladders) ** 2))
    path = [start, *builder.walk(start, count - 1, weight)]
    if len(path) < count:
        raise Redraw
    branches = 0
    for place in rng.shuffled(path[1:-1]):
        if branches == wanted.branches:
            break
        # Paths to the goal climb wherever they can; so dead ends must begin with ladders more often.
        first = builder.grow(place, BRANCH_LADDERS * weight // LADDERS)
        if first is not None:
            arm = [first, *builder.walk(first, rng.between(*wanted.arm) - 1, weight)]
            # Branches fork too, or every cube with three ways would lie on the path.
            if len(arm) > 1 and rng.chance(1, 2):
                side = builder.grow(rng.choice(arm[:-1]))
                if side is not None:
                    builder.walk(side, rng.below(2))
            branches += 1
    heights = {height for height in builder.heights if height > 0}
    if branches < wanted.branches or len(heights) < wanted.heights[0]:
        raise Redraw
    if 1 not in heights or (ladders and len(builder.ladders) not in ladders):
        raise Redraw
    # No other way is shorter: a column is level with none but the one that it was added beside.
    maze = builder.maze(start, path[-1])
    keep(split_key(maze), accept)
    if not ladders_seen(maze):
        raise Redraw
    return maze


def split_key(maze: Maze) -> str:
    """Columns and ladders up to exchanging left and right; start and goal do not matter."""
    last = maze.side - 1
    mirrored = sorted((last - y, last - x, height) for x, y, height in maze.columns)
    ladders = sorted((last - y, last - x, last - upper_y, last - upper_x) for x, y, upper_x, upper_y in maze.ladders)
    return f"{maze.side}/{min((list(maze.columns), list(maze.ladders)), (mirrored, ladders))}"


MIRRORED = {
    name: DIRECTIONS[STEPS.index((-away, -right))] for name, (right, away) in zip(DIRECTIONS, STEPS, strict=False)
} | {"up": "up", "down": "down"}
"""What a move is called where left and right are exchanged."""


def variant(maze: Maze, is_mirrored: bool, is_reversed: bool) -> Maze:
    """The maze with left and right exchanged or not, and with start and goal exchanged or not."""
    start, goal = (maze.goal, maze.start) if is_reversed else (maze.start, maze.goal)
    if not is_mirrored:
        return replace(maze, start=start, goal=goal) if is_reversed else maze
    last = maze.side - 1

    def mirrored(place: Column) -> Column:
        return last - place[1], last - place[0]

    columns = tuple(sorted((*mirrored((x, y)), height) for x, y, height in maze.columns))
    ladders = tuple(sorted((*mirrored(ladder[:2]), *mirrored(ladder[2:])) for ladder in maze.ladders))
    return Maze(maze.side, columns, ladders, mirrored(start), mirrored(goal))


def path_length(maze: Maze) -> float:
    """The number of columns from start to goal."""
    return len(maze.path)


def drawn_height(maze: Maze, place: Column) -> int:
    """How high in the picture the top of a column is, in half units of the projection."""
    x, y = place
    return 5 * maze.heights[place] - 2 * x + 2 * y


def relation(values: Sequence[int]) -> str:
    """How values are ordered, as text: labels from 1 in rising order with < and =, such as 2 < 1 = 3."""
    order = sorted(range(len(values)), key=lambda number: (values[number], number))
    text = str(order[0] + 1)
    for before, number in itertools.pairwise(order):
        text += f" {'<' if values[before] < values[number] else '='} {number + 1}"
    return text
