"""Boards with exactly one box that can never reach a target."""

from __future__ import annotations

from collections.abc import Collection

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import Cell, beside, distance
from gameqa.rng import Rng

from . import engine
from .bits import arrivals, at_edges, bit_of, cells_of, floor_of, mobile, sliding
from .deadlocks import (
    MOST_MOVES,
    MOST_TRAP_CELLS,
    frozen_pair,
    kind_of,
    reach_of,
    sliding_strip,
    way_to_target,
)
from .engine import Board
from .lone import ends_of

BOX_COUNTS = {"easy": 4, "medium": 5, "hard": 6}

KINDS = {
    "easy": ("corner", *8 * ("wall",), *5 * ("trap",)),
    "medium": ("corner", *4 * ("wall",), *4 * ("trap",), "pair"),
    "hard": ("corner", *3 * ("wall",), *4 * ("trap",), *2 * ("pair",)),
}
"""Why the box is stuck, as often as it stands here: see `deadlocks.kind_of`."""

WALLS = {
    "easy": engine.Parameters((7,), 1, (0, 0), (5, 9)),
    "medium": engine.Parameters((8,), 1, (0, 0), (8, 14)),
    "hard": engine.Parameters((10,), 1, (0, 0), (16, 24)),
}
"""The boards: with more inner walls than others, as there is more to run into."""

ROUNDS = 6
MOST_STRANGERS = 1
"""How many other boxes may touch fewer or more edges of the board than the stuck one."""

OUTERMOST = (2, 5)
"""How many boards, of how many, may have a stuck box that is farther from the others than each of these."""

SPARE = 1
"""How many more cells there must be, where a box can be pushed, than boxes."""

REPLACEMENTS, DRAWINGS = 6, 4
"""How often boxes are replaced that can't be brought to a target, and how often targets are drawn."""


def new_dead_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with exactly one box that can never reach a target, for a reason that is drawn first.

    All other boxes but at most one touch as many edges of the board as the stuck one, none or one: the cells alone
    tell nothing; nor is it much more often than others the farthest from all. Beyond the easy level one box is on a
    target from the beginning, often with a neighbor.
    """
    count = BOX_COUNTS[level]
    kind = rng.steady("kind").choice(KINDS[level])
    rows, _ = engine.new_room(WALLS[level], rng)
    floor = floor_of(rows)
    suited, movable = cells_of_kind(floor, kind), mobile(floor)
    groups = [
        cells_of(suited & alike)
        for alike in at_edges(len(rows))
        if suited & alike and (movable & alike).bit_count() >= count + SPARE
    ]
    if not groups:
        raise Redraw
    cells = cells_of(floor)
    for _ in range(ROUNDS):
        stuck, player = rng.choice(rng.choice(groups)), rng.choice(cells)
        if player == stuck:
            continue
        bare = Board(rows, (), (), player)
        room = _room_for(bare, stuck, kind, rng)
        board = room and _with_boxes(bare, stuck, *room, level, rng, accept)
        if board and kind_of(board, stuck) == kind:
            return board
    raise Redraw


def cells_of_kind(floor: int, kind: str) -> int:
    """The floor cells on which a box could be stuck for a reason, wherever the player is, as bits."""
    movable = mobile(floor)
    if kind == "corner":
        return floor & ~movable
    return movable & (sliding(floor) if kind == "wall" else ~sliding(floor))


def _room_for(bare: Board, cell: Cell, kind: str, rng: Rng) -> tuple[Collection[Cell], list[Cell]] | None:
    """Where no target may be, so that a box on a cell of a kind is stuck, and where a box must rest on one; None where
    this can't be."""
    if kind == "wall":
        strip = sliding_strip(bare, cell)
        return (strip[1], []) if strip else None
    if kind == "trap":
        reach = reach_of(bare, cell, MOST_TRAP_CELLS)
        return (reach, []) if reach and len(reach) > 1 else None
    if kind == "corner":
        return [cell], []
    partners = [
        other
        for other in beside(cell)
        if bare.is_floor(other)
        and other != bare.player
        and frozen_pair(Board(bare.rows, (other,), (cell, other), bare.player), cell)
    ]
    return ([cell], [rng.choice(partners)]) if partners else None


