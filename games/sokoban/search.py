"""Exact distances to the solved position, for all positions on given walls and targets at once.

A position is a set of box cells and a player cell. All positions with the same boxes are one row:
the player cells are the bits of a 64-bit integer (the inside of a board has at most 8 x 8 cells).
One breadth-first search goes backward from the solved positions: a layer is an array with one
integer for each box set, a walking step is four shifts of the whole array, and the pulls are a
table of (box set, bit, box set, bit) that is applied at once. Box sets are limited to the cells
from which a box alone can reach a target (dead-square pruning), which loses no solvable position.
"""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt

from gameqa.errors import Redraw
from gameqa.rng import Rng

Cell = tuple[int, int]
Bits = npt.NDArray[np.uint64]

PullTable = tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]
"""Box sets and bits before every pull, box sets after, bits after, and where each box set after begins."""

WIDTH = 8
MOST_BOX_SETS = 4_000

_ONE = np.uint64(1)
_SHIFT_ROW, _SHIFT_COLUMN = np.uint64(WIDTH), np.uint64(1)
_STEPS = ((-1, 0), (1, 0), (0, -1), (0, 1))
_DOWN, _RIGHT = np.array(_STEPS).T


def _mask(cells: list[int]) -> np.uint64:
    return np.uint64(sum(1 << cell for cell in cells))


_NOT_FIRST = _mask([cell for cell in range(64) if cell % WIDTH])
_NOT_LAST = _mask([cell for cell in range(64) if cell % WIDTH != WIDTH - 1])


@lru_cache(maxsize=256)
def _combinations(count: int, size: int) -> npt.NDArray[np.int64]:
    """All choices of `size` of `count` places, in ascending order, one a row."""
    return np.array(list(combinations(range(count), size)), np.int64).reshape(-1, size)


