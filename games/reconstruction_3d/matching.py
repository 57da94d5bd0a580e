"""The exact search for additions that make both projections match, and what bounds their number from below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache, reduce
from itertools import chain, combinations
from operator import or_

from gameqa.rng import Rng

from .engine import (
    FRONT,
    SIDE,
    Grid,
    Position,
    Reconstruction,
    bit_of,
    bits_of,
    columns,
    each_bit,
    neighbors,
    places,
    positions_of,
    projection,
    reached,
    spread,
)


def matches(bits: int, front: Grid, side_view: Grid) -> bool:
    """Whether a set has both projections."""
    side = len(front)
    return projection(bits, side, FRONT) == front and projection(bits, side, SIDE) == side_view


def fewest_additions(state: Reconstruction, most: int | None = None) -> int | None:
    """A smallest set of voxels that makes both projections match and everything connected.

    Iterative deepening over connected supersets; each is reached once, since a position that was
    tried is closed for its later siblings. A voxel fills at most one missing cell of each
    projection, both at its height, which bounds the depth from below; where a projection misses as
    many cells as voxels may be added, each must fill one of them.

    Args:
        most: how many voxels are added at most; as many as are left where not given.

    Returns:
        the set, or None where so many voxels are not enough.
    """
    side, beside, filled = state.side, neighbors(state.side), _filled_cells(state.side)
    views = _cells(side)
    all_of_view = [sum(cell for _, cell in cells) for cells in views]
    closed = missing = 0
    for grid, cells in zip((state.front, state.side_view), views, strict=True):
        for wanted, (column, cell) in zip(chain(*grid), cells, strict=True):
            if not wanted:
                closed |= column
            elif not state.bits & column:
                missing |= cell
    if state.bits & closed:
        return None

    def search(bits: int, near: int, missing: int, banned: int, depth: int) -> int | None:
        if not missing:
            return bits
        if _least(missing, side) > depth:
            return None
        needed = -1
        for cells, all_cells in zip(views, all_of_view, strict=True):
            if (missing & all_cells).bit_count() == depth:
                needed &= reduce(or_, [column for column, cell in cells if missing & cell])
        around = near & ~bits & ~banned
        banned |= around & ~needed
        for bit in each_bit(around & needed):
            found = search(bits | bit, near | beside[bit], missing & ~filled[bit], banned, depth - 1)
            if found is not None:
                return found
            banned |= bit
        return None

    for depth in range(_least(missing, side), (state.left if most is None else most) + 1):
        found = search(state.bits, spread(state.bits, side), missing, closed, depth)
        if found is not None:
            return found & ~state.bits
    return None


@cache
def _cells(side: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For the front and the side view every cell, rows from the top, by the positions that it shows, and by a bit of
    its own; the cells of a row, of one view and then of the other, follow each other."""
    return tuple(
        tuple(
            (column, 1 << (2 * row + number) * side + across)
            for row, line in enumerate(columns(side, view))
            for across, column in enumerate(line)
        )
        for number, view in enumerate((FRONT, SIDE))
    )


@cache
def _filled_cells(side: int) -> dict[int, int]:
    """For every position the cells of both views that show it, by their bits in `_cells`."""
    return {bit: sum(cell for cells in _cells(side) for column, cell in cells if column & bit) for bit in places(side)}


@lru_cache(maxsize=4096)
def _least(missing: int, side: int) -> int:
    """How many voxels it takes at least to fill cells, which are given by their bits in `_cells`."""
    row, least = (1 << side) - 1, 0
    while missing:
        front, other = (missing & row).bit_count(), (missing >> side & row).bit_count()
        least += max(front, other)
        missing >>= 2 * side
    return least


def lacking(state: Reconstruction, view: str) -> list[tuple[int, int]]:
    """The cells of a target that the structure leaves empty, across and up, the lowest first."""
    own = projection(state.bits, state.side, view)
    target = state.front if view == FRONT else state.side_view
    return [
        (across + 1, state.side - row)
        for row in reversed(range(state.side))
        for across in range(state.side)
        if target[row][across] and not own[row][across]
    ]


def least_at(state: Reconstruction) -> dict[int, int]:
    """How many voxels are needed at each height where a view lacks cells: one fills one cell of each view at most."""
    front, side_view = lacking(state, FRONT), lacking(state, SIDE)
    heights = sorted({up for _, up in front + side_view})
    return {height: max(sum(up == height for _, up in cells) for cells in (front, side_view)) for height in heights}


def tight_sets(state: Reconstruction, most: int) -> list[tuple[Position, ...]]:
    """All sets of no more voxels than `least_at` asks for that fill all lacking cells, connected or not.

    Args:
        most: how many are listed.
    """
    found: list[tuple[Position, ...]] = [()]
    front, side_view = lacking(state, FRONT), lacking(state, SIDE)
    for height, count in least_at(state).items():
        row = state.side - height
        ys, xs = ({across for across, up in cells if up == height} for cells in (front, side_view))
        free = [
            (x, y, height)
            for x in range(1, state.side + 1)
            for y in range(1, state.side + 1)
            if state.front[row][y - 1] and state.side_view[row][x - 1] and (x, y, height) not in state.voxels
        ]
        fitting = [
            added
            for added in combinations(free, count)
            if ys <= {y for _, y, _ in added} and xs <= {x for x, _, _ in added}
        ]
        found = [(*before, *added) for before in found for added in fitting]
        if len(found) > most:
            break
    return found[: most + 1]


def loose_part(added: Sequence[Position], bits: int, side: int) -> tuple[Position, ...]:
    """Those of some additions that are not connected to a structure: one group that hangs together."""
    rest = bits_of(added, side)
    joined = reached(bits, rest, side)
    loose = rest & ~joined
    return positions_of(reached(loose & -loose, loose, side), side) if loose else ()


def in_order(additions: int, bits: int, side: int, rng: Rng | None = None) -> list[Position]:
    """Additions in an order in which each touches the structure or an earlier one: the first, or a random one."""
    order = []
    while additions:
        ready = list(each_bit(spread(bits, side) & additions))
        bit = rng.choice(ready) if rng else ready[0]
        order.append(places(side)[bit])
        bits |= bit
        additions ^= bit
    return order


def is_chain(added: Sequence[Position], bits: int, side: int) -> bool:
    """Whether the positions, one after the other, are free and touch what is there already."""
    for position in added:
        bit = bit_of(position, side)
        if bits & bit or not neighbors(side)[bit] & bits:
            return False
        bits |= bit
    return True
