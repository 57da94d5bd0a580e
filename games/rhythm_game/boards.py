"""The drawing of boards: columns of random blocks, and pairs of columns that fit what a question wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import (
    BODY,
    CLICK,
    EMPTY,
    HEAD,
    LEVELS,
    REVERSE,
    TAIL,
    Chart,
    score,
    split_key,
    straight_score,
)

LONGEST = 5
"""The longest Snake of a board, where a question needs no longer ones."""

THINGS = EMPTY * 40 + CLICK * 22 + REVERSE * 18 + HEAD * 16
"""What comes next in a column, each sign as likely as it is frequent here; a head stands for a Snake."""

SINGLE = THINGS.replace(HEAD, "")
"""The same without Snakes."""

PAIRS = 40
"""How many pairs of columns are drawn for one board."""

LATEST = 9
"""How many of them, the latest ones, are tried with a new one."""


def snake(length: int) -> str:
    """The signs of a Snake from its head upward."""
    return HEAD + BODY * (length - 2) + TAIL


def new_column(rows: int, rng: Rng) -> str:
    """A column of random blocks."""
    cells, below, count = "", rng.below, len(THINGS)
    while len(cells) < rows:
        thing = THINGS[below(count)]
        if thing == HEAD:
            room = min(LONGEST, rows - len(cells))
            thing = snake(rng.between(2, room)) if room >= 2 else EMPTY
        cells += thing
    return cells


def column_with_snake(rows: int, head: int, length: int, below: int, rng: Rng) -> str:
    """A column with a Snake of some length whose head is in row `head`, counted from 0, and with none or one below it.

    Args:
        below: how many Snakes are below it, 0 or 1; one takes two rows at least.
    """
    cells = "".join([rng.choice(SINGLE) for _ in range(head)])
    if below:
        size = rng.between(2, min(LONGEST, head))
        start = rng.below(head - size + 1)
        cells = cells[:start] + snake(size) + cells[start + size :]
    return cells + snake(length) + new_column(rows - head - length, rng)


@dataclass(frozen=True)
class Pair:
    """Two columns that change places when the board is mirrored."""

    cells: tuple[str, str]

    @cached_property
    def fast(self) -> tuple[int, int]:
        """What a finger scores below each."""
        one, other = self.cells
        return score(one, other, False), score(other, one, False)

    @cached_property
    def slow(self) -> tuple[int, int]:
        """The same where a row passes while the board is mirrored."""
        one, other = self.cells
        return score(one, other, True), score(other, one, True)

    @cached_property
    def straight(self) -> tuple[int, int]:
        """What all blocks of each are worth."""
        one, other = self.cells
        return straight_score(one), straight_score(other)

    @cached_property
    def fewness(self) -> tuple[int, int]:
        """How few Reverses each has: their negative number."""
        one, other = self.cells
        return -one.count(REVERSE), -other.count(REVERSE)

    @cached_property
    def snakes(self) -> tuple[int, int]:
        """How many cells of each belong to Snakes."""
        one, other = (
            len(cells) - cells.count(EMPTY) - cells.count(CLICK) - cells.count(REVERSE) for cells in self.cells
        )
        return one, other

    @property
    def turned(self) -> Pair:
        """The pair with its columns in the other order."""
        return Pair((self.cells[1], self.cells[0]))


def new_pair(rows: int, rng: Rng) -> Pair:
    """Two columns of random blocks."""
    return Pair((new_column(rows, rng), new_column(rows, rng)))


def placed(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The columns of a board from its pairs, the outermost first, each with its left column first."""
    return tuple(pair.cells[0] for pair in pairs) + tuple(pair.cells[1] for pair in reversed(pairs))


def place_pair(pair: Pair, column: int, others: Sequence[Pair], rng: Rng) -> tuple[str, ...]:
    """The columns of a board on which the first column of a pair has the number `column`, counted from 1."""
    size = 2 * (len(others) + 1)
    order = [other if rng.chance(1, 2) else other.turned for other in rng.shuffled(others)]
    outer = min(column, size + 1 - column) - 1
    order.insert(outer, pair if column <= size // 2 else pair.turned)
    return placed(order)


def random_chart(level: str, rng: Rng) -> Chart:
    """A board of random blocks, of any split."""
    wanted = LEVELS[level]
    pairs = [new_pair(wanted.rows, rng) for _ in range(wanted.columns // 2)]
    return Chart(placed(pairs), 1 + rng.below(wanted.columns))


def new_chart(level: str, rng: Rng, accept: Accept) -> Chart:
    """A board of random blocks."""
    chart = random_chart(level, rng)
    keep(split_key(chart), accept)
    return chart


def new_chart_with(level: str, rng: Rng, accept: Accept, suits: Callable[[Pair], bool]) -> Chart:
    """A board whose finger is below the first column of a pair that suits.

    Raises:
        Redraw: no pair suits, or no board with it is of the wanted split.
    """
    wanted = LEVELS[level]
    for _ in range(PAIRS):
        pair = new_pair(wanted.rows, rng)
        if suits(pair):
            break
    else:
        raise Redraw
    finger = 1 + rng.below(wanted.columns)
    for _ in range(PAIRS):
        others = [new_pair(wanted.rows, rng) for _ in range(wanted.columns // 2 - 1)]
        chart = Chart(place_pair(pair, finger, others, rng), finger)
        if accept(split_key(chart)):
            return chart
    raise Redraw


def new_chart_of(
    level: str,
    rng: Rng,
    accept: Accept,
    value: Callable[[Pair], tuple[int, int]],
    column: int,
    suits: Callable[[Sequence[Pair]], bool],
) -> Chart:
    """A board whose pairs suit together.

    Args:
        value: what a finger scores below each column of a pair.
        column: the number of the column, from 1, below which it shall score the most.

    Raises:
        Redraw: no pairs suit that make a board of the wanted split.
    """
    wanted = LEVELS[level]
    pool: list[Pair] = []
    for _ in range(PAIRS):
        new = new_pair(wanted.rows, rng)
        for others in combinations(pool[-LATEST:], wanted.columns // 2 - 1):
            chosen = [*others, new]
            if not suits(chosen):
                continue
            best = max(chosen, key=lambda pair: max(value(pair)))
            rest = [pair for pair in chosen if pair is not best]
            left, right = value(best)
            columns = place_pair(best if left > right else best.turned, column, rest, rng)
            chart = Chart(columns, 1 + rng.below(wanted.columns))
            if accept(split_key(chart)):
                return chart
        pool.append(new)
    raise Redraw
