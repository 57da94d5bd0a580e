"""Zuma: a frog in the middle, marbles on a track around it, and what shots do.

Lengths are in pixels of the plain picture, with the frog's middle as origin, x to the right and y upwards.
Sines and cosines are rounded to a millionth and centers of marbles to a hundredth of a pixel, so that every
machine decides alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import cos, hypot, pi, sin

import numpy as np
import numpy.typing as npt

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DIAMETER = 26
GAP = "."
COLORS = {"R": "red", "Y": "yellow", "B": "blue", "G": "green"}

CLEAR = 0.25
"""How far, in diameters, a named shot may be moved sideways without another outcome."""

SHIFTS = tuple(DIAMETER * CLEAR * step / 4 for step in range(-4, 5))

LEAVES, STAYS = -1, 0
"""Outcomes of shots that remove no marbles; others are the number of marbles removed."""


@dataclass(frozen=True)
class Zuma:
    """Marbles on a track.

    Attributes:
        track: where the track starts in degrees, how many degrees it goes around (negative for clockwise), and
            its distance from the frog at the start and at the hole.
        marbles: a letter of `COLORS` for every place of the track from its start, "." for an empty place.
        loaded: the letter of the marble that the frog shoots.
    """

    track: tuple[int, int, int, int]
    marbles: str
    loaded: str

    @cached_property
    def places(self) -> tuple[tuple[float, float], ...]:
        """The middle of every place of the track, one diameter from the next."""
        return track_points(self.track, DIAMETER)[: len(self.marbles)]

    @cached_property
    def numbers(self) -> Ints:
        """The places that hold marbles."""
        return np.array([number for number, color in enumerate(self.marbles) if color != GAP], np.int64)

    @cached_property
    def centers(self) -> tuple[Floats, Floats]:
        """x and y of the marbles."""
        held = [self.places[number] for number in self.numbers]
        return np.array([x for x, _ in held]), np.array([y for _, y in held])

    @cached_property
    def tangents(self) -> tuple[Floats, Floats]:
        """The directions of the track towards the hole at the marbles, not normalized."""
        points = track_points(self.track, DIAMETER)
        # The track has no point before its start; where one would be, both sides of the first marble are alike.
        ahead_of_start = track_point(self.track, -DIAMETER / self.track[2] * 180 / pi)
        before = [points[number - 1] if number else ahead_of_start for number in self.numbers]
        after = [points[min(len(points) - 1, number + 1)] for number in self.numbers]
        return (
            np.array([b[0] - a[0] for a, b in zip(before, after, strict=True)]),
            np.array([b[1] - a[1] for a, b in zip(before, after, strict=True)]),
        )


@dataclass(frozen=True)
class Parameters:
    """What a level asks for.

    Attributes:
        sweep: least and most degrees that the track goes around.
        start, end: least and most distance from the frog at the track's start, and its change up to the hole in
            pixels a turn.
        marbles: least and most places for marbles.
    """

    sweep: tuple[int, int]
    start: tuple[int, int]
    change: int
    marbles: tuple[int, int]


LEVELS = {
    "easy": Parameters((170, 250), (150, 185), 0, (12, 18)),
    "medium": Parameters((340, 350), (172, 188), 30, (26, 36)),
    "hard": Parameters((540, 680), (184, 189), 44, (44, 58)),
}


@cache
def direction(half_degrees: int) -> tuple[float, float]:
    """Cosine and sine of an angle in half degrees."""
    angle = half_degrees * pi / 360
    return round(cos(angle), 6), round(sin(angle), 6)


def track_point(track: tuple[int, int, int, int], turned: float) -> tuple[float, float]:
    """The point of a track some degrees from its start."""
    start, sweep, near, far = track
    distance = near + (far - near) * turned / abs(sweep)
    angle = (start + (turned if sweep > 0 else -turned)) * pi / 180
    return round(distance * cos(angle), 2), round(distance * sin(angle), 2)


def track_steps(track: tuple[int, int, int, int], step: int) -> list[tuple[float, float]]:
    """The distance from the frog and the angle of points along a track, one `step` of pixels from the next."""
    start, sweep, near, far = track
    whole, change, sign = abs(sweep), far - near, 1 if sweep > 0 else -1
    steps = []
    turned = 0.0
    while turned <= whole:
        distance = near + change * turned / whole
        steps.append((distance, (start + sign * turned) * pi / 180))
        turned += step / distance * 180 / pi
    return steps


@lru_cache(maxsize=64)
def track_points(track: tuple[int, int, int, int], step: int) -> tuple[tuple[float, float], ...]:
    """Points along a track, one `step` of pixels from the next, from its start to its hole."""
    return tuple(
        (round(distance * cos(angle), 2), round(distance * sin(angle), 2))
        for distance, angle in track_steps(track, step)
    )


@dataclass(frozen=True)
class Shots:
    """What many shots do; one element a shot.

    Attributes:
        hit: the place of the marble that is hit, -1 where none is.
        outcome: `LEAVES`, `STAYS`, or how many marbles vanish, the shot included.
        group: the first place of the run that the shot joins, -1 where it joins none.
    """

    hit: Ints
    outcome: Ints
    group: Ints


def shoot(state: Zuma, half_degrees: Sequence[int], shift: float = 0.0) -> Shots:
    """Shoots in many directions.

    A shot hits the first marble whose center is less than a diameter from its line: there the two touch.

    Args:
        half_degrees: the angles, counterclockwise from the right.
        shift: how far to the left of the frog's middle the line starts.
    """
    return shoot_shifted(state, half_degrees, (shift,))[0]


def shoot_shifted(state: Zuma, half_degrees: Sequence[int], shifts: Sequence[float]) -> list[Shots]:
    """What `shoot` gives for each of some shifts."""
    xs, ys = state.centers
    across, up = _directions(tuple(half_degrees))
    aside = ys * across - xs * up
    # Few marbles are near a line: only these pairs of a line and a marble are looked at, in ascending order.
    lines, marbles = (np.abs(aside) < DIAMETER + max(map(abs, shifts))).nonzero()
    along = xs[marbles] * across[lines, 0] + ys[marbles] * up[lines, 0]
    ahead = along > 0
    lines, marbles, along = lines[ahead], marbles[ahead], along[ahead]
    aside = aside[lines, marbles]
    return [_first_hits(state, across[:, 0], up[:, 0], lines, marbles, along, aside - shift, shift) for shift in shifts]


def _first_hits(
    state: Zuma, across: Floats, up: Floats, lines: Ints, marbles: Ints, along: Floats, aside: Floats, shift: float
) -> Shots:
    """The shots with one shift.

    Args:
        across, up: the direction of every line.
        lines, marbles: the pairs of a line and a marble that it may touch.
        along, aside: where the marble of each pair is, seen along the line.
    """
    hit, outcome, group = (np.full(len(across), value, np.int64) for value in (-1, LEAVES, -1))
    touching = np.abs(aside) < DIAMETER
    lines, marbles, along, aside = lines[touching], marbles[touching], along[touching], aside[touching]
    if len(lines):
        travel = along - np.sqrt(DIAMETER * DIAMETER - aside * aside)
        begins = np.ones(len(lines), bool)
        np.not_equal(lines[1:], lines[:-1], out=begins[1:])
        least = np.minimum.reduceat(travel, begins.nonzero()[0])
        nearest = (travel == least[begins.cumsum() - 1]).nonzero()[0]
        first = np.ones(len(nearest), bool)
        np.not_equal(lines[nearest][1:], lines[nearest][:-1], out=first[1:])
        nearest = nearest[first]
        lines, marbles, reach = lines[nearest], marbles[nearest], travel[nearest]
        off_x = reach * across[lines] - shift * up[lines] - state.centers[0][marbles]
        off_y = reach * up[lines] + shift * across[lines] - state.centers[1][marbles]
        side = off_x * state.tangents[0][marbles] + off_y * state.tangents[1][marbles] > 0
        outcomes, groups = joined_runs(state.marbles, state.loaded)
        hit[lines] = places = state.numbers[marbles]
        outcome[lines] = outcomes[side.astype(np.int64), places]
        group[lines] = groups[side.astype(np.int64), places]
    return Shots(hit, outcome, group)


@cache
def _directions(half_degrees: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Cosines and sines as columns."""
    ways = np.array([direction(number) for number in half_degrees])
    return ways[:, :1], ways[:, 1:]


