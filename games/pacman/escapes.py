"""Ways on which Pac-Man eats many beans and is not caught, by beam search."""

from __future__ import annotations

from typing import NamedTuple

from .engine import Board
from .field import BLINKY, PINKY, Field

KEPT = 32
"""How many positions of every turn are followed."""

PATIENCE = 12
"""Turns after which the search ends, at most, besides three a bean."""


class Node(NamedTuple):
    """A position of a way, all cells as bits.

    Attributes:
        pacman, facing, pinky, blinky: where everybody is.
        beans: the cells with beans.
        moves: how Pac-Man came there.
    """

    pacman: int
    facing: int
    pinky: int
    blinky: int
    beans: int
    moves: tuple[int, ...]


class Hunters:
    """The steps of ghosts on a field; the ways to each target are worked out once."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._moves: dict[int, tuple[int, int, int, int]] = {}

    def after(self, ghost: int, target: int) -> int:
        """Where a ghost is after its step to a target."""
        if ghost == target:
            return ghost
        if target not in self._moves:
            self._moves[target] = self._field.first_moves(self._field.layers(target))
        move = next(move for move, cells in enumerate(self._moves[target]) if cells & ghost)
        return self._field.step(ghost, move)


def _followers(node: Node, field: Field, hunters: Hunters) -> list[Node]:
    """The positions after each step of Pac-Man on which nobody catches him."""
    found = []
    for move, there in enumerate(field.beside(node.pacman)):
        if not there & field.floor or there in (node.pinky, node.blinky):
            continue
        pinky = hunters.after(node.pinky, field.target(PINKY, there, move))
        blinky = hunters.after(node.blinky, field.target(BLINKY, there, move))
        if there not in (pinky, blinky):
            found.append(Node(there, move, pinky, blinky, node.beans & ~there, (*node.moves, move)))
    return found


def _rank(node: Node, field: Field) -> int:
    """Twice the beans that are left, and how far the nearest one is."""
    stride, floor, reached, steps = field.stride, field.floor, node.pacman, 0
    while not reached & node.beans and steps < field.stride:
        reached |= (reached << 1 | reached >> 1 | reached << stride | reached >> stride) & floor
        steps += 1
    return 2 * node.beans.bit_count() + steps


def way_to_beans(board: Board, wanted: int) -> tuple[int, ...]:
    """The moves of a way on which Pac-Man eats so many beans, or as many as the search finds; at least one move.

    Of the positions of every turn those with the fewest beans left and the nearest one are followed; the first way that
    suffices is taken.
    """
    field = board.field
    hunters = Hunters(field)
    first = Node(
        field.bit(board.pacman), board.facing, field.bit(board.pinky), field.bit(board.blinky), board.beans, ()
    )
    enough = first.beans.bit_count() - wanted
    best, kept = first, [first]
    for _ in range(3 * wanted + PATIENCE):
        after = {node[:5]: node for one in kept for node in _followers(one, field, hunters)}
        kept = sorted(after.values(), key=lambda node: _rank(node, field))[:KEPT]
        if not kept:
            break
        leader = min(kept, key=lambda node: node.beans.bit_count())
        if leader.beans.bit_count() <= min(best.beans.bit_count(), first.beans.bit_count()):
            best = leader
        if best.beans.bit_count() <= enough:
            break
    return best.moves or (field.open_moves(first.pacman)[0],)
