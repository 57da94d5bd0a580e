"""Exact counting of the placements of mines that fit the numbers shown.

Cells that touch the same numbers are interchangeable, so they are counted as groups; groups that share
numbers form components, which are enumerated one by one and joined by the number of mines that they use.
Cells that touch no number hold the rest of the mines in any way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

Cell = tuple[int, int]
Known = tuple[int, tuple[Cell, ...]]
"""A number of mines, and the cells that hold exactly so many."""

Ways = dict[int, int]
"""Number of mines -> number of placements."""


@dataclass(frozen=True)
class Counts:
    """How many placements there are.

    Attributes:
        total: all placements that fit.
        mine: for every cell the number of those in which it is a mine.
    """

    total: int
    mine: dict[Cell, int]

    def is_mine(self, cell: Cell) -> bool:
        """Whether the cell is a mine in every placement."""
        return self.mine[cell] == self.total

    def is_safe(self, cell: Cell) -> bool:
        """Whether the cell is a mine in no placement."""
        return self.mine[cell] == 0


def count_placements(cells: Sequence[Cell], mines: int, known: Sequence[Known]) -> Counts:
    """Counts the placements of a number of mines on hidden cells.

    Args:
        cells: the hidden cells.
        mines: how many of them are mines.
        known: what the numbers tell.
    """
    touching: dict[Cell, tuple[int, ...]] = dict.fromkeys(cells, ())
    for place, (_, group) in enumerate(known):
        for cell in group:
            touching[cell] += (place,)
    groups: dict[tuple[int, ...], list[Cell]] = {}
    for cell, places in touching.items():
        groups.setdefault(places, []).append(cell)
    rest = groups.pop((), [])
    needs = [need for need, _ in known]
    parts = [_enumerate(part, groups, needs) for part in _components(list(groups))]
    whole: Ways = {0: 1}
    for ways, _ in parts:
        whole = _joined(whole, ways)
    total = sum(count * _choose(len(rest), mines - used) for used, count in whole.items())
    found: dict[Cell, int] = {}
    for number, (_, own) in enumerate(parts):
        others: Ways = {0: 1}
        for other, (ways, _) in enumerate(parts):
            if other != number:
                others = _joined(others, ways)
        for name, weighted in own.items():
            size = len(groups[name])
            joined = _joined(others, weighted)
            held = sum(count * _choose(len(rest), mines - used) for used, count in joined.items()) // size
            found.update(dict.fromkeys(groups[name], held))
    if rest:
        held = sum(count * _choose(len(rest) - 1, mines - used - 1) for used, count in whole.items())
        found.update(dict.fromkeys(rest, held))
    return Counts(total, found)


def _choose(size: int, count: int) -> int:
    return comb(size, count) if 0 <= count <= size else 0


def _joined(one: Ways, other: Ways) -> Ways:
    found: Ways = {}
    for used, count in one.items():
        for also, more in other.items():
            found[used + also] = found.get(used + also, 0) + count * more
    return found


def _components(names: list[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
    """The groups, parted so that groups of different parts touch no common number; each part in an order in
    which a group shares a number with one before it."""
    left = dict.fromkeys(names)
    parts = []
    while left:
        part = [next(iter(left))]
        del left[part[0]]
        for name in part:
            own = set(name)
            near = [other for other in left if not own.isdisjoint(other)]
            for other in near:
                del left[other]
            part.extend(near)
        parts.append(part)
    return parts


def _enumerate(
    names: list[tuple[int, ...]], groups: dict[tuple[int, ...], list[Cell]], needs: Sequence[int]
) -> tuple[Ways, dict[tuple[int, ...], Ways]]:
    """The placements of one component by their mines, and for each group these weighted by its mines."""
    open_needs, room = list(needs), [0] * len(needs)
    for name in names:
        for place in name:
            room[place] += len(groups[name])
    ways: Ways = {}
    own: list[Ways] = [{} for _ in names]
    chosen = [0] * len(names)
    sizes = [len(groups[name]) for name in names]

    def search(depth: int, used: int, count: int) -> None:
        if depth == len(names):
            ways[used] = ways.get(used, 0) + count
            for weighted, value in zip(own, chosen, strict=True):
                if value:
                    weighted[used] = weighted.get(used, 0) + count * value
            return
        name, size = names[depth], sizes[depth]
        low, high = 0, size
        for place in name:
            room[place] -= size
            need = open_needs[place]
            if need < high:
                high = need
            if need - room[place] > low:
                low = need - room[place]
        for value in range(low, high + 1):
            for place in name:
                open_needs[place] -= value
            chosen[depth] = value
            search(depth + 1, used + value, count * comb(size, value))
            for place in name:
                open_needs[place] += value
        for place in name:
            room[place] += size

    search(0, 0, 1)
    return ways, dict(zip(names, own, strict=True))
