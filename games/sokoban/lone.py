"""One box that is pushed while the others stand still."""

from __future__ import annotations

from gameqa.bitboard import bits_of
from gameqa.grid import Cell, ahead, distance

from .bits import STRIDE, bit_of, floor_of, number_of
from .engine import Board

MOST = 100
"""More than any distance on a board."""


def lone_plan(board: Board, box: Cell, targets: tuple[Cell, ...], most: int) -> list[int] | None:
    """The fewest moves that bring a box to one of some targets while the other boxes stand still.

    A breadth-first search over the cells of player and box. Positions are left out from which the box can't arrive
    within the bound: every push brings it at most one cell nearer, and the player stands beside it before.

    Args:
        most: the greatest number of moves.

    Returns:
        the moves; None where there are none so short.
    """
    closed = {cell for cell in board.boxes if cell != box}
    rows = board.rows
    gaps = {box: _gap(box, targets)}
    start = board.player, box
    if gaps[box] + max(0, distance(*start) - 1) > most:
        return None
    came: dict[tuple[Cell, Cell], tuple[tuple[Cell, Cell], int]] = {start: (start, -1)}
    layer, left = [start], most
    while layer:
        following = []
        for position in layer:
            player, at = position
            if at in targets:
                moves = []
                while position != start:
                    position, move = came[position]
                    moves.append(move)
                return moves[::-1]
            for move in range(4):
                there = ahead(player, move)
                if rows[there[0]][there[1]] == "#" or there in closed:
                    continue
                pushed = at
                if there == at:
                    pushed = ahead(at, move)
                    if rows[pushed[0]][pushed[1]] == "#" or pushed in closed:
                        continue
                    if pushed not in gaps:
                        gaps[pushed] = _gap(pushed, targets)
                after = there, pushed
                if after not in came and gaps[pushed] + abs(there[0] - pushed[0]) + abs(there[1] - pushed[1]) <= left:
                    came[after] = position, move
                    following.append(after)
        layer, left = following, left - 1
    return None


def ends_of(board: Board, box: Cell, most: int) -> int:
    """The cells to which a box can be brought in one or two straight pushes and the walks to them, while the other
    boxes stand still, as bits.

    Args:
        most: the greatest number of moves.
    """
    free = floor_of(board.rows)
    for other in board.boxes:
        if other != box:
            free &= ~bit_of(other)
    found = 0
    # The player's cell, the box's cell, and the moves made, of which the last was a push.
    ends = [(number_of(board.player), number_of(box), 0)]
    for _ in range(2):
        begun, ends = ends, []
        for player, at, moves in begun:
            walks = _walks_beside(free, player, at, most - moves - 1)
            for step in (-STRIDE, STRIDE, -1, 1):
                if at - step not in walks:
                    continue
                cell, there = at, at + step
                for used in range(moves + walks[at - step] + 1, most + 1):
                    if not free >> there & 1:
                        break
                    found |= 1 << there
                    ends.append((cell, there, used))
                    cell, there = there, there + step
    return found


def _walks_beside(free: int, player: int, box: int, most: int) -> dict[int, int]:
    """The player's steps to the cells beside a box, where they are at most so many."""
    free &= ~(1 << box)
    wanted = (1 << box + STRIDE | 1 << box - STRIDE | 1 << box + 1 | 1 << box - 1) & free
    walks: dict[int, int] = {}
    seen = newest = 1 << player
    for steps in range(most + 1):
        for cell in bits_of(newest & wanted):
            walks[cell.bit_length() - 1] = steps
        wanted &= ~newest
        newest = (newest << 1 | newest >> 1 | newest << STRIDE | newest >> STRIDE) & free & ~seen
        if not wanted or not newest:
            break
        seen |= newest
    return walks


def _gap(cell: Cell, targets: tuple[Cell, ...]) -> int:
    """The distance to the nearest target."""
    return min((distance(cell, target) for target in targets), default=MOST)
