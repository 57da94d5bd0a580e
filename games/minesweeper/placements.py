"""Listing the ways to place mines beside numbers, where they are few."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from .engine import Group, bits_of


def placements(groups: Sequence[Group], most: int) -> list[int] | None:
    """All sets of mines among the cells beside numbers that agree with these, in a fixed order.

    Args:
        most: how many may be listed.

    Returns:
        The sets as bits; None where there are more.
    """
    found: list[int] = []
    # Numbers that share cells follow each other, so that contradictions are met early.
    order = sorted(((group.cells, group.mines) for group in groups), key=lambda found: found[0] & -found[0])
    last = len(order)

    def place(depth: int, known: int, mines: int) -> bool:
        while depth < last:
            cells, need = order[depth]
            free = cells & ~known
            need -= (cells & mines).bit_count()
            size = free.bit_count()
            if not 0 <= need <= size:
                return True
            depth += 1
            known |= free
            if need == size:
                mines |= free
            elif need:
                return all(
                    place(depth, known, mines | sum(chosen)) for chosen in combinations(list(bits_of(free)), need)
                )
        found.append(mines)
        return len(found) <= most

    return found if place(0, 0, 0) else None
