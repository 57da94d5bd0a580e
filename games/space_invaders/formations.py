"""Drawing formations: rows of enemies of one color each, partly shot away, somewhere on a board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, reduce
from math import comb, lcm
from operator import or_

from gameqa.contract import Accept, keep
from gameqa.rng import Rng

from .engine import COLORS, EMPTY, LEVELS, MOST_COLUMNS, Fleet, key_of, split_key

Masks = Sequence[int]
"""The enemies of columns as bits, the lowest row of the formation first."""

NONE_LEFT = 1
"""How often a column is empty."""


@cache
def some_masks(rows: int) -> tuple[int, ...]:
    """Columns of so many rows, each as often as it is to come: enemies are missing below, in the middle, or nowhere."""
    full = (1 << rows) - 1
    found = [full] * 6 + [0] * NONE_LEFT
    for mask in range(1, full):
        is_cut_below = mask + (mask & -mask) == full + 1
        found += [mask] * (2 if is_cut_below or mask.bit_count() == rows - 1 else 1)
    return tuple(found)


RAGGED = (2, 4, 4, 2)
"""How often a ragged column holds 0, 1, 2 or 3 enemies."""


@cache
def ragged_masks(rows: int) -> tuple[int, ...]:
    """Columns of which much is missing, each as often as it is to come: there a plan is worth most."""
    share = lcm(*(comb(rows, count) for count in range(len(RAGGED))))
    return tuple(
        mask
        for mask in range(1 << rows)
        if mask.bit_count() < len(RAGGED)
        for _ in range(RAGGED[mask.bit_count()] * share // comb(rows, mask.bit_count()))
    )


@dataclass
class Formation:
    """Enemies before they stand on a board.

    Attributes:
        colors: the color of every row, the lowest first.
        masks: the enemies of every column as bits, the lowest row first.
        spare: free columns of the board, on both sides together.
        area: rows of the board.
        left: free columns on the left.
        top: free rows above.
    """

    colors: Sequence[str]
    masks: list[int]
    spare: int
    area: int
    left: int
    top: int

    @property
    def width(self) -> int:
        """Columns of the board."""
        return len(self.masks) + self.spare

    def stacks(self) -> list[str]:
        """The enemies of every column of the board, each from below."""
        colors = "".join(self.colors)
        held = [stack_of(mask, colors) for mask in self.masks]
        return [""] * self.left + held + [""] * (self.spare - self.left)

    def mirrored(self) -> Formation:
        """The same enemies with left and right exchanged."""
        return Formation(self.colors, self.masks[::-1], self.spare, self.area, self.spare - self.left, self.top)

    def split_key(self) -> str:
        """The split key of any fleet of these enemies."""
        full = (1 << len(self.colors)) - 1
        if self.masks[0] and self.masks[-1] and reduce(or_, self.masks) == full:
            colors = "".join(self.colors)
            return key_of([column_of(mask, colors) for mask in self.masks])
        return split_key(self.fleet(1))

    def fleet(self, ship: int) -> Fleet:
        """The enemies on their board above a ship."""
        aside, beyond = EMPTY * self.left, EMPTY * (self.spare - self.left)
        rows = [EMPTY * self.width] * self.top
        for row in range(len(self.colors) - 1, -1, -1):
            color = self.colors[row]
            rows.append(aside + "".join(color if mask >> row & 1 else EMPTY for mask in self.masks) + beyond)
        rows += [EMPTY * self.width] * (self.area - len(rows))
        return Fleet(tuple(rows), ship)


@cache
def stack_of(mask: int, colors: str) -> str:
    """The enemies of a column from below."""
    return "".join(color for row, color in enumerate(colors) if mask >> row & 1)


@cache
def column_of(mask: int, colors: str) -> str:
    """The cells of a column from above."""
    return "".join(color if mask >> row & 1 else EMPTY for row, color in enumerate(colors))[::-1]


@dataclass(frozen=True)
class Size:
    """Rows and columns of a formation, free columns of the board on both sides together, rows of the board."""

    rows: int
    columns: int
    spare: int
    area: int


def size_of(level: str, rng: Rng) -> Size:
    """The size of a sample's board, the same in all tries."""
    wanted, steady = LEVELS[level], rng.steady("size")
    columns = steady.between(*wanted.columns)
    spare = min(2 * steady.between(*wanted.pads), MOST_COLUMNS - columns)
    return Size(wanted.rows, columns, spare, steady.between(*wanted.area))


def all_colors(rows: int, rng: Rng) -> list[str]:
    """The colors of rows, all three among them, in random order."""
    return rng.shuffled([*COLORS, *(rng.choice(COLORS) for _ in range(rows - len(COLORS)))])


def some_colors(rows: int, rng: Rng) -> list[str]:
    """The same, but three rows are of two colors in one of four cases."""
    colors = all_colors(rows, rng)
    if rows == len(COLORS) and rng.chance(1, 4):
        colors[0] = rng.choice(colors[1:])
        rng.shuffle(colors)
    return colors


def new_formation(size: Size, colors: Sequence[str], rng: Rng, masks: Masks | None = None) -> Formation:
    """A formation at random: its outer columns are not empty, nor two columns side by side.

    Args:
        masks: the columns that may come, each as often as it is to come.
    """
    among = some_masks(size.rows) if masks is None else masks
    found: list[int] = []
    below, count, last = rng.below, len(among), size.columns - 1
    for column in range(size.columns):
        mask = among[below(count)]
        while not mask and (column in (0, last) or not found[-1]):
            mask = among[below(count)]
        found.append(mask)
    return Formation(
        colors, found, size.spare, size.area, rng.below(size.spare + 1), rng.below(size.area - size.rows + 1)
    )


def kept(formation: Formation, ship: int, accept: Accept) -> Fleet:
    """The enemies above a ship, if they belong to the wanted split; Redraw if not."""
    keep(formation.split_key(), accept)
    return formation.fleet(ship)


def some_ship(formation: Formation, rng: Rng) -> int:
    """A column below the enemies, in one of five cases any column."""
    if rng.chance(1, 5):
        return 1 + rng.below(formation.width)
    return formation.left + 1 + rng.below(len(formation.masks))


def new_fleet(level: str, rng: Rng, accept: Accept) -> Fleet:
    """A fleet at random."""
    size = size_of(level, rng)
    formation = new_formation(size, some_colors(size.rows, rng), rng)
    return kept(formation, some_ship(formation, rng), accept)
