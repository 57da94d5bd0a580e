"""Deductions in words. Every technique is named, and explained where it is first used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gameqa.answers import write_cell
from gameqa.wording import introduced, joined, name_of, verb

from .chains import Reason, Told
from .deduction import ALL_IN_ONE, LEAVES_NONE, ONLY_CELL, REGION, SEVERAL, Unit
from .engine import Battle

NAMES = {
    ONLY_CELL: ("Only cell", "a row, column or region with one open cell has its star there"),
    ALL_IN_ONE: (
        "Confined",
        "if all open cells of a row, column or region lie in another one, the star of both is among them",
    ),
    LEAVES_NONE: ("Blocked", "a star must not close all open cells of a row, column or region"),
    SEVERAL: ("Shared", "some regions whose open cells lie in as many rows or columns take all stars of these"),
}
"""Name and explanation of every technique."""

INTRODUCTION = (
    "A star closes the other cells of its row, column and region and all cells that touch it. Cells that are neither "
    "closed nor hold a star are open."
)

KINDS = ("row", "column", "region")


def cells_text(battle: Battle, bits: int) -> str:
    """The cells of a set as running text, row by row."""
    return joined([write_cell(cell) for cell in battle.cells(bits)])


def unit_name(unit: Unit) -> str:
    """A row, column or region: rows and columns are counted from 0, regions from 1."""
    kind, number = unit
    return f"{KINDS[kind]} {number + (kind == REGION)}"


def units_text(units: Sequence[Unit]) -> str:
    """Several rows, columns or regions of one kind."""
    kind = units[0][0]
    return f"{KINDS[kind]}s {joined([str(number + (kind == REGION)) for _, number in sorted(units)])}"


class Teller:
    """Tells the steps of one chain.

    Args:
        battle: the board.
        chain: all steps that are told, in order.
    """

    def __init__(self, battle: Battle, chain: Sequence[Told]) -> None:
        self._battle, self._chain = battle, chain
        self._named: set[str] = set()
        self._used = 0
        for told in chain:
            for reason in told.reasons:
                if not reason.star:
                    self._used |= reason.cell

    def lines(self) -> list[str]:
        """What closed means, and all steps, one line each."""
        return [INTRODUCTION, *(self._line(told) for told in self._chain)]

    def _line(self, told: Told) -> str:
        kind = told.step.kind
        name = introduced(*NAMES[kind], self._named)
        tell = {
            ONLY_CELL: self._only_cell,
            ALL_IN_ONE: self._confined,
            LEAVES_NONE: self._blocked,
            SEVERAL: self._shared,
        }[kind]
        return f"{name}: {tell(told)}"

    def _cells(self, bits: int) -> str:
        return cells_text(self._battle, bits)

    def _open(self, told: Told) -> tuple[str, int]:
        """Which cells of the step's units are open, in words, with the reasons for the others; and as bits."""
        units = told.step.units
        where = unit_name(units[0]) if len(units) == 1 else units_text(units)
        left = 0
        for unit in units:
            left |= self._battle.unit(unit) & told.step.open
        closed = self._closed(told.reasons)
        if not closed:
            return f"{where} {verb(len(units), 'has', 'have')} only the cells {self._cells(left)}", left
        return f"in {where}, {closed}only {self._cells(left)} {verb(left.bit_count(), 'is', 'are')} open", left

    def _only_cell(self, told: Told) -> str:
        return f"{self._open(told)[0]}, so a star stands there."

    def _confined(self, told: Told) -> str:
        text, left = self._open(told)
        other = unit_name(told.step.others[0])
        both = "both" if left.bit_count() == 2 else "all"
        if not told.reasons and told.step.units[0][0] != REGION:
            text, both = f"the cells of {unit_name(told.step.units[0])} are", "all"
            return f"{text} {both} in {other}. So the star of {other} is one of them, and {self._are_ruled_out(told)}."
        return f"{text}, {both} in {other}. So the star of {other} is one of them, and {self._are_ruled_out(told)}."

    def _blocked(self, told: Told) -> str:
        text, left = self._open(told)
        found = self._battle.cells(told.step.found & self._used)
        both = "both" if left.bit_count() == 2 else "all of them"
        stars = joined([write_cell(cell) for cell in found], "or")
        return f"{text}. A star at {stars} would close {both}, so {self._are_ruled_out(told)}."

    def _shared(self, told: Told) -> str:
        text, _ = self._open(told)
        units, others = told.step.units, told.step.others
        count = name_of(len(units))
        return (
            f"{text}, all in {units_text(others)}. The {count} stars of {units_text(units)} are the {count} stars of "
            f"{units_text(others)}, so {self._are_ruled_out(told)}."
        )

    def _are_ruled_out(self, told: Told) -> str:
        found = told.step.found & self._used
        return f"{self._cells(found)} {verb(found.bit_count(), 'is', 'are')} ruled out"

    def _closed(self, reasons: Iterable[Reason]) -> str:
        """Why cells are closed, those that are for the same reason together; empty where there are none."""
        groups: dict[int, int] = {}
        for reason in reasons:
            groups[reason.star] = groups.get(reason.star, 0) | reason.cell
        parts = []
        for star in sorted(groups, key=lambda star: star or 1 << 200):
            cells, count = groups[star], groups[star].bit_count()
            if star:
                parts.append(f"the star at {self._cells(star)} closes {self._cells(cells)}")
            else:
                parts.append(f"{self._cells(cells)} {verb(count, 'is', 'are')} ruled out already")
        return f"{'; '.join(parts)}; " if parts else ""
