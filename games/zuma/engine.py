"""Zuma: a frog in the middle, marbles on a track around it, and what shots do.

Lengths are in pixels of the plain picture, with the frog's middle as origin, x to the right and y upwards; angles are
in degrees, counterclockwise from the right. Sines and cosines are rounded to a millionth, and angles and centers of
marbles to a hundredth, so that every machine decides alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import asin, cos, floor, pi, sin

import numpy as np
import numpy.typing as npt

from gameqa.contract import Accept
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
class Seen:
    """A marble as it is seen from the frog.

    Attributes:
        place: its place of the track.
        color: a letter of `COLORS`.
        angle: its direction; it goes on beyond 360 degrees, or below 0, along the track.
        distance: how far away its center is.
        reach: how many degrees beside its center a shot still touches it.
    """

    place: int
    color: str
    angle: float
    distance: float
    reach: float


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
    def seen(self) -> dict[int, Seen]:
        """The marbles as they are seen from the frog, by their places."""
        return seen_marbles(self.track, self.marbles)

    @cached_property
    def in_order(self) -> tuple[tuple[Seen, ...], tuple[float, ...], tuple[int, ...]]:
        """The marbles along the track, how many degrees from its start they are, and their angles in whole degrees."""
        marbles = tuple(self.seen.values())
        return (
            marbles,
            tuple(abs(marble.angle - self.track[0]) for marble in marbles),
            tuple(whole(marble.angle) for marble in marbles),
        )

    @cached_property
    def numbers(self) -> Ints:
        """The places that hold marbles."""
        return np.array([number for number, color in enumerate(self.marbles) if color != GAP], np.int64)

    @cached_property
    def centers(self) -> tuple[Floats, Floats]:
        """x and y of the marbles."""
        held = [self.places[number] for number in self.numbers.tolist()]
        return np.array([x for x, _ in held]), np.array([y for _, y in held])


@dataclass(frozen=True)
class Parameters:
    """What a level asks for.

    Attributes:
        sweep: least and most degrees that the track goes around; beyond 360 its inner turn hides the outer one.
        gap: a gap follows one of so many runs of marbles.
        gaps: least and most empty places of a gap.
    """

    sweep: tuple[int, int]
    gap: int
    gaps: tuple[int, int]


LEVELS = {
    "easy": Parameters((410, 470), 2, (2, 6)),
    "medium": Parameters((490, 550), 4, (2, 5)),
    "hard": Parameters((580, 680), 6, (2, 4)),
}

MARBLE_TRIES = 8
"""How often marbles are drawn for a track, until they suit and belong to the split."""

START = (174, 178)
"""Least and most distance from the frog at the track's start."""

CHANGE = 44
"""How many pixels a full turn brings the track nearer to the frog."""


@cache
def direction(half_degrees: int) -> tuple[float, float]:
    """Cosine and sine of an angle in half degrees."""
    angle = half_degrees * pi / 360
    return round(cos(angle), 6), round(sin(angle), 6)


def whole(angle: float) -> int:
    """The nearest whole number of degrees."""
    return floor(angle + 0.5)


@lru_cache(maxsize=4096)
def seen_width(distance: float, length: float) -> float:
    """How many degrees wide a length is, seen from the frog, that lies across at a distance of its far end."""
    return round(asin(length / distance) * 180 / pi, 2)


def reach_at(distance: float) -> float:
    """How many degrees beside the center of a marble at a distance a shot still touches it."""
    return seen_width(distance, DIAMETER)


def distance_at(track: tuple[int, int, int, int], turned: float) -> float:
    """The distance of the track from the frog, some degrees from its start."""
    _, sweep, near, far = track
    return near + (far - near) * turned / abs(sweep)


@lru_cache(maxsize=128)
def track_steps(track: tuple[int, int, int, int], step: int) -> tuple[tuple[float, float], ...]:
    """The distance from the frog and the angle of points along a track, one `step` of pixels from the next.

    The angles go on beyond 360 degrees, or below 0.
    """
    start, sweep, near, far = track
    whole, change, sign = abs(sweep), far - near, 1 if sweep > 0 else -1
    steps = []
    turned = 0.0
    while turned <= whole:
        distance = near + change * turned / whole
        steps.append((distance, start + sign * turned))
        turned += step / distance * 180 / pi
    return tuple(steps)


@lru_cache(maxsize=128)
def seen_places(track: tuple[int, int, int, int]) -> tuple[tuple[float, float, float], ...]:
    """For every place of a track angle, distance and reach of a marble there, as in `Seen`."""
    rounded = ((round(angle, 2), round(distance, 2)) for distance, angle in track_steps(track, DIAMETER))
    return tuple((angle, distance, reach_at(distance)) for angle, distance in rounded)


@lru_cache(maxsize=64)
def seen_marbles(track: tuple[int, int, int, int], marbles: str) -> dict[int, Seen]:
    """The marbles of a field as they are seen from the frog, by their places."""
    places = enumerate(zip(marbles, seen_places(track), strict=False))
    return {place: Seen(place, color, *where) for place, (color, where) in places if color != GAP}


@lru_cache(maxsize=128)
def track_points(track: tuple[int, int, int, int], step: int) -> tuple[tuple[float, float], ...]:
    """Points along a track, one `step` of pixels from the next, from its start to its hole."""
    return tuple(
        (round(distance * cos(angle * pi / 180), 2), round(distance * sin(angle * pi / 180), 2))
        for distance, angle in track_steps(track, step)
    )


