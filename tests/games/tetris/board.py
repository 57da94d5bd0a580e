"""Tetris a second time: the whole board is one number with a bit a cell, pieces are sets of cells that move one step at
a time, and every turn and column is tried."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

Cells = frozenset[tuple[int, int]]

DRAWN = {
    "I": "####",
    "O": "## ##",
    "T": ".#. ###",
    "L": "..# ###",
    "J": "#.. ###",
    "S": ".## ##.",
    "Z": "##. .##",
}


def cornered(cells: Cells) -> Cells:
    """The cells moved up and left as far as they go."""
    top, left = min(r for r, _ in cells), min(c for _, c in cells)
    return frozenset((r - top, c - left) for r, c in cells)


def clockwise(cells: Cells) -> Cells:
    return cornered(frozenset((c, -r) for r, c in cells))


@lru_cache(maxsize=64)
def turns(kind: str) -> dict[int, Cells]:
    """The different turns of a piece by their numbers."""
    found: dict[int, Cells] = {}
    cells = cornered(
        frozenset((r, c) for r, row in enumerate(DRAWN[kind].split()) for c, sign in enumerate(row) if sign == "#")
    )
    for number in range(4):
        if cells not in found.values():
            found[number] = cells
        cells = clockwise(cells)
    return found


def kind_of(cells: Cells) -> tuple[str, int]:
    """The name of a piece, and its turn."""
    [named] = [(kind, number) for kind in DRAWN for number, turn in turns(kind).items() if turn == cornered(cells)]
    return named


def turned(cells: Cells) -> dict[int, Cells]:
    """The turns of the piece with these cells."""
    return turns(kind_of(cells)[0])


@dataclass(frozen=True)
class Masks:
    """A board as one number: bit row * side + column is a settled cell."""

    side: int
    settled: int
    falling: Cells

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Masks:
        return boards(tuple(plain["rows"]))

    def bits(self, cells: Cells) -> int:
        return sum(1 << r * self.side + c for r, c in cells)

    def row(self, number: int) -> int:
        return (1 << self.side) - 1 << number * self.side

    def is_settled(self, cell: tuple[int, int]) -> bool:
        return bool(self.settled >> cell[0] * self.side + cell[1] & 1)

    def fits(self, cells: Cells) -> bool:
        on_board = all(r < self.side and 0 <= c < self.side for r, c in cells)
        return on_board and not self.settled & self.bits(frozenset(cell for cell in cells if cell[0] >= 0))

    def sideways(self, cells: Cells, columns: int) -> Cells:
        """The piece pushed column by column, as long as it fits."""
        step = (columns > 0) - (columns < 0)
        for _ in range(abs(columns)):
            pushed = frozenset((r, c + step) for r, c in cells)
            if not self.fits(pushed):
                break
            cells = pushed
        return cells

    def fallen(self, cells: Cells) -> tuple[Cells, int]:
        """Where the piece rests, and how many rows it has moved down."""
        bits, rows = self.bits(cells), 0
        room = self.side - 1 - max(r for r, _ in cells)
        while rows < room and not bits << self.side & self.settled:
            bits <<= self.side
            rows += 1
        return frozenset((r + rows, c) for r, c in cells), rows

    def filled(self, cells: Cells) -> list[int]:
        """The rows that are full with a piece at rest."""
        both = self.settled | self.bits(cells)
        return [number for number in range(self.side) if both & self.row(number) == self.row(number)]

    @cached_property
    def kind(self) -> str:
        return kind_of(self.falling)[0]

    @lru_cache(maxsize=256)  # noqa: B019
    def drop(self, number: int, column: int) -> Cells:
        """Where a piece rests that is dropped from the rows at the top, which hold no settled cell."""
        cells = turns(self.kind)[number]
        return self.fallen(frozenset((r, c + column) for r, c in cells))[0]

    @cached_property
    def drops(self) -> dict[tuple[int, int], list[int]]:
        """Turn and column of every drop, and the rows that it fills."""
        return {
            (number, column): self.filled(self.drop(number, column))
            for number, cells in turns(self.kind).items()
            for column in range(self.side - max(c for _, c in cells))
        }

    def after(self, cells: Cells) -> list[list[int]]:
        """The board when full rows have been removed."""
        both = self.settled | self.bits(cells)
        rows = [(both & self.row(number)) >> number * self.side for number in range(self.side)]
        left = [row for row in rows if row.bit_count() < self.side]
        rows = [0] * (self.side - len(left)) + left
        return [[row >> column & 1 for column in range(self.side)] for row in rows]


@lru_cache(maxsize=4096)
def boards(rows: tuple[str, ...]) -> Masks:
    side = len(rows)
    signs = "".join(rows)
    settled = int(signs[::-1].replace("@", "0").replace(".", "0").replace("#", "1"), 2)
    return Masks(side, settled, frozenset(divmod(place, side) for place, sign in enumerate(signs) if sign == "@"))
