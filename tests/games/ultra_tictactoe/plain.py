"""A plain second engine: the pieces as a list, lines as lists of cells."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

Cell = tuple[int, int, int, int]

THREE = (1, 2, 3)
LINES = {
    **{f"row {r}": [(r, c) for c in THREE] for r in THREE},
    **{f"column {c}": [(r, c) for r in THREE] for c in THREE},
    "the diagonal from the top left": [(1, 1), (2, 2), (3, 3)],
    "the diagonal from the top right": [(1, 3), (2, 2), (3, 1)],
}


def cells_in(text: str) -> list[Cell]:
    """The cells that a text names."""
    return [tuple(map(int, found)) for found in re.findall(r"\((\d), (\d), (\d), (\d)\)", text)]  # type: ignore[misc]


def blocks_in(text: str) -> list[tuple[int, int]]:
    """The pairs of numbers that a text names."""
    return [(int(row), int(column)) for row, column in re.findall(r"\((\d), (\d)\)", text)]


class Position:
    """The pieces of a row, by their cells.

    Attributes:
        pieces: the sign of every marked cell.
        last: the cell of the piece placed last.
        mover, other: the signs of who goes next and of the opponent.
    """

    def __init__(self, plain: dict[str, Any]) -> None:
        self.pieces: dict[Cell, str] = {}
        for cell in product(THREE, repeat=4):
            sign = plain["blocks"][3 * (cell[0] - 1) + cell[1] - 1][3 * (cell[2] - 1) + cell[3] - 1]
            if sign != ".":
                self.pieces[cell] = sign
        block, inside = plain["last"]
        self.last: Cell = (block // 3 + 1, block % 3 + 1, inside // 3 + 1, inside % 3 + 1)
        self.mover, self.other = ("X", "O") if len(self.pieces) % 2 == 0 else ("O", "X")

    def free(self, block: tuple[int, ...]) -> list[Cell]:
        """The empty cells of a block."""
        return [(*block, r, c) for r, c in product(THREE, THREE) if (*block, r, c) not in self.pieces]  # type: ignore[misc]

    def held(self, block: tuple[int, ...], sign: str) -> list[str]:
        """The lines of a block that are full of a sign."""
        return [
            name
            for name, line in LINES.items()
            if all(self.pieces.get((*block, *place)) == sign for place in line)  # type: ignore[call-overload]
        ]

    def with_piece(self, cell: Cell, sign: str) -> Position:
        """The pieces with one more."""
        later = object.__new__(Position)
        later.__dict__.update(self.__dict__)
        later.pieces = {**self.pieces, cell: sign}
        return later

    def new_lines(self, cell: Cell, sign: str) -> list[str]:
        """The lines that a piece completes."""
        return [
            name for name in self.with_piece(cell, sign).held(cell[:2], sign) if name not in self.held(cell[:2], sign)
        ]

    def gain(self, cell: Cell, sign: str) -> int:
        """How many lines a piece completes."""
        return len(self.new_lines(cell, sign))

    def reply(self, cell: Cell) -> int:
        """The most lines that the opponent can complete after a piece of who goes next."""
        later = self.with_piece(cell, self.mover)
        return max(later.gain(there, self.other) for there in later.free(cell[2:]))


def is_game(position: Position) -> bool:
    """Whether the pieces can be put in an order of play that ends in the last one, nobody ever choosing a block.

    Every piece but the last one leads to a piece of the other sign in the block of its place: a walk that uses each of
    these steps once, from the middle block, exists if steps into and out of every (block, turn) match, and all that are
    used hang together.
    """
    steps = [((cell[:2], sign), (cell[2:], "O" if sign == "X" else "X")) for cell, sign in position.pieces.items()]
    start, end = ((2, 2), "X"), (position.last[2:], position.mover)
    balance: dict[Any, int] = {start: -1}
    balance[end] = balance.get(end, 0) + 1
    for source, target in steps:
        balance[source] = balance.get(source, 0) + 1
        balance[target] = balance.get(target, 0) - 1
    reached, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        for source, target in steps:
            if source == node and target not in reached:
                reached.add(target)
                waiting.append(target)
    return not any(balance.values()) and all(source in reached for source, _ in steps)
