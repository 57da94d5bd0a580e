"""Boxes that can never reach a target, and why: what rules them out, and the reasoning that tells it."""

from __future__ import annotations

from collections import deque

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.grid import Cell, ahead, beside

from . import engine
from .bits import bit_of, floor_of, room
from .engine import Board, Push
from .lone import lone_plan
from .telling import part_text, parts_of, pushes_line

MOST_MOVES = {"easy": 12, "medium": 14, "hard": 16}
MOST_PARTS = 3
MOST_TRAP_CELLS = 6


def pushes_of(floor: int, box: Cell, player: Cell) -> list[Push]:
    """All four pushes of a box alone on the board.

    Args:
        floor: the floor as bits.
    """
    sides = beside(box)
    bits = [bit_of(cell) for cell in sides]
    reached = room(floor & ~bit_of(box), bit_of(player))
    found = []
    for move, there in enumerate(sides):
        stand = sides[move ^ 1]
        if not floor & bits[move]:
            found.append(Push(move, there, "ahead"))
        elif not floor & bits[move ^ 1]:
            found.append(Push(move, stand, "behind"))
        elif not reached & bits[move ^ 1]:
            found.append(Push(move, stand, "away"))
        else:
            found.append(Push(move, there, ""))
    return found


def reach_of(board: Board, box: Cell, most: int) -> dict[Cell, list[Push]] | None:
    """All cells that a box reaches, alone on the board, with its pushes on each.

    Returns:
        None where there are more than `most`, or where what can be done on a cell depends on how it was reached.
    """
    floor = floor_of(board.rows)
    found: dict[Cell, list[Push]] = {}
    queue = deque([(box, board.player)])
    while queue:
        cell, player = queue.popleft()
        pushes = pushes_of(floor, cell, player)
        if cell in found:
            if found[cell] != pushes:
                return None
            continue
        if len(found) == most:
            return None
        found[cell] = pushes
        queue.extend([(push.cell, cell) for push in pushes if not push.obstacle])
    return found


def in_corner(board: Board, box: Cell) -> bool:
    """Whether a box has a wall above or below it and one to its left or right."""
    up, down, left, right = (not board.is_floor(cell) for cell in beside(box))
    return (up or down) and (left or right)


def sliding_strip(board: Board, box: Cell) -> tuple[int, list[Cell]] | None:
    """The side of a wall along which a box can only slide, and the cells between its ends; None without one."""
    for side in range(4):
        along = (2, 3) if side < 2 else (0, 1)
        strip = [box]
        for move in along:
            cell = ahead(box, move)
            while board.is_floor(cell):
                strip.append(cell)
                cell = ahead(cell, move)
        if not any(board.is_floor(ahead(cell, side)) for cell in strip):
            return side, sorted(strip)
    return None


def frozen_pair(board: Board, box: Cell) -> tuple[int, Cell] | None:
    """The side of a wall, and the box on a target next to this one with which it is stuck there."""
    for other in beside(box):
        if other in board.boxes and other in board.targets:
            sides = (0, 1) if other[0] == box[0] else (2, 3)
            for side in sides:
                if not board.is_floor(ahead(box, side)) and not board.is_floor(ahead(other, side)):
                    return side, other
    return None


def kind_of(board: Board, box: Cell) -> str:
    """Why a box can't reach a target, as far as this can be told.

    Returns:
        "corner" where it is in one; "wall" where it can only slide along a wall; "trap" where it is stuck whichever
        way it is pushed; "pair" where it and a box on a target block each other; "" where it isn't stuck, or it can't
        be told.
    """
    if box in board.targets:
        return ""
    if in_corner(board, box):
        return "corner"
    if engine.is_dead(board, box):
        strip = sliding_strip(board, box)
        if strip and not set(strip[1]) & set(board.targets):
            return "wall"
        reach = reach_of(board, box, MOST_TRAP_CELLS)
        return "trap" if reach and len(reach) > 1 and not set(reach) & set(board.targets) else ""
    return "pair" if frozen_pair(board, box) else ""


