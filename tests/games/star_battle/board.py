"""Star battles as NumPy arrays, and what OR-Tools' CP-SAT says of them."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

Cell = tuple[int, int]

CELL = r"\(\d, \d\)"
CELLS = rf"{CELL}(?:(?:, | and | or ){CELL})*"


def cells_in(text: str | None) -> list[Cell]:
    """The cells that a text names, in order."""
    return [(int(r), int(c)) for r, c in re.findall(r"\((\d), (\d)\)", text or "")]


def touch(one: Cell, other: Cell) -> bool:
    """Whether two cells share an edge or a corner."""
    return one != other and max(abs(one[0] - other[0]), abs(one[1] - other[1])) == 1


class Board:
    """The regions, the stars that are seen, and all stars.

    Attributes:
        regions: the number of every cell's region, from 1.
        cells: all cells.
        solution, stars: the cells of all stars, and of those that are seen.
    """

    def __init__(self, plain: dict[str, Any]) -> None:
        self.regions = np.array([[int(number) for number in row] for row in plain["regions"]])
        self.side = len(self.regions)
        self.cells = {(r, c) for r in range(self.side) for c in range(self.side)}
        self.solution = {(r, c) for r, c in enumerate(plain["solution"])}
        self.stars = {(r, c) for r, c in self.solution if r in plain["seen"]}

    def unit(self, name: str) -> set[Cell]:
        """The cells of "row 3", "column 3" or "region 3"."""
        kind, number = name.split()
        place = int(number)
        if kind == "region":
            assert 1 <= place <= self.side
            return {cell for cell in self.cells if self.regions[cell] == place}
        assert place < self.side
        return {cell for cell in self.cells if cell[0 if kind == "row" else 1] == place}

    def excludes(self, one: Cell, other: Cell) -> bool:
        """Whether two cells can't both hold stars."""
        same = one[0] == other[0] or one[1] == other[1] or self.regions[one] == self.regions[other]
        return one != other and (bool(same) or touch(one, other))

    def solutions(self, stars: set[Cell], limit: int = 2) -> list[set[Cell]]:
        """Up to so many ways to place all stars that keep the rules and some stars."""
        model = cp_model.CpModel()
        star = {cell: model.new_bool_var(str(cell)) for cell in sorted(self.cells)}
        for number in range(self.side):
            for name in (f"row {number}", f"column {number}", f"region {number + 1}"):
                model.add_exactly_one(star[cell] for cell in self.unit(name))
        for r in range(self.side - 1):
            for c in range(self.side - 1):
                model.add_at_most_one(star[y, x] for y in (r, r + 1) for x in (c, c + 1))
        for cell in stars:
            model.add(star[cell] == 1)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        found: list[set[Cell]] = []
        while len(found) < limit and solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found.append({cell for cell in star if solver.value(star[cell])})
            model.add_bool_or(star[cell].negated() for cell in found[-1])
        return found
