"""The seven pieces in all their turns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gameqa.grid import Cell

SHAPES = {
    "I": ("@@@@",),
    "O": ("@@", "@@"),
    "T": (".@.", "@@@"),
    "L": ("..@", "@@@"),
    "J": ("@..", "@@@"),
    "S": (".@@", "@@."),
    "Z": ("@@.", ".@@"),
}
"""Every piece in its turn 0."""

KINDS = tuple(SHAPES)


@dataclass(frozen=True, eq=False)
class Turn:
    """A piece in one of its turns, in the smallest box that holds it.

    Attributes:
        kind: the name of the piece.
        number: how many quarter turns clockwise it is from turn 0.
        shape: its rows, "@" for a cell of the piece.
        rows: its rows as bits; bit 0 is the leftmost column.
        cells: its cells, row by row.
        over, under: for every column, the highest and the lowest of its rows.
    """

    kind: str
    number: int
    shape: tuple[str, ...]
    rows: tuple[int, ...]
    cells: tuple[Cell, ...]
    over: tuple[int, ...]
    under: tuple[int, ...]

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.under)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many cells every row has; these lie side by side."""
        return tuple(row.bit_count() for row in self.rows)

    def at(self, row: int, column: int) -> list[Cell]:
        """The cells where the box has its left upper corner there."""
        return [(row + r, column + c) for r, c in self.cells]


@cache
def turns_of(kind: str) -> tuple[Turn, ...]:
    """The different turns of a piece: one, two or four."""
    found: list[Turn] = []
    shape = SHAPES[kind]
    for number in range(4):
        if all(shape != other.shape for other in found):
            rows = tuple(sum(1 << column for column, sign in enumerate(row) if sign == "@") for row in shape)
            cells = tuple((r, c) for r, row in enumerate(shape) for c, sign in enumerate(row) if sign == "@")
            columns = [[r for r, c in cells if c == column] for column in range(len(shape[0]))]
            found.append(Turn(kind, number, shape, rows, cells, tuple(map(min, columns)), tuple(map(max, columns))))
        shape = tuple("".join(column)[::-1] for column in zip(*shape, strict=True))
    return tuple(found)


ALL_TURNS = {kind: turns_of(kind) for kind in KINDS}
"""The turns of every piece."""

BY_SHAPE = {turn.shape: turn for turns in ALL_TURNS.values() for turn in turns}
"""Every turn of every piece by its rows."""
