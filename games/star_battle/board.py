"""Which cells of a star battle exclude each other, whatever the regions are."""

from __future__ import annotations

from functools import cache

from gameqa.bitboard import bitboard_of
from gameqa.grid import all_cells


@cache
def seen_on(side: int) -> dict[int, int]:
    """For every cell, by its bit, the other cells of its row and column, and those that touch it."""
    board = bitboard_of(side)
    return {
        bit: (board.around[bit] | board.rows[row] | board.columns[column]) & ~bit
        for bit, (row, column) in zip(board.around, all_cells(side, side), strict=True)
    }
