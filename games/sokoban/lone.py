"""One box that is pushed while the others stand still."""

from __future__ import annotations

from gameqa.grid import Cell, ahead, beside, distance

from .engine import Board, walking_distances

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


def ends_of(board: Board, box: Cell, most: int) -> set[Cell]:
    """The cells to which a box can be brought in one or two straight pushes and the walks to them, while the other
    boxes stand still.

    Args:
        most: the greatest number of moves.
    """
    rows = board.rows
    closed = {cell for cell in board.boxes if cell != box}
    found: set[Cell] = set()
    ends: list[tuple[Cell, Cell, int]] = [(board.player, box, 0)]
    for _ in range(2):
        begun, ends = ends, []
        for player, at, moves in begun:
            walks = walking_distances(Board(rows, (), (*closed, at), player), player)
            for move, stand in enumerate(beside(at)):
                steps = walks.get(stand, most)
                cell, there = at, ahead(at, move ^ 1)
                # The player on this side pushes away from it.
                for used in range(moves + steps + 1, most + 1):
                    if rows[there[0]][there[1]] == "#" or there in closed:
                        break
                    ends.append((cell, there, used))
                    cell, there = there, ahead(there, move ^ 1)
        found.update(at for _, at, _ in ends)
    return found


def _gap(cell: Cell, targets: tuple[Cell, ...]) -> int:
    """The distance to the nearest target."""
    return min((distance(cell, target) for target in targets), default=MOST)
