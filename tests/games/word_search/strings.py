"""Every straight string of a grid, one by one, for the tests; cells are counted from 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Cell = tuple[int, int]

WAYS = {
    "up": (-1, 0),
    "up-right": (-1, 1),
    "right": (0, 1),
    "down-right": (1, 1),
    "down": (1, 0),
    "down-left": (1, -1),
    "left": (0, -1),
    "up-left": (-1, -1),
}


class Strings:
    """The letters of a grid, and where each straight string of up to eight of them begins."""

    def __init__(self, rows: Sequence[str]) -> None:
        self.letters = {(r, c): letter for r, row in enumerate(rows, 1) for c, letter in enumerate(row, 1)}
        self.side = len(rows)
        self.found: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
        for cell in self.letters:
            for way in WAYS:
                text = self.ray(cell, way)[:8]
                for length in range(2, len(text) + 1):
                    self.found[text[:length]].append((cell, way))

    def ray(self, cell: Cell, way: str) -> str:
        """The letters from a cell to the edge."""
        text, (down, across) = "", WAYS[way]
        while cell in self.letters:
            text += self.letters[cell]
            cell = cell[0] + down, cell[1] + across
        return text

    def cells_with(self, letter: str) -> list[Cell]:
        return [cell for cell, other in self.letters.items() if other == letter]
