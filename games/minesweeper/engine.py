"""Minesweeper: fields that are partly revealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, around, cells_with
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

    def sign(self, cell: Cell) -> str:
        """What is shown in a cell."""
        return self.shown[cell[0]][cell[1]]

    def cells_with(self, signs: str) -> list[Cell]:
        """The cells that show one of the signs, row by row."""
        return list(cells_with(self.shown, signs))

    @cached_property
    def left(self) -> int:
        """How many mines carry no flag."""
        return len(self.mines) - len(self.cells_with(FLAG))

    @cached_property
    def numbers(self) -> dict[Cell, tuple[int, tuple[Cell, ...]]]:
        """For every revealed cell with hidden cells around: how many mines these hold, and which they are."""
        found = {}
        for cell in all_cells(self.side, self.side):
            sign = self.sign(cell)
            if sign in (HIDDEN, FLAG):
                continue
            near = around(cell, self.side, self.side)
            unknown = tuple(there for there in near if self.sign(there) == HIDDEN)
            if unknown:
                found[cell] = int(sign) - sum(self.sign(there) == FLAG for there in near), unknown
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
        known = [*self.numbers.values(), (0, (cell,))]
        if unknown:
            known.append((number - flags, unknown))
        elif number != flags:
            return False
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


def opened(start: Cell, numbers: dict[Cell, int], side: int) -> set[Cell]:
    """The cells that revealing a safe cell reveals: itself, and all around every one without mines around."""
    found = {start}
    waiting = [start]
    for cell in waiting:
        if numbers[cell] == 0:
            for there in around(cell, side, side):
                if there not in found:
                    found.add(there)
                    waiting.append(there)
    return found


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
    cells = all_cells(side, side)
    mines = sorted(rng.sample(cells, wanted.mines))
    held = set(mines)
    numbers = {cell: mines_around(cell, held, side) for cell in cells if cell not in held}
    empty = [cell for cell, number in numbers.items() if number == 0]
    known = opened(rng.choice(empty or list(numbers)), numbers, side)
    while len(known) < revealed:
        beside = [
            cell for cell in numbers if cell not in known and any(there in known for there in around(cell, side, side))
        ]
        if not beside:
            beside = [cell for cell in numbers if cell not in known]
        if not beside:
            raise Redraw
        known |= opened(rng.choice(beside), numbers, side)
    if flags is None:
        near = [mine for mine in mines if any(there in known for there in around(mine, side, side))]
        flagged = set(rng.sample(near, rng.below(len(near) // 2 + 1)))
    else:
        flagged = set(rng.sample(mines, flags))
    shown = tuple(
        "".join(
            str(numbers[row, column]) if (row, column) in known else FLAG if (row, column) in flagged else HIDDEN
            for column in range(side)
        )
        for row in range(side)
    )
    return Field(shown, tuple(mines))


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
