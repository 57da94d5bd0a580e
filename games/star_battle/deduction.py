"""What a player can tell of stars, step by step, with named techniques.

Sets of cells are bits (`gameqa.bitboard`). Cells that share a row, column or region with a star, or touch one, are
closed at once; the others are open. Simple techniques are used up before a harder one is tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gameqa.bitboard import BitBoard, bits_of

from .board import seen_on

ONLY_CELL = "a unit with one open cell"
ALL_IN_ONE = "a unit whose open cells are all in another one"
LEAVES_NONE = "a star that would leave a unit without a cell"
SEVERAL = "units whose open cells are all in as many others"

GRADES = {ONLY_CELL: 1, ALL_IN_ONE: 2, LEAVES_NONE: 3, SEVERAL: 4}
"""How hard every technique is."""

HARDEST = 4

ROW, COLUMN, REGION = range(3)

MOST_SEVERAL = 3
"""How many units are looked at together at most."""

Unit = tuple[int, int]
"""A kind of unit, and its number."""


class Step(NamedTuple):
    """One step.

    Attributes:
        kind: the technique.
        units: the units that it looks at.
        others: the units in which all their open cells are, where the technique is about such.
        found: the star that it finds, or the cells that it closes.
        open: the cells that were open before.
        stars: the stars that were known before.
    """

    kind: str
    units: tuple[Unit, ...]
    others: tuple[Unit, ...]
    found: int
    open: int
    stars: int


class Deduction:
    """All that the techniques find in a star battle.

    Args:
        regions: the cells of every region.
        stars: the stars that are seen.
        hardest: the hardest technique that may be used.

    Attributes:
        stars: the stars that are seen or found.
        open: the cells that may or may not hold a star.
        steps: what was found, in order.
        hardest: the grade of the hardest technique that was used.
    """

    def __init__(self, geometry: BitBoard, regions: Sequence[int], stars: int, hardest: int) -> None:
        self.geometry, self.regions = geometry, regions
        self.units: tuple[Sequence[int], ...] = (geometry.rows, geometry.columns, regions)
        self.steps: list[Step] = []
        self.hardest = 1
        self.stars = 0
        self.open = geometry.full
        seen = seen_on(geometry.side)
        self._excluded = {bit: seen[bit] | region for region in regions for bit in bits_of(region)}
        self._left: list[tuple[int, Unit]] = [
            (cells, (kind, number)) for kind, units in enumerate(self.units) for number, cells in enumerate(units)
        ]
        # What was open at the last look for only cells: a unit of which nothing was closed since then is not looked at.
        self._last_open: int | None = None
        # The open cells of every unit and what all of them exclude, of the last look for cells to close.
        self._common: dict[Unit, tuple[int, int]] = {}
        for star in bits_of(stars):
            self._take(star)
        while self.open:
            if self._only_cells():
                continue
            grade = self._blocked(hardest) if hardest > 1 else 0
            if not grade and hardest > 3 and self._several():
                grade = 4
            if not grade:
                break
            self.hardest = max(self.hardest, grade)

    def _take(self, star: int) -> None:
        """Takes in a star."""
        self.stars |= star
        self.open &= ~self._excluded[star]

    def _add(self, kind: str, units: tuple[Unit, ...], others: tuple[Unit, ...], found: int) -> None:
        self.steps.append(Step(kind, units, others, found, self.open, self.stars))

    def _only_cells(self) -> bool:
        still_open, is_first = self.open, self._last_open is None
        closed = (self._last_open or 0) & ~still_open
        self._last_open = still_open
        count = len(self.steps)
        left = []
        for item in self._left:
            cells, unit = item
            if is_first or cells & closed:
                if cells & self.stars:
                    continue
                here = cells & still_open
                if here and not here & (here - 1):
                    self._add(ONLY_CELL, (unit,), (), here)
                    self._take(here)
                    closed |= still_open ^ self.open
                    still_open = self.open
                    continue
            left.append(item)
        self._left = left
        return len(self.steps) > count

    def _blocked(self, hardest: int) -> int:
        """Closes cells that share a row, column or region with all open cells of a unit, or touch them.

        Returns:
            the grade of the technique: only where no unit has all its open cells in another one, cells are closed
            for other reasons; 0 where none is closed.
        """
        excluded, opened = self._excluded, self.open
        found: list[tuple[Unit, int, int]] = []
        for cells, unit in self._left:
            here = cells & opened
            last, common = self._common.get(unit, (0, 0))
            common &= opened
            if last != here:
                # The first and the last open cell exclude little together, which is often all that need be looked at.
                first, rest = here & -here, here & (here - 1)
                common = opened & ~cells & excluded[first] & excluded[1 << here.bit_length() - 1]
                while rest and common:
                    cell = rest & -rest
                    rest ^= cell
                    common &= excluded[cell]
                self._common[unit] = here, common
            if common:
                found.append((unit, here, common))
        # A unit that loses cells waits for the next look: so no step takes cells for open that one before it closed.
        closed = 0
        for unit, here, common in found:
            if here & closed:
                continue
            # Several cells of a row are in one region at most, and in no one column.
            for kind in (ROW, COLUMN) if unit[0] == REGION else (REGION,):
                for number, cells in enumerate(self.units[kind]):
                    if here & cells == here:
                        if common & cells & ~closed:
                            closed |= self._close(ALL_IN_ONE, unit, ((kind, number),), common & cells & ~closed)
                        break
        if closed or hardest < 3:
            return 2 if closed else 0
        for unit, here, common in found:
            if common & ~closed and not here & closed:
                closed |= self._close(LEAVES_NONE, unit, (), common & ~closed)
        return 3 if closed else 0

    def _close(self, kind: str, unit: Unit, others: tuple[Unit, ...], found: int) -> int:
        """Closes cells by a step, and gives them back."""
        self._add(kind, (unit,), others, found)
        self.open &= ~found
        return found

    def _several(self) -> bool:
        """Closes cells by two or three units of one kind whose open cells are all in as many of another kind."""
        left: list[list[tuple[int, int]]] = [[], [], []]
        for cells, (kind, number) in self._left:
            left[kind].append((cells & self.open, number))
        pairs = ((REGION, ROW), (REGION, COLUMN), (ROW, REGION), (COLUMN, REGION))
        spreads = [_spread(left[kind], left[other]) for kind, other in pairs]
        for count in range(2, MOST_SEVERAL + 1):
            for (kind, other), spread in zip(pairs, spreads, strict=True):
                if len(left[kind]) <= count:
                    continue
                for held, own, chosen in _choices(spread, count):
                    if held.bit_count() != count:
                        continue
                    others = [left[other][there] for there in range(len(left[other])) if held >> there & 1]
                    found = sum(cells for cells, _ in others) & ~own
                    if found:
                        self._add(
                            SEVERAL,
                            tuple((kind, number) for number in chosen),
                            tuple((other, number) for _, number in others),
                            found,
                        )
                        self.open &= ~found
                        return True
        return False


def _spread(units: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """In which units of another kind the open cells of some are.

    Args:
        units, others: the open cells and the number of every unit.

    Returns:
        for every unit the places of the others among them, as bits, its open cells, and its number.
    """
    found = []
    for cells, number in units:
        held, place = 0, 1
        for there, _ in others:
            if cells & there:
                held |= place
            place <<= 1
        found.append((held, cells, number))
    return found


def _choices(spread: Sequence[tuple[int, int, int]], count: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """All choices of so many units of a spread that are together in no more of the others, in ascending order.

    Returns:
        the places of the others, the open cells, and the numbers of the units.
    """
    found: list[tuple[int, int, tuple[int, ...], int]] = [(0, 0, (), 0)]
    for _ in range(count):
        found = [
            (held | more, own | cells, (*chosen, number), place)
            for held, own, chosen, start in found
            for place, (more, cells, number) in enumerate(spread[start:], start + 1)
            if (held | more).bit_count() <= count
        ]
    return [(held, own, chosen) for held, own, chosen, _ in found]
