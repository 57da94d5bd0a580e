"""Cutting a board into regions around given stars, so that the stars follow from the regions.

The stars get an order in which they can be found: most cells of a region are closed by stars that come earlier. The
first star follows since another region, the guide, lies within what its region's only wrong cell would close.
"""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.bitboard import BitBoard, bitboard_of, bits_of, some_bit
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .board import seen_on
from .deduction import GRADES, LEAVES_NONE, Deduction

LEAST_REGION = 2

FREELY_CUT = 5
"""Boards of this side are cut without regard to an order: it would leave too few of them."""

MOST_REPAIRS = 2
"""How often cells are moved at most until the stars follow."""

MOST_MOVED = 8
"""How many cells are moved at a time, about."""


def cut(stars: Sequence[int], rng: Rng, hardest: int, least: int = 1) -> tuple[list[int], Deduction]:
    """Connected regions, as bits, such that the techniques find all stars; and how they do.

    Args:
        stars: one star of every row, as bits.
        hardest: the hardest technique that may be needed.
        least: the least hard technique that must be needed.

    Raises:
        Redraw: there is no room, too many cells were moved, or easier techniques do.
    """
    geometry = bitboard_of(len(stars))
    solution = sum(stars)
    regions = _Growth(geometry, stars, rng, least >= GRADES[LEAVES_NONE]).regions
    for number in range(1 + MOST_REPAIRS):
        deduction = Deduction(geometry, regions, 0, hardest)
        if deduction.stars == solution:
            if deduction.hardest < least:
                break
            return regions, deduction
        if number == MOST_REPAIRS or not _moved(geometry, regions, deduction, solution, rng):
            break
    raise Redraw


def recut(
    stars: Sequence[int], regions: Sequence[int], rng: Rng, hardest: int, least: int
) -> tuple[list[int], Deduction] | None:
    """Regions of which one cell has gone to a neighboring one, and how the techniques find all stars.

    Args:
        stars, hardest, least: as of `cut`.
        regions: the regions of a board, as bits.

    Returns:
        None where the cell can't go, or the techniques do not fit any more.
    """
    geometry, solution = bitboard_of(len(stars)), sum(stars)
    cell = some_bit(geometry.full & ~solution, rng)
    own = next(number for number, region in enumerate(regions) if region & cell)
    near = geometry.beside[cell]
    new = rng.choice([number for number, region in enumerate(regions) if region & near])
    if new == own or regions[own].bit_count() <= LEAST_REGION or not geometry.connected(regions[own] ^ cell):
        return None
    changed = [region ^ cell if number in (own, new) else region for number, region in enumerate(regions)]
    deduction = Deduction(geometry, changed, 0, hardest)
    fits = deduction.stars == solution and deduction.hardest >= least
    return (changed, deduction) if fits else None


def grown(stars: Sequence[int], rng: Rng) -> list[int]:
    """Connected regions, as bits, each around one of the stars, which need not follow from them.

    Raises:
        Redraw: there is no room.
    """
    return _Growth(bitboard_of(len(stars)), stars, rng, touching=False).regions


