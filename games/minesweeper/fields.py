"""Fields of which little is still hidden, but enough that the numbers leave something open."""

from __future__ import annotations

from gameqa.rng import Rng

from .engine import Field, Ground, bits_of, some_of
from .placements import placements

TRIED = 3
"""How many cells are tried at a time, of which the one is hidden that leaves most ways to place the mines."""


def growing_patch(
    level: str, rng: Rng, ways_wanted: tuple[int, int], least: int, most: int
) -> list[tuple[Field, list[int]]]:
    """Fields with a hidden patch that grows cell by cell; all mines outside of it have flags.

    Args:
        ways_wanted: the least and the most ways to place the mines beside numbers.
        least, most: cells of the patch in the first field, and in the last one.

    Returns:
        The fields, each with its placements of mines beside numbers as bits.
    """
    least_ways, most_ways = ways_wanted
    ground = Ground(level, rng)
    room = ground.mines | ground.safe & ~ground.near(ground.empty)
    hidden = some_of(ground.mines, 1, rng)
    found = []
    for size in range(2, most + 1):
        beside = ground.near(hidden) & room & ~hidden
        if not beside:
            break
        if size < least - 1:
            hidden |= some_of(beside, 1, rng)
            continue
        best: tuple[int, list[int]] | None = None
        for cell in rng.shuffled(list(bits_of(beside)))[:TRIED]:
            patch = hidden | cell
            ways = placements(ground.groups(ground.safe & ~patch, ground.mines & ~patch), most_ways)
            if ways is not None and (best is None or len(ways) > len(best[1])):
                best = patch, ways
        if best is None:
            break
        hidden, ways = best
        if size >= least and len(ways) >= least_ways:
            found.append((ground.field(ground.safe & ~hidden, ground.mines & ~hidden), ways))
    return found
