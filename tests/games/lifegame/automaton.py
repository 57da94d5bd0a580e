"""The game of life by SciPy's convolution on a torus, for the tests."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import convolve

KERNEL = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]])

Cell = tuple[int, int]


class Boards:
    """A board and those that follow; each is made once."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.boards = [np.array([[sign == "#" for sign in row] for row in plain["rows"]]).astype(int)]
        self._counts: list[np.ndarray] = []

    @property
    def side(self) -> int:
        return len(self.boards[0])

    def after(self, count: int) -> np.ndarray:
        while len(self.boards) <= count:
            board, around = self.boards[-1], self.counts(len(self.boards) - 1)
            self.boards.append(((around == 3) | ((board == 1) & (around == 2))).astype(int))
        return self.boards[count]

    def counts(self, count: int) -> np.ndarray:
        """The numbers of live neighbors after so many steps."""
        while len(self._counts) <= count:
            self._counts.append(convolve(self.after(len(self._counts)), KERNEL, mode="wrap"))
        return self._counts[count]

    def changed(self, number: int) -> tuple[set[Cell], set[Cell]]:
        """The cells that come alive and that die in a step, counted from 1."""
        old, new = self.after(number - 1), self.after(number)
        return places((new == 1) & (old == 0)), places((new == 0) & (old == 1))

    def settled(self) -> int:
        """After how many steps a board appears for the first time that appears again."""
        seen: dict[bytes, int] = {}
        number = 0
        while (key := self.after(number).tobytes()) not in seen:
            seen[key] = number
            number += 1
        return seen[key]


def places(where: np.ndarray) -> set[Cell]:
    return {(int(row), int(column)) for row, column in np.argwhere(where)}
