"""Space Invaders: enemies above a ship, what its shots score, and how the enemies drift over several intervals.

Rows and columns are counted from 1, as the pictures show them. "Columns of enemies" keep the number that they have in
the picture, wherever they drift.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gameqa.contract import level_by
from gameqa.grid import Cell

EMPTY = "."
PURPLE, BLUE, GREEN = COLORS = "PBG"
POINTS = {PURPLE: 30, BLUE: 20, GREEN: 10}

LEFT, RIGHT = -1, 1
"""Directions of a drift: the change of the column in a step."""


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: least and greatest numbers.

    Attributes:
        rows: rows of enemies.
        columns: columns of enemies.
        pads: free columns a side, if the enemies stood in the middle.
        area: rows of the board.
    """

    rows: int
    columns: tuple[int, int]
    pads: tuple[int, int]
    area: tuple[int, int]

    @property
    def board_columns(self) -> tuple[int, int]:
        """Least and greatest number of columns of the board."""
        return self.columns[0] + 2 * self.pads[0], min(MOST_COLUMNS, self.columns[1] + 2 * self.pads[1])


MOST_COLUMNS = 16
"""More could not be drawn large enough."""

LEVELS = {
    "easy": Parameters(3, (4, 5), (1, 2), (5, 6)),
    "medium": Parameters(4, (6, 8), (2, 2), (6, 7)),
    "hard": Parameters(5, (9, 11), (2, 3), (7, 8)),
}


@dataclass(frozen=True)
class Fleet:
    """Enemies above a ship.

    Attributes:
        rows: the rows of the board from the top: "P" a purple enemy, "B" a blue one, "G" a green one, "." none.
        ship: the column of the ship, which is below the last row.
    """

    rows: tuple[str, ...]
    ship: int

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0])

    @cached_property
    def level(self) -> str:
        """The level whose boards have this size."""
        return level_by(LEVELS, lambda wanted: wanted.board_columns[0] <= self.width <= wanted.board_columns[1])

    @cached_property
    def stacks(self) -> tuple[str, ...]:
        """The enemies of every column, each from below."""
        return tuple("".join(column).replace(EMPTY, "")[::-1] for column in zip(*self.rows, strict=True))

    def cells(self, column: int) -> list[Cell]:
        """The cells of a column that hold enemies, from below."""
        return [
            (row, column) for row in range(len(self.rows), 0, -1) if self.rows[row - 1][column - 1] != EMPTY
        ]

    def sign(self, cell: Cell) -> str:
        """What a cell holds."""
        return self.rows[cell[0] - 1][cell[1] - 1]


Stacks = Sequence[str]
"""The enemies of every column of a board from the left, each from below."""


def stack_at(stacks: Stacks, column: int) -> str:
    """The enemies of a column from below; none in columns that are not on the board."""
    return stacks[column - 1] if 1 <= column <= len(stacks) else ""


def extent(stacks: Stacks) -> tuple[int, int]:
    """The first and the last column that hold enemies."""
    held = [column for column, stack in enumerate(stacks, 1) if stack]
    return held[0], held[-1]


def points_of(signs: str) -> int:
    """What some enemies are worth together."""
    return sum(POINTS[sign] for sign in signs)


def lowest_points(stack: str) -> int:
    """What one shot into a column scores."""
    return POINTS[stack[0]] if stack else 0


def turns_at_once(stacks: Stacks, way: int) -> bool:
    """Whether enemies stand in the last column of their way, so that their first step goes the other way."""
    return bool(stacks[0 if way == LEFT else -1])


class Position(NamedTuple):
    """Where the enemies stand in an interval.

    Attributes:
        offset: how many columns to the right of where the picture shows them.
        turned: whether they turned around in the step before.
    """

    offset: int
    turned: bool


def positions(stacks: Stacks, way: int, intervals: int) -> list[Position]:
    """Where the enemies stand in every interval, if some are left in the first and in the last column of them."""
    first, last = extent(stacks)
    found, offset = [Position(0, False)], 0
    for _ in range(intervals - 1):
        is_turn = not (1 <= first + offset + way and last + offset + way <= len(stacks))
        if is_turn:
            way = -way
        offset += way
        found.append(Position(offset, is_turn))
    return found


def hits(columns: Sequence[int], stacks: Stacks) -> list[int | None]:
    """For every shot into a column of enemies, which one of it from below it destroys; None where there is none."""
    used: dict[int, int] = {}
    found: list[int | None] = []
    for column in columns:
        place = used.get(column, 0)
        found.append(place if place < len(stack_at(stacks, column)) else None)
        used[column] = place + 1
    return found


def points_into(columns: Sequence[int], stacks: Stacks) -> int:
    """What shots into columns of enemies score."""
    return sum(points_of(stack_at(stacks, column)[: columns.count(column)]) for column in set(columns))


def keeps_ends(columns: Sequence[int], stacks: Stacks) -> bool:
    """Whether enemies are left in the first and in the last column of them before the last of some shots into columns:
    then the shots do not change where the enemies turn around."""
    earlier = columns[:-1]
    return all(earlier.count(end) < len(stack_at(stacks, end)) for end in extent(stacks))


