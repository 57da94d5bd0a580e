"""Cells of a board as bits of a whole number, and what its walls alone tell of them.

A row takes `STRIDE` bits, as many as the widest board has cells, so that a shift leads from a cell of the floor to one
beside it: the border is wall, and no floor is next to it in the row above or below.
"""

from __future__ import annotations

from functools import cache, lru_cache

from gameqa.bitboard import bits_of
from gameqa.grid import Cell, cells_with

STRIDE = 10
"""How far apart the bits of two cells are of which one is below the other."""


def number_of(cell: Cell) -> int:
    """The number of a cell's bit."""
    return cell[0] * STRIDE + cell[1]


def bit_of(cell: Cell) -> int:
    """A cell as a bit."""
    return 1 << cell[0] * STRIDE + cell[1]


def cells_of(bits: int) -> list[Cell]:
    """The cells of a set, in reading order."""
    return [divmod(bit.bit_length() - 1, STRIDE) for bit in bits_of(bits)]


@lru_cache(maxsize=64)
def floor_of(rows: tuple[str, ...]) -> int:
    """The floor of a board."""
    return sum([1 << row * STRIDE + column for row, column in cells_with(rows, ".")])


def arrivals(floor: int) -> int:
    """The floor cells onto which a box can be pushed from somewhere: two floor cells are in line beyond them."""
    found = 0
    for step in (1, STRIDE):
        found |= (floor << step & floor << 2 * step) | (floor >> step & floor >> 2 * step)
    return found & floor


def mobile(floor: int) -> int:
    """The floor cells on which a box could be pushed if the player could get everywhere."""
    return floor & ((floor << 1 & floor >> 1) | (floor << STRIDE & floor >> STRIDE))


def room(free: int, player: int) -> int:
    """The cells that a player can walk to over free cells."""
    found, wider = 0, player
    while wider != found:
        found = wider
        wider |= (found << 1 | found >> 1 | found << STRIDE | found >> STRIDE) & free
    return found


def sliding(floor: int) -> int:
    """The floor cells of strips between two walls along which there is no floor on one side."""
    found = 0
    for along, across in ((1, STRIDE), (STRIDE, 1)):
        for open_side in (floor << across, floor >> across):
            left, wider = 0, floor & open_side
            while wider != left:
                left = wider
                wider |= (left << along | left >> along) & floor
            found |= floor & ~left
    return found


@cache
def at_edges(side: int) -> tuple[int, int]:
    """The cells inside the border of a board that touch no edge of it, and those that touch one."""
    edges = (1, side - 2)
    found = [0, 0, 0]
    for row in range(1, side - 1):
        for column in range(1, side - 1):
            found[(row in edges) + (column in edges)] |= 1 << row * STRIDE + column
    return found[0], found[1]
