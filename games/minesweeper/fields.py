"""Fields of which little is still hidden, but enough that the numbers leave something open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gameqa.bitboard import bits_of, some_of
from gameqa.rng import Rng

from .engine import Field, Ground, Need
from .placements import placements

TRIED = 3
"""How many cells are tried at a time, of which the one is hidden that leaves most ways to place the mines."""


@dataclass(frozen=True)
class Patch:
    """A hidden part of a field; all other mines have flags.

    Attributes:
        ground: the mines below the field.
        hidden_bits: the hidden cells, as bits.
        needs: what the numbers tell of them.
        beside: the placements of mines beside numbers, as bits.
    """

    ground: Ground
    hidden_bits: int
    needs: list[Need]
    beside: list[int]

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
    hidden = some_of(ground.mines, 1, rng)
    for size in range(2, most + 1):
        beside = ground.near(hidden) & room & ~hidden
        if not beside:
            return
        if size < least - 1:
            hidden |= some_of(beside, 1, rng)
            continue
        tried = []
        for cell in some_cells(beside, TRIED, rng):
            needs = ground.needs(hidden | cell)
            ways = placements(needs, most_ways)
            if ways is not None:
                tried.append(Patch(ground, hidden | cell, needs, ways))
        if not tried:
            return
        tried.sort(key=lambda patch: len(patch.beside))
        hidden = tried[-1].hidden_bits
        if size >= least:
            yield from (patch for patch in tried if len(patch.beside) >= least_ways)


def some_cells(bits: int, most: int, rng: Rng) -> list[int]:
    """Up to so many cells of a set in random order, each as a bit."""
    cells = list(bits_of(bits))
    return rng.sample(cells, min(most, len(cells)))
