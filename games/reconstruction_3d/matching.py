"""The exact search for additions that make both projections match, and what bounds their number from below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import combinations
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
    projection, which bounds the depth from below; where a projection misses as many cells as
    voxels may be added, each must fill one of them.

    Args:
        most: how many voxels are added at most; as many as are left where not given.

    Returns:
        the set, or None where so many voxels are not enough.
    """
    side = state.side
    targets = [(columns(side, view), grid) for view, grid in ((FRONT, state.front), (SIDE, state.side_view))]
    closed = 0
    lacking: list[list[int]] = [[], []]
    for number, (cells, grid) in enumerate(targets):
        for row, wanted_row in zip(cells, grid, strict=True):
            for column, wanted in zip(row, wanted_row, strict=True):
                if not wanted:
                    closed |= column
                elif not state.bits & column:
                    lacking[number].append(column)
    if state.bits & closed:
        return None

    def search(bits: int, banned: int, depth: int) -> int | None:
        needed, is_done = -1, True
        for cells in lacking:
            left = [column for column in cells if not bits & column]
            if left:
                if len(left) > depth:
                    return None
                if len(left) == depth:
                    needed &= reduce(or_, left)
                is_done = False
        if is_done:
            return bits
        around = spread(bits, side) & ~banned
        banned |= around & ~needed
        for bit in each_bit(around & needed):
            found = search(bits | bit, banned, depth - 1)
            if found is not None:
                return found
            banned |= bit
        return None

    for depth in range((state.left if most is None else most) + 1):
        found = search(state.bits, closed, depth)
        if found is not None:
            return found & ~state.bits
    return None


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
