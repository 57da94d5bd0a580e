"""Minesweeper: fields that are partly revealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, around
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

from .counting import Counts, count_placements

HIDDEN, FLAG = "#", "F"


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

    @cached_property
    def numbers(self) -> dict[Cell, tuple[int, tuple[Cell, ...]]]:
        """For every revealed cell with hidden cells around: how many mines these hold, and which they are."""
        found = {}
        cells, beside = all_cells(self.side, self.side), _around(self.side)
        for number, sign in enumerate(self.text):
            if sign in "0#F":  # All around a cell that shows 0 is revealed.
                continue
            unknown = tuple([cells[there] for there in beside[number] if self.text[there] == HIDDEN])
            if unknown:
                flags = [self.text[there] for there in beside[number]].count(FLAG)
                found[cells[number]] = int(sign) - flags, unknown
        return found

    @cached_property
    def counts(self) -> Counts:
        """In how many placements of the mines that fit what is shown each hidden cell is a mine."""
        return count_placements(self.cells_with(HIDDEN), self.left, list(self.numbers.values()))

    def fits(self, cell: Cell, number: int) -> bool:
        """Whether some placement that fits what is shown has so many mines around a hidden cell without one."""
        near = around(cell, self.side, self.side)
        flags = sum(self.sign(there) == FLAG for there in near)
        unknown = tuple(there for there in near if self.sign(there) == HIDDEN)
        if not 0 <= number - flags <= len(unknown):
            return False
        known = [*self.numbers.values(), (0, (cell,)), (number - flags, unknown)]
        return count_placements(self.cells_with(HIDDEN), self.left, known).total > 0


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: cells along an edge, mines, least and most revealed cells."""

    side: int
    mines: int
    revealed: tuple[int, int]


LEVELS = {
    "easy": Parameters(5, 4, (7, 16)),
    "medium": Parameters(7, 8, (12, 32)),
    "hard": Parameters(9, 12, (20, 54)),
}


def mines_around(cell: Cell, mines: Iterable[Cell], side: int) -> int:
    """How many of the cells around a cell are mines."""
    held = set(mines)
    return sum(there in held for there in around(cell, side, side))


@cache
def _around(side: int) -> tuple[tuple[int, ...], ...]:
    """The cells around every cell, all by their numbers in `all_cells`."""
    return tuple(
        tuple(row * side + column for row, column in around(cell, side, side)) for cell in all_cells(side, side)
    )


def _bits(cells: Iterable[Cell], side: int) -> int:
    """A set of cells as bits, by their numbers in `all_cells`."""
    return sum(1 << row * side + column for row, column in cells)


@cache
def _beside(side: int) -> tuple[int, ...]:
    """The cells around every cell, as bits."""
    return tuple(_bits(around(cell, side, side), side) for cell in all_cells(side, side))


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


def played(level: str, rng: Rng, revealed: int, flags: int | None = None) -> Field:
    """A field of a level after some play.

    Args:
        revealed: how many cells are revealed at least; as few more as opening areas allows.
        flags: how many mines are flagged; a random number of those beside revealed cells where not given.

    Raises:
        Redraw: there are not so many safe cells.
    """
    wanted = LEVELS[level]
    side = wanted.side
    cells, beside = all_cells(side, side), _beside(side)
    mines = sorted(rng.sample(cells, wanted.mines))
    held = _bits(mines, side)
    safe = _edges(side)[2] & ~held
    empty = safe & ~_spread(held, side)
    known = _opened(_choice(empty or safe, rng), empty, side)
    while known.bit_count() < revealed:
        next_to = _spread(known, side) & safe & ~known or safe & ~known
        if not next_to:
            raise Redraw
        known |= _opened(_choice(next_to, rng), empty, side)
    if flags is None:
        reached = _spread(known, side)
        near = [mine for mine in mines if reached >> mine[0] * side + mine[1] & 1]
        flagged = _bits(rng.sample(near, rng.below(len(near) // 2 + 1)), side)
    else:
        flagged = _bits(rng.sample(mines, flags), side)
    signs = [HIDDEN] * len(cells)
    for number in range(len(cells)):
        if known >> number & 1:
            signs[number] = str((beside[number] & held).bit_count())
        elif flagged >> number & 1:
            signs[number] = FLAG
    shown = "".join(signs)
    return Field(tuple(shown[start : start + side] for start in range(0, len(shown), side)), tuple(mines))


def accepted(field: Field, accept: Accept) -> Field:
    """The field, if it is of the wanted split."""
    keep(split_key(field), accept)
    return field


def new_field(level: str, rng: Rng, accept: Accept) -> Field:
    """A field of a level after a random amount of play."""
    return accepted(played(level, rng, rng.between(*LEVELS[level].revealed)), accept)


def split_key(field: Field) -> str:
    """What is shown up to turns and reflections; it decides every answer."""
    return "/".join(smallest_image(field.shown))


def hidden_cells(field: Field) -> float:
    """The number of hidden cells without a flag."""
    return len(field.cells_with(HIDDEN))
