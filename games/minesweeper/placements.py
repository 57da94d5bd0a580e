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
    return completed(*_settled(needs), most)


def completed(left: list[Need], known: int, mines: int, most: int) -> list[int] | None:
    """All sets of mines that agree with what is left of the numbers, where single numbers decide no more.

    Args:
        left: what the numbers tell of the cells that are not known.
        known, mines: the cells that are known, and those of them that are mines, as bits.
        most: how many may be listed.

    Returns:
        The sets as bits, the known mines included; None where there are more.
    """
    if not left:
        return [mines]
    found: list[int] = []
    # Numbers that share cells follow each other, so that contradictions are met early.
    order = sorted(dict.fromkeys(left), key=lambda item: item[0] & -item[0])
    waiting = [(0, known, mines)]
    while waiting:
        depth, known, mines = waiting.pop()
        while depth < len(order):
            cells, need = order[depth]
            free = cells & ~known
            need -= (cells & mines).bit_count()
            size = free.bit_count()
            if not 0 <= need <= size:
                break
            depth += 1
            known |= free
            if need == size:
                mines |= free
            elif need:
                waiting += [(depth, known, mines | sum(chosen)) for chosen in combinations(bits_of(free), need)]
                break
        else:
            found.append(mines)
            if len(found) > most:
                return None
    return found


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
    before = 0
    while known != before:
        before = known
        waiting, left = left, []
        for item in waiting:
            cells, need = item
            if not cells & known:
                left.append(item)
                continue
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
