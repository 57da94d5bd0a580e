"""How few blocks it takes: to walk to a cell, and to come within reach of a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gameqa.bitboard import BitBoard
from gameqa.grid import Cell, beside

from .engine import TREE, World

Target = tuple[int, int, int]
"""x, y and height, from 1, of a block."""

REACH = 2
"""How much higher than the feet a block may be, by its height, to be in reach."""


def spread(board: BitBoard, start: int, allowed: int) -> int:
    """The cells of a set that are connected with one of its start cells, as bits."""
    part = start & allowed
    while (more := (board.next_to(part) & allowed) | part) != part:
        part = more
    return part


def waves(world: World) -> list[int]:
    """The cells that the player can come to, by the fewest blocks that it takes to stand there.

    A breadth-first spreading: a block is put into a cell of the river beside what is reached already, and from there
    all grass is free.

    Returns:
        for 0, 1, 2, ... blocks the cells, as bits, that need so many.
    """
    board = world.board
    found = [spread(board, board.bit(world.start), world.walkable)]
    reached = found[0]
    while filled := board.next_to(reached) & world.river & ~reached:
        landed = spread(board, board.next_to(filled), world.walkable & ~reached)
        found.append(filled | landed)
        reached |= found[-1]
    return found


def first_with(sets: Sequence[int], bit: int) -> int | None:
    """The number of the first set that holds a cell; None where none does."""
    return next((number for number, cells in enumerate(sets) if cells & bit), None)


def blocks_to_cell(world: World, cell: Cell) -> int | None:
    """The fewest blocks that it takes to stand in a cell; None where the player can't."""
    return first_with(waves(world), world.board.bit(cell))


@dataclass(frozen=True)
class Stand:
    """A cell from which a block may be reached.

    Attributes:
        cell: it shares a side with the block's cell.
        walked: blocks that it takes to stand there, or None where the player can't.
        ladder: how high a ladder is that begins in the cell; 0 without one.
        stacked: blocks under the feet that it takes then.
    """

    cell: Cell
    walked: int | None
    ladder: int
    stacked: int

    @property
    def total(self) -> int | None:
        """All blocks."""
        return None if self.walked is None else self.walked + self.stacked


def stands(world: World, kind: str) -> dict[Target, list[Stand]]:
    """For every block of a kind the cells of the ground beside its own, with what it takes to reach it from each."""
    reached = waves(world)
    found = {}
    for x, y, height in world.places_of(kind):
        near = found[x, y, height] = list[Stand]()
        for cell in beside((x, y)):
            if 0 <= cell[0] < world.side and 0 <= cell[1] < world.side:
                walked = first_with(reached, world.board.bit(cell))
                ladder = max((ladder.height for ladder in world.ladders if ladder.foot == cell), default=0)
                near.append(Stand(cell, walked, ladder, max(0, height - REACH - ladder)))
    return found


def blocks_to_reach(world: World, kind: str) -> int | None:
    """The fewest blocks that it takes to mine some block of a kind; None where the player can't."""
    totals = [stand.total for near in stands(world, kind).values() for stand in near]
    return min((total for total in totals if total is not None), default=None)


def steps(world: World, start: Cell) -> list[int]:
    """The cells that can be walked to over tops and grass, up or down one block a step, by the number of steps.

    Returns:
        for 0, 1, 2, ... steps the cells, as bits, that need so many.
    """
    return steps_over(world.board, walking_levels(world), start)


def steps_over(board: BitBoard, levels: Sequence[int], start: Cell) -> list[int]:
    """As `steps`, from what `walking_levels` gives."""
    reachable = [(cells, sum(levels[max(0, height - 1) : height + 2])) for height, cells in enumerate(levels)]
    found, reached = [board.bit(start)], board.bit(start)
    while found[-1]:
        new = 0
        for cells, near in reachable:
            here = found[-1] & cells
            if here:
                new |= board.next_to(here) & near
        found.append(new & ~reached)
        reached |= new
    return found[:-1]


def walking_levels(world: World) -> list[int]:
    """The cells on which the player can walk if tops of columns count, by their height, as bits; trees are left out."""
    board = world.board
    levels = [0] * (max(world.heights.values(), default=0) + 1)
    levels[0] = world.walkable
    for cell, kinds in world.blocks.items():
        if kinds != TREE:
            levels[len(kinds)] |= board.bit(cell)
    return levels
