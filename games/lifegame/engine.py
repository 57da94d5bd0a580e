"""Conway's game of life on a torus: boards, steps, and the steps after which a board repeats.

Inside, a board is a number: bit `row * side + column` is set where a cell is alive. A step adds up the nine bits of
every neighborhood for all cells at once, with the adders of binary arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from gameqa.contract import Accept, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng
from gameqa.symmetry import images

DEAD, ALIVE = ".", "#"

SIDES = {"easy": 4, "medium": 6, "hard": 8}

LIVE_CELLS = {"easy": (3, 10), "medium": (8, 22), "hard": (14, 38)}
"""Least and greatest number of live cells of a board whose cells are counted."""

EIGHTHS = {"easy": (2, 5), "medium": (2, 4), "hard": (1, 3)}
"""Least and greatest share of live cells of random boards, in eighths."""

TRIED = 300
"""Boards that are looked at in one try, where an answer is drawn first."""


@dataclass(frozen=True)
class Board:
    """A square board whose opposite edges touch.

    Attributes:
        rows: "." for dead and "#" for live cells.
    """

    rows: tuple[str, ...]

    @property
    def side(self) -> int:
        """The number of rows, and of columns."""
        return len(self.rows)

    @cached_property
    def bits(self) -> int:
        """The live cells as a number."""
        return _bits(self.rows)

    @classmethod
    def of(cls, bits: int, side: int) -> Board:
        """The board with these live cells."""
        text = f"{bits:0{side * side}b}"[::-1].translate({48: DEAD, 49: ALIVE})
        return cls(tuple(text[start : start + side] for start in range(0, side * side, side)))


def _bits(rows: tuple[str, ...]) -> int:
    return int("".join(rows)[::-1].translate({46: "0", 35: "1"}), 2)


@cache
def _masks(side: int) -> tuple[int, int, int, int, int]:
    """The cells of the first column, of the last, of all but the first, of all but the last, and all."""
    first, full = sum(1 << row * side for row in range(side)), (1 << side * side) - 1
    last = first << (side - 1)
    return first, last, full ^ first, full ^ last, full


def step(bits: int, side: int) -> int:
    """The board one step later."""
    first, last, not_first, not_last, full = _masks(side)
    edge, most = side - 1, side * (side - 1)
    left = (bits & not_last) << 1 | bits >> edge & first
    right = (bits & not_first) >> 1 | bits << edge & last
    either = left ^ right
    # Every row's three cells around each column, as a binary number of two digits.
    ones, twos = either ^ bits, left & right | either & bits
    ones_up, twos_up = ones << side & full | ones >> most, twos << side & full | twos >> most
    ones_down, twos_down = ones >> side | ones << most & full, twos >> side | twos << most & full
    either = ones_up ^ ones_down
    carry = ones_up & ones_down | either & ones
    odd = either ^ ones
    # The sum of nine cells is `odd` plus twice the number of set bits among these four.
    one, other = twos ^ twos_up, twos_down ^ carry
    both, both_other = twos & twos_up, twos_down & carry
    at_least_two = both | both_other | one & other
    uneven = one ^ other
    three = odd & uneven & ~at_least_two
    four = at_least_two & ~(odd | uneven | both & both_other)
    return three | bits & four


def changes(boards: list[int]) -> int:
    """How many cells come alive or die from each board to the next, all together."""
    return sum((one ^ other).bit_count() for one, other in pairwise(boards))


def bounded_step(bits: int, side: int) -> int:
    """The board one step later if nothing lay beyond its edges: what somebody finds who forgets that they wrap."""
    wide = side + 2
    padded = sum((bits >> row * side & (1 << side) - 1) << (row + 1) * wide + 1 for row in range(side))
    padded = step(padded, wide)
    return sum((padded >> (row + 1) * wide + 1 & (1 << side) - 1) << row * side for row in range(side))


def bounded_after(bits: int, side: int, count: int) -> list[int]:
    """The board at the start and after each of some steps if nothing lay beyond its edges."""
    found = [bits]
    for _ in range(count):
        found.append(bounded_step(found[-1], side))
    return found


def after(bits: int, side: int, count: int) -> list[int]:
    """The board at the start and after each of some steps."""
    found = [bits]
    for _ in range(count):
        found.append(step(found[-1], side))
    return found


def until_repeat(bits: int, side: int, most: int = 200) -> tuple[list[int], int]:
    """All different boards in order, and the number of steps after which the first one appears that comes back.

    Raises:
        Redraw: the board does not repeat within so many steps.
    """
    seen: dict[int, int] = {}
    for number in range(most):
        seen[bits] = number
        bits = step(bits, side)
        if bits in seen:
            return list(seen), seen[bits]
    raise Redraw


@cache
def neighbors(cell: Cell, side: int) -> tuple[Cell, ...]:
    """The eight cells around a cell, row by row from the one above on the left, across the edges too."""
    row, column = cell
    return tuple(
        ((row + down) % side, (column + across) % side)
        for down in (-1, 0, 1)
        for across in (-1, 0, 1)
        if down or across
    )


@cache
def neighbor_bits(side: int) -> tuple[int, ...]:
    """The cells around every cell, row by row, each set as a number."""
    cells = [neighbors((row, column), side) for row in range(side) for column in range(side)]
    return tuple(sum(1 << row * side + column for row, column in around) for around in cells)


def is_alive(bits: int, side: int, cell: Cell) -> bool:
    """Whether a cell is alive."""
    return bits >> cell[0] * side + cell[1] & 1 == 1


def live_neighbors(bits: int, side: int, cell: Cell) -> int:
    """How many of the eight cells around a cell are alive."""
    return (bits & neighbor_bits(side)[cell[0] * side + cell[1]]).bit_count()


def cells_of(bits: int, side: int) -> list[Cell]:
    """The cells of a set, row by row."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(divmod(lowest.bit_length() - 1, side))
        bits ^= lowest
    return found


