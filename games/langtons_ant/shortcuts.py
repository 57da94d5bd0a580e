"""Cheap rules that must not pay: the options alone, and the start with the number of steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gameqa.contract import Question, Shortcut
from gameqa.grid import CLOCKWISE, STEPS, Cell, distance

from .engine import FACINGS, Ant

Pose = tuple[Cell, int]

Measure = Callable[[Pose, Sequence[Pose], Ant], int]
"""How much of something a pose has, among the poses of all options."""


def _pose(option: str) -> Pose:
    row, column = map(int, re.findall(r"\d+", option))
    return (row, column), FACINGS.index(option.rpartition(" ")[2])


def _across_edges(one: Cell, other: Cell, side: int) -> int:
    """The distance of two cells on a board whose edges wrap."""
    return sum(min((a - b) % side, (b - a) % side) for a, b in zip(one, other, strict=True))


def _with_most(name: str, measure: Measure) -> Shortcut[Ant]:
    """The options of which a measure is the greatest."""

    def guesses(ant: Ant, question: Question) -> list[str]:
        poses = [_pose(option) for option in question.options]
        values = [measure(pose, poses, ant) for pose in poses]
        return [option for option, value in zip(question.options, values, strict=True) if value == max(values)]

    return Shortcut(name, guesses)


def _ahead_of(pose: Pose, poses: Sequence[Pose]) -> int:
    """How far a pose is ahead, in its own direction, of all others together."""
    (row, column), facing = pose
    down, across = STEPS[CLOCKWISE[facing]]
    return sum((row - other[0]) * down + (column - other[1]) * across for other, _ in poses)


AMONG_OPTIONS: tuple[Shortcut[Ant], ...] = (
    _with_most("the most frequent direction", lambda pose, poses, _: sum(pose[1] == facing for _, facing in poses)),
    _with_most("the most frequent row", lambda pose, poses, _: sum(pose[0][0] == cell[0] for cell, _ in poses)),
    _with_most("the most frequent column", lambda pose, poses, _: sum(pose[0][1] == cell[1] for cell, _ in poses)),
    _with_most("the most frequent cell", lambda pose, poses, _: sum(pose[0] == cell for cell, _ in poses)),
    _with_most(
        "the cell nearest to all others", lambda pose, poses, _: -sum(distance(pose[0], cell) for cell, _ in poses)
    ),
    _with_most(
        "the cell nearest to all others across edges",
        lambda pose, poses, ant: -sum(_across_edges(pose[0], cell, len(ant.rows)) for cell, _ in poses),
    ),
    _with_most(
        "the most options within two cells",
        lambda pose, poses, _: sum(distance(pose[0], cell) <= 2 for cell, _ in poses),
    ),
    _with_most("ahead of all others", lambda pose, poses, _: _ahead_of(pose, poses)),
)


def _by_count(ant: Ant, question: Question) -> list[str]:
    """The options whose direction, row and column suit the number of steps, if no step goes over an edge."""
    found = re.search(r"(\d+) steps?\b", question.text)
    assert found is not None
    count = int(found[1])
    up_or_down = (count + ant.facing % 2) // 2
    suiting = []
    for option in question.options:
        (row, column), facing = _pose(option)
        moved = (row - ant.cell[0]) % 2, (column - ant.cell[1]) % 2
        if (facing - ant.facing - count) % 2 == 0 and moved == (up_or_down % 2, (count - up_or_down) % 2):
            suiting.append(option)
    return suiting


FROM_START: tuple[Shortcut[Ant], ...] = (
    Shortcut("parity of the number of steps", _by_count),
    _with_most("the cell nearest to the start", lambda pose, _, ant: -distance(pose[0], ant.cell)),
    _with_most("the cell farthest from the start", lambda pose, _, ant: distance(pose[0], ant.cell)),
    _with_most(
        "the cell nearest to the start across edges",
        lambda pose, _, ant: -_across_edges(pose[0], ant.cell, len(ant.rows)),
    ),
    _with_most(
        "the cell farthest from the start across edges",
        lambda pose, _, ant: _across_edges(pose[0], ant.cell, len(ant.rows)),
    ),
)