class Distances:
    """Distances in moves from every position to the solved one, up to a bound.

    Raises:
        Redraw: there are too many box sets to search.
    """

    def __init__(self, rows: tuple[str, ...], targets: tuple[Cell, ...], bound: int) -> None:
        self._bound = bound
        floor = {number_of((r, c)) for r, row in enumerate(rows) for c, kind in enumerate(row) if kind == "."}
        goals = [number_of(cell) for cell in targets]
        live = live_cells(floor, goals)
        if comb(len(live), len(goals)) > MOST_BOX_SETS:
            raise Redraw
        self._sets = np.array(live, np.int64)[_combinations(len(live), len(goals))]
        self._set_codes = self._codes(self._sets)
        self._free = self._free_cells(floor)
        self._pulls = self._pull_table(live)
        self._layers: list[Bits] = [self._solved(goals)]
        self._visited = self._layers[0].copy()
        self._push_layers: list[Bits] = [self._layers[0].copy()]

    def _place(self, boxes: list[int]) -> int | None:
        """The row of a box set; None where some box can't reach a target."""
        code = 0
        for box in sorted(boxes):
            code = code * 64 + box
        place = int(np.searchsorted(self._set_codes, code))
        return place if place < len(self._set_codes) and int(self._set_codes[place]) == code else None

    def _free_cells(self, floor: set[int]) -> Bits:
        taken = np.bitwise_or.reduce(_ONE << self._sets.astype(np.uint64), axis=1)
        free: Bits = _mask(sorted(floor)) & ~taken
        return free

    def _solved(self, goals: list[int]) -> Bits:
        layer = np.zeros(len(self._sets), np.uint64)
        place = self._place(goals)
        if place is None:
            raise Redraw
        layer[place] = self._free[place]
        return layer

    def _pull_table(self, live: list[int]) -> PullTable:
        """All pulls: from (box set, player) to (box set, player), sorted by the latter.

        The player on a cell beside a box steps away from it and the box follows onto his cell.
        """
        sets = self._sets
        count = sets.shape[1]
        live_set = np.zeros(64, bool)
        live_set[live] = True
        found = []
        for column in range(count):
            row, col = (part[:, None] for part in np.divmod(sets[:, column], WIDTH))
            far_r, far_c = row + 2 * _DOWN, col + 2 * _RIGHT
            near_all = (row + _DOWN) * WIDTH + col + _RIGHT
            # Whatever is inside two steps away is inside one step away.
            inside = (far_r >= 0) & (far_r < WIDTH) & (far_c >= 0) & (far_c < WIDTH)
            source, way = np.nonzero(inside & live_set[near_all % 64])
            near = near_all[source, way]
            far = near + _DOWN[way] * WIDTH + _RIGHT[way]
            free = self._free[source]
            good = ((free >> near.astype(np.uint64)) & (free >> far.astype(np.uint64)) & _ONE).astype(bool)
            source, near, far = source[good], near[good], far[good]
            moved = sets[source].copy()
            moved[:, column] = near
            moved.sort(axis=1)
            target = np.searchsorted(self._set_codes, self._codes(moved))
            found.append((target, source, near, far))
        target = np.concatenate([item[0] for item in found])
        source = np.concatenate([item[1] for item in found])
        near = np.concatenate([item[2] for item in found]).astype(np.uint64)
        far = np.concatenate([item[3] for item in found]).astype(np.uint64)
        by_target = np.argsort(target, kind="stable")
        target, source, near, far = target[by_target], source[by_target], near[by_target], far[by_target]
        starts = np.nonzero(np.r_[True, target[1:] != target[:-1]])[0] if len(target) else target
        return source, near, target[starts], far, starts

    @staticmethod
    def _codes(sets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        code = np.zeros(len(sets), np.int64)
        for column in range(sets.shape[1]):
            code = code * 64 + sets[:, column]
        return code

    def _pulled(self, layer: Bits) -> Bits:
        source, near, target, far, starts = self._pulls
        result = np.zeros_like(layer)
        if len(target):
            arrived = ((layer[source] >> near) & _ONE) << far
            result[target] = np.bitwise_or.reduceat(arrived, starts)
        return result

    def _walked(self, layer: Bits) -> Bits:
        spread = (layer << _SHIFT_ROW) | (layer >> _SHIFT_ROW)
        spread |= (layer & _NOT_LAST) << _SHIFT_COLUMN
        spread |= (layer & _NOT_FIRST) >> _SHIFT_COLUMN
        return spread & self._free

    def _grow(self, count: int) -> bool:
        """Searches until layer `count` is known; False where the search ends before."""
        while len(self._layers) <= count:
            last = self._layers[-1]
            layer = (self._walked(last) | self._pulled(last)) & ~self._visited
            if not layer.any():
                return False
            self._visited |= layer
            self._layers.append(layer)
        return True

    def is_at(self, boxes: tuple[Cell, ...], player: Cell, distance: int) -> bool:
        """Whether a position is exactly this many moves from solved."""
        if not self._grow(distance):
            return False
        place = self._place([number_of(box) for box in boxes])
        if place is None:
            return False
        return bool(int(self._layers[distance][place]) >> number_of(player) & 1)

    def moves(self, boxes: tuple[Cell, ...], player: Cell) -> int:
        """The fewest moves that solve a position.

        Raises:
            Redraw: it cannot be solved, or not within the bound.
        """
        for distance in range(self._bound + 1):
            if self.is_at(boxes, player, distance):
                return distance
        raise Redraw

    def position_at(self, distance: int, least: int, rng: Rng) -> tuple[tuple[Cell, ...], Cell]:
        """A random position at a distance, or, if there is none so far away, at the greatest one that
        there is: a box set first, then a player cell.

        Raises:
            Redraw: the greatest distance is less than `least`.
        """
        if not self._grow(distance):
            distance = len(self._layers) - 1
        if distance < least:
            raise Redraw
        layer = self._layers[distance]
        place = int(rng.choice(np.nonzero(layer)[0].tolist()))
        bits = int(layer[place])
        player = rng.choice([cell for cell in range(64) if bits >> cell & 1])
        return tuple(cell_of(box) for box in self._sets[place].tolist()), cell_of(player)

    def pushes(self, boxes: tuple[Cell, ...], player: Cell) -> int:
        """The fewest pushes that solve a position, however far the player walks between them.

        Raises:
            Redraw: it cannot be solved, or not within the bound.
        """
        for distance in range(self._bound + 1):
            if self.within_pushes(boxes, player, distance):
                return distance
        raise Redraw

    def within_pushes(self, boxes: tuple[Cell, ...], player: Cell, count: int) -> bool:
        """Whether a position can be solved with at most this many pushes."""
        layers = self._push_layers
        while len(layers) <= count:
            layers.append(self._spread(self._pulled(layers[-1]) & ~layers[-1]) | layers[-1])
        place = self._place([number_of(box) for box in boxes])
        return place is not None and bool(int(layers[count][place]) >> number_of(player) & 1)

    def _spread(self, layer: Bits) -> Bits:
        """All player cells that can be walked to, box set by box set."""
        while True:
            wider = layer | self._walked(layer)
            if np.array_equal(wider, layer):
                return layer
            layer = wider


def live_cells(floor: set[int], goals: list[int]) -> list[int]:
    """Cells from which a box alone on the board could be pushed to some goal, in ascending order."""
    live = set(goals)
    queue = deque(goals)
    while queue:
        cell = queue.popleft()
        row, column = divmod(cell, WIDTH)
        for dr, dc in _STEPS:
            before, behind = (row + dr, column + dc), (row + 2 * dr, column + 2 * dc)
            if not all(0 <= part < WIDTH for part in (*before, *behind)):
                continue
            near = before[0] * WIDTH + before[1]
            if near in floor and behind[0] * WIDTH + behind[1] in floor and near not in live:
                live.add(near)
                queue.append(near)
    return sorted(live)


def number_of(cell: Cell) -> int:
    """The bit of a cell inside of the border."""
    return (cell[0] - 1) * WIDTH + cell[1] - 1


def cell_of(number: int) -> Cell:
    """The cell of a bit."""
    return number // WIDTH + 1, number % WIDTH + 1
