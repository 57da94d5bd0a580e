"""Why no plan is shorter: bounds on moves and on pushes that are plain to see, and that some boards reach."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from gameqa.grid import Cell, ahead, beside, distance

from .bits import STRIDE, floor_of, number_of
from .engine import Board, Push

TURN = 2
"""Steps that the player needs, at least, from one side of a box to the next; twice as many to the opposite one."""

MOST_DETOURS = 2
MOST_DETOUR_CELLS = 6
"""How many forced detours, and cells on them, an argument may have."""


@dataclass(frozen=True)
class Way:
    """A box and the target that it is brought to."""

    box: Cell
    target: Cell

    @property
    def moves(self) -> dict[int, int]:
        """The directions in which the target lies, and how many cells away it is in each."""
        down, across = self.target[0] - self.box[0], self.target[1] - self.box[1]
        needed = {0: -down, 1: down, 2: -across, 3: across}
        return {move: count for move, count in needed.items() if count > 0}

    @property
    def pushes(self) -> int:
        """The pushes that it takes at least."""
        return distance(self.box, self.target)


Detour = tuple[tuple[Cell, tuple[Push, ...]], ...]
"""Why a box can't be pushed straight to a target: all cells that pushes toward it reach, each with the pushes that
would lead nearer still."""


def forced_detour(board: Board, way: Way) -> Detour:
    """Why no pushes toward the target alone bring the box there; empty where some do, for all that walls tell."""
    told: list[tuple[Cell, tuple[Push, ...]]] = []
    queue, seen = deque([way.box]), {way.box}
    while queue:
        cell = queue.popleft()
        if cell == way.target:
            return ()
        steps = []
        for move in Way(cell, way.target).moves:
            there, stand = ahead(cell, move), ahead(cell, move, -1)
            if not board.is_floor(there):
                steps.append(Push(move, there, "ahead"))
            elif not board.is_floor(stand):
                steps.append(Push(move, stand, "behind"))
            else:
                steps.append(Push(move, there, ""))
                if there not in seen:
                    seen.add(there)
                    queue.append(there)
        told.append((cell, tuple(steps)))
    return tuple(told)


Runs = Iterable[tuple[int, int]]
"""Straight runs of a box, each a move and a number of pushes."""


def wall_bits(rows: tuple[str, ...]) -> int:
    """All cells that are no floor, off the board as well, as the bits that `has_open_way` wants."""
    return ~(floor_of(rows) << _ORIGIN)


def has_open_way(walls: int, box: Cell, target: Cell) -> bool:
    """Whether walls leave room to push a box straight to a target, with one turn at most and the fewest steps at it.

    Args:
        walls: as `wall_bits` gives them.
        box, target: floor cells.
    """
    return _has_room(walls, box, _straight_ways(target[0] - box[0], target[1] - box[1]))


def has_open_detour(walls: int, box: Cell, target: Cell) -> bool:
    """Whether walls leave room to push a box to a target by way of one push away from it and two turns, with the
    fewest steps at them; the arguments are those of `has_open_way`."""
    return _has_room(walls, box, _detours(target[0] - box[0], target[1] - box[1]))


def _has_room(walls: int, box: Cell, ways: list[int]) -> bool:
    """Whether some way, given as the cells that it passes, meets no wall."""
    there = walls >> number_of(box)
    return 0 in [cells & there for cells in ways]


@cache
def _straight_ways(down: int, across: int) -> list[int]:
    """What the straight ways to a target pass, which is so far from the box."""
    return [_passed(runs) for runs in permutations(Way((0, 0), (down, across)).moves.items())]


@cache
def _detours(down: int, across: int) -> list[int]:
    """What the detours to a target pass, which is so far from the box."""
    counts = Way((0, 0), (down, across)).moves
    return [
        _passed(((back ^ 1, 1), (move, count), (back, counts.get(back, 0) + 1)))
        for move, count in counts.items()
        for back in range(4)
        if back // 2 != move // 2 and (len(counts) == 1 or back in counts)
    ]


_ORIGIN = 11 * STRIDE
"""The bit of a box from which the cells that it passes are told."""


def _passed(runs: Runs) -> int:
    """The cells that a box and the player pass, who gets from one side of it to the next in two steps; as bits,
    with the box at `_ORIGIN`. A way that leaves the board passes a wall at its edge."""
    box, stand, passed = (0, 0), None, set()
    for move, count in runs:
        behind = ahead(box, move, -1)
        passed.add(behind)
        if stand:
            passed.add((stand[0] + behind[0] - box[0], stand[1] + behind[1] - box[1]))
        for _ in range(count):
            box = ahead(box, move)
            passed.add(box)
        stand = ahead(box, move, -1)
    return sum(1 << _ORIGIN + row * STRIDE + column for row, column in passed)


def steps_over_floor(rows: tuple[str, ...], *starts: Cell, most: int | None = None) -> dict[Cell, int]:
    """The steps to every cell from the nearest of some others, boxes not counted as obstacles.

    Args:
        most: cells that are farther away are left out.
    """
    found = dict.fromkeys(starts, 0)
    queue = deque(starts)
    while queue:
        cell = queue.popleft()
        steps = found[cell] + 1
        if most is not None and steps > most:
            break
        for there in beside(cell):
            if there not in found and rows[there[0]][there[1]] == ".":
                found[there] = steps
                queue.append(there)
    return found


@dataclass(frozen=True)
class MoveBound:
    """The least number of moves, as an argument, where one box is not on a target.

    Attributes:
        way: that box and the free target.
        detour: why it can't be pushed straight there; empty where nothing forbids it.
        stands: from where a first push is worth while, by its direction, with the player's steps to there.
        nearest: the least of the steps to a cell beside the box.
        others: for every other target, the pushes that it takes at least to bring the box there and the box that
            rests there to the free target.
    """

    way: Way
    detour: Detour
    stands: dict[int, tuple[Cell, int]]
    nearest: int
    others: dict[Cell, int]

    @property
    def pushes(self) -> int:
        """The pushes that the box needs at least."""
        return self.way.pushes + (2 if self.detour else 0)

    @property
    def turns(self) -> int:
        """How often the box must turn, at least, a turn back counted twice."""
        return 2 if self.detour else len(self.way.moves) - 1

    @property
    def walk(self) -> int:
        """The player's steps to the first push, at least."""
        return min(steps for _, steps in self.stands.values())

    @property
    def total(self) -> int:
        """The bound."""
        return self.walk + self.pushes + TURN * self.turns

    @property
    def off_the_way(self) -> int:
        """The least number of moves if the box is pushed away from its target although it need not be."""
        return self.nearest + self.pushes + 2 + TURN * (self.turns + 1)


