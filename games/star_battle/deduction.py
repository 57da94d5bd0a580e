"""What a player can tell of stars, step by step, with named techniques.

Sets of cells are bits (`gameqa.bitboard`). Cells that share a row, column or region with a star, or touch one, are
closed at once; the others are open. Simple techniques are used up before a harder one is tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
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
        found = False
        left = []
        for cells, unit in self._left:
            if cells & self.stars:
                continue
            here = cells & self.open
            if here & (here - 1) or not here:
                left.append((cells, unit))
                continue
            self._add(ONLY_CELL, (unit,), (), here)
            self._take(here)
            found = True
        self._left = left
        return found

    def _blocked(self, hardest: int) -> int:
        """Closes cells that share a row, column or region with all open cells of a unit, or touch them.

        Returns:
            the grade of the technique: only where no unit has all its open cells in another one, cells are closed
            for other reasons; 0 where none is closed.
        """
        excluded, opened = self._excluded, self.open
        found: list[tuple[Unit, int, int]] = []
        for cells, unit in self._left:
            here = rest = cells & opened
            common = opened & ~cells
            while rest and common:
                cell = rest & -rest
                rest ^= cell
                common &= excluded[cell]
            if common:
                found.append((unit, here, common))
        closed = 0
        for unit, here, common in found:
            for kind, units in enumerate(self.units):
                if kind != unit[0]:
                    for number, cells in enumerate(units):
                        if not here & ~cells and common & cells & ~closed:
                            self._add(ALL_IN_ONE, (unit,), ((kind, number),), common & cells & ~closed)
                            closed |= common & cells
        if closed or hardest < 3:
            self.open &= ~closed
            return 2 if closed else 0
        for unit, _, common in found:
            if common & ~closed:
                self._add(LEAVES_NONE, (unit,), (), common & ~closed)
                closed |= common
        self.open &= ~closed
        return 3 if closed else 0

    def _several(self) -> bool:
        """Closes cells by two or three units of one kind whose open cells are all in as many of another kind."""
        left: list[list[tuple[int, int]]] = [[], [], []]
        for cells, (kind, number) in self._left:
            left[kind].append((cells & self.open, number))
        for count in range(2, MOST_SEVERAL + 1):
            for kind, other in ((REGION, ROW), (REGION, COLUMN), (ROW, REGION), (COLUMN, REGION)):
                if len(left[kind]) <= count:
                    continue
                spread = []
                for cells, number in left[kind]:
                    held = sum(1 << there for there, (others, _) in enumerate(left[other]) if cells & others)
                    if held.bit_count() <= count:
                        spread.append((held, cells, number))
                for chosen in combinations(spread, count):
                    held = own = 0
                    for mask, cells, _ in chosen:
                        held |= mask
                        own |= cells
                    if held.bit_count() != count:
                        continue
                    others = [left[other][there] for there in range(len(left[other])) if held >> there & 1]
                    found = sum(cells for cells, _ in others) & ~own
                    if found:
                        self._add(
                            SEVERAL,
                            tuple((kind, number) for _, _, number in chosen),
                            tuple((other, number) for _, number in others),
                            found,
                        )
                        self.open &= ~found
                        return True
        return False
