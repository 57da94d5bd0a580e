"""Boards as bits against cells, and NetworkX."""

from __future__ import annotations

from itertools import pairwise

import networkx
import pytest

from gameqa.bitboard import bitboard_of, bits_of, some_bit, some_of
from gameqa.grid import all_cells, around, beside
from gameqa.rng import Rng


@pytest.mark.parametrize("side", [1, 2, 5, 13])
def test_bits_stand_for_cells(side: int) -> None:
    board, cells = bitboard_of(side), set(all_cells(side, side))
    assert board.cells(board.full) == sorted(cells)
    for cell in cells:
        bit = board.bit(cell)
        assert board.cells(bit) == [cell]
        assert set(board.cells(board.beside[bit])) == set(beside(cell)) & cells
        assert board.cells(board.around[bit]) == list(around(cell, side, side))
        assert board.rows[cell[0]] & board.columns[cell[1]] == bit
    for number, line in enumerate(board.lines):
        held = list(bits_of(line))
        assert board.cells(line) == [cell for cell in sorted(cells) if cell[number >= side] == number % side]
        assert all(one << board.step(number) == other for one, other in pairwise(held))


def test_sets_of_cells() -> None:
    board = bitboard_of(6)
    for number in range(300):
        rng = Rng(f"set {number}")
        held = rng.sample(all_cells(6, 6), rng.between(1, 20))
        bits = board.bits(held)
        assert board.cells(bits) == sorted(held)
        near = {there for cell in held for there in beside(cell)} & set(all_cells(6, 6)) - set(held)
        assert set(board.cells(board.next_to(bits))) == near
        graph = networkx.grid_2d_graph(6, 6).subgraph(held)
        assert board.connected(bits) == networkx.is_connected(graph)


def test_some_bit_is_uniform() -> None:
    board = bitboard_of(3)
    cells = board.rows[1] | board.bit((2, 2))
    drawn = [some_bit(cells, Rng(f"bit {number}")) for number in range(2000)]
    assert set(drawn) == set(bits_of(cells))
    assert all(400 < drawn.count(bit) < 600 for bit in bits_of(cells))


def test_some_of_are_so_many_cells_of_the_set() -> None:
    rng = Rng("some")
    cells = 0b1011011
    found = {some_of(cells, 2, rng) for _ in range(400)}
    assert all(chosen & ~cells == 0 and chosen.bit_count() == 2 for chosen in found)
    assert len(found) == 10
