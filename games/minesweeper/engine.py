"""Minesweeper: fields that are partly revealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from gameqa.bitboard import bits_of, some_bit, some_of
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, around
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

from .counting import Counts, count_placements

HIDDEN, FLAG = "#", "F"

Need = tuple[int, int]
"""Some cells as bits, and how many of them are mines."""


class Group(NamedTuple):
    """The hidden cells that touch a revealed number; sets of cells are bits, by their numbers in `all_cells`.

    Attributes:
        number: the cell that shows the number.
        shown: the number.
        cells: the hidden cells around it.
        flags: the flags around it.
    """

    number: Cell
    shown: int
    cells: int
    flags: int

    @property
    def mines(self) -> int:
        """How many of the hidden cells are mines."""
        return self.shown - self.flags.bit_count()


@dataclass(frozen=True)
class Field:
    """A field during play.

    Attributes:
        shown: what the player sees: "#" hidden, "F" flagged, "0" to "8" revealed with the number of mines
            around. No revealed cell is a mine, and every flag is on a mine.
        mines: all cells with a mine, in ascending order.
    """

    shown: tuple[str, ...]
    mines: tuple[Cell, ...]

    @property
    def side(self) -> int:
        """Cells along an edge."""
        return len(self.shown)

    @cached_property
    def text(self) -> str:
        """All signs, row by row."""
        return "".join(self.shown)

    def sign(self, cell: Cell) -> str:
        """What is shown in a cell."""
        return self.shown[cell[0]][cell[1]]

    def cells_with(self, signs: str) -> list[Cell]:
        """The cells that show one of the signs, row by row."""
        return [cell for cell, sign in zip(all_cells(self.side, self.side), self.text, strict=True) if sign in signs]

    @cached_property
    def left(self) -> int:
        """How many mines carry no flag."""
        return len(self.mines) - self.text.count(FLAG)

    def bit(self, cell: Cell) -> int:
        """A cell as a bit."""
        return 1 << cell[0] * self.side + cell[1]

    def cells(self, bits: int) -> list[Cell]:
        """The cells of a set, row by row."""
        return [divmod(bit.bit_length() - 1, self.side) for bit in bits_of(bits)]

    def around(self, cell: Cell) -> int:
        """The cells around a cell, as bits."""
        return _beside(self.side)[cell[0] * self.side + cell[1]]

    @cached_property
    def hidden_bits(self) -> int:
        """The hidden cells without a flag, as bits."""
        return _signs(self.text, HIDDEN)

    @cached_property
    def flag_bits(self) -> int:
        """The cells with a flag, as bits."""
        return _signs(self.text, FLAG)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The hidden cells around every number that has some, row by row."""
        cells, beside = all_cells(self.side, self.side), _beside(self.side)
        hidden, flags = self.hidden_bits, self.flag_bits
        return tuple([
            Group(cells[number], int(sign), beside[number] & hidden, beside[number] & flags)
            for number, sign in enumerate(self.text)
            if sign not in "0#F" and beside[number] & hidden  # All around a cell that shows 0 is revealed.
        ])  # fmt: skip

    @property
    def needs(self) -> list[Need]:
        """What the numbers tell of the hidden cells around them."""
        return [(group.cells, group.mines) for group in self.groups]

    @cached_property
    def counts(self) -> Counts:
        """In how many placements of the mines that fit what is shown each hidden cell is a mine."""
        known = [(group.mines, tuple(self.cells(group.cells))) for group in self.groups]
        return count_placements(self.cells_with(HIDDEN), self.left, known)

    @cached_property
    def smallest(self) -> str:
        """What is shown up to turns and reflections."""
        return "/".join(smallest_image(self.shown))


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: cells along an edge, least and most mines, least and most revealed cells."""

    side: int
    mines: tuple[int, int]
    revealed: tuple[int, int]


LEVELS = {
    "easy": Parameters(5, (4, 7), (7, 16)),
    "medium": Parameters(7, (8, 12), (12, 32)),
    "hard": Parameters(9, (14, 20), (20, 50)),
}


_ONES = {sign: {ord(other): "1" if other == sign else "0" for other in "#F012345678"} for sign in (HIDDEN, FLAG)}


def _signs(text: str, sign: str) -> int:
    """The cells that show a sign, as bits."""
    return int(text[::-1].translate(_ONES[sign]), 2)


def _bits(cells: Iterable[Cell], side: int) -> int:
    """A set of cells as bits, by their numbers in `all_cells`."""
    return sum(1 << row * side + column for row, column in cells)


@cache
def _beside(side: int) -> tuple[int, ...]:
    """The cells around every cell, as bits."""
    return tuple(_bits(around(cell, side, side), side) for cell in all_cells(side, side))


@cache
def _cell_bits(side: int) -> tuple[int, ...]:
    """Every cell as a bit."""
    return tuple(1 << number for number in range(side * side))


@cache
def _touching(side: int) -> dict[int, int]:
    """For every cell, as a bit, the cells around it."""
    return dict(zip(_cell_bits(side), _beside(side), strict=True))


@cache
def _edges(side: int) -> tuple[int, int, int]:
    """All cells but those of the first column, all but those of the last column, and all, as bits."""
    cells = all_cells(side, side)
    return (
        _bits([cell for cell in cells if cell[1] > 0], side),
        _bits([cell for cell in cells if cell[1] < side - 1], side),
        _bits(cells, side),
    )


class Ground:
    """The mines below a field, and what play can make of them; sets of cells are bits.

    Attributes:
        side: cells along an edge.
        mines: the cells with a mine.
        safe: those without.
        empty: those with no mine around either, which show no number.
    """

    def __init__(self, side: int, mines: int) -> None:
        self.side = side
        self.mines = mines
        self._not_first, self._not_last, self._full = _edges(side)
        self.safe = self._full & ~mines
        self.empty = self.safe & ~self.near(mines)

    @classmethod
    def drawn(cls, level: str, rng: Rng, mines: int | None = None) -> Ground:
        """The ground of a random field of a level.

        Args:
            mines: how many mines there are; drawn where not given.
        """
        wanted = LEVELS[level]
        count = rng.between(*wanted.mines) if mines is None else mines
        return cls(wanted.side, sum(rng.sample(_cell_bits(wanted.side), count)))

    def near(self, cells: int) -> int:
        """Some cells and all around them."""
        wide = cells | (cells & self._not_last) << 1 | (cells & self._not_first) >> 1
        return (wide | wide << self.side | wide >> self.side) & self._full

    def opened(self, start: int) -> int:
        """The cells that revealing some safe cells reveals: these, and all around every one without mines around."""
        found = 0
        while start != found:
            found = start
            start |= self.near(found & self.empty)
        return found

    def known(self, least: int, rng: Rng, wanted: int | None = None) -> int:
        """The revealed cells after some play.

        Args:
            least: how many cells are revealed at least; as few more as opening areas allows.
            wanted: cells of which one has to stay hidden, if any.

        Raises:
            Redraw: there are not so many safe cells, or none of the wanted ones stays hidden.
        """
        known = self.opened(some_bit(self.empty or self.safe, rng))
        while known.bit_count() < least and (wanted is None or wanted & ~known):
            next_to = self.near(known) & self.safe & ~known or self.safe & ~known
            if not next_to:
                raise Redraw
            known |= self.opened(some_bit(next_to, rng))
        if wanted is not None and not wanted & ~known:
            raise Redraw
        return known

    def flagged(self, known: int, rng: Rng) -> int:
        """Some of the mines beside revealed cells: a random number of them, at most half."""
        near = self.near(known) & self.mines
        return some_of(near, rng.below(near.bit_count() // 2 + 1), rng)

    def around(self, cell: int) -> int:
        """The cells around a cell."""
        return _touching(self.side)[cell]

    def showing(self, number: int) -> int:
        """The safe cells with so many mines around them."""
        return sum([
            bit
            for bit, near in _touching(self.side).items()
            if bit & self.safe and (near & self.mines).bit_count() == number
        ])  # fmt: skip

    def needs(self, hidden: int) -> list[Need]:
        """What the numbers tell of hidden cells where all others are revealed or have flags."""
        mines = self.mines & hidden
        numbers = self.near(hidden) & self.safe & ~hidden
        return [(near & hidden, (near & mines).bit_count()) for near in map(self.around, bits_of(numbers))]

    def groups(self, hidden: int) -> list[Group]:
        """The hidden cells around every number that has some, where all others are revealed or have flags."""
        touching, found = _touching(self.side), []
        for number in bits_of(self.near(hidden) & self.safe & ~hidden):
            near = touching[number]
            mines = near & self.mines
            cell = divmod(number.bit_length() - 1, self.side)
            found.append(Group(cell, mines.bit_count(), near & hidden, mines & ~hidden))
        return found

    def field(self, known: int, flagged: int) -> Field:
        """The field with these cells revealed and flagged."""
        mines, side = self.mines, self.side
        signs = [
            str((near & mines).bit_count()) if known & bit else FLAG if flagged & bit else HIDDEN
            for bit, near in _touching(side).items()
        ]
        shown = "".join(signs)
        rows = tuple([shown[start : start + side] for start in range(0, len(shown), side)])
        return Field(rows, tuple([divmod(bit.bit_length() - 1, side) for bit in bits_of(mines)]))


def played(level: str, rng: Rng, revealed: int, mines: int | None = None, flags: int | None = None) -> Field:
    """A field of a level after some play.

    Args:
        revealed: how many cells are revealed at least; as few more as opening areas allows.
        mines: how many mines there are; drawn where not given.
        flags: how many mines are flagged; a random number of those beside revealed cells where not given.

    Raises:
        Redraw: there are not so many safe cells.
    """
    ground = Ground.drawn(level, rng, mines)
    known = ground.known(revealed, rng)
    flagged = ground.flagged(known, rng) if flags is None else some_of(ground.mines, flags, rng)
    return ground.field(known, flagged)


def accepted(field: Field, accept: Accept) -> Field:
    """The field, if it is of the wanted split."""
    keep(split_key(field), accept)
    return field


def new_field(level: str, rng: Rng, accept: Accept) -> Field:
    """A field of a level after a random amount of play."""
    return accepted(played(level, rng, rng.between(*LEVELS[level].revealed)), accept)


def split_key(field: Field) -> str:
    """What is shown up to turns and reflections; with the total that is told it decides every answer."""
    return field.smallest


def hidden_cells(field: Field) -> float:
    """The number of hidden cells without a flag."""
    return len(field.cells_with(HIDDEN))
