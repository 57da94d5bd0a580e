"""Exact distances to the solved position, for all positions on given walls and targets at once.

A position is a set of box cells and a player cell. All positions with the same boxes are one row:
the player cells are the bits of a 64-bit integer (the inside of a board has at most 8 x 8 cells).
One breadth-first search goes backward from the solved positions: a layer is an array with one
integer for each box set, a walking step is four shifts of its rows in use, and the pulls are found
for all these rows, boxes and directions at once. Box sets are limited to the cells from which a box
alone can reach a target (dead-square pruning), which loses no solvable position.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt

from gameqa.errors import Redraw
from gameqa.rng import Rng

Cell = tuple[int, int]
Bits = npt.NDArray[np.uint64]

Whole = npt.NDArray[np.int64]

WIDTH = 8
MOST_BOX_SETS = 4_000

_SHIFT_ROW, _SHIFT_COLUMN = np.uint64(WIDTH), np.uint64(1)
_STEPS = ((-1, 0), (1, 0), (0, -1), (0, 1))


def _next_cells(cell: int) -> tuple[tuple[int, int], ...]:
    """The cells one and two steps away in the directions in which both are inside; (-1, -1) in the others."""
    found = []
    for down, right in _STEPS:
        row, column = cell // WIDTH + 2 * down, cell % WIDTH + 2 * right
        far = row * WIDTH + column if 0 <= row < WIDTH and 0 <= column < WIDTH else -1
        found.append(((cell + far) // 2, far) if far >= 0 else (-1, -1))
    return tuple(found)


_NEXT = tuple(_next_cells(cell) for cell in range(WIDTH * WIDTH))


def _mask(cells: list[int]) -> np.uint64:
    return np.uint64(sum(1 << cell for cell in cells))


_NOT_FIRST = _mask([cell for cell in range(64) if cell % WIDTH])
_NOT_LAST = _mask([cell for cell in range(64) if cell % WIDTH != WIDTH - 1])
_INNER_FIRST, _INNER_LAST = int(_NOT_FIRST), int(_NOT_LAST)


@dataclass(frozen=True)
class BoxSets:
    """All choices of `size` of `count` places.

    Attributes:
        choices: one a row, in ascending order, shape (sets, size).
        weights: the places of a choice times these add up to its code, whatever their order.
        codes: the code of every row.
        rows: the row of every code; anything where a code has a place twice.
        slots: for every row the numbers of its pulls, shape (sets, 4 * size), where a pull is numbered by the box's
            number in its set, the box's place, and the direction.
    """

    choices: Whole
    weights: Whole
    codes: Whole
    rows: Whole
    slots: Whole


@lru_cache(maxsize=128)
def _box_sets(count: int, size: int) -> BoxSets:
    choices = np.array(list(combinations(range(count), size)), np.int64).reshape(-1, size)
    weights = count ** np.arange(size - 1, -1, -1, dtype=np.int64)
    rows = np.zeros(count**size, np.int64)
    for order in permutations(range(size)):
        rows[choices[:, order] @ weights] = np.arange(len(choices))
    places = np.arange(size) * count + choices
    slots = (places[:, :, None] * 4 + np.arange(4)).reshape(len(choices), -1)
    return BoxSets(choices, weights, choices @ weights, rows, slots)


class Distances:
    """Distances in moves from every position to the solved one, up to a bound.

    Raises:
        Redraw: there are too many box sets to search.
    """

    def __init__(self, rows: tuple[str, ...], targets: tuple[Cell, ...], bound: int) -> None:
        self._bound = bound
        floor = {number_of((r, c)) for r, row in enumerate(rows) for c, kind in enumerate(row) if kind == "."}
        self._goals = goals = [number_of(cell) for cell in targets]
        self._live = live = live_cells(floor, goals)
        if comb(len(live), len(goals)) > MOST_BOX_SETS:
            raise Redraw
        self._places = {cell: place for place, cell in enumerate(live)}
        self._box_sets = _box_sets(len(live), len(goals))
        self._find_pulls(floor)
        taken, beside = (
            np.bitwise_or.reduce(bits[self._box_sets.choices.T], axis=0)
            for bits in (_bits(live), np.bitwise_or.reduce(self._near[: 4 * len(live)].reshape(-1, 4), axis=1))
        )
        self._free: Bits = _mask(sorted(floor)) & ~taken
        self._beside: Bits = beside
        self._layers: list[Bits] = [self._solved(goals)]
        self._unvisited = self._free & ~self._layers[0]
        self._push_layers: list[Bits] = [self._layers[0].copy()]
        self._push_frontier = self._layers[0]

    def _find_pulls(self, floor: set[int]) -> None:
        """The pulls of every box of a set on every live cell in the four directions: the player on a cell beside it
        steps away from it, and it follows onto his cell. His bits before and after, 0 where there is no such pull,
        and what it changes in the code of the set."""
        places = self._places
        near, far, change = [], [], []
        for place, cell in enumerate(self._live):
            good = [one in places and two in floor for one, two in _NEXT[cell]]
            near += [1 << one if is_good else 0 for is_good, (one, _) in zip(good, _NEXT[cell], strict=True)]
            far += [1 << two if is_good else 0 for is_good, (_, two) in zip(good, _NEXT[cell], strict=True)]
            change += [places.get(one, place) - place for one, _ in _NEXT[cell]]
        weights = self._box_sets.weights
        self._near, self._far = (np.array(bits * len(weights), np.uint64) for bits in (near, far))
        self._change = np.outer(weights, change).ravel()

    def _place(self, boxes: list[int]) -> int | None:
        """The row of a box set; None where some box can't reach a target."""
        code = 0
        for box in boxes:
            if box not in self._places:
                return None
            code = code * len(self._live) + self._places[box]
        return int(self._box_sets.rows[code])

    def _solved(self, goals: list[int]) -> Bits:
        place = self._place(goals)
        if place is None:
            raise Redraw
        layer = np.zeros(len(self._free), np.uint64)
        layer[place] = self._free[place]
        return layer

    def _add_pulled(self, rows: npt.NDArray[Any], layer: Bits, result: Bits) -> None:
        """Adds what one pull makes of some box sets' players.

        Args:
            rows: the box sets.
            layer: the players' cells in each of them.
            result: the players' cells in every box set there is, which are added to.
        """
        beside = (layer & self._beside[rows]).nonzero()[0]
        if not len(beside):
            return
        rows = rows[beside]
        slots = self._box_sets.slots[rows]
        pulls = (layer[beside, None] & self._near[slots]).nonzero()
        source, slot = rows[pulls[0]], slots[pulls]
        code = self._box_sets.codes[source] + self._change[slot]
        np.bitwise_or.at(result, self._box_sets.rows[code], self._far[slot] & self._free[source])

    @staticmethod
    def _walked(layer: Bits) -> Bits:
        """All cells beside the player's; not all of them free."""
        spread = layer << _SHIFT_ROW
        spread |= layer >> _SHIFT_ROW
        spread |= (layer & _NOT_LAST) << _SHIFT_COLUMN
        spread |= (layer & _NOT_FIRST) >> _SHIFT_COLUMN
        return spread

    def _grow(self, count: int) -> bool:
        """Searches until layer `count` is known; False where the search ends before."""
        while len(self._layers) <= count:
            last = self._layers[-1]
            rows = last.nonzero()[0]
            players = last[rows]
            layer = np.zeros(len(last), np.uint64)
            layer[rows] = self._walked(players)
            self._add_pulled(rows, players, layer)
            layer &= self._unvisited
            if not layer.any():
                return False
            self._unvisited ^= layer
            self._layers.append(layer)
        return True

    def moves(self, boxes: tuple[Cell, ...], player: Cell) -> int:
        """The fewest moves that solve a position.

        Raises:
            Redraw: it cannot be solved, or not within the bound.
        """
        place = self._place([number_of(box) for box in boxes])
        if place is None:
            raise Redraw
        bit = number_of(player)
        for distance in range(self._bound + 1):
            if not self._grow(distance):
                break
            if int(self._layers[distance][place]) >> bit & 1:
                return distance
        raise Redraw

    def solution(self, boxes: tuple[Cell, ...], player: Cell) -> list[int]:
        """The moves of a shortest solution, 0 to 3 for up, down, left, right; among these the first in that order.

        Raises:
            Redraw: it cannot be solved, or not within the bound.
        """
        left = self.moves(boxes, player)
        taken = [number_of(box) for box in boxes]
        place, at = self._place(taken), number_of(player)
        moves = []
        for distance in range(left - 1, -1, -1):
            layer = self._layers[distance]
            for move, (down, right) in enumerate(_STEPS):
                ahead, beyond = at + down * WIDTH + right, at + 2 * (down * WIDTH + right)
                after = place
                if ahead in taken:
                    # The walls around the board are no cells here: a push across an edge is none.
                    if _NEXT[at][move] != (ahead, beyond) or beyond in taken:
                        continue
                    after = self._place([beyond if box == ahead else box for box in taken])
                elif abs(ahead % WIDTH - at % WIDTH) > 1:
                    continue
                if after is not None and 0 <= ahead < WIDTH * WIDTH and int(layer[after]) >> ahead & 1:
                    if ahead in taken:
                        taken[taken.index(ahead)] = beyond
                        place = after
                    moves.append(move)
                    at = ahead
                    break
            else:
                raise AssertionError("no move leads nearer to the solution")
        return moves

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
        return self._position_in(self._layers[distance], rng)

    def position_among(self, positions: Bits, least: int, most: int, rng: Rng) -> tuple[tuple[Cell, ...], Cell]:
        """A random one of some positions: a distance first at which there are any, then as `position_at`.

        Args:
            positions: the players' cells for every box set.
            least, most: bounds of the distance.

        Raises:
            Redraw: there is none.
        """
        self._grow(most)
        layers = [layer & positions for layer in self._layers[least : most + 1]]
        layers = [layer for layer in layers if layer.any()]
        if not layers:
            raise Redraw
        return self._position_in(rng.choice(layers), rng)

    def _position_in(self, layer: Bits, rng: Rng) -> tuple[tuple[Cell, ...], Cell]:
        place = int(rng.choice(np.nonzero(layer)[0].tolist()))
        bits = int(layer[place])
        player = rng.choice([cell for cell in range(64) if bits >> cell & 1])
        boxes = [self._live[box] for box in self._box_sets.choices[place].tolist()]
        return tuple(map(cell_of, boxes)), cell_of(player)

    def with_pushes(self, count: int) -> Bits:
        """All positions that need exactly so many pushes, at least one."""
        self._grow_pushes(count)
        return self._push_layers[count] & ~self._push_layers[count - 1]

    def pushes(self, boxes: tuple[Cell, ...], player: Cell, most: int | None = None) -> int:
        """The fewest pushes that solve a position, however far the player walks between them.

        Args:
            most: the greatest number that is looked for.

        Raises:
            Redraw: it cannot be solved, or not within the bound.
        """
        place, bit = self._place([number_of(box) for box in boxes]), number_of(player)
        if place is None:
            raise Redraw
        for distance in range((self._bound if most is None else min(most, self._bound)) + 1):
            self._grow_pushes(distance)
            if int(self._push_layers[distance][place]) >> bit & 1:
                return distance
        raise Redraw

    def within_pushes(self, boxes: tuple[Cell, ...], player: Cell, count: int) -> bool:
        """Whether a position can be solved with at most this many pushes."""
        self._grow_pushes(count)
        place = self._place([number_of(box) for box in boxes])
        return place is not None and bool(int(self._push_layers[count][place]) >> number_of(player) & 1)

    def _grow_pushes(self, count: int) -> None:
        """Searches until it is known what `count` pushes can do."""
        layers = self._push_layers
        while len(layers) <= count:
            fresh = np.zeros_like(self._free)
            rows = self._push_frontier.nonzero()[0]
            self._add_pulled(rows, self._push_frontier[rows], fresh)
            fresh &= ~layers[-1]
            self._spread(fresh)
            self._push_frontier = fresh
            layers.append(fresh | layers[-1])

    def _spread(self, layer: Bits) -> None:
        """Adds all player cells that can be walked to, box set by box set."""
        rows = np.flatnonzero(layer)
        reached, free = layer[rows], self._free[rows]
        newest = reached
        while newest.any():
            newest = self._walked(newest) & free & ~reached
            reached |= newest
        layer[rows] = reached


