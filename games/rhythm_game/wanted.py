"""Boards as questions want them: their answers are drawn first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng

from . import boards
from .boards import Pair, new_chart, new_chart_of, new_chart_with
from .engine import CLICK, EMPTY, HEAD, LEVELS, REVERSE, TAIL, Chart, hits_of, score, split_key
from .telling import KIND_NAMES

LEAD = 8
"""How many points the best column has more than the next one at least."""

SHARES = {"easy": (24, 46), "medium": (36, 70), "hard": (48, 92)}
"""Least and greatest number of full cells of block_share."""

MOST_LEFT = 6
"""The greatest answer of snake_length_later; all from 0 are equally frequent."""

LONGEST_LATER = 8
"""The longest Snake that it asks for."""

SECONDS = {15: (6, 9), 20: (7, 13)}
"""Least and greatest number of seconds of snake_length_later, for each number of rows."""

GAPS = ((1, 9), (10, 19), (20, 34), (35, 60))
"""Spans of the answer of score_gap, all equally frequent."""


def new_chart_with_kind(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board that holds every kind of cell."""
    chart = new_chart(level, rng, accept)
    if set("".join(chart.columns)) != set(KIND_NAMES):
        raise Redraw
    return chart


def new_chart_filled(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board with a number of full cells that is drawn first: Clicks are added or taken away to reach it."""
    wanted = rng.steady("full").between(*SHARES[level])
    chart = boards.random_chart(level, rng)
    grid = [list(cells) for cells in chart.columns]
    excess = sum(sign != EMPTY for cells in grid for sign in cells) - wanted
    old, new = (CLICK, EMPTY) if excess > 0 else (EMPTY, CLICK)
    places = [(column, row) for column, cells in enumerate(grid) for row, sign in enumerate(cells) if sign == old]
    if len(places) < abs(excess):
        raise Redraw
    for column, row in rng.sample(places, abs(excess)):
        grid[column][row] = new
    filled = Chart(tuple("".join(cells) for cells in grid), chart.finger)
    keep(split_key(filled), accept)
    return filled


def new_chart_leaving(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board with a Snake of which a number of cells that is drawn first is left after some seconds."""
    wanted = LEVELS[level]
    left, seconds, below = cells_left(rng), seconds_of(wanted.rows, rng), snakes_below(rng)
    if left >= 2 and rng.chance(1, 8):
        length = left
        head = rng.between(seconds + 1, wanted.rows - length + 1)
    elif left:
        length = rng.between(max(2, left + 1), LONGEST_LATER)
        head = seconds + 1 - (length - left)
    else:
        length = rng.between(2, min(LONGEST_LATER, seconds - 2 * below))
        head = rng.between(1 + 2 * below, seconds + 1 - length)
    if head < 1 + 2 * below:
        raise Redraw
    chart = boards.random_chart(level, rng)
    column = rng.below(wanted.columns)
    cells = boards.column_with_snake(wanted.rows, head - 1, length, below, rng)
    chart = Chart((*chart.columns[:column], cells, *chart.columns[column + 1 :]), chart.finger)
    keep(split_key(chart), accept)
    return chart


def cells_left(rng: Rng) -> int:
    return rng.steady("left").between(0, MOST_LEFT)


def snakes_below(rng: Rng) -> int:
    """How many Snakes are below the one that is asked for."""
    return rng.steady("below").below(2)


def seconds_of(rows: int, rng: Rng) -> int:
    return rng.steady("seconds").between(*SECONDS[rows])


def _pair_suits(slow: bool, reverses: tuple[int, int]) -> Callable[[Pair], bool]:
    """Whether a finger below the first column of a pair taps so many Reverses, a whole Snake and a cut one, and
    scores otherwise when the board is mirrored faster, slower, or never."""

    def suits(pair: Pair) -> bool:
        own = score(*pair.cells, slow)
        if own in (score(*pair.cells, not slow), pair.straight[0]):
            return False
        hits = hits_of(pair.cells, 1, slow)
        kinds = [hit.kind for hit in hits]
        return reverses[0] <= kinds.count(REVERSE) <= reverses[1] and TAIL in kinds and HEAD in kinds

    return suits


def new_scored(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board on which the finger's way is worth following."""
    return new_chart_with(level, rng, accept, _pair_suits(False, LEVELS[level].reverses))


def new_scored_slow(level: str, rng: Rng, accept: Accept) -> Chart:
    """The same for the slow game."""
    return new_chart_with(level, rng, accept, _pair_suits(True, LEVELS[level].reverses))


def _leads(values: Sequence[int]) -> int:
    """How much the greatest of some numbers is above the next one."""
    second, first = sorted(values)[-2:]
    return first - second


def _new_best(level: str, rng: Rng, accept: Accept, slow: bool) -> Chart:
    """A board with one best column, which is drawn first.

    Whether cheap rules find it is drawn first too, for each by itself: as often as a guess would hit it.
    """
    steady, size = rng.steady("best"), LEVELS[level].columns
    column = 1 + steady.below(size)
    found = [steady.below(size) == 0 for _ in range(4 if slow else 2)]

    names = ("slow", "straight", "fast", "fewness", "snakes") if slow else ("fast", "straight", "slow")
    scored, *rules = map(attrgetter, names)

    def suits(pairs: Sequence[Pair]) -> bool:
        values = [*chain.from_iterable(map(scored, pairs))]
        if _leads(values) < LEAD:
            return False
        best = values.index(max(values))
        for rule, is_found in zip(rules, found, strict=True):
            measures = [*chain.from_iterable(map(rule, pairs))]
            if (measures[best] == max(measures)) != is_found:
                return False
        return True

    return new_chart_of(level, rng, accept, lambda pair: pair.slow if slow else pair.fast, column, suits)


def new_best(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board with one best column."""
    return _new_best(level, rng, accept, False)


def new_best_slow(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board with one best column in the slow game."""
    return _new_best(level, rng, accept, True)


def new_gap(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board whose best column leads by a number of points in a span that is drawn first."""
    low, high = rng.steady("gap").choice(GAPS)
    column = 1 + rng.below(LEVELS[level].columns)

    def suits(pairs: Sequence[Pair]) -> bool:
        return low <= _leads([value for pair in pairs for value in pair.fast]) <= high

    return new_chart_of(level, rng, accept, lambda pair: pair.fast, column, suits)
