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

SURE = 0.06
"""By what share of a marble's reach a line clears what it is told to clear: a pixel and a half, and half a degree."""

PRINTED = 0.08
"""More degrees than the angles of shots at limits are off that are told from the numbers of the state as text."""


@dataclass(frozen=True)
class Turn:
    """One turn of the track where a line crosses it.

    Attributes:
        name: "inner turn", "outer turn", or "track" where the line crosses only one.
        reach: how many whole degrees beside its center a marble is touched there.
        line: the direction of the line, as the angles of the marbles there count.
        near: the nearest marble on each side within `NEAR` degrees, clockwise first, with how many whole degrees it
            lies counterclockwise of the line.
        touched: the marble that a shot along the line touches there, and how far counterclockwise it lies; None also
            where a shot does not come so far.
    """

    name: str
    reach: int
    line: int
    near: tuple[tuple[Seen, int], ...]
    touched: tuple[Seen, int] | None

    @property
    def has_side(self) -> bool:
        """Whether it is easy to tell on which side the line passes the center of the marble that is touched."""
        return self.touched is not None and _is_sure(self.touched[0].angle - self.line, self.touched[0])


def _is_sure(degrees: float, marble: Seen) -> bool:
    """Whether it is easy to tell that an angle at a marble is not 0."""
    return abs(degrees) >= SURE * marble.reach


def turns_at(state: Zuma, degrees: int) -> list[Turn]:
    """The turns of the track in a direction, the inner one first.

    Raises:
        Redraw: it is hard to tell what a shot in that direction touches.
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
    names = ["track"] if len(crossings) == 1 else ["inner turn", "outer turn"]
    found: list[Turn] = []
    touched: tuple[Seen, int] | None = None
    for name, (turned, near) in zip(names, crossings[::-1], strict=True):
        reach, line = whole(reach_at(round(distance_at(state.track, turned), 1))), start + sign * turned
        touched = None if touched else _touched(reach, line, near)
        found.append(Turn(name, reach, line, tuple(near), touched))
    return found


def _touched(reach: int, line: int, near: list[tuple[Seen, int]]) -> tuple[Seen, int] | None:
    """What a shot touches on a turn, as in `Turn`.

    Raises:
        Redraw: that is hard to tell, or whole degrees tell otherwise.
    """
    found: tuple[Seen, int] | None = None
    for marble, beside in near:
        away, exact = abs(beside), abs(marble.angle - line)
        if away == reach or (away < reach) != (exact < marble.reach) or not _is_sure(exact - marble.reach, marble):
            raise Redraw
        if away < reach:
            # Twice as much as the line itself would have to be moved. It is more than a degree: rounding keeps it.
            if found is not None and not _is_sure((abs(found[0].angle - line) - exact) / 2, marble):
                raise Redraw
            if found is None or away < abs(found[1]):
                found = marble, beside
    return found


Span = tuple[int, int]
"""The limits of some directions in whole degrees, counterclockwise; they go on beyond 360 or below 0.

Limits of shots are rounded by less than a degree. So a shot at a limit may go either way, and is no part of the span,
and one at the next whole degree does what is said of the shots on that side.
"""


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
        exact: the same without rounding.
    """

    run: Run
    span: Span
    ends: tuple[Seen | None, Seen | None]
    shots: Span
    blocks: tuple[tuple[Span, Span], ...]
    left: tuple[Span, ...]
    exact: tuple[tuple[float, float], ...]

    @property
    def best(self) -> Span | None:
        """The widest of the shots that are left."""
        return max(self.left, key=lambda span: span[1] - span[0], default=None)

    @property
    def reaches(self) -> Span:
        """How many degrees beyond its first and its last marble the shots go."""
        return self.span[0] - self.shots[0], self.shots[1] - self.span[1]

    @property
    def is_decided(self) -> bool:
        """Whether the numbers of the state as text tell of every whole degree if a shot there joins the group."""
        return all(abs(edge - whole(edge)) > PRINTED for span in self.exact for edge in span)


def own_runs(state: Zuma) -> tuple[Run, ...]:
    """The groups of two or more marbles of the loaded color."""
    return groups(state.marbles)[state.loaded]


def window_of(state: Zuma, run: Run) -> Window:
    """The shots that join a run.

    Raises:
        Redraw: so few shots are left that it is hard to tell whether there are any, or what is said of the shots next
            to a limit is hard to tell.
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
    blocks, limits = [], [(exact, shots)]
    for row in _rows_in_front(state, run, exact):
        edges = row[0].angle - row[0].reach, row[1].angle + row[1].reach
        ends = whole(row[0].angle), whole(row[1].angle)
        blocks.append((ends, (whole(row[0].reach), whole(row[1].reach))))
        limits.append((edges, (ends[0] - whole(row[0].reach), ends[1] + whole(row[1].reach))))
    if any(abs(edge - limit) > 1 - PRINTED for pair in limits for edge, limit in zip(*pair, strict=True)):
        raise Redraw
    pieces, told, slack = [exact], [(float(shots[0]), float(shots[1]))], [exact]
    for edges, rounded in limits[1:]:
        pieces, told = _without(pieces, edges), _without(told, rounded)
        slack = _without(slack, (edges[0] + SLACK, edges[1] - SLACK))
    if len(pieces) != len(told) or any(other - one < NARROWEST for one, other in pieces) or (slack and not pieces):
        raise Redraw
    left = tuple((int(one), int(other)) for one, other in told)
    span = whole(low.angle), whole(high.angle)
    return Window(run, span, (before, after), shots, tuple(blocks), left, tuple(pieces))


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