def way_to_target(board: Board, box: Cell, level: str) -> list[int] | None:
    """A few moves that push a box to a free target while the others stand still; none for a box on a target."""
    if box in board.targets:
        return []
    free = tuple(target for target in board.targets if target not in board.boxes)
    moves = lone_plan(board, box, free, MOST_MOVES[level])
    return moves if moves is not None and len(parts_of(board, moves)) <= MOST_PARTS else None


def live_line(board: Board, box: Cell, moves: list[int]) -> str:
    """How a box is brought to a target."""
    if not moves:
        return f"The box at {write_cell(box)} is on a target already."
    parts = "; then ".join(part_text(board, part) for part in parts_of(board, moves))
    return f"The box at {write_cell(box)} can be brought to a target: {parts}."


_SIDES = ("above", "below", "to the left of", "to the right of")


def _corner_lines(board: Board, box: Cell) -> list[str]:
    sides = [move for move, cell in enumerate(beside(box)) if not board.is_floor(cell)]
    upright, level = next(side for side in sides if side < 2), next(side for side in sides if side > 1)
    walls = [write_cell(ahead(box, side)) for side in (upright, level)]
    return [
        f"The box at {write_cell(box)} is in a corner: the cell {_SIDES[upright]} it, {walls[0]}, is a wall, and so "
        f"is the cell {_SIDES[level]} it, {walls[1]}.",
        f"Pushing it {DIRECTIONS[upright]} or {DIRECTIONS[level]} drives it into these walls, and for pushing it "
        f"{DIRECTIONS[upright ^ 1]} or {DIRECTIONS[level ^ 1]} the player would have to stand in one of them.",
        "So this box can never move, and it is not on a target.",
    ]


def _wall_lines(board: Board, box: Cell) -> list[str]:
    found = sliding_strip(board, box)
    assert found is not None
    side, strip = found
    first, last = strip[0], strip[-1]
    line, across = ("row", box[0]) if side < 2 else ("column", box[1])
    ends = [ahead(first, 2 if side < 2 else 0), ahead(last, 3 if side < 2 else 1)]
    return [
        f"The box at {write_cell(box)} is on the strip of floor from {write_cell(first)} to {write_cell(last)} in "
        f"{line} {across}, which ends at the walls at {write_cell(ends[0])} and {write_cell(ends[1])}.",
        f"Every cell {_SIDES[side]} this strip is a wall, so the player can't push the box off it: "
        f"{DIRECTIONS[side]} is into the wall, and for {DIRECTIONS[side ^ 1]} the player would have to stand there.",
        "So this box can only slide along the strip, and there is no target on it.",
    ]


def _pair_lines(board: Board, box: Cell) -> list[str]:
    found = frozen_pair(board, box)
    assert found is not None
    side, other = found
    one, two = sorted((box, other))
    along = [DIRECTIONS[move] for move in ((2, 3) if side < 2 else (0, 1))]
    walls = [write_cell(ahead(cell, side)) for cell in (one, two)]
    return [
        f"The boxes at {write_cell(one)} and {write_cell(two)} touch, and both cells {_SIDES[side]} them, {walls[0]} "
        f"and {walls[1]}, are walls.",
        f"Neither can be pushed {DIRECTIONS[side]}, into the wall, nor {DIRECTIONS[side ^ 1]}, because the player "
        f"would have to stand in it; and each keeps the other from moving {along[0]} or {along[1]}.",
        f"So both are stuck for good. The box at {write_cell(other)} is on a target, the box at {write_cell(box)} is "
        "not.",
    ]


def _trap_lines(board: Board, box: Cell) -> list[str]:
    reach = reach_of(board, box, MOST_TRAP_CELLS)
    assert reach is not None
    lines = [f"The box at {write_cell(box)} is followed through all its pushes:"]
    lines += [pushes_line(cell, pushes) for cell, pushes in reach.items()]
    return [*lines, "None of these cells is a target."]


def dead_lines(board: Board, box: Cell) -> list[str]:
    """Why a box can never reach a target."""
    told = {"corner": _corner_lines, "wall": _wall_lines, "pair": _pair_lines, "trap": _trap_lines}
    return told[kind_of(board, box)](board, box)
