"""Space Invaders: enemies above a ship, what its shots score, and how the enemies drift over several intervals.

Rows and columns are counted from 1, as the pictures show them. "Columns of enemies" keep the number that they have in
the picture, wherever they drift.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from gameqa.contract import level_by
from gameqa.grid import Cell

EMPTY = "."
PURPLE, BLUE, GREEN = "P", "B", "G"
COLORS = PURPLE + BLUE + GREEN
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
        return [(row, column) for row in range(len(self.rows), 0, -1) if self.rows[row - 1][column - 1] != EMPTY]

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


def step_of(stacks: Stacks, way: int) -> int:
    """The direction of the first step."""
    return -way if turns_at_once(stacks, way) else way


def after_shot(fleet: Fleet) -> tuple[str, Fleet]:
    """What a shot destroys, empty for nothing, and the enemies that are left."""
    cells = fleet.cells(fleet.ship)
    if not cells:
        return "", fleet
    row, column = cells[0]
    rows = list(fleet.rows)
    rows[row - 1] = rows[row - 1][: column - 1] + EMPTY + rows[row - 1][column:]
    return fleet.sign(cells[0]), Fleet(tuple(rows), fleet.ship)


def drifted(fleet: Fleet, way: int) -> tuple[Fleet, int]:
    """The enemies after a step of all of them, and the direction in which they go on."""
    way = step_of(fleet.stacks, way)
    rows = (row[1:] + EMPTY if way == LEFT else EMPTY + row[:-1] for row in fleet.rows)
    return Fleet(tuple(rows), fleet.ship), way


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
        is_turn = not (first + offset + way >= 1 and last + offset + way <= len(stacks))
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
    points = 0
    for column in set(columns):
        if stack := stack_at(stacks, column):
            points += sums_of(stack)[min(columns.count(column), len(stack))]
    return points


def keeps_ends(columns: Sequence[int], stacks: Stacks) -> bool:
    """Whether enemies are left in the first and in the last column of them before the last of some shots into columns:
    then the shots do not change where the enemies turn around."""
    earlier = columns[:-1]
    return all(earlier.count(end) < len(stack_at(stacks, end)) for end in extent(stacks))


def in_order(stacks: Stacks, step: int) -> Stacks:
    """The columns in the order in which they can come above a ship that moves at most one column an interval.

    A ship that moves with the enemies keeps its column of enemies; one that stays gets the next one against their
    drift, one that moves the other way the one after that. So shots go through the columns in this order and skip at
    most one at a time.

    Args:
        step: the direction in which the enemies step after every interval.
    """
    return stacks if step == LEFT else stacks[::-1]


def place_of(stacks: Stacks, column: int, step: int) -> int:
    """The place of a column in that order."""
    return column - 1 if step == LEFT else len(stacks) - column


def last_place(stacks: Stacks) -> int:
    """The last column with enemies."""
    place = len(stacks) - 1
    while not stacks[place]:
        place -= 1
    return place


@cache
def sums_of(stack: str) -> tuple[int, ...]:
    """What 0, 1, 2 and more shots into a column score, as long as each hits an enemy; one shot into an empty column."""
    return tuple(points_of(stack[:shots]) for shots in range(max(1, len(stack)) + 1))


def most_from(stacks: Stacks, shots: int, skip: int = 2) -> list[list[int]]:
    """For every column, and for two beyond the last one, the most points of 0, 1, 2 and more shots, the first of which
    goes into this column, which is still as at first.

    More shots than there are enemies go into no column, more than one into no empty column: going on to the next one
    is never worse.

    Args:
        stacks: the columns in the order in which they can come above the ship.
        shots: the greatest number of shots.
        skip: how many columns further the next shot can go at most.
    """
    found = [[0] * (shots + 1)] * (len(stacks) + 2)
    for place in range(last_place(stacks), -1, -1):
        sums = sums_of(stacks[place])
        after = found[place + 1]
        if skip != 1:
            after = [one if one > two else two for one, two in zip(after, found[place + 2], strict=True)]
        one_shot = sums[1]
        own = [0, *[one_shot + points for points in after[:-1]]]
        for here in range(2, min(shots + 1, len(sums))):
            score = sums[here]
            for number in range(here, shots + 1):
                total = score + after[number - here]
                if total > own[number]:
                    own[number] = total
        found[place] = own
    return found


class Way(NamedTuple):
    """How a number of shots can begin.

    Attributes:
        here: how many go into the first column.
        points: what these score.
        after: the most points of those that are left.
    """

    here: int
    points: int
    after: int

    @property
    def total(self) -> int:
        """All points."""
        return self.points + self.after


def ways_from(stacks: Stacks, most: Sequence[Sequence[int]], place: int, shots: int) -> list[Way]:
    """All ways to share out some shots, the first of which goes into a column, between this column and later ones.

    Args:
        most: what `most_from` gives.
    """
    return [
        Way(here, points, max(most[place + 1][shots - here], most[place + 2][shots - here]))
        for here, points in enumerate(sums_of(stacks[place])[1 : shots + 1], 1)
    ]


def best_places(stacks: Stacks, most: Sequence[Sequence[int]], place: int, shots: int) -> list[int]:
    """The columns of shots that score most, the first of which goes into a column; up to the last one that hits."""
    found: list[int] = []
    last = last_place(stacks)
    while shots and place <= last:
        way = max(ways_from(stacks, most, place, shots), key=lambda way: way.total)
        found += [place] * way.here
        shots -= way.here
        place = place + 1 if most[place + 1][shots] == way.after else place + 2
    return found


def needed_entries(
    stacks: Stacks, most: Sequence[Sequence[int]], starts: Sequence[int], shots: int
) -> dict[int, set[int]]:
    """For every column up to the last one with enemies the numbers of shots from it that count when some shots begin in
    one of some columns."""
    needed: dict[int, set[int]] = {}
    waiting, last = [(place, shots) for place in starts], last_place(stacks)
    while waiting:
        place, number = waiting.pop()
        if not number or place > last or number in needed.setdefault(place, set()):
            continue
        needed[place].add(number)
        for way in ways_from(stacks, most, place, number):
            waiting += ((place + 1, number - way.here), (place + 2, number - way.here))
    return needed


def greedy_totals(stacks: Stacks, ship: int, shots: int) -> set[int]:
    """What can come of always taking the most points that the next shot can bring.

    Args:
        stacks: the columns in the order in which they can come above the ship.
        ship: the place of the ship's column.
    """
    found: set[int] = set()
    waiting = [(ship - 1, 0, 0, shots)]
    while waiting:
        start, used, total, left = waiting.pop()
        if not left:
            found.add(total)
            continue
        gains = [POINTS[stack[0]] if stack else 0 for stack in stacks[start : start + 3]]
        gains[0] = lowest_points(stacks[start][used:])
        most = max(gains)
        for further, gain in enumerate(gains):
            if gain == most:
                waiting.append((start + further, 1 if further else used + 1, total + gain, left - 1))
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
    """The enemies, column by column, wherever they and the ship are, and whichever side is left."""
    first, last = extent(fleet.stacks)
    rows = [row[first - 1 : last] for row in fleet.rows if row.strip(EMPTY)]
    return key_of(["".join(column) for column in zip(*rows, strict=True)])


def key_of(columns: Sequence[str]) -> str:
    """The same, from the columns of enemies, of which the outer ones and all rows hold some."""
    return min("/".join(columns), "/".join(columns[::-1]))