@dataclass(frozen=True)
class Shots:
    """What many shots do; one element a shot.

    Attributes:
        state: the field.
        hit: the place of the marble that is hit, -1 where none is.
        joins: the place before which the shot joins the row, the one behind the hit marble or its own; -1 for none.
    """

    state: Zuma
    hit: Ints
    joins: Ints

    @cached_property
    def outcome(self) -> Ints:
        """`LEAVES`, `STAYS`, or how many marbles vanish, the shot included."""
        found = np.full(len(self.hit), LEAVES, np.int64)
        touching = self.hit >= 0
        hit = self.hit[touching]
        found[touching] = outcomes_of(self.state.marbles, self.state.loaded)[self.joins[touching] - hit, hit]
        return found


def shoot(state: Zuma, half_degrees: Sequence[int], shift: float = 0.0) -> Shots:
    """Shoots in many directions.

    A shot hits the first marble whose center is less than a diameter from its line: there the two touch. It joins the
    row on the side on which its line passes that center.

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
    return [_first_hits(state, len(half_degrees), lines, marbles, along, aside - shift) for shift in shifts]


def _first_hits(state: Zuma, count: int, lines: Ints, marbles: Ints, along: Floats, aside: Floats) -> Shots:
    """The shots with one shift.

    Args:
        count: the number of lines.
        lines, marbles: the pairs of a line and a marble that it may touch.
        along, aside: where the marble of each pair is, seen along the line.
    """
    hit, joins = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
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
        lines, marbles = lines[nearest], marbles[nearest]
        # A line passes a marble on its counterclockwise side where the marble lies to the right of the line.
        hit[lines] = places = state.numbers[marbles]
        joins[lines] = places + ((aside[nearest] <= 0) == (state.track[1] > 0))
    return Shots(state, hit, joins)


@cache
def _directions(half_degrees: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Cosines and sines as columns."""
    ways = np.array([direction(number) for number in half_degrees])
    return ways[:, :1], ways[:, 1:]


def joined_run(marbles: str, color: str, at: int) -> tuple[int, int]:
    """The run of a color that a marble inserted before a place becomes part of: its first place, its end."""
    low = high = at
    while low > 0 and marbles[low - 1] == color:
        low -= 1
    while high < len(marbles) and marbles[high] == color:
        high += 1
    return low, high


@lru_cache(maxsize=64)
def outcomes_of(marbles: str, loaded: str) -> Ints:
    """What inserting the loaded marble does; shape (2, places): before a place, and after it."""
    joined = [0] * (len(marbles) + 1)
    for run in runs(marbles):
        if run.color == loaded:
            for at in range(run.first, run.first + run.count + 1):
                joined[at] += run.count
    found = np.array([count + 1 if count >= 2 else STAYS for count in joined], np.int64)
    return np.stack((found[:-1], found[1:]))


@dataclass(frozen=True)
class Run:
    """A run of neighboring marbles of one color: first place, number of marbles, color letter."""

    first: int
    count: int
    color: str


@lru_cache(maxsize=256)
def runs(marbles: str) -> tuple[Run, ...]:
    """All runs, single marbles included, from the track's start."""
    found = []
    start = 0
    for place in range(1, len(marbles) + 1):
        if place == len(marbles) or marbles[place] != marbles[start]:
            if marbles[start] != GAP:
                found.append(Run(start, place - start, marbles[start]))
            start = place
    return tuple(found)


def is_clear(state: Zuma, degrees: int, code: Callable[[Shots], Ints]) -> bool:
    """Whether a shot that flies a little to the left or right has the same result.

    Args:
        code: what counts as the result of shots.
    """
    return len({int(code(shots)[0]) for shots in shoot_shifted(state, (2 * degrees,), SHIFTS)}) == 1


_OTHERS = {before: [letter for letter in COLORS if letter != before] for before in ("", *COLORS)}
"""The colors of a run, by that of the run before."""

_RUNS = (1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5)


def random_marbles(level: str, count: int, rng: Rng) -> str:
    """Marbles in runs of one to five, with gaps, for so many places."""
    wanted = LEVELS[level]
    text, color = "", ""
    while len(text) < count:
        color = rng.choice(_OTHERS[color])
        text += color * rng.choice(_RUNS)
        if len(text) < count - 4 and rng.chance(1, wanted.gap):
            text += GAP * rng.between(*wanted.gaps)
    return text[:count].rstrip(GAP)


def new_zuma(level: str, rng: Rng, accept: Accept, suits: Callable[[str], bool] | None = None) -> Zuma:
    """A track of a level with marbles almost up to its hole.

    Args:
        suits: what is asked of the marbles.
    """
    sweep = rng.between(*LEVELS[level].sweep)
    near = rng.between(*START)
    track = (rng.below(360), sweep if rng.chance(1, 2) else -sweep, near, near - CHANGE * sweep // 360)
    count = len(track_steps(track, DIAMETER)) - 2
    for _ in range(MARBLE_TRIES):
        marbles = random_marbles(level, count, rng)
        if (suits is None or suits(marbles)) and accept(marbles):
            return Zuma(track, marbles, rng.choice(list(COLORS)))
    raise Redraw


def split_key(state: Zuma) -> str:
    """The marbles along the track; turning or mirroring the picture does not change them."""
    return state.marbles


def marble_count(state: Zuma) -> float:
    """How many marbles there are."""
    return len(state.numbers)


SECTORS = ("right", "up-right", "up", "up-left", "left", "down-left", "down", "down-right")
"""The sectors, counterclockwise, each 45 degrees wide and centered on a multiple of 45 degrees."""


def in_sector(angle: float) -> tuple[int, float]:
    """The sector that holds a direction, and how many degrees that is from the sector's first border."""
    sector, inside = divmod(angle + 22.5, 45)
    return int(sector) % 8, inside
