"""What is seen from the frog: the marbles on both sides of a line, and the shots that join a group of marbles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from gameqa.errors import Redraw

from .engine import Run, Seen, Zuma, groups
from .track import DIAMETER, distance_at, reach_at, whole

NEAR = 30
"""How far from a line, in degrees, marbles are looked at."""

NARROWEST = 5
"""How many degrees wide the shots are at least that are left to reach a group."""

SLACK = 2
"""How many degrees a row that stops every shot at a group reaches beyond these at least."""


@dataclass(frozen=True)
class Turn:
    """One turn of the track where a line crosses it.

    Attributes:
        name: "inner turn", "outer turn", or "track" where the line crosses only one.
        reach: how many whole degrees beside its center a marble is touched there.
        near: the nearest marble on each side within `NEAR` degrees, clockwise first, with how many whole degrees it
            lies counterclockwise of the line.
        touched: the marble that a shot along the line touches there if none is in front of it, and how far
            counterclockwise it lies.
    """

    name: str
    reach: int
    near: tuple[tuple[Seen, int], ...]
    touched: tuple[Seen, int] | None


def turns_at(state: Zuma, degrees: int) -> list[Turn]:
    """The turns of the track in a direction, the inner one first.

    Raises:
        Redraw: whole degrees are too coarse to tell what a shot in that direction touches.
    """
    start, sweep, _, _ = state.track
    sign = 1 if sweep > 0 else -1
    first = sign * (degrees - start) % 360
    marbles, along, wholes = state.in_order
    crossings = []
    for turned in (first - 360, first, first + 360):
        index, line = bisect_left(along, turned), start + sign * turned
        near = []
        for place in (index - 1, index):
            if 0 <= place < len(along) and abs(wholes[place] - line) <= NEAR:
                near.append((marbles[place], wholes[place] - line))
        if near or 0 <= turned <= abs(sweep):
            crossings.append((turned, near[::sign]))
    if len(crossings) > 2:
        raise Redraw
    names = ["track"] if len(crossings) == 1 else ["outer turn", "inner turn"]
    found = []
    for name, (turned, near) in zip(names, crossings, strict=True):
        reach = whole(reach_at(round(distance_at(state.track, turned), 1)))
        found.append(_turn(name, reach, start + sign * turned, near))
    return found[::-1]


def _turn(name: str, reach: int, line: int, near: list[tuple[Seen, int]]) -> Turn:
    """A turn of the track.

    Args:
        line: the direction of the line, as the angles of the marbles there count.
        near: the nearest marbles, clockwise first, with their whole degrees counterclockwise of the line.
    """
    touched: tuple[Seen, int] | None = None
    for marble, beside in near:
        away = abs(beside)
        if away == reach or (away < reach) != (abs(marble.angle - line) < marble.reach):
            raise Redraw
        if away < reach:
            if touched is not None and abs(touched[1]) == away:
                raise Redraw
            if touched is None or away < abs(touched[1]):
                touched = marble, beside
    return Turn(name, reach, tuple(near), touched)


Span = tuple[int, int]
"""The first and the last of some directions in whole degrees, counterclockwise; they go on beyond 360 or below 0."""


@dataclass(frozen=True)
class Window:
    """The shots that join a group of marbles.

    Attributes:
        run: the group.
        span: from its first to its last marble.
        ends: the marble beside it at each end, clockwise first; None where there is a gap or the row's end.
        shots: the shots that would join it if nothing were in the way.
        blocks: from the first to the last marble of every row in the way, with its reach at both ends.
        left: the shots that none of these rows stops.
    """

    run: Run
    span: Span
    ends: tuple[Seen | None, Seen | None]
    shots: Span
    blocks: tuple[tuple[Span, Span], ...]
    left: tuple[Span, ...]

    @property
    def best(self) -> Span | None:
        """The widest of the shots that are left."""
        return max(self.left, key=lambda span: span[1] - span[0], default=None)

    @property
    def reaches(self) -> Span:
        """How many degrees beyond its first and its last marble the shots go."""
        return self.span[0] - self.shots[0], self.shots[1] - self.span[1]


def own_runs(state: Zuma) -> tuple[Run, ...]:
    """The groups of two or more marbles of the loaded color."""
    return groups(state.marbles)[state.loaded]


def window_of(state: Zuma, run: Run) -> Window:
    """The shots that join a run.

    Raises:
        Redraw: so few shots are left that it is hard to tell whether there are any.
    """
    forward = state.track[1] > 0
    places = [run.first, run.first + run.length - 1]
    low, high = (state.seen[place] for place in (places if forward else places[::-1]))
    step = 1 if forward else -1
    before, after = state.seen.get(low.place - step), state.seen.get(high.place + step)
    exact = (before.angle if before else low.angle - low.reach, after.angle if after else high.angle + high.reach)
    shots = (
        whole(before.angle) if before else whole(low.angle) - whole(low.reach),
        whole(after.angle) if after else whole(high.angle) + whole(high.reach),
    )
    blocks, stopped = [], []
    for row in _rows_in_front(state, run, exact):
        edges = row[0].angle - row[0].reach, row[1].angle + row[1].reach
        ends = whole(row[0].angle), whole(row[1].angle)
        blocks.append((ends, (whole(row[0].reach), whole(row[1].reach))))
        stopped.append((edges, (ends[0] - whole(row[0].reach), ends[1] + whole(row[1].reach))))
    pieces, told, slack = [exact], [(float(shots[0]), float(shots[1]))], [exact]
    for edges, rounded in stopped:
        pieces, told = _without(pieces, edges), _without(told, rounded)
        slack = _without(slack, (edges[0] + SLACK, edges[1] - SLACK))
    if len(pieces) != len(told) or any(other - one < NARROWEST for one, other in pieces) or (slack and not pieces):
        raise Redraw
    left = tuple((int(one), int(other)) for one, other in told)
    return Window(run, (whole(low.angle), whole(high.angle)), (before, after), shots, tuple(blocks), left)


def _without(pieces: Sequence[tuple[float, float]], block: tuple[float, float]) -> list[tuple[float, float]]:
    """What is left of some spans without another one."""
    found = []
    for low, high in pieces:
        found += [
            (one, other) for one, other in ((low, min(high, block[0])), (max(low, block[1]), high)) if one < other
        ]
    return found


def _rows_in_front(state: Zuma, run: Run, shots: tuple[float, float]) -> list[tuple[Seen, Seen]]:
    """The rows of marbles without a gap that stop some of the shots at a run, each by its two ends.

    The ends are those of the part of the row that is near the shots; their angles are turned to those of the run.
    """
    forward = state.track[1] > 0
    turn = 360 if forward else -360
    last = state.seen[run.first + run.length - 1]
    near = [
        marble
        for marble in state.seen.values()
        if marble.distance < last.distance - DIAMETER / 2
        and shots[0] - marble.reach < marble.angle - turn < shots[1] + marble.reach
    ]
    rows: list[list[Seen]] = []
    for marble in near:
        turned = marble._replace(angle=marble.angle - turn)
        if rows and rows[-1][-1].place == marble.place - 1:
            rows[-1].append(turned)
        else:
            rows.append([turned])
    return [(row[0], row[-1]) if forward else (row[-1], row[0]) for row in rows]