@cache
def whole_directions() -> tuple[Floats, Floats]:
    """Cosines and sines of all whole degrees."""
    ways = np.array([direction(2 * degrees) for degrees in range(360)])
    return ways[:, 0], ways[:, 1]


@lru_cache(maxsize=64)
def joined_runs(marbles: str, loaded: str) -> tuple[Ints, Ints]:
    """Outcome and group of inserting the loaded marble; shape (2, places): before a place, and after it."""
    found = np.zeros((2, 2, len(marbles)), np.int64)
    for place in range(len(marbles)):
        for after in range(2):
            low = high = place + after
            while low > 0 and marbles[low - 1] == loaded:
                low -= 1
            while high < len(marbles) and marbles[high] == loaded:
                high += 1
            removed = high - low + 1
            found[:, after, place] = (removed, low) if removed >= 3 else (STAYS, -1)
    return found[0], found[1]


@dataclass(frozen=True)
class Runs:
    """A run of neighboring marbles of one color: first place, number of marbles, color letter."""

    first: int
    count: int
    color: str


def runs(marbles: str) -> list[Runs]:
    """All runs, single marbles included, from the track's start."""
    found = []
    start = 0
    for place in range(1, len(marbles) + 1):
        if place == len(marbles) or marbles[place] != marbles[start]:
            if marbles[start] != GAP:
                found.append(Runs(start, place - start, marbles[start]))
            start = place
    return found


