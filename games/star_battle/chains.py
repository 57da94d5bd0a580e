"""Which steps of a deduction a star rests on, and why the cells that these steps look at are closed.

A set of steps is a whole number with one bit a step, by its number in `Deduction.steps`.
"""

from __future__ import annotations

from typing import NamedTuple

from gameqa.bitboard import bits_of

from .board import seen_on
from .deduction import ONLY_CELL, Deduction, Step
from .engine import Battle


class Reason(NamedTuple):
    """Why a cell is closed.

    Attributes:
        chain: the steps that it rests on.
        cell: the cell.
        star: the star that closes it; 0 for a cell that an earlier step ruled out.
    """

    chain: int
    cell: int
    star: int


class Told(NamedTuple):
    """A step with what it rests on.

    Attributes:
        number: its number among the steps.
        step: the step.
        reasons: why the cells of its units that it does not leave open are closed.
        chain: the steps that it rests on, itself included.
    """

    number: int
    step: Step
    reasons: tuple[Reason, ...]
    chain: int


class Chains:
    """The steps of a deduction, each with what it rests on; of several reasons the one with the fewest steps counts."""

    def __init__(self, battle: Battle, deduction: Deduction) -> None:
        self._battle, self._seen = battle, seen_on(battle.side)
        self._region_of = {bit: region for region in battle.region_bits for bit in bits_of(region)}
        self._stars = dict.fromkeys(bits_of(battle.stars), 0)
        self._ruled_out: dict[int, int] = {}
        self._told: list[Told] = []
        for number, step in enumerate(deduction.steps):
            self._take_in(number, step)

    def of_stars(self, stars: int) -> list[Told]:
        """The steps that find some stars, and all that these rest on, in order."""
        chain = 0
        for star in bits_of(stars):
            chain |= self._stars[star]
        return [told for told in self._told if chain >> told.number & 1]

    def length(self, star: int) -> int:
        """How many steps a star rests on; 0 for one that is seen."""
        return self._stars[star].bit_count()

    def _take_in(self, number: int, step: Step) -> None:
        chain = 1 << number
        cells = 0
        for unit in step.units:
            cells |= self._battle.unit(unit)
        left = cells & step.open
        reasons = tuple(self._reason(cell) for cell in bits_of(cells & ~left))
        for reason in reasons:
            chain |= reason.chain
        self._told.append(Told(number, step, reasons, chain))
        if step.kind == ONLY_CELL:
            self._stars[step.found] = chain
        else:
            for cell in bits_of(step.found):
                self._ruled_out[cell] = chain

    def _reason(self, cell: int) -> Reason:
        near = self._seen[cell] | self._region_of[cell]
        found = [Reason(chain, cell, star) for star, chain in self._stars.items() if star & near]
        if cell in self._ruled_out:
            found.append(Reason(self._ruled_out[cell], cell, 0))
        return min(found, key=lambda reason: (reason.chain.bit_count(), -reason.star))