def across_edge(cell: Cell, other: Cell) -> bool:
    """Whether two neighbors touch only across an edge of the board."""
    return abs(cell[0] - other[0]) > 1 or abs(cell[1] - other[1]) > 1


@cache
def across_edges(cell: Cell, side: int) -> tuple[Cell, ...]:
    """The neighbors of a cell that touch it only across an edge of the board."""
    return tuple(other for other in neighbors(cell, side) if across_edge(cell, other))


def sprinkled(side: int, eighths: int, rng: Rng) -> int:
    """Cells that are alive with a probability of so many eighths, each for itself."""
    size, bits = 1 << side * side, 0
    for place in range(3):
        bits = bits | rng.below(size) if eighths >> place & 1 else bits & rng.below(size)
    return bits


def some_cells(side: int, live: int, rng: Rng) -> int:
    """So many live cells at random places."""
    return sum(1 << place for place in rng.sample(range(side * side), live))


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board of a level; its number of live cells is drawn first."""
    side = SIDES[level]
    board = Board.of(some_cells(side, rng.steady("live cells").between(*LIVE_CELLS[level]), rng), side)
    keep(split_key(board), accept)
    return board


@lru_cache(maxsize=8)
def split_key(board: Board) -> str:
    """The board up to turns, reflections, and shifts across the edges.

    It is the least of all these images, row by row. Its first row is the least that any row of any image can be
    shifted to, so only images with that row on top are compared.
    """
    found: list[tuple[str, ...]] = []
    least = ALIVE + "~"
    for rows in images(board.rows):
        for number, row in enumerate(rows):
            first, shifts = _least_shift(row)
            if first > least:
                continue
            if first < least:
                least, found = first, []
            turned = rows[number:] + rows[:number]
            found += (tuple([row[shift:] + row[:shift] for row in turned]) for shift in shifts)
    return "/".join(min(found))


@cache
def _least_shift(row: str) -> tuple[str, tuple[int, ...]]:
    """The least of a row's shifts in the order of texts, and by how much the row is shifted to it."""
    shifted = [row[shift:] + row[:shift] for shift in range(len(row))]
    least = min(shifted)
    return least, tuple(shift for shift, other in enumerate(shifted) if other == least)


def level_of(board: Board) -> str:
    """The level whose boards have this side."""
    return level_by(SIDES, lambda side: side == board.side)


def cell_count(board: Board) -> float:
    """The number of cells of the board."""
    return board.side**2