def move_bound(board: Board) -> MoveBound | None:
    """The argument for a board; None where other kinds of plans might be shorter."""
    (box,) = (cell for cell in board.boxes if cell not in board.targets)
    (target,) = (cell for cell in board.targets if cell not in board.boxes)
    way = Way(box, target)
    detour = forced_detour(board, way)
    if len(detour) > MOST_DETOUR_CELLS:
        return None
    steps = steps_over_floor(board.rows, board.player)
    stands = {move: (stand, steps[stand]) for move, stand in _stands(board, way, bool(detour)).items()}
    if not stands:
        return None
    nearest = min(steps[cell] for cell in beside(box) if cell in steps)
    others = {cell: distance(box, cell) + distance(cell, target) for cell in board.targets if cell != target}
    bound = MoveBound(way, detour, stands, nearest, others)
    if min(others.values(), default=bound.total) < bound.total or (not detour and bound.off_the_way < bound.total):
        return None
    return bound


def _stands(board: Board, way: Way, has_detour: bool) -> dict[int, Cell]:
    """From where the first push can be made, by its direction: toward the target, or anywhere where a detour is
    forced."""
    found = {}
    for move in range(4) if has_detour else way.moves:
        stand = ahead(way.box, move, -1)
        if board.is_floor(stand) and board.is_floor(ahead(way.box, move)):
            found[move] = stand
    return found


def fewest_others(has_detour: bool) -> int:
    """How many moves there are at least besides the pushes that lead straight to the target."""
    return 2 + TURN * 2 if has_detour else 0


def players_with(rows: tuple[str, ...], way: Way, has_detour: bool, total: int) -> list[Cell]:
    """The cells of the player for which the bound is a wanted number.

    Args:
        has_detour: whether a detour is forced on the way.
    """
    fixed = way.pushes + 2 + TURN * 2 if has_detour else way.pushes + TURN * (len(way.moves) - 1)
    if total < fixed:
        return []
    stands = _stands(Board(rows, (way.target,), (way.box,), way.box), way, has_detour).values()
    if not stands:
        return []
    steps = steps_over_floor(rows, *stands, most=total - fixed)
    return [cell for cell, count in steps.items() if count == total - fixed and cell not in (way.box, way.target)]


@dataclass(frozen=True)
class Pairing:
    """A target for every box, in the order of the boxes, and how far each is from its own."""

    targets: tuple[Cell, ...]
    distances: tuple[int, ...]

    @property
    def pushes(self) -> int:
        """The pushes that it takes at least."""
        return sum(self.distances)


def pairings(board: Board) -> list[Pairing]:
    """All pairings of boxes and targets, those with the fewest pushes first."""
    found = [
        Pairing(order, tuple(distance(box, target) for box, target in zip(board.boxes, order, strict=True)))
        for order in permutations(board.targets)
    ]
    return sorted(found, key=lambda pairing: (pairing.pushes, pairing.targets))


@dataclass(frozen=True)
class PushBound:
    """The least number of pushes, as an argument.

    Attributes:
        pairings: all pairings of boxes and targets.
        detours: the ways on which a detour is forced, as far as they are needed.
    """

    pairings: list[Pairing]
    detours: dict[Way, Detour]

    def ways(self, board: Board, pairing: Pairing) -> list[Way]:
        """The ways of a pairing."""
        return [Way(box, target) for box, target in zip(board.boxes, pairing.targets, strict=True)]

    def pushes(self, board: Board, pairing: Pairing) -> int:
        """What a pairing takes at least, the detours included."""
        return pairing.pushes + 2 * sum(way in self.detours for way in self.ways(board, pairing))


def most_pushes(board: Board) -> int:
    """More pushes than these are never told by `push_bound`."""
    return pairings(board)[0].pushes + 2 * MOST_DETOURS


def push_bound(board: Board, fewest: int) -> PushBound | None:
    """The argument that a board needs so many pushes; None where distances and few forced detours don't tell it."""
    bound = PushBound(pairings(board), {})
    for pairing in bound.pairings:
        for way in bound.ways(board, pairing):
            if bound.pushes(board, pairing) >= fewest:
                break
            if way not in bound.detours:
                detour = forced_detour(board, way)
                if detour:
                    bound.detours[way] = detour
        if bound.pushes(board, pairing) < fewest:
            return None
    if len(bound.detours) > MOST_DETOURS or sum(map(len, bound.detours.values())) > MOST_DETOUR_CELLS:
        return None
    return bound
