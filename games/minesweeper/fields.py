"""Fields of which little is still hidden, but enough that the numbers leave something open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gameqa.bitboard import bits_of, some_bit
from gameqa.rng import Rng

from .engine import Field, Ground, Need
from .placements import completed

TRIED = 3
"""How many cells are tried at a time, of which the one is hidden that leaves most ways to place the mines."""


@dataclass(frozen=True)
class Patch:
    """A hidden part of a field; all other mines have flags.

    Attributes:
        ground: the mines below the field.
        hidden_bits: the hidden cells, as bits.
        numbers: the numbers beside them, as bits.
        others: the hidden cells that touch no number, as bits.
        beside: the placements of mines beside numbers, as bits.
    """

    ground: Ground
    hidden_bits: int
    numbers: int
    others: int
    beside: list[int]

    @cached_property
    def needs(self) -> list[Need]:
        """What the numbers tell of the hidden cells."""
        return self.ground.needs(self.hidden_bits)

    @property
    def left(self) -> int:
        """How many mines are hidden."""
        return (self.ground.mines & self.hidden_bits).bit_count()

    def field(self) -> Field:
        """The field."""
        ground, hidden = self.ground, self.hidden_bits
        return ground.field(ground.safe & ~hidden, ground.mines & ~hidden)


def growing_patch(level: str, rng: Rng, ways_wanted: tuple[int, int], least: int, most: int) -> Iterator[Patch]:
    """A hidden patch that grows cell by cell.

    Args:
        ways_wanted: the least and the most ways to place the mines beside numbers.
        least, most: cells of the first patches, and of the last ones.

    Yields:
        Several patches of every size; the last one of a size has the most ways of these, and the next ones grow from
        it.
    """
    least_ways, most_ways = ways_wanted
    ground = Ground.drawn(level, rng)
    room = ground.mines | ground.safe & ~ground.near(ground.empty)
    hidden = some_bit(ground.mines, rng)
    for size in range(2, most + 1):
        beside = ground.near(hidden) & room & ~hidden
        if not beside:
            return
        if size < least - 1:
            hidden |= some_bit(beside, rng)
            continue
        tried = []
        for cell in some_cells(beside, TRIED, rng):
            patch = patch_of(ground, hidden | cell, most_ways)
            if patch:
                tried.append(patch)
        if not tried:
            return
        tried.sort(key=lambda patch: len(patch.beside))
        hidden = tried[-1].hidden_bits
        if size >= least:
            yield from (patch for patch in tried if len(patch.beside) >= least_ways)


def patch_of(ground: Ground, hidden: int, most: int) -> Patch | None:
    """The patch of some hidden cells; None where there are more than `most` ways to place the mines beside numbers.

    A number that decides the cells around it has all mines or all safe cells of those that are still open, so the
    mines themselves tell quickly what single numbers decide, for all numbers at a time.
    """
    numbers = ground.near(hidden) & ground.safe & ~hidden
    beside = still_open = hidden & ground.near(numbers)
    mixed = before = 0
    while still_open != before:
        before = still_open
        mixed = ground.near(still_open & ground.mines) & ground.near(still_open & ground.safe)
        still_open &= ~ground.near(numbers & ~mixed)
    mines = still_open & ground.mines
    left = [(near & still_open, (near & mines).bit_count()) for near in map(ground.around, bits_of(numbers & mixed))]
    known = beside & ~still_open
    ways = completed(left, known, known & ground.mines, most)
    return None if ways is None else Patch(ground, hidden, numbers, hidden & ~beside, ways)


def some_cells(bits: int, most: int, rng: Rng) -> list[int]:
    """Up to so many cells of a set in random order, each as a bit."""
    cells = list(bits_of(bits))
    return rng.sample(cells, min(most, len(cells)))