def reach(ship: int, step: int, shots: int) -> range:
    """The columns of enemies that some shots can reach in which the ship moves at most one column before each.

    A ship that moves with the enemies keeps its column of enemies; one that stays gets the next one against their
    drift, one that moves the other way the one after that. So shots go through these columns in this order and skip
    at most one at a time; the first of them is one of the first three.

    Args:
        step: the direction in which the enemies step after every interval.
    """
    return range(ship + step, ship - step * 2 * shots, -step)


class Way(NamedTuple):
    """How some points are made: the most points of earlier shots, and some shots into one column.

    Attributes:
        before: the points of earlier shots, the last of which is in an earlier column.
        own: how many shots go into the column.
        points: what these score.
    """

    before: int
    own: int
    points: int

    @property
    def total(self) -> int:
        """All points."""
        return self.before + self.points


Table = Mapping[tuple[int, int], Sequence[Way]]
"""By the place of a column in the reach, and a number of shots, the ways to make them so that the last of them is in
this column; for every number of shots into it the best one."""


def table_of(stacks: Sequence[str], shots: int) -> dict[tuple[int, int], list[Way]]:
    """All numbers of shots up to some number, none of them into an empty column or one that has become empty.

    Args:
        stacks: the columns in reach, in the order of the reach.
    """
    most: list[dict[int, int]] = []
    table: dict[tuple[int, int], list[Way]] = {}
    for place, stack in enumerate(stacks):
        earlier = most[max(0, place - 2) :]
        sums = [0]
        for sign in stack[:shots]:
            sums.append(sums[-1] + POINTS[sign])
        own_most: dict[int, int] = {}
        for number in range(1, shots + 1):
            ways = []
            for own in range(1, min(number, len(stack)) + 1):
                before = [0] if own == number and place <= 2 else [had[number - own] for had in earlier if number - own in had]
                if before:
                    ways.append(Way(max(before), own, sums[own]))
            if ways:
                table[place, number] = ways
                own_most[number] = max(way.before + way.points for way in ways)
        most.append(own_most)
    return table


def best_of(table: Table, shots: int) -> int:
    """The most points of so many shots; 0 where no way has been found."""
    return max((way.total for (_, number), ways in table.items() if number == shots for way in ways), default=0)


def best_columns(table: Table, shots: int) -> list[tuple[int, int]]:
    """A best way, from its first shot: places of columns in the reach, and how many shots go there."""
    found: list[tuple[int, int]] = []
    place, left, want = -1, shots, best_of(table, shots)
    places = [key[0] for key, ways in table.items() if key[1] == left and any(way.total == want for way in ways)]
    while left:
        place = places[0]
        way = next(way for way in table[place, left] if way.total == want)
        found.append((place, way.own))
        left, want = left - way.own, way.before
        places = [
            earlier for earlier in (place - 2, place - 1) if any(way.total == want for way in table.get((earlier, left), ()))
        ]
    return found[::-1]


def greedy_totals(stacks: Sequence[str], shots: int) -> set[int]:
    """What can come of always taking the most points that the next shot can bring."""
    found: set[int] = set()
    waiting = [((0, 1, 2), (0,) * len(stacks), 0, shots)]
    while waiting:
        places, used, total, left = waiting.pop()
        if not left:
            found.add(total)
            continue
        gains = {place: lowest_points(stacks[place][used[place] :]) for place in places if place < len(stacks)}
        most = max(gains.values(), default=0)
        for place, gain in gains.items():
            if gain == most:
                after = (*used[:place], used[place] + 1, *used[place + 1 :])
                waiting.append(((place, place + 1, place + 2), after, total + gain, left - 1))
    return found


def without_drift(stacks: Stacks, ship: int, shots: int) -> int:
    """The most points of shots if the enemies stood still; the ship moves by at most one column before each."""
    most: dict[tuple[int, ...], int] = {(): 0}
    for _ in range(shots):
        most = {
            (*columns, there): 0
            for columns in most
            for there in range((columns[-1] if columns else ship) - 1, (columns[-1] if columns else ship) + 2)
        }
    return max(points_into(columns, stacks) for columns in most)


def cell_count(fleet: Fleet) -> float:
    """The number of cells of the board."""
    return len(fleet.rows) * fleet.width


def enemies(fleet: Fleet) -> Iterator[tuple[int, list[int]]]:
    """The number of every row, and the columns in it that hold enemies."""
    for number, row in enumerate(fleet.rows, 1):
        yield number, [column for column, sign in enumerate(row, 1) if sign != EMPTY]


def split_key(fleet: Fleet) -> str:
    """The enemies, wherever they and the ship are, and whichever side is left."""
    first, last = extent(fleet.stacks)
    rows = [row[first - 1 : last] for row in fleet.rows if row.strip(EMPTY)]
    return min("/".join(rows), "/".join(row[::-1] for row in rows))
