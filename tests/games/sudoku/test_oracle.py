"""Color sudoku against the CP-SAT solver of OR-Tools, and counts by NumPy."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np
import pytest
from gameqa.games.sudoku import engine
from ortools.sat.python import cp_model

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows

NAMES = ["red", "blue", "yellow", "green", "orange", "purple", "pink", "mint", "brown"]
BOXES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}


def boxes_of(grid: np.ndarray) -> list[np.ndarray]:
    side = len(grid)
    high, wide = BOXES[side]
    return [
        grid[row : row + high, column : column + wide].ravel()
        for row in range(0, side, high)
        for column in range(0, side, wide)
    ]


def all_solutions(givens: np.ndarray, limit: int = 2) -> list[np.ndarray]:
    side = len(givens)
    model = cp_model.CpModel()
    cells = np.array([[model.new_int_var(1, side, f"{r},{c}") for c in range(side)] for r in range(side)])
    for line in [*cells, *cells.T, *boxes_of(cells)]:
        model.add_all_different(list(line))
    for (r, c), value in np.ndenumerate(givens):
        if value:
            model.add(cells[r, c] == int(value))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    found = []
    while len(found) < limit and solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = np.vectorize(solver.value)(cells)
        found.append(values)
        differs = []
        for (r, c), value in np.ndenumerate(values):
            other = model.new_bool_var("")
            model.add(cells[r, c] != int(value)).only_enforce_if(other)
            differs.append(other)
        model.add_bool_or(differs)
    return found


def fitting(givens: np.ndarray, row: int, column: int) -> set[int]:
    side = len(givens)
    high, wide = BOXES[side]
    top, left = row // high * high, column // wide * wide
    seen = {*givens[row], *givens[:, column], *givens[top : top + high, left : left + wide].ravel()}
    return set(range(1, side + 1)) - {int(value) for value in seen}


def named_cell(text: str) -> tuple[int, int]:
    row, column = re.search(r"\((\d+), (\d+)\)", text).groups()
    return int(row) - 1, int(column) - 1


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        check(part, row)


def check(part: Part, row: dict[str, Any]) -> None:
    givens, solution = np.array(row["plain"]["givens"]), np.array(row["plain"]["solution"])
    text, answer = row["question"].split("\n\n")[1], answer_text(row)
    found = all_solutions(givens)
    assert len(found) == 1
    assert (found[0] == solution).all()
    if part.task == "color_at":
        assert NAMES[givens[named_cell(text)] - 1] == answer
    elif part.task == "color_count":
        name = re.search(r"board are (\w+)", text)[1]
        assert int(answer) == int((givens == NAMES.index(name) + 1).sum())
    elif part.task == "candidates":
        assert int(answer) == len(fitting(givens, *named_cell(text)))
    elif part.task == "sparse_lines":
        kind, bound = re.search(r"How many (\w+) have more than (\d+)", text).groups()
        lines = {"rows": list(givens), "columns": list(givens.T), "boxes": boxes_of(givens)}[kind]
        assert int(answer) == sum(int((line == 0).sum()) > int(bound) for line in lines)
    elif part.task == "deduce_cell":
        cell = named_cell(text)
        assert givens[cell] == 0
        assert NAMES[found[0][cell] - 1] == answer
        assert len(fitting(givens, *cell)) > 1, "one look at the cell is enough"
    elif part.task == "naked_single":
        for cell in np.argwhere(givens == 0):
            left = fitting(givens, *cell)
            for color in range(1, len(givens) + 1):
                given = f"({cell[0] + 1}, {cell[1] + 1}) {NAMES[color - 1]}"
                assert gameqa.score(given, row) == float(left == {color})
    elif part.task == "solve":
        assert answer.split() == [NAMES[value - 1] for value in found[0].ravel()]
        words = answer.split()
        for place in range(0, len(words), 5):
            wrong = list(words)
            wrong[place] = next(name for name in NAMES[:4] if name != words[place])
            lines = [" ".join(wrong[start : start + 4]) for start in range(0, 16, 4)]
            assert gameqa.score("\n".join(lines), row) == 0.0
        commas = "\n".join(", ".join(words[start : start + 4]) for start in range(0, 16, 4))
        assert gameqa.score(f"<answer>\n{commas}\n</answer>", row) == 1.0
    else:
        raise AssertionError("no oracle for this task")


@pytest.mark.tasks("deduce_cell", "naked_single", "solve")
@COUNTS
def test_deductions_are_true(part: Part, count: int) -> None:
    """Every step names a cell with its color in the solution, and the cells that it cites are known by then."""
    for row in some_rows(part, min(count, 60)):
        known, solution = np.array(row["plain"]["givens"]), np.array(row["plain"]["solution"])
        steps = row["analysis"].split("\n")[: -5 if part.task == "solve" else -1]
        if part.task == "deduce_cell":
            assert 2 <= len(steps) <= 6
        for step in steps:
            before, after = step.rsplit(", so ", 1)
            for name, r, c in re.findall(r"(\w+) at \((\d+), (\d+)\)", before):
                assert known[int(r) - 1, int(c) - 1] == NAMES.index(name) + 1
            cell = named_cell(after) if "(" in after else named_cell(before)
            name = next(word for word in re.findall(r"\w+", after) if word in NAMES)
            assert solution[cell] == NAMES.index(name) + 1
            assert known[cell] == 0
            if step.startswith("The row, column and box"):
                cited = {NAMES.index(word) + 1 for word in re.findall(r"(\w+) at", before)}
                assert cited == set(range(1, len(known) + 1)) - {int(solution[cell])}
                assert fitting(known, *cell) == {int(solution[cell])}
            known[cell] = solution[cell]


@pytest.mark.tasks("color_at")
@COUNTS
def test_level_needs_its_technique(part: Part, count: int) -> None:
    techniques = Counter()
    for row in some_rows(part, count):
        plain = row["plain"]
        puzzle = engine.Puzzle(tuple(map(tuple, plain["givens"])), tuple(map(tuple, plain["solution"])))
        techniques[engine.hardest_technique(puzzle)] += 1
    if part.level == "hard":
        assert techniques[1] == 0


@pytest.mark.tasks("color_at", "solve")
@COUNTS
def test_symmetric_boards_share_a_split(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        givens, solution = np.array(row["plain"]["givens"]), np.array(row["plain"]["solution"])
        side = len(givens)
        renaming = np.concatenate([[0], np.random.default_rng(0).permutation(side) + 1])
        keys = set()
        for turns in (0, 2) if side == 6 else range(4):
            for flip in (False, True):
                grids = [np.rot90(renaming[grid], turns) for grid in (givens, solution)]
                grids = [np.fliplr(grid) if flip else grid for grid in grids]
                keys.add(engine.split_key(engine.Puzzle(*(tuple(map(tuple, grid.tolist())) for grid in grids))))
        assert len(keys) == 1