def clear_shots(state: Zuma, code: Callable[[Shots], Ints]) -> dict[int, int]:
    """The whole degrees at which a shot is clear of every other result.

    Args:
        code: what counts as the result of shots.

    Returns:
        degrees -> result.
    """
    angles = range(0, 720, 2)
    results = np.stack([code(shots) for shots in shoot_shifted(state, angles, SHIFTS)])
    clear = (results == results[0]).all(axis=0)
    return {number: int(results[0, number]) for number in range(360) if clear[number]}


def reachable_groups(state: Zuma) -> dict[int, tuple[int, int]]:
    """The runs that a shot can make vanish: first place -> marbles removed, and degrees of such a shot.

    Raises:
        Redraw: a run can be reached, but by no shot that is clear of other outcomes.
    """
    angles = range(720)
    shots = shoot_shifted(state, angles, SHIFTS)
    groups = np.stack([shot.group for shot in shots])
    clear = (groups == groups[0]).all(axis=0)
    found = {}
    for group in sorted({int(group) for group in np.unique(groups)} - {-1}):
        good = [number // 2 for number in angles if number % 2 == 0 and clear[number] and groups[0, number] == group]
        if not good:
            raise Redraw
        removed = int(shots[0].outcome[good[0] * 2])
        found[group] = removed, good[len(good) // 2]
    return found


def best_of(groups: dict[int, int]) -> tuple[int, int]:
    """The most marbles that vanish, and with how many groups: (0, 0) without a group.

    Args:
        groups: group -> marbles that vanish with it.
    """
    most = max(groups.values(), default=0)
    return most, sum(removed == most for removed in groups.values())


def roughly_best(state: Zuma) -> tuple[int, int]:
    """`best_of` for shots two degrees apart: a cheap look before `reachable_groups`."""
    shots = shoot(state, range(0, 720, 4))
    found = {int(group): int(removed) for group, removed in zip(shots.group, shots.outcome, strict=True)}
    found.pop(-1, None)
    return best_of(found)


def random_marbles(count: int, rng: Rng) -> str:
    """Marbles in runs of one to four, with a few gaps."""
    text = ""
    while len(text) < count:
        color = rng.choice([letter for letter in COLORS if not text or letter != text[-1]])
        text += color * rng.choice((1, 1, 1, 2, 2, 2, 3, 3, 4))
        if text and len(text) < count - 4 and rng.chance(1, 8):
            text += GAP * rng.between(2, 4)
    return text[:count].rstrip(GAP)


def new_zuma(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A track with marbles."""
    wanted = LEVELS[level]
    marbles = random_marbles(rng.between(*wanted.marbles), rng)
    keep(marbles, accept)
    return with_marbles(level, marbles, rng)


def with_marbles(level: str, marbles: str, rng: Rng) -> Zuma:
    """A random track of a level with these marbles, and a random loaded marble."""
    wanted = LEVELS[level]
    sweep = rng.between(*wanted.sweep)
    near = rng.between(*wanted.start)
    far = near - wanted.change * sweep // 360
    track = (rng.below(360), sweep if rng.chance(1, 2) else -sweep, near, far)
    if len(track_points(track, DIAMETER)) < len(marbles) + 2:
        raise Redraw
    return Zuma(track, marbles, rng.choice(list(COLORS)))


def split_key(state: Zuma) -> str:
    """The marbles along the track; turning or mirroring the picture does not change them."""
    return state.marbles


def marble_count(state: Zuma) -> float:
    """How many marbles there are."""
    return len(state.numbers)


SECTORS = ("right", "up-right", "up", "up-left", "left", "down-left", "down", "down-right")
"""The sectors counterclockwise, each 45 degrees wide and centered on a multiple of 45 degrees."""


def depth_in_sector(point: tuple[float, float], sector: int) -> float:
    """How far a point is inside of a sector, in pixels from its nearer border; negative outside."""
    x, y = point
    low, high = direction(90 * sector - 45), direction(90 * sector + 45)
    inside = min(y * low[0] - x * low[1], x * high[1] - y * high[0])
    return inside if x * low[0] + y * low[1] > 0 or x * high[0] + y * high[1] > 0 else -hypot(x, y)
