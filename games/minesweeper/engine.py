"""Minesweeper: fields that are partly revealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from gameqa.bitboard import bits_of, some_of
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, around
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

from .counting import Counts, count_placements

HIDDEN, FLAG = "#", "F"

Need = tuple[int, int]
"""Some cells as bits, and how many of them are mines."""


@dataclass(frozen=True)
class Group:
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

    @cached_property
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
        return tuple(
            Group(cells[number], int(sign), beside[number] & hidden, beside[number] & flags)
            for number, sign in enumerate(self.text)
            if sign not in "0#F" and beside[number] & hidden  # All around a cell that shows 0 is revealed.
        )

    @property
    def needs(self) -> list[Need]:
        """What the numbers tell of the hidden cells around them."""
        return [(group.cells, group.mines) for group in self.groups]

    @cached_property
    def counts(self) -> Counts:
        """In how many placements of the mines that fit what is shown each hidden cell is a mine."""
        known = [(group.mines, tuple(self.cells(group.cells))) for group in self.groups]
        return count_placements(self.cells_with(HIDDEN), self.left, known)


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


def _signs(text: str, sign: str) -> int:
    return int("".join("1" if there == sign else "0" for there in reversed(text)), 2)


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
def _edges(side: int) -> tuple[int, int, int]:
    """All cells but those of the first column, all but those of the last column, and all, as bits."""
    cells = all_cells(side, side)
    return (
        _bits([cell for cell in cells if cell[1] > 0], side),
        _bits([cell for cell in cells if cell[1] < side - 1], side),
        _bits(cells, side),
    )


def _spread(bits: int, side: int) -> int:
    """Cells and all around them."""
    not_first, not_last, full = _edges(side)
    wide = bits | (bits & not_last) << 1 | (bits & not_first) >> 1
    return (wide | wide << side | wide >> side) & full


def _opened(start: int, empty: int, side: int) -> int:
    """The cells that revealing a safe cell reveals: itself, and all around every one without mines around."""
    found = 0
    while start != found:
        found = start
        start |= _spread(found & empty, side)
    return found


def _choice(bits: int, rng: Rng) -> int:
    """One of a set of cells, each equally likely."""
    for _ in range(rng.below(bits.bit_count())):
        bits &= bits - 1
    return bits & -bits


class Ground:
    """The mines below a field, and what play can make of them; sets of cells are bits.

    Attributes:
        side: cells along an edge.
        mines: the cells with a mine.
        safe: those without.
        empty: those with no mine around either, which show no number.
    """

    def __init__(self, side: int, mines: Iterable[Cell]) -> None:
        self.side = side
        self.mines = _bits(mines, side)
        self.safe = _edges(side)[2] & ~self.mines
        self.empty = self.safe & ~_spread(self.mines, side)

    @classmethod
    def drawn(cls, level: str, rng: Rng, mines: int | None = None) -> Ground:
        """The ground of a random field of a level.

        Args:
            mines: how many mines there are; drawn where not given.
        """
        wanted = LEVELS[level]
        count = rng.between(*wanted.mines) if mines is None else mines
        return cls(wanted.side, rng.sample(all_cells(wanted.side, wanted.side), count))

    def near(self, cells: int) -> int:
        """Some cells and all around them."""
        return _spread(cells, self.side)

    def opened(self, start: int) -> int:
        """The cells that revealing some safe cells reveals."""
        return _opened(start, self.empty, self.side)

    def needs(self, hidden: int) -> list[Need]:
        """What the numbers tell of hidden cells where all others are revealed or have flags."""
        mines, safe = self.mines & hidden, self.safe & ~hidden
        return [
            (near & hidden, (near & mines).bit_count())
            for bit, near in zip(_cell_bits(self.side), _beside(self.side), strict=True)
            if near & hidden and bit & safe
        ]

    def field(self, known: int, flagged: int) -> Field:
        """The field with these cells revealed and flagged."""
        beside, cells = _beside(self.side), all_cells(self.side, self.side)
        signs = [
            str((beside[number] & self.mines).bit_count())
            if known >> number & 1
            else FLAG
            if flagged >> number & 1
            else HIDDEN
            for number in range(len(cells))
        ]
        shown = "".join(signs)
        rows = tuple(shown[start : start + self.side] for start in range(0, len(shown), self.side))
        return Field(rows, tuple(cell for number, cell in enumerate(cells) if self.mines >> number & 1))


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
    known = ground.opened(_choice(ground.empty or ground.safe, rng))
    while known.bit_count() < revealed:
        next_to = ground.near(known) & ground.safe & ~known or ground.safe & ~known
        if not next_to:
            raise Redraw
        known |= ground.opened(_choice(next_to, rng))
    if flags is None:
        near = ground.near(known) & ground.mines
        flagged = some_of(near, rng.below(near.bit_count() // 2 + 1), rng)
    else:
        flagged = some_of(ground.mines, flags, rng)
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
    return "/".join(smallest_image(field.shown))


def hidden_cells(field: Field) -> float:
    """The number of hidden cells without a flag."""
    return len(field.cells_with(HIDDEN))