class _Growth:
    """Regions that grow around stars.

    Args:
        touching: whether the guide's star touches the first region's wrong cell: then that is not closed by a row or
            column in which the guide lies.

    Attributes:
        regions: the regions, as bits, in the order of the stars.
    """

    def __init__(self, geometry: BitBoard, stars: Sequence[int], rng: Rng, touching: bool) -> None:
        self._geometry, self._stars, self._rng = geometry, stars, rng
        self._seen = seen_on(geometry.side)
        self.regions = list(stars)
        self._free = geometry.full & ~sum(stars)
        # Which cells each region may take: those that are closed when its star is to be found.
        self._allowed = [0] * len(stars)
        self._order: list[int] = []
        if len(stars) > FREELY_CUT:
            self._begin(touching)
            self._put_in_order()
        else:
            self._order = rng.shuffled(range(len(stars)))
            self._allowed = [geometry.full] * len(stars)
            for number in self._order:
                near = geometry.beside[stars[number]] & self._free
                if not near:
                    raise Redraw
                self._take(number, near)
        self._grow()
        self._fill_up()

    def _take(self, number: int, cells: int) -> None:
        """Adds one of some cells to a region."""
        new = some_bit(cells, self._rng)
        self.regions[number] |= new
        self._free ^= new

    def _begin(self, touching: bool) -> None:
        """The first region's star and wrong cell, and the guide."""
        geometry, rng = self._geometry, self._rng
        near = geometry.around if touching else self._seen
        for number in rng.shuffled(range(len(self._stars))):
            others = sum(self._stars) ^ self._stars[number]
            wrong = sum(
                cell for cell in bits_of(geometry.beside[self._stars[number]] & self._free) if near[cell] & others
            )
            if wrong:
                break
        else:
            raise Redraw
        self._first = number
        self._take(number, wrong)
        cell = self.regions[number] ^ self._stars[number]
        closed = self._seen[cell]
        self._guide = self._stars.index(some_bit(near[cell] & others, rng))
        for number in range(rng.between(1, 2)):
            room = geometry.next_to(self.regions[self._guide]) & self._free & closed
            if room:
                self._take(self._guide, room)
            elif not number:
                raise Redraw
        common = geometry.full
        for cell in bits_of(self.regions[self._guide]):
            common &= self._seen[cell]
        self._allowed[self._first] = common

    def _put_in_order(self) -> None:
        """The order of the other stars, each of which is beside a cell that an earlier one closes, if possible."""
        geometry = self._geometry
        cover = self._seen[self._stars[self._first]]
        left = [number for number in range(len(self._stars)) if number not in (self._first, self._guide)]
        left = self._rng.shuffled(left)
        self._order.append(self._first)
        while left:
            near = {number: geometry.beside[self._stars[number]] & self._free for number in left}
            number = next((number for number in left if near[number] & cover), left[0])
            if not near[number]:
                raise Redraw
            left.remove(number)
            self._take(number, near[number] & cover or near[number])
            self._allowed[number] = cover
            cover |= self._seen[self._stars[number]]
            self._order.append(number)

    def _grow(self) -> None:
        """Regions take cells that they may take, late ones more often, and such as early ones may not."""
        geometry, rng = self._geometry, self._rng
        growing = list(self._order)
        late = geometry.full & ~self._allowed[growing[(len(growing) + 1) // 2]]
        while self._free and growing:
            place = max(rng.below(len(growing)), rng.below(len(growing)))
            number = growing[place]
            room = geometry.next_to(self.regions[number]) & self._free & self._allowed[number]
            if room:
                self._take(number, room & late or room)
            else:
                growing.pop(place)

    def _fill_up(self) -> None:
        """The last cells go to late regions, to such as may take them first."""
        order = [number for number in range(len(self.regions)) if number not in self._order]
        order = [*self._order[::-1], *order]
        while self._free:
            near = [(number, self._geometry.next_to(self.regions[number]) & self._free) for number in order]
            allowed = [(number, cells & self._allowed[number]) for number, cells in near]
            number, room = next(one for one in (*allowed, *near) if one[1])
            self._take(number, room)


def _moved(geometry: BitBoard, regions: list[int], deduction: Deduction, solution: int, rng: Rng) -> bool:
    """Moves wrong cells, that are open still, out of the regions that have fewest; whether any could be moved."""
    wrong = deduction.open & ~solution
    unsolved = sorted(
        ((region & wrong).bit_count(), rng.below(64), number)
        for number, region in enumerate(regions)
        if region & wrong and not region & deduction.stars
    )
    moved = 0
    for _, _, own in unsolved:
        for cell in bits_of(regions[own] & wrong):
            if regions[own].bit_count() <= LEAST_REGION:
                break
            near = geometry.beside[cell]
            others = [number for number, region in enumerate(regions) if number != own and region & near]
            if others and geometry.connected(regions[own] ^ cell):
                new = rng.choice([number for number in others if regions[number] & deduction.stars] or others)
                regions[own] ^= cell
                regions[new] |= cell
                moved += 1
        if moved >= MOST_MOVED:
            break
    return moved > 0
