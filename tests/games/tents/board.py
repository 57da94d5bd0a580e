"""Boards of tents as NumPy arrays, and what OR-Tools' CP-SAT says of them."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from ortools.sat.python import cp_model
from scipy.ndimage import convolve

Cell = tuple[int, int]

CELL = r"\(\d+, \d+\)"
CROSS = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
RING = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]])


def cells_in(text: str | None) -> list[Cell]:
    """The cells that a text names, in order."""
    return [(int(r), int(c)) for r, c in re.findall(r"\((\d+), (\d+)\)", text or "")]


class Board:
    """What is seen, and what the rules say of every cell.

    Attributes:
        trees, tents, solution: boolean arrays.
        rows, columns: the numbers of tents.
        near: empty cells or tents with a tree beside them.
        placeable: empty cells where a tent keeps the four local rules.
    """

    def __init__(self, plain: dict[str, Any]) -> None:
        shown = np.array([list(row) for row in plain["shown"]])
        self.side = len(shown)
        self.trees, self.tents = shown == "T", shown == "A"
        self.solution = np.zeros_like(self.trees)
        for cell in plain["solution"]:
            self.solution[tuple(cell)] = True
        self.rows, self.columns = self.solution.sum(axis=1), self.solution.sum(axis=0)
        self.near = self.beside(self.trees) & ~self.trees
        full = (self.tents.sum(axis=1) >= self.rows)[:, None] | (self.tents.sum(axis=0) >= self.columns)[None, :]
        self.placeable = self.near & ~self.tents & ~self.touching(self.tents) & ~full

    @staticmethod
    def beside(cells: np.ndarray) -> np.ndarray:
        """Cells that share an edge with one of some cells."""
        return convolve(cells.astype(int), CROSS, mode="constant") > 0

    @staticmethod
    def touching(cells: np.ndarray) -> np.ndarray:
        """Cells that touch one of some cells."""
        return convolve(cells.astype(int), RING, mode="constant") > 0

    def line(self, name: str) -> tuple[set[Cell], int]:
        """The cells of "row 3" or "column 3", and its number of tents."""
        kind, number = name.split()
        place = int(number)
        if kind.lower() == "row":
            return {(place, c) for c in range(self.side)}, int(self.rows[place])
        return {(r, place) for r in range(self.side)}, int(self.columns[place])

    def solutions(self, limit: int = 2) -> list[set[Cell]]:
        """Up to so many ways to place all tents that keep the rules and the tents that are seen."""
        model = cp_model.CpModel()
        cells = [(int(r), int(c)) for r, c in np.argwhere(~self.trees)]
        tent = {cell: model.new_bool_var(str(cell)) for cell in cells}
        own: dict[Cell, list[Any]] = {cell: [] for cell in cells}
        for r, c in np.argwhere(self.trees).tolist():
            pairs = []
            for cell in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if cell in tent:
                    pair = model.new_bool_var("")
                    pairs.append(pair)
                    own[cell].append(pair)
            model.add_exactly_one(pairs)
        for cell, pairs in own.items():
            model.add(sum(pairs) == tent[cell])
            if self.tents[cell]:
                model.add(tent[cell] == 1)
        for r in range(self.side - 1):
            for c in range(self.side - 1):
                model.add_at_most_one(tent[y, x] for y in (r, r + 1) for x in (c, c + 1) if (y, x) in tent)
        for place in range(self.side):
            model.add(sum(tent[cell] for cell in cells if cell[0] == place) == int(self.rows[place]))
            model.add(sum(tent[cell] for cell in cells if cell[1] == place) == int(self.columns[place]))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        found: list[set[Cell]] = []
        while len(found) < limit and solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found.append({cell for cell in cells if solver.value(tent[cell])})
            model.add_bool_or(tent[cell].negated() for cell in found[-1])
        return found


def cell_set(mask: np.ndarray) -> set[Cell]:
    """The cells where an array is true."""
    return {(int(r), int(c)) for r, c in np.argwhere(mask)}
