"""Tetris boards: states, falling, and rows that a drop fills.

Rows are kept as bits, bit 0 the leftmost column: so a piece's row that is shifted left by a number of bits stands so
many columns further right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import sub
from typing import NamedTuple

from gameqa.contract import level_by
from gameqa.grid import Cell
from gameqa.symmetry import mirrored

from .pieces import BY_SHAPE, Turn, turns_of

SIDES = {"easy": 8, "medium": 12, "hard": 16}
"""Rows and columns of a board."""

FREE_ROWS = 4
"""So many rows at the top hold no settled cell: a piece has room to turn and to move above the stack."""

EMPTY, SETTLED, FALLING = ".", "#", "@"

_BITS = str.maketrans(EMPTY + SETTLED + FALLING, "010")
_SIGNS = str.maketrans("01", EMPTY + SETTLED)

Rows = Sequence[int]
"""The settled cells of a board, a number for every row from the top."""


class Falling(NamedTuple):
    """The falling piece: its turn, and where the left upper corner of its box is."""

    turn: Turn
    row: int
    column: int

    @property
    def cells(self) -> list[Cell]:
        """Its cells, row by row."""
        return self.turn.at(self.row, self.column)


@dataclass(frozen=True)
class Board:
    """A board.

    Attributes:
        rows: a sign for every cell: "." empty, "#" settled, "@" of the falling piece.
    """

    rows: tuple[str, ...]

    @property
    def side(self) -> int:
        """Rows, which are as many as the columns."""
        return len(self.rows)

    @cached_property
    def settled(self) -> tuple[int, ...]:
        """The settled cells as bits."""
        return tuple([int(row[::-1].translate(_BITS), 2) for row in self.rows])

    @cached_property
    def falling(self) -> Falling | None:
        """The falling piece, or None on a board without one."""
        rows = [row for row, signs in enumerate(self.rows) if FALLING in signs]
        if not rows:
            return None
        left = min(self.rows[row].index(FALLING) for row in rows)
        right = max(self.rows[row].rindex(FALLING) for row in rows)
        shape = tuple(
            "".join(FALLING if sign == FALLING else EMPTY for sign in self.rows[row][left : right + 1]) for row in rows
        )
        return Falling(BY_SHAPE[shape], rows[0], left)

    @property
    def piece(self) -> Falling:
        """The falling piece of a board that has one."""
        assert self.falling is not None
        return self.falling


def level_of(board: Board) -> str:
    """The level of a board, which its side tells."""
    return level_by(SIDES, lambda side: side == board.side)


def cell_count(board: Board) -> int:
    """The cells of a board."""
    return board.side * board.side


def split_key(board: Board) -> str:
    """The same for a board and its mirror image."""
    return "".join(min(board.rows, mirrored(board.rows)))


def board_of(settled: Rows, piece: Falling | None) -> Board:
    """The board with these settled cells, and with this piece."""
    bits = f"0{len(settled)}b"
    lines = [format(row, bits)[::-1].translate(_SIGNS) for row in settled]
    for row, column in piece.cells if piece else ():
        lines[row] = lines[row][:column] + FALLING + lines[row][column + 1 :]
    return Board(tuple(lines))


def columns_in(row: int) -> list[int]:
    """The columns of a row of bits, from the left."""
    return [column for column in range(row.bit_length()) if row >> column & 1]


def missing(row: int, side: int) -> int:
    """The columns that a row lacks, as bits."""
    return ~row & (1 << side) - 1


def tops_of(settled: Rows) -> list[int]:
    """For every column the row of its highest settled cell; the number of rows where there is none."""
    side = len(settled)
    tops = [side] * side
    seen = 0
    for row, bits in enumerate(settled):
        for column in columns_in(bits & ~seen):
            tops[column] = row
        seen |= bits
    return tops


def rest_row(tops: Sequence[int], turn: Turn, column: int) -> int:
    """The row of a piece's box after a straight drop from above all settled cells."""
    rests: Iterable[int] = map(sub, tops[column:], turn.under)
    return min(rests) - 1


def is_free(settled: Rows, turn: Turn, row: int, column: int) -> bool:
    """Whether a piece's cells are on the board, and none of them is settled."""
    side = len(settled)
    return (
        0 <= row <= side - turn.height
        and 0 <= column <= side - turn.width
        and not any(settled[row + place] & bits << column for place, bits in enumerate(turn.rows))
    )


