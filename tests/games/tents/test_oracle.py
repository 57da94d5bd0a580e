"""Tents against OR-Tools' CP-SAT, and counts by NumPy and SciPy."""

from __future__ import annotations

import re

import pytest
from gameqa.games.tents import logic
from gameqa.games.tents.chains import Chains
from gameqa.games.tents.deduction import GRADES

import gameqa
from gameqa.configs import Part
from tests.games.tents.board import Board, cell_set, cells_in
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows, some_samples

LETTERS = "ABCDEFGH"


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        board, answer = Board(row["plain"]), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        assert not (board.touching(board.solution) & board.solution).any()
        assert not (board.tents & ~board.solution).any()
        if part.task == "tents_in_row":
            assert int(answer) == board.tents[numbers(asked)[0]].sum()
        elif part.task == "missing_in_column":
            (column,) = numbers(asked)
            assert int(answer) == board.columns[column] - board.tents[:, column].sum()
        elif part.task == "missing_total":
            assert int(answer) == board.trees.sum() - board.tents.sum()
        elif part.task == "next_to_tree":
            assert int(answer) == board.near.sum()
        elif part.task == "placeable_cells":
            assert int(answer) == board.placeable.sum()
        elif part.task == "find_tree":
            assert [option for option in row["options"] if board.trees[cells_in(option)[0]]] == [answer]
        elif part.task == "placeable_cell":
            assert [option for option in row["options"] if board.placeable[cells_in(option)[0]]] == [answer]
            kinds = [
                board.touching(board.tents)[cell] + 2 * (not board.near[cell])
                for cell in (cells_in(option)[0] for option in row["options"])
            ]
            assert sorted(kinds) == [0, 0, 0, 0, 1, 1, 1, 2]
        elif part.task == "forced_cell":
            cells, _ = board.line(re.search(r"(row|column) \d+", asked)[0])
            assert set(cells_in(answer)) <= cells & cell_set(board.solution & ~board.tents)
        else:
            assert part.task == "solve"
            assert set(cells_in(answer)) == cell_set(board.solution & ~board.tents)


@COUNTS
def test_exactly_one_solution(part: Part, count: int) -> None:
    """Each state has one solution with the tents that are seen; and without them, where logic decides the question."""
    for row in some_rows(part, count if part.task in ("forced_cell", "solve") else min(count, 25)):
        board = Board(row["plain"])
        assert board.solutions() == [cell_set(board.solution)]
        board.tents[:] = False
        assert board.solutions() == [cell_set(board.solution)]


@pytest.mark.tasks("forced_cell")
@COUNTS
def test_exactly_the_missing_tents_of_the_line_count(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 40)):
        board = Board(row["plain"])
        cells, _ = board.line(re.search(r"Name an empty cell of ((?:row|column) \d+)", row["question"])[1])
        for r in range(board.side):
            for c in range(board.side):
                missing = (r, c) in cells and board.solution[r, c] and not board.tents[r, c]
                assert gameqa.score(f"({r}, {c})", row) == float(missing)
        assert 3 * len(cells & cell_set(board.solution & ~board.tents)) <= len(cells & cell_set(board.placeable))


@pytest.mark.tasks("solve")
@COUNTS
def test_only_the_missing_tents_solve(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 40)):
        board = Board(row["plain"])
        missing = cells_in(row["answer"])
        empty = sorted(cell_set(~board.trees & ~board.solution))
        backwards = ", ".join(map(str, reversed(missing)))
        assert gameqa.score(backwards, row) == 1.0
        assert gameqa.score(", ".join(map(str, missing[1:])), row) == 0.0
        assert gameqa.score(f"{backwards}, {empty[0]}", row) == 0.0
        for wrong in empty[:: max(1, len(empty) // 5)]:
            assert gameqa.score(", ".join(map(str, [*missing[1:], wrong])), row) == 0.0


@pytest.mark.tasks("forced_cell", "solve")
@COUNTS
def test_level_needs_its_technique(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        deduction = logic.deduction_of(sample.state)
        assert deduction.tents == sample.state.solution_bits
        if part.task == "solve":
            assert deduction.hardest == logic.GRADE[part.level]
        else:
            chains = Chains(sample.state, deduction)
            chain = chains.of_tents(sample.state.geometry.bit(cells_in(sample.question.answer)[0]))
            assert max(GRADES[told.step.kind] for told in chain) == logic.GRADE[part.level]


@pytest.mark.tasks("placeable_cell")
@COUNTS
def test_places_are_in_the_solution_or_not(part: Part, count: int) -> None:
    rows = list(some_rows(part, max(count, 40)))
    held = sum(bool(Board(row["plain"]).solution[cells_in(answer_text(row))[0]]) for row in rows)
    assert len(rows) // 5 < held < len(rows) * 4 // 5
