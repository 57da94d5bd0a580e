"""Listing the ways to place mines beside numbers, where they are few."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from gameqa.bitboard import bits_of

from .engine import Need


def placements(needs: Iterable[Need], most: int) -> list[int] | None:
    """All sets of mines among the cells beside numbers that agree with these, in a fixed order.

    Args:
        needs: sets of cells as bits, each with how many of them are mines; those of a field, which agree with at least
            one placement.
        most: how many may be listed.

    Returns:
        The sets as bits; None where there are more.
    """
    left, known, mines = _settled(needs)
    if not left:
        return [mines]
    found: list[int] = []
    # Numbers that share cells follow each other, so that contradictions are met early.
    order = sorted(dict.fromkeys(left), key=lambda item: item[0] & -item[0])
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

    return found if place(0, known, mines) else None


def _settled(needs: Iterable[Need]) -> tuple[list[Need], int, int]:
    """What single numbers decide, as long as they decide anything.

    Returns:
        What the other numbers tell of the cells that are still open; the cells that are decided, and those of them
        that are mines.
    """
    known = mines = 0
    left = []
    for item in needs:
        cells, need = item
        if not need:
            known |= cells
        elif need == cells.bit_count():
            known |= cells
            mines |= cells
        else:
            left.append(item)
    is_new = True
    while is_new:
        is_new = False
        waiting, left = left, []
        for item in waiting:
            cells, need = item
            if not cells & known:
                left.append(item)
                continue
            is_new = True
            free = cells & ~known
            need -= (cells & mines).bit_count()
            if not need:
                known |= free
            elif need == free.bit_count():
                known |= free
                mines |= free
            else:
                left.append((free, need))
    return left, known, mines
