"""The way through a 3D maze in words: where its cubes are, what its forks lead to, and which ladders it takes."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.wording import count_of, joined

from .engine import Column, Maze

Labels = Sequence[Column]
"""The columns of the numbered cubes, from number 1."""


def spot(maze: Maze, place: Column) -> str:
    """The position (x, y, z) of a column's topmost cube."""
    return f"({place[0]}, {place[1]}, {maze.height(place)})"


def _named(maze: Maze, place: Column, labels: Labels) -> str:
    if place in labels:
        return f"cube {labels.index(place) + 1} at {spot(maze, place)}"
    return f"the goal at {spot(maze, place)}" if place == maze.goal else spot(maze, place)


def ends_line(maze: Maze) -> str:
    """Where the start and the goal are."""
    return f"The start is the blue cube at {spot(maze, maze.start)}, the goal the red cube at {spot(maze, maze.goal)}."


def numbered_line(maze: Maze, labels: Labels) -> str:
    """Where the numbered cubes are."""
    told = [f"cube {number} is at {spot(maze, place)}" for number, place in enumerate(labels, 1)]
    return f"{joined(told).capitalize()}."


def walk_text(maze: Maze, moves: Sequence[tuple[str, Column]], labels: Labels) -> str:
    """Moves with where they lead; walks straight on are told as one."""
    told: list[str] = []
    steps = 0
    for number, (name, place) in enumerate(moves):
        steps += 1
        goes_on = number + 1 < len(moves) and moves[number + 1][0] == name and name not in ("up", "down")
        if goes_on and place not in labels:
            continue
        told.append(f"{name}{f' {steps} cubes' if steps > 1 else ''} to {_named(maze, place, labels)}")
        steps = 0
    return ", ".join(told)


def _ends_behind(maze: Maze, fork: Column, move: str) -> list[tuple[Column, list[tuple[str, Column]]]]:
    """All of a branch: for every dead end the column from which it is reached first, and the moves from there."""
    found: list[tuple[Column, list[tuple[str, Column]]]] = []
    waiting = [(fork, fork, move)]
    while waiting:
        start, before, name = waiting.pop(0)
        place, moves = start, list[tuple[str, Column]]()
        onward = [name]
        while onward:
            for other in onward[1:]:
                waiting.append((place, before, other))
            before, place = place, maze.moves[place][onward[0]]
            moves.append((onward[0], place))
            onward = [step for step, there in maze.moves[place].items() if there != before]
        found.append((start, moves))
    return found


def fork_line(maze: Maze, fork: Column, onward: str, labels: Labels) -> str:
    """What a fork's other branch leads to, all of it, and how the way goes on."""
    parts = []
    for move in maze.off_path(fork):
        for start, moves in _ends_behind(maze, fork, move):
            lead = "one branch goes" if start == fork else f"from {spot(maze, start)} it also goes"
            parts.append(f"{lead} {walk_text(maze, moves, labels)} and ends there")
    name = f"cube {labels.index(fork) + 1}, {spot(maze, fork)}" if fork in labels else spot(maze, fork)
    return f"Fork at {name}: {'; '.join(parts)}. So the route goes {onward}."


def way_lines(maze: Maze, labels: Labels) -> list[str]:
    """The way from the start to the goal, from fork to fork."""
    lines: list[str] = []
    leg: list[tuple[str, Column]] = []
    start = maze.start
    moves = maze.way(maze.start, maze.goal)
    for number, (name, place) in enumerate(moves):
        leg.append((name, place))
        if place in maze.branches or place == maze.goal:
            lines.append(f"From {spot(maze, start)}: {walk_text(maze, leg, labels)}.")
            start, leg = place, []
        if place in maze.branches:
            lines.append(fork_line(maze, place, moves[number + 1][0], labels))
    return lines


def climb_line(maze: Maze, labels: Labels, one: int, other: int) -> str:
    """The ladders between two numbered cubes, and what they do to the height."""
    end = labels[other - 1]
    climbs = [(name, place) for name, place in maze.way(labels[one - 1], end) if name in ("up", "down")]
    lead = f"From cube {one} to cube {other}"
    if not climbs:
        return f"{lead} there is no ladder, so cube {other} is equally high, at height {maze.height(end)}."
    told = joined([f"{name} to {spot(maze, place)}" for name, place in climbs])
    ups = sum(name == "up" for name, _ in climbs)
    change = 2 * ups - len(climbs)
    result = f"{abs(change)} {'higher' if change > 0 else 'lower'}" if change else "equally high"
    noun = "ladder leads" if len(climbs) == 1 else "ladders lead"
    counts = joined([f"{count} {way}" for count, way in ((ups, "up"), (len(climbs) - ups, "down")) if count])
    return f"{lead} the {noun} {told}: {counts}, so cube {other} is {result}, at height {maze.height(end)}."


def axis_walk(maze: Maze, one: Column, other: Column) -> str:
    """The way between two columns in steps along the axes."""
    told: list[str] = []
    moves = maze.way(one, other)
    steps, before = 0, one
    for number, (name, place) in enumerate(moves):
        steps += 1
        if number + 1 < len(moves) and moves[number + 1][0] == name and name not in ("up", "down"):
            continue
        axis = "x" if place[1] == before[1] else "y"
        change = place[0] - before[0] + place[1] - before[1]
        ladder = f"{name} a ladder with " if name in ("up", "down") else ""
        told.append(f"{ladder}{axis} {'+' if change > 0 else '-'} {steps} to {spot(maze, place)}")
        steps, before = 0, place
    return ", ".join(told)


def ladder_lines(maze: Maze) -> list[str]:
    """All ladders by the heights that they lead to, and their sum."""
    upper: dict[int, list[Column]] = {}
    for _, _, x, y in maze.ladders:
        upper.setdefault(maze.height((x, y)), []).append((x, y))
    lines = [
        f"Up to height {height}: {joined([spot(maze, place) for place in sorted(upper[height])])}, "
        f"{count_of(len(upper[height]), 'ladder')}."
        for height in sorted(upper)
    ]
    counts = [str(len(upper[height])) for height in sorted(upper)]
    total = count_of(len(maze.ladders), "ladder")
    return [
        "Each ladder hangs on a column; the topmost cubes of these columns are:",
        *lines,
        f"{' + '.join(counts)} = {total}." if len(counts) > 1 else f"That makes {total} in all.",
    ]
