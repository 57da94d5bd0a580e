"""Minesweeper against OR-Tools: CP-SAT decides what fits, and lists every placement where it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from gameqa.games.minesweeper.counting import count_placements
from ortools.sat.python import cp_model

import gameqa
from gameqa.configs import Part
from gameqa.rng import Rng
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows

Cell = tuple[int, int]


def around(cell: Cell, side: int) -> list[Cell]:
    found = [(cell[0] + r, cell[1] + c) for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c]
    return [there for there in found if 0 <= there[0] < side and 0 <= there[1] < side]


class Solver:
    """The placements that fit what is shown, as a constraint model over all cells of the field."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.shown = plain["shown"]
        self.side = len(self.shown)
        self.total = len(plain["mines"])

    def model(self) -> tuple[cp_model.CpModel, dict[Cell, Any]]:
        model = cp_model.CpModel()
        mine = {(r, c): model.new_bool_var(f"{r} {c}") for r in range(self.side) for c in range(self.side)}
        model.add(sum(mine.values()) == self.total)
        for cell, variable in mine.items():
            sign = self.shown[cell[0]][cell[1]]
            if sign == "F":
                model.add(variable == 1)
            elif sign != "#":
                model.add(variable == 0)
                model.add(sum(mine[there] for there in around(cell, self.side)) == int(sign))
        return model, mine

    def can_be(self, cell: Cell, is_mine: bool) -> bool:
        model, mine = self.model()
        model.add(mine[cell] == int(is_mine))
        return feasible(model)

    def can_show(self, cell: Cell, other_than: int) -> bool:
        model, mine = self.model()
        model.add(mine[cell] == 0)
        model.add(sum(mine[there] for there in around(cell, self.side)) != other_than)
        return feasible(model)

    def every_placement(self) -> list[set[Cell]]:
        model, mine = self.model()
        found: list[set[Cell]] = []

        class Listing(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                found.append({cell for cell, variable in mine.items() if self.value(variable)})

        solver = cp_model.CpSolver()
        solver.parameters.enumerate_all_solutions = True
        solver.parameters.num_workers = 1
        assert solver.solve(model, Listing()) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        return found


def feasible(model: cp_model.CpModel) -> bool:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return status != cp_model.INFEASIBLE


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        plain, answer = row["plain"], answer_text(row)
        shown = plain["shown"]
        signs = "".join(shown)
        mines = {tuple(mine) for mine in plain["mines"]}
        for r, line in enumerate(shown):
            for c, sign in enumerate(line):
                assert ((r, c) in mines) if sign == "F" else True
                if sign.isdigit():
                    assert (r, c) not in mines
                    assert int(sign) == len(mines & set(around((r, c), len(shown))))
                    if sign == "0":
                        assert all(shown[y][x].isdigit() for y, x in around((r, c), len(shown)))
        asked = row["question"].split("\n\n")[1]
        named = re.search(r"\((\d+), (\d+)\)", asked)
        cell = (int(named[1]), int(named[2])) if named else (-1, -1)
        solver = Solver(plain)
        if "mines in all" in asked:
            assert int(asked.split()[3]) == len(mines)
        if part.task == "flag_count":
            assert int(answer) == signs.count("F")
        elif part.task == "mines_left":
            assert int(answer) == len(mines) - signs.count("F")
        elif part.task == "revealed_count":
            assert int(answer) == sum(map(str.isdigit, signs))
        elif part.task == "cell_state":
            sign = shown[cell[0]][cell[1]]
            kinds = {"#": "hidden, without a flag", "F": "hidden, with a flag", "0": "revealed and empty"}
            assert answer == kinds.get(sign, "revealed, with a number")
        elif part.task == "reveal_result":
            assert shown[cell[0]][cell[1]] == "#"
            if answer == "it is a mine":
                assert not solver.can_be(cell, False)
            else:
                assert not solver.can_be(cell, True)
                number = 0 if "opens" in answer else numbers(answer)[0]
                assert not solver.can_show(cell, number)
        elif part.task == "best_action":
            sign = shown[cell[0]][cell[1]]
            if sign == "#":
                mine, safe = solver.can_be(cell, True), solver.can_be(cell, False)
                assert (
                    answer
                    == {
                        (True, False): "put a flag on it",
                        (False, True): "reveal it",
                        (True, True): "leave it, since it can be either",
                    }[mine, safe]
                )
            else:
                what = {"F": "has a flag", "0": "revealed and empty"}.get(sign, "shows a number")
                assert what in answer
        elif part.task == "safe_cell":
            assert not solver.can_be(numbers(answer), True)  # type: ignore[arg-type]
        else:
            assert part.task == "mine_probability"
            placements = solver.every_placement()
            assert Fraction(answer) == Fraction(sum(cell in held for held in placements), len(placements))
            assert f"; {len(placements)} placement" in row["analysis"]
            assert gameqa.score("<answer>7/6</answer>", row) == 0.0
            above, below = answer.split("/")
            assert gameqa.score(f"\\boxed{{\\frac{{{2 * int(above)}}}{{{2 * int(below)}}}}}", row) == 1.0


@pytest.mark.tasks("safe_cell")
@COUNTS
def test_exactly_the_safe_cells_count(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 25)):
        solver = Solver(row["plain"])
        for r, line in enumerate(solver.shown):
            for c, sign in enumerate(line):
                safe = sign == "#" and not solver.can_be((r, c), True)
                assert gameqa.score(f"({r}, {c})", row) == float(safe)


@COUNTS
def test_every_deduction_is_true(part: Part, count: int) -> None:
    """What a line calls safe or a mine is so in the true field, and the numbers that it quotes are shown."""
    for row in some_rows(part, count):
        mines = {tuple(mine) for mine in row["plain"]["mines"]}
        shown = row["plain"]["shown"]
        for line in row["analysis"].split("\n"):
            told = re.match(r"The cell \((\d+), (\d+)\) shows (\d)", line)
            if told is None:
                continue
            assert shown[int(told[1])][int(told[2])] == told[3]
            before, end = line.rsplit(", so ", 1)
            if not end.endswith("safe."):
                end = re.split(r" is (?=\()| are (?=\()", before.split("the only hidden cell")[1])[-1]
            cells = [(int(r), int(c)) for r, c in re.findall(r"\((\d+), (\d+)\)", end)]
            assert cells
            assert all((cell in mines) == (not line.endswith("safe.")) for cell in cells)


def fields(count: int) -> Iterator[tuple[list[Cell], int, list[tuple[int, tuple[Cell, ...]]]]]:
    for number in range(count):
        rng = Rng(f"field {number}")
        side = rng.between(2, 4)
        cells = [(r, c) for r in range(side) for c in range(side)]
        hidden = sorted(rng.sample(cells, rng.between(2, min(12, len(cells)))))
        mines = set(rng.sample(hidden, rng.between(0, len(hidden))))
        known = []
        for cell in cells:
            group = tuple(there for there in around(cell, side) if there in hidden)
            if cell not in hidden and group and rng.chance(2, 3):
                known.append((len(mines & set(group)), group))
        yield hidden, len(mines), known


def test_counting_against_all_subsets() -> None:
    for hidden, mines, known in fields(250):
        fitting = [
            held
            for code in range(2 ** len(hidden))
            if len(held := {cell for place, cell in enumerate(hidden) if code >> place & 1}) == mines
            and all(len(held & set(group)) == need for need, group in known)
        ]
        counts = count_placements(hidden, mines, known)
        assert counts.total == len(fitting)
        assert counts.mine == {cell: sum(cell in held for held in fitting) for cell in hidden}
