"""Color sudoku against the CP-SAT solver of OR-Tools, and counts by NumPy."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from gameqa.games.sudoku import engine
from ortools.sat.python import cp_model

import gameqa
from gameqa.configs import Part
from gameqa.contract import LEVELS
from gameqa.sample import draw_sample
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_rows, some_samples, steps_of

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


def is_only_solution(givens: np.ndarray, solution: np.ndarray) -> bool:
    """Whether a grid keeps the rules and the givens, and CP-SAT proves that no other one does."""
    side = len(givens)
    lines = [*solution, *solution.T, *boxes_of(solution)]
    if not all(sorted(line) == list(range(1, side + 1)) for line in lines) or (solution != givens)[givens > 0].any():
        return False
    model = cp_model.CpModel()
    cells = np.array([[model.new_int_var(1, side, f"{r},{c}") for c in range(side)] for r in range(side)])
    for line in [*cells, *cells.T, *boxes_of(cells)]:
        model.add_all_different(list(line))
    for (r, c), value in np.ndenumerate(givens):
        if value:
            model.add(cells[r, c] == int(value))
    differs = []
    for cell in np.argwhere(givens == 0):
        other = model.new_bool_var("")
        model.add(cells[tuple(cell)] != int(solution[tuple(cell)])).only_enforce_if(other)
        differs.append(other)
    model.add_bool_or(differs)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return bool(solver.solve(model) == cp_model.INFEASIBLE)


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
    if part.task in ("deduce_cell", "naked_single", "solve"):
        assert is_only_solution(givens, solution)
    else:
        assert all(sorted(line) == list(range(1, len(solution) + 1)) for line in (*solution, *solution.T))
        assert ((givens == 0) | (givens == solution)).all()
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
        assert NAMES[solution[cell] - 1] == answer
        assert len(fitting(givens, *cell)) > 1, "one look at the cell is enough"
    elif part.task == "naked_single":
        for cell in np.argwhere(givens == 0):
            left = fitting(givens, *cell)
            # All colors of a cell that has room for one only; one that has room elsewhere.
            for color in range(1, len(givens) + 1) if len(left) == 1 else [min(left)]:
                given = f"({cell[0] + 1}, {cell[1] + 1}) {NAMES[color - 1]}"
                assert gameqa.score(given, row) == float(left == {color})
    elif part.task == "solve":
        assert answer.split() == [NAMES[value - 1] for value in solution.ravel()]
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


def unit_cells(name: str, side: int) -> list[tuple[int, int]]:
    """The cells of a row, column or box that is named in words."""
    found = list(map(int, re.findall(r"\d+", name)))
    if name.lower().startswith("row "):
        return [(found[0] - 1, c) for c in range(side)]
    if name.lower().startswith("column "):
        return [(r, found[0] - 1) for r in range(side)]
    top, bottom, left, right = found
    cells = [(r, c) for r in range(top - 1, bottom) for c in range(left - 1, right)]
    assert (bottom - top + 1, right - left + 1) == BOXES[side]
    return cells


def sees(one: tuple[int, int], other: tuple[int, int], side: int) -> bool:
    """Whether two cells share a row, column or box."""
    high, wide = BOXES[side]
    boxes = [(r // high, c // wide) for r, c in (one, other)]
    return one != other and (one[0] == other[0] or one[1] == other[1] or boxes[0] == boxes[1])


UNIT = r"(?:[Rr]ow \d|[Cc]olumn \d|[Tt]he box of rows \d to \d and columns \d to \d)"


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, true of the givens and of what the lines before it say."""
    for row in some_rows(part, min(count, 60)):
        givens, solution = np.array(row["plain"]["givens"]), np.array(row["plain"]["solution"])
        known, side, answer = givens.copy(), len(givens), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        told = 0
        for line in steps_of(row):
            cells = [(int(r) - 1, int(c) - 1) for r, c in re.findall(r"\((\d+), (\d+)\)", line)]
            cited = [
                (NAMES.index(name) + 1, (int(r) - 1, int(c) - 1))
                for name, r, c in re.findall(r"(\w+) at \((\d+), (\d+)\)", line)
                if name in NAMES
            ]
            if found := re.fullmatch(
                r"The row, column and box of (.*?) already contain (.*), so (.*) must be (\w+)\.", line
            ):
                cell, color = cells[0], NAMES.index(found[4]) + 1
                assert cells[-1] == cell
                assert known[cell] == 0
                assert all(known[place] == value and sees(cell, place, side) for value, place in cited)
                assert {value for value, _ in cited} == set(range(1, side + 1)) - {color}
                assert solution[cell] == color
                known[cell] = color
            elif found := re.fullmatch(
                rf"Every other empty cell of ({UNIT}) shares a row, column or box with (.*), "
                r"so (\w+) must be at (.*)\.",
                line,
            ):
                cell, color = cells[-1], NAMES.index(found[3]) + 1
                unit = unit_cells(found[1].removeprefix("the ").removeprefix("The "), side)
                assert cell in unit
                assert known[cell] == 0
                assert all(known[place] == value == color for value, place in cited)
                for other in unit:
                    if other != cell and known[other] == 0:
                        assert any(sees(other, place, side) for _, place in cited), line
                assert color not in [known[other] for other in unit]
                assert solution[cell] == color
                known[cell] = color
            elif found := re.fullmatch(rf"(.*) is the only empty cell left in ({UNIT}), so it must be (\w+)\.", line):
                cell, color = cells[0], NAMES.index(found[3]) + 1
                unit = unit_cells(found[2].removeprefix("the "), side)
                assert [other for other in unit if known[other] == 0] == [cell]
                assert solution[cell] == color
                known[cell] = color
            elif found := re.fullmatch(r"So (.*) is (\w+) in the solution\.", line):
                assert found[2] == answer == NAMES[known[named_cell(asked)] - 1]
                assert cells[0] == named_cell(asked)
            elif found := re.fullmatch(r"Only (\w+) fits into (.*)\.", line):
                assert f"{found[2]} {found[1]}" == answer
            elif line == "Now every cell is filled.":
                assert (known == solution).all()
            elif found := re.fullmatch(r"Row (\d), from the left: (.*)\.", line):
                assert found[2].split(", ") == [NAMES[v - 1] if v else "empty" for v in givens[int(found[1]) - 1]]
                assert int(found[1]) - 1 == named_cell(asked)[0]
            elif found := re.fullmatch(r"The entry in column (\d) is (\w+)\.", line):
                assert (int(found[1]) - 1, found[2]) == (named_cell(asked)[1], answer)
            elif found := re.fullmatch(r"Row (\d): (none|in columns? (.*))\.", line):
                color = NAMES.index(re.search(r"board are (\w+)", asked)[1]) + 1
                columns = [int(c) - 1 for c in re.findall(r"\d", found[3] or "")]
                assert columns == np.flatnonzero(givens[int(found[1]) - 1] == color).tolist()
                told += len(columns)
            elif found := re.fullmatch(r"That makes (\d+) \w+ cells?\.", line):
                assert int(found[1]) == told == int(answer)
            elif found := re.fullmatch(r"Its (row|column|box) contains (.*)\.", line):
                r, c = named_cell(asked)
                high, wide = BOXES[side]
                box = givens[r // high * high :, c // wide * wide :][:high, :wide]
                unit = {"row": givens[r], "column": givens[:, c], "box": box}[found[1]]
                names = [word for word in re.findall(r"\w+", found[2]) if word in NAMES]
                assert names == [NAMES[v - 1] for v in unit.ravel() if v]
            elif found := re.fullmatch(r"Of the \d colors, (.*) (?:is|are) in none of the three\.", line):
                names = {word for word in re.findall(r"\w+", found[1]) if word in NAMES}
                assert names == {NAMES[v - 1] for v in fitting(givens, *named_cell(asked))}
                told = len(names)
            elif found := re.fullmatch(r"That makes (\d+) colors?\.", line):
                assert int(found[1]) == told == int(answer)
            elif found := re.fullmatch(rf"({UNIT}) has (\d+) empty cells?\.", line):
                unit = unit_cells(found[1].removeprefix("The "), side)
                assert sum(givens[cell] == 0 for cell in unit) == int(found[2])
                told += int(found[2]) > int(re.search(r"more than (\d+)", asked)[1])
            else:
                found = re.fullmatch(r"More than (\d+) empty cells: (.*)\. That makes (\d+)\.", line)
                assert found, line
                assert int(found[3]) == told == int(answer)
                assert len(re.findall(UNIT, found[2])) == told
        if part.task == "deduce_cell":
            assert 2 <= row["analysis"].count("\n") - 1 <= 6


@pytest.mark.tasks("naked_single")
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


@pytest.mark.parametrize("level", LEVELS)
def test_texts_name_every_color_of_the_board(level: str) -> None:
    """Also one that no cell shows: nothing else would tell its name where there is no picture."""
    unseen = 0
    for sample in some_samples(part_named(f"sudoku-solve-{level}"), 40):
        row = draw_sample(replace(sample.key, modality="text")).row()
        side = len(row["answer"].split("\n"))
        told = re.search(r"The colors of the board: (.*)\.", row["question"])
        assert told
        assert told[1].split(", ") == NAMES[:side]
        assert set(row["answer"].split()) <= set(NAMES[:side])
        unseen += bool(set(NAMES[:side]) - set(re.findall(r"\w+", row["question"].split("The colors of the board")[0])))
    assert unseen