def _bits(cells: list[int]) -> Bits:
    return np.array([1 << cell for cell in cells], np.uint64)


def live_cells(floor: set[int], goals: list[int]) -> list[int]:
    """Cells from which a box alone on the board could be pushed to some goal, in ascending order."""
    live = set(goals)
    queue = deque(goals)
    while queue:
        for near, far in _NEXT[queue.popleft()]:
            if near in floor and far in floor and near not in live:
                live.add(near)
                queue.append(near)
    return sorted(live)


def players_of_lone_boxes(floor: set[int], goals: list[int]) -> dict[int, int]:
    """For every cell, from where a player could bring a box on it, alone on the board, to some goal.

    Found backward from the goals, by the rooms that the box leaves to the player.

    Returns:
        the bits of the players' cells; a cell without any is left out.
    """
    free = sum(1 << cell for cell in floor)
    found = {goal: free & ~(1 << goal) for goal in goals}
    waiting = [(goal, far, near) for goal in goals for near, far in _NEXT[goal]]
    while waiting:
        box, far, near = waiting.pop()
        if not (near in floor and far in floor and found[box] >> near & 1) or found.get(near, 0) >> far & 1:
            continue
        found[near] = found.get(near, 0) | room(free & ~(1 << near), far)
        waiting += [(near, beyond, beside) for beside, beyond in _NEXT[near]]
    return found


def room(free: int, player: int) -> int:
    """The cells that a player can walk to, as bits, like the free cells."""
    found, wider = 0, 1 << player
    while wider != found:
        found = wider
        beside = (found & _INNER_LAST) << 1 | (found & _INNER_FIRST) >> 1 | found << WIDTH | found >> WIDTH
        wider = (found | beside) & free
    return found


def number_of(cell: Cell) -> int:
    """The bit of a cell inside the border."""
    return (cell[0] - 1) * WIDTH + cell[1] - 1


def cell_of(number: int) -> Cell:
    """The cell of a bit."""
    return number // WIDTH + 1, number % WIDTH + 1
