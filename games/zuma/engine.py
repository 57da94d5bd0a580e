"""Zuma: a frog in the middle, marbles on a track around it, and what shots do.

Lengths and angles are those of `track`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .track import DIAMETER, direction, place_count, point_at, seen_places, track_points, track_steps, whole

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

GAP = "."
COLORS = {"R": "red", "Y": "yellow", "B": "blue", "G": "green"}
LETTERS = tuple(COLORS)

CLEAR = 0.25
"""How far, in diameters, a named shot may be moved sideways without another outcome."""

SHIFTS = tuple(DIAMETER * CLEAR * step / 4 for step in range(-4, 5))

BESIDE = 6
"""More degrees than such a shift adds to the reach of marbles, at any distance that tracks have."""

LEAVES, STAYS = -1, 0
"""Outcomes of shots that remove no marbles; others are the number of marbles removed."""


class Seen(NamedTuple):
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


@lru_cache(maxsize=64)
def seen_marbles(track: tuple[int, int, int, int], marbles: str) -> dict[int, Seen]:
    """The marbles of a field as they are seen from the frog, by their places."""
    places = enumerate(zip(marbles, seen_places(track), strict=False))
    return {place: Seen(place, color, *where) for place, (color, where) in places if color != GAP}


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


def shoot(state: Zuma, half_degrees: Sequence[int]) -> Shots:
    """Shoots in many directions.

    A shot hits the first marble whose center is less than a diameter from its line: there the two touch. It joins the
    row on the side on which its line passes that center.

    Args:
        half_degrees: the angles, counterclockwise from the right.
    """
    xs, ys = state.centers
    across, up = _directions(tuple(half_degrees))
    aside = ys * across - xs * up
    along = xs * across + ys * up
    touches = (np.abs(aside) < DIAMETER) & (along > 0)
    travel = np.full(aside.shape, inf)
    travel[touches] = along[touches] - np.sqrt(DIAMETER * DIAMETER - aside[touches] ** 2)
    lines, first = np.arange(len(travel)), travel.argmin(axis=1)
    hits = travel[lines, first] < inf
    places = state.numbers[first]
    # A line passes a marble on its counterclockwise side where the marble lies to the right of the line.
    joins = places + ((aside[lines, first] <= 0) == (state.track[1] > 0))
    return Shots(state, np.where(hits, places, -1), np.where(hits, joins, -1))


def best_angles(state: Zuma) -> Bools:
    """For every whole number of degrees whether no other one makes more marbles vanish, and this one some."""
    outcomes = shoot(state, range(0, 720, 2)).outcome
    return np.asarray((outcomes >= 3) & (outcomes == outcomes.max()))


def first_hits(state: Zuma, half_degrees: int, shifts: Sequence[float]) -> list[tuple[int, int]]:
    """What shots in one direction hit that start some pixels to the left of the frog's middle.

    Args:
        shifts: how far to the left; at most as far as `SHIFTS`.

    Returns:
        Elements of `Shots.hit` and `Shots.joins`.
    """
    across, up = direction(half_degrees)
    steps, forward = track_steps(state.track, DIAMETER), state.track[1] > 0
    near = []
    for place, _, angle, _, reach in state.seen.values():
        if abs((angle - half_degrees / 2 + 180) % 360 - 180) < reach + BESIDE:
            x, y = point_at(*steps[place])
            aside, along = y * across - x * up, x * across + y * up
            if along > 0:
                near.append((place, along, aside))
    found = []
    for shift in shifts:
        least, hit = inf, (-1, -1)
        for place, along, beside in near:
            aside = beside - shift
            if abs(aside) < DIAMETER:
                travel = along - sqrt(DIAMETER * DIAMETER - aside * aside)
                if travel < least:
                    least, hit = travel, (place, place + ((aside <= 0) == forward))
        found.append(hit)
    return found


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
            for at in range(run.first, run.first + run.length + 1):
                joined[at] += run.length
    found = np.array([count + 1 if count >= 2 else STAYS for count in joined], np.int64)
    return np.stack((found[:-1], found[1:]))


class Run(NamedTuple):
    """A run of neighboring marbles of one color: first place, number of marbles, color letter."""

    first: int
    length: int
    color: str


_RUN = re.compile("|".join(f"{letter}+" for letter in COLORS))


@lru_cache(maxsize=256)
def runs(marbles: str) -> tuple[Run, ...]:
    """All runs, single marbles included, from the track's start."""
    return tuple([Run(found.start(), len(found[0]), found[0][0]) for found in _RUN.finditer(marbles)])


_GROUP = re.compile("|".join(f"{letter}{{2,}}" for letter in COLORS))


@lru_cache(maxsize=64)
def groups(marbles: str) -> dict[str, tuple[Run, ...]]:
    """For every color the runs of two or more marbles."""
    found: dict[str, tuple[Run, ...]] = dict.fromkeys(COLORS, ())
    for match in _GROUP.finditer(marbles):
        run = match[0]
        found[run[0]] += (Run(match.start(), len(run), run[0]),)
    return found


def is_clear(state: Zuma, degrees: int, code: Callable[[Shots], Ints]) -> bool:
    """Whether a shot that flies a little to the left or right has the same result.

    Args:
        code: what counts as the result of shots.
    """
    hit, joins = np.array(first_hits(state, 2 * degrees, SHIFTS), np.int64).T
    return len(set(code(Shots(state, hit, joins)).tolist())) == 1


_OTHERS = {before: [letter for letter in COLORS if letter != before] for before in ("", *COLORS)}
"""The colors of a run, by that of the run before."""

_RUNS = (1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5)


def random_marbles(level: str, count: int, rng: Rng) -> str:
    """Marbles in runs of one to five, with gaps, for so many places."""
    gap, (least, most), below = LEVELS[level].gap, LEVELS[level].gaps, rng.below
    text, color = "", ""
    while len(text) < count:
        others = _OTHERS[color]
        color = others[below(len(others))]
        text += color * _RUNS[below(len(_RUNS))]
        if len(text) < count - 4 and below(gap) == 0:
            text += GAP * (least + below(most - least + 1))
    return text[:count].rstrip(GAP)


def new_zuma(level: str, rng: Rng, accept: Accept, suits: Callable[[str], bool] | None = None) -> Zuma:
    """A track of a level with marbles almost up to its hole.

    Args:
        suits: what is asked of the marbles.
    """
    sweep = rng.between(*LEVELS[level].sweep)
    near = rng.between(*START)
    track = (rng.below(360), sweep if rng.chance(1, 2) else -sweep, near, near - CHANGE * sweep // 360)
    count = place_count(track) - 2
    for _ in range(MARBLE_TRIES):
        marbles = random_marbles(level, count, rng)
        if (suits is None or suits(marbles)) and accept(marbles):
            return Zuma(track, marbles, rng.choice(LETTERS))
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