def shifted(settled: Rows, piece: Falling, columns: int) -> Falling:
    """The piece moved sideways column by column (to the left where `columns` is negative), until the wall or a
    settled cell stops it."""
    step = 1 if columns > 0 else -1
    turn, row, column = piece
    for _ in range(abs(columns)):
        if not is_free(settled, turn, row, column + step):
            break
        column += step
    return Falling(turn, row, column)


def fall_of(settled: Rows, piece: Falling) -> int:
    """How many rows a piece moves straight down before it rests."""
    return min(gap for _, _, gap in falls(settled, piece))


def falls(settled: Rows, piece: Falling) -> list[tuple[Cell, int, int]]:
    """For every column of a piece its lowest cell, the row of the first settled cell below that (the number of rows
    for the floor), and how many cells lie between."""
    side = len(settled)
    found = []
    for place, under in enumerate(piece.turn.under):
        row, column = piece.row + under, piece.column + place
        below = next((below for below in range(row + 1, side) if settled[below] >> column & 1), side)
        found.append(((row, column), below, below - row - 1))
    return found


def with_piece(settled: Rows, piece: Falling) -> list[int]:
    """The settled cells together with a piece that has come to rest; full rows are still there."""
    rows = list(settled)
    for place, bits in enumerate(piece.turn.rows):
        rows[piece.row + place] |= bits << piece.column
    return rows


def full_rows(settled: Rows) -> list[int]:
    """The rows that lack no cell."""
    full = (1 << len(settled)) - 1
    return [row for row, bits in enumerate(settled) if bits == full]


def cleared(settled: Rows) -> list[int]:
    """What remains when full rows are removed and the rows above move down."""
    full = (1 << len(settled)) - 1
    left = [bits for bits in settled if bits != full]
    return [0] * (len(settled) - len(left)) + left


class Gap(NamedTuple):
    """What a row lacks: cells side by side, each open from above."""

    column: int
    length: int


class Drop(NamedTuple):
    """A drop from above the stack: the turn, the column of its leftmost cells, the row of its box at rest, and the rows
    that it fills."""

    turn: Turn
    column: int
    row: int
    filled: tuple[int, ...]

    @property
    def cells(self) -> list[Cell]:
        """The piece's cells at rest."""
        return self.turn.at(self.row, self.column)


def gaps_of(settled: Rows) -> dict[int, Gap]:
    """The rows that a drop of some piece could fill, each with what it lacks."""
    side = len(settled)
    found = {}
    above = 0
    for row, bits in enumerate(settled):
        lacking = missing(bits, side)
        if bits and lacking.bit_count() <= 4 and not lacking & above:
            low = lacking & -lacking
            if lacking == low * ((1 << lacking.bit_count()) - 1):
                found[row] = Gap(low.bit_length() - 1, lacking.bit_count())
        above |= bits
    return found


def ways_into(gap: Gap, kind: str, side: int) -> list[tuple[Turn, int]]:
    """The turns of a piece, each with the column of its leftmost cells, of which a row has exactly the columns of a
    gap."""
    found = {}
    for turn in turns_of(kind):
        for bits in turn.rows:
            if bits.bit_count() == gap.length:
                column = gap.column - ((bits & -bits).bit_length() - 1)
                if 0 <= column <= side - turn.width:
                    found[turn.number, column] = turn
    return [(turn, column) for (_, column), turn in sorted(found.items(), key=lambda item: item[0])]


def drop_at(settled: Rows, tops: Sequence[int], turn: Turn, column: int) -> Drop:
    """A drop from above the stack."""
    row, side = rest_row(tops, turn, column), len(settled)
    full = (1 << side) - 1
    filled = tuple(
        row + place
        for place, bits in enumerate(turn.rows)
        if row >= 0 and settled[row + place] | bits << column == full
    )
    return Drop(turn, column, row, filled)


def telling_drops(settled: Rows, kind: str) -> list[Drop]:
    """The drops of a piece that bring exactly the cells that a row lacks into the right columns: no other drop can fill
    a row. By turn and column."""
    tops, side = tops_of(settled), len(settled)
    ways = {
        (turn.number, column): turn
        for gap in set(gaps_of(settled).values())
        for turn, column in ways_into(gap, kind, side)
    }
    return [
        drop_at(settled, tops, turn, column) for (_, column), turn in sorted(ways.items(), key=lambda item: item[0])
    ]


def most_filled(drops: Iterable[Drop]) -> int:
    """The most rows that one of the drops fills; 0 where there is none."""
    return max((len(drop.filled) for drop in drops), default=0)
