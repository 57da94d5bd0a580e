"""What a finger seems to score to somebody who makes a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import (
    HEAD,
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


def options_of(rng: Rng, answer: int, wrong: Sequence[int], hits: Sequence[Hit], count: int = 8) -> list[str]:
    """The answer with results of mistakes, in random order, so that any number of them is less than the answer.

    Where there are too few on a side, one block of the way is left out or counted twice.

    Raises:
        Redraw: there are too few.
    """
    values = list(dict.fromkeys(value for value in wrong if value > 0 and value != answer))
    slips = [sign * hit.points for hit in hits if hit.points for sign in (-1, 1)]
    more = [value + slip for value in (answer, *values) for slip in rng.shuffled(slips)]
    values = list(dict.fromkeys([*values, *(value for value in more if value > 0 and value != answer)]))
    below = rng.below(count)
    low = [value for value in values if value < answer][:below]
    high = [value for value in values if value > answer][: count - 1 - below]
    if len(low) + len(high) < count - 1:
        raise Redraw
    return rng.shuffled([str(value) for value in (answer, *low, *high)])