def _with_boxes(
    bare: Board, stuck: Cell, taken: Collection[Cell], resting: list[Cell], level: str, rng: Rng, accept: Accept
) -> Board | None:
    """A board with a stuck box, perhaps one on a target, and others; the targets are drawn from the cells to which
    these can be brought.

    Args:
        taken: where no target may be.
        resting: the box that must rest on a target, if there is one.

    Returns:
        None where there are too few, or the board belongs to another split.
    """
    rows = bare.rows
    places = [cell for cell in cells_of(arrivals(floor_of(rows))) if cell not in taken and cell != bare.player]
    if level != "easy" and not resting and places:
        resting = [rng.choice(places)]
    fixed = [stuck, *resting]
    waiting = _order_of_boxes(bare, fixed, rng)
    boxes: list[Cell] = []
    ends: list[list[Cell]] = []
    missing = BOX_COUNTS[level] - len(fixed)
    for left in range(REPLACEMENTS - 1, -1, -1):
        lacking = missing - len(boxes)
        boxes, waiting = [*boxes, *waiting[:lacking]], waiting[lacking:]
        if len(boxes) < missing:
            return None
        board = Board(rows, (), tuple(sorted([*fixed, *boxes])), bare.player)
        open_places = sum(map(bit_of, set(places).difference(board.boxes)))
        # As many boxes may have no end as there are others in their place.
        ends, spare = [], len(waiting) if left else 0
        for box in boxes:
            ends.append(cells_of(open_places & ends_of(board, box, MOST_MOVES[level])))
            spare -= not ends[-1]
            if spare < 0:
                return None
        boxes = [box for box, its_ends in zip(boxes, ends, strict=True) if its_ends]
        if len(boxes) == missing:
            break
    if _is_outermost(stuck, boxes) and not rng.steady("outermost").chance(*OUTERMOST):
        return None
    for _ in range(DRAWINGS):
        goals = {rng.choice(its_ends) for its_ends in ends}
        others = cells_of(open_places & ~sum(map(bit_of, goals)))
        lacking = missing + 1 - len(goals)
        if len(others) < lacking:
            continue
        targets = tuple(sorted([*resting, *goals, *rng.sample(others, lacking)]))
        board = Board(rows, targets, board.boxes, bare.player)
        if accept(engine.split_key(board)):
            is_alive = all(way_to_target(board, box, level) is not None for box in boxes)
            return board if is_alive else None
    return None


def _is_outermost(cell: Cell, boxes: list[Cell]) -> bool:
    """Whether a cell is farther from some boxes together than each of these is from it and the others."""
    apart = sum(distance(cell, box) for box in boxes)
    return all(sum(distance(box, other) for other in (cell, *boxes)) < apart for box in boxes)


def _order_of_boxes(bare: Board, fixed: list[Cell], rng: Rng) -> list[Cell]:
    """Cells for further boxes, the best first: such as touch as many edges as the stuck one, the first of the fixed
    ones, and a few others after them; now and then the neighbors of the box on a target before all."""
    alike = next(cells for cells in at_edges(len(bare.rows)) if cells & bit_of(fixed[0]))
    free = mobile(floor_of(bare.rows)) & ~sum(map(bit_of, (*fixed, bare.player)))
    order = [cell for cell in rng.shuffled(cells_of(free)) if bit_of(cell) & alike]
    if rng.chance(1, 2):
        order.sort(key=lambda cell: not any(there in fixed[1:] for there in beside(cell)))
    strangers = cells_of(free & ~alike)
    return order + rng.sample(strangers, min(MOST_STRANGERS, len(strangers)))
