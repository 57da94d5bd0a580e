"""The floor of a board, and the ways on it.

Cells are bits (`gameqa.bitboard`): a cell is one bit, a set of cells a whole number. The border of every board is wall,
so a step never leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gameqa.bitboard import BitBoard, bitboard_of
from gameqa.grid import DOWN, LEFT, UP, Cell

PINKY, BLINKY = "Pinky", "Blinky"
GHOSTS = (PINKY, BLINKY)
"""The ghosts in the order in which they move."""

LOOKS_AHEAD = 4
"""How many cells ahead of Pac-Man Pinky aims."""


@dataclass(frozen=True)
class Field:
    """The floor of a board, with the ways on it.

    Attributes:
        side: cells along an edge.
        floor: all cells that are not wall.
    """

    side: int
    floor: int

    @property
    def bitboard(self) -> BitBoard:
        """The bits of boards of this side."""
        return bitboard_of(self.side)

    @property
    def stride(self) -> int:
        """The bits of a row."""
        return self.side + 1

    def bit(self, cell: Cell) -> int:
        """A cell as a bit."""
        return 1 << cell[0] * (self.side + 1) + cell[1]

    def cell(self, bit: int) -> Cell:
        """The cell of a bit."""
        return divmod(bit.bit_length() - 1, self.side + 1)

    def step(self, bit: int, move: int) -> int:
        """The cell beside another one, floor or wall."""
        if move == UP:
            return bit >> self.side + 1
        if move == DOWN:
            return bit << self.side + 1
        return bit >> 1 if move == LEFT else bit << 1

    def beside(self, bit: int) -> tuple[int, int, int, int]:
        """The cells beside another one, in the order of the moves."""
        stride = self.side + 1
        return bit >> stride, bit << stride, bit >> 1, bit << 1

    def open_moves(self, bit: int) -> list[int]:
        """The directions in which the next cell is floor."""
        return [move for move, there in enumerate(self.beside(bit)) if there & self.floor]

    def run(self, bit: int, move: int) -> list[int]:
        """The cells that somebody passes who goes straight on until a wall."""
        cells = []
        floor = self.floor
        by = self.side + 1 if move < LEFT else 1
        if move in (UP, LEFT):
            while (bit := bit >> by) & floor:
                cells.append(bit)
        else:
            while (bit := bit << by) & floor:
                cells.append(bit)
        return cells

    def passed(self, bit: int, moves: Sequence[int]) -> list[int]:
        """The cells that somebody passes who makes moves, walls or none."""
        cells = []
        for move in moves:
            bit = self.step(bit, move)
            cells.append(bit)
        return cells

    def target(self, name: str, pacman: int, facing: int) -> int:
        """The cell that a ghost aims at."""
        if name == BLINKY:
            return pacman
        for _ in range(LOOKS_AHEAD):
            there = self.step(pacman, facing)
            if not there & self.floor:
                break
            pacman = there
        return pacman

    def ghost_move(self, ghost: int, target: int) -> int | None:
        """The first step of a ghost on a shortest way to its target, of several the first in the order up, down, left,
        right; None where it is on its target.

        Breadth-first search from the target, until a cell beside the ghost is reached.
        """
        if ghost == target:
            return None
        stride, floor = self.side + 1, self.floor
        beside = (ghost >> stride, ghost << stride, ghost >> 1, ghost << 1)
        around = beside[0] | beside[1] | beside[2] | beside[3]
        reached = target
        while not reached & around:
            reached |= (reached << 1 | reached >> 1 | reached << stride | reached >> stride) & floor
        for move, there in enumerate(beside):
            if there & reached:
                return move
        raise AssertionError("the floor is in one piece")

    def chase(self, name: str, ghost: int, pacman: int, facing: int) -> int:
        """Where a ghost is after its step."""
        way = self.ghost_move(ghost, self.target(name, pacman, facing))
        return ghost if way is None else self.step(ghost, way)

    def layers(self, start: int, most: int = 10_000) -> list[int]:
        """The cells at every distance from one, from 0 on, up to the greatest one wanted."""
        stride, floor = self.side + 1, self.floor & ~start
        found = [start]
        last = start
        while len(found) <= most:
            last = (last << 1 | last >> 1 | last << stride | last >> stride) & floor
            if not last:
                break
            floor &= ~last
            found.append(last)
        return found

    def distance(self, one: int, other: int) -> int:
        """The length of a shortest way."""
        stride, floor = self.side + 1, self.floor
        reached, length = one, 0
        while not reached & other:
            reached |= (reached << 1 | reached >> 1 | reached << stride | reached >> stride) & floor
            length += 1
        return length

    def first_moves(self, layers: Sequence[int]) -> tuple[int, int, int, int]:
        """For each direction the cells from which a ghost goes there, if it aims at the cell of layer 0."""
        stride = self.side + 1
        up = down = left = right = 0
        for nearer, layer in pairwise(layers):
            part = layer & nearer << stride
            up |= part
            layer &= ~part
            part = layer & nearer >> stride
            down |= part
            layer &= ~part
            part = layer & nearer << 1
            left |= part
            right |= layer & ~part
        return up, down, left, right

    def going(self, layers: Sequence[int], move: int) -> int:
        """The cells from which a ghost goes in one direction: one part of what `first_moves` gives."""
        stride = self.stride
        found = 0
        for nearer, layer in pairwise(layers):
            if move == UP:
                found |= layer & nearer << stride
            else:
                layer &= ~(nearer << stride)
                if move == DOWN:
                    found |= layer & nearer >> stride
                else:
                    layer &= ~(nearer >> stride)
                    found |= layer & (nearer << 1 if move == LEFT else ~(nearer << 1))
        return found

    def before(self, cells: int, moves: Sequence[int]) -> int:
        """The cells from which a ghost steps into one of a set, with the moves that `first_moves` gives."""
        stride = self.side + 1
        up, down, left, right = moves
        return up & cells << stride | down & cells >> stride | left & cells << 1 | right & cells >> 1


def all_but_near(field: Field, bit: int, steps: int) -> int:
    """The floor more than some steps away from a cell."""
    near = 0
    for layer in field.layers(bit, steps):
        near |= layer
    return field.floor & ~near


@cache
def rings(side: int, cell: Cell) -> tuple[int, ...]:
    """The cells of a board at every Manhattan distance from one, from 0 on, wall or floor."""
    found = [0] * (2 * side)
    bit = 1
    for row in range(side):
        down = abs(row - cell[0])
        for column in range(side):
            found[down + abs(column - cell[1])] |= bit
            bit <<= 1
        bit <<= 1
    return tuple(found)
