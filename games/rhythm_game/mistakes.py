"""What a finger seems to score to somebody who makes a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gameqa.errors import Redraw
from gameqa.options import chain_of_mistakes
from gameqa.rng import Rng

from .engine import (
    CLICK,
    CLICK_POINTS,
    HEAD,
    LEVELS,
    REVERSE,
    REVERSE_POINTS,
    TAIL,
    Chart,
    Hit,
    hits_of,
    mirrored_column,
    points_of,
    scores,
    snake_at,
    snake_points,
)

OPTIONS = 8

NEAR = 15
"""How far the result of a typical mistake may be from the slip whose place it takes."""


def wrong_scores(chart: Chart, hits: Sequence[Hit], slow: bool) -> list[int]:
    """The results of typical mistakes, the most tempting first."""
    right, columns = points_of(hits), chart.columns
    other = mirrored_column(len(columns), chart.finger)
    cut = [(hit, whole_length(chart, hit)) for hit in hits if hit.kind == TAIL]
    return [
        right + sum(snake_points(length) for _, length in cut),
        points_of(hits_of(columns, chart.finger, not slow)),
        right + sum(snake_points(hit.last - hit.first + 1) for hit, _ in cut),
        points_of(hits_of(columns, chart.finger, mirrors=False)),
        right - REVERSE_POINTS * sum(hit.kind == REVERSE for hit in hits),
        points_of(hits_of(columns, other, slow)),
        right - hits[-1].points,
        right - hits[0].points,
        right - sum(hit.points - snake_points(hit.last - hit.first) for hit in hits if hit.kind == HEAD),
        *scores(columns, slow),
    ]


def whole_length(chart: Chart, hit: Hit) -> int:
    """The length of a Snake that is tapped in part."""
    head, tail = snake_at(chart.columns[hit.column - 1], hit.first - 1)
    return tail - head + 1


@dataclass(frozen=True)
class Tally:
    """What a finger taps: how many Reverses and Clicks, and the lengths of the whole Snakes, the shortest first."""

    reverses: int
    clicks: int
    snakes: tuple[int, ...]

    @property
    def points(self) -> int:
        """What all that scores."""
        return CLICK_POINTS * self.clicks + REVERSE_POINTS * self.reverses + sum(map(snake_points, self.snakes))


def tally_of(hits: Sequence[Hit]) -> Tally:
    """What a finger taps."""
    kinds = [hit.kind for hit in hits]
    lengths = sorted(hit.last - hit.first + 1 for hit in hits if hit.kind == HEAD)
    return Tally(kinds.count(REVERSE), kinds.count(CLICK), tuple(lengths))


@dataclass(frozen=True)
class Usual:
    """How frequent numbers of things are where the points of a finger are asked, measured once, in hundredths.

    Attributes:
        reverses, clicks, snakes: for the numbers from the level's least number of Reverses on, and from 0 on.
    """

    reverses: tuple[int, ...]
    clicks: tuple[int, ...]
    snakes: tuple[int, ...]


USUAL = {
    ("easy", False): Usual((46, 54), (11, 25, 29, 20, 10, 3, 2), (0, 54, 40, 6)),
    ("easy", True): Usual((64, 36), (22, 35, 26, 11, 4, 1), (0, 74, 25, 1)),
    ("medium", False): Usual((65, 35), (13, 27, 30, 18, 9, 2, 1), (0, 66, 31, 3)),
    ("medium", True): Usual((82, 18), (28, 37, 25, 8, 2), (0, 86, 14)),
    ("hard", False): Usual((67, 33), (6, 16, 23, 24, 16, 9, 3, 1), (0, 46, 40, 13, 1)),
    ("hard", True): Usual((80, 20), (14, 28, 28, 19, 8, 2, 1), (0, 72, 26, 2)),
}
"""For the levels of the fast and of the slow game."""

LENGTHS = (8, 6, 4, 3)
"""How frequent whole Snakes of 2, 3, 4 and 5 cells are beside each other."""

TRIES = 80


class Slips:
    """Tallies of slips of the eye: a block more or less, or a Snake of another length.

    A change is made as often as the new tally is usual beside the old one (Metropolis and others, "Equation of State
    Calculations by Fast Computing Machines", 1953): so no tally of a chain of them stands out from the rest.
    """

    def __init__(self, level: str, slow: bool, rng: Rng) -> None:
        self._usual = USUAL[level, slow]
        self._fewest = LEVELS[level].reverses[0]
        self._rng = rng

    def changed(self, tally: Tally, taken: Sequence[Tally]) -> Tally:
        """Another tally after some slips.

        Args:
            taken: tallies whose points it must not have.

        Raises:
            Redraw: none was found.
        """
        points = {other.points for other in taken}
        for _ in range(TRIES):
            tally = self._slip(tally)
            if tally.points not in points:
                return tally
        raise Redraw

    def _slip(self, tally: Tally) -> Tally:
        rng, usual, snakes = self._rng, self._usual, tally.snakes
        kind, more = rng.below(5), 2 * rng.below(2) - 1
        if kind < 2:
            is_made = self._passes(usual.clicks, tally.clicks, more)
            return replace(tally, clicks=tally.clicks + more) if is_made else tally
        if kind == 2:
            if not self._passes(usual.snakes, len(snakes), more):
                return tally
            place = rng.below(len(snakes)) if snakes else 0
            new = (*snakes, 2 + rng.weighted(LENGTHS)) if more > 0 else snakes[:place] + snakes[place + 1 :]
            return replace(tally, snakes=tuple(sorted(new)))
        if kind == 3 and snakes:
            place = rng.below(len(snakes))
            new = (*snakes[:place], *snakes[place + 1 :], 2 + rng.weighted(LENGTHS))
            return replace(tally, snakes=tuple(sorted(new)))
        is_made = self._passes(usual.reverses, tally.reverses - self._fewest, more)
        return replace(tally, reverses=tally.reverses + more) if is_made else tally

    def _passes(self, weights: Sequence[int], number: int, more: int) -> bool:
        """Whether a number changes by one, as often as the new one is usual beside the old one."""
        new = number + more
        if not 0 <= new < len(weights):
            return False
        old = weights[number] if number < len(weights) else 1
        return self._rng.chance(min(weights[new], old), old)


def options_of(level: str, slow: bool, rng: Rng, hits: Sequence[Hit], wrong: Sequence[int]) -> list[str]:
    """The points of some hits among those of slips and of typical mistakes, in random order.

    Args:
        wrong: the results of typical mistakes. Each takes the place of a slip that is near it and like it.
    """
    answer = points_of(hits)
    slips = chain_of_mistakes(rng, tally_of(hits), OPTIONS - 1, Slips(level, slow, rng).changed)
    values = [tally.points for tally in slips]
    for value in rng.shuffled(list(dict.fromkeys(wrong))):
        near = [slip for slip in values if slip not in wrong and slip % 5 == value % 5 and abs(slip - value) <= NEAR]
        if near and value != answer and value not in values:
            values[values.index(min(near, key=lambda slip: (abs(slip - value), slip)))] = value
    return rng.shuffled([str(value) for value in (answer, *values)])
