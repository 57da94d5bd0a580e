"""Star battles against OR-Tools' CP-SAT, and regions by SciPy."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from gameqa.games.star_battle import logic
from gameqa.games.star_battle.chains import Chains
from gameqa.games.star_battle.deduction import GRADES
from scipy.ndimage import label

import gameqa
from gameqa.configs import Part
from tests.games.star_battle.board import Board, cells_in, touch
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows, some_samples

NONE = "none, it has no star yet"


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        board, answer = Board(row["plain"]), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        named = re.search(r"(?:row|column|region) \d", asked)
        options = {option: cells_in(option)[0] for option in row["options"] if option != NONE}
        if part.task in ("last_star", "next_forced"):
            (cell,) = cells_in(answer)
            assert cell in board.unit(named[0]) & board.solution - board.stars
        elif part.task == "cell_in_region":
            assert [option for option, cell in options.items() if cell in board.unit(named[0])] == [answer]
        elif part.task == "star_in_region":
            held = [option for option, cell in options.items() if cell in board.unit(named[0]) & board.stars]
            assert (held or [NONE]) == [answer]
            assert NONE in row["options"]
            assert bool(held) == bool(board.unit(named[0]) & board.stars)
        elif part.task == "placeable_cell":
            broken = {
                option: [star for star in board.stars if board.excludes(cell, star)] for option, cell in options.items()
            }
            assert [option for option, stars in broken.items() if not stars] == [answer]
            assert not set(options.values()) & board.stars
        else:
            assert part.task == "solve"
            assert set(cells_in(answer)) == board.solution - board.stars


@COUNTS
def test_regions_and_the_solution(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        board = Board(row["plain"])
        if part.task in ("last_star", "next_forced", "solve"):
            assert board.solutions(set()) == [board.solution]
        else:
            rows, columns = zip(*board.solution, strict=True)
            regions = [board.regions[cell] for cell in board.solution]
            assert sorted(rows) == sorted(columns) == list(range(board.side))
            assert sorted(regions) == list(range(1, board.side + 1))
            assert not any(touch(one, other) for one, other in combinations(board.solution, 2))
        for number in range(1, board.side + 1):
            assert label(board.regions == number)[1] == 1
            assert (board.regions == number).sum() >= 2


@pytest.mark.tasks("placeable_cell")
@COUNTS
def test_wrong_places_break_one_rule_of_every_kind(part: Part, count: int) -> None:
    held = total = 0
    for row in some_rows(part, max(count, 40)):
        board, answer = Board(row["plain"]), answer_text(row)
        kinds = []
        for option in row["options"]:
            (cell,) = cells_in(option)
            broken = {
                kind
                for star in board.stars
                for kind, breaks in (
                    ("touch", touch(cell, star)),
                    ("row", cell[0] == star[0]),
                    ("column", cell[1] == star[1]),
                    ("region", board.regions[cell] == board.regions[star]),
                )
                if breaks
            }
            assert len(broken) == (option != answer)
            kinds += broken
        assert kinds.count("touch") == 2
        assert kinds.count("region") in ((1, 2) if part.level == "easy" else (2,))
        held += cells_in(answer)[0] in board.solution
        total += 1
    assert total // 5 < held < total * 4 // 5


@pytest.mark.tasks("placeable_cell")
@COUNTS
def test_boards_with_several_solutions_are_not_said_to_have_one(part: Part, count: int) -> None:
    rows = list(some_rows(part, min(count, 40)))
    assert any(len(Board(row["plain"]).solutions(set())) > 1 for row in rows)
    assert not any("the solution" in row["question"] for row in rows)


@pytest.mark.slow
@pytest.mark.tasks("placeable_cell")
def test_where_a_place_is_does_not_tell_it(part: Part) -> None:
    """No option is a good guess for being in a corner, at an edge, in the first row or far from all of these."""
    rows = list(some_rows(part, 400))
    right = dict.fromkeys(("upper left", "corner", "edge", "middle", "row 0"), 0.0)
    for row in rows:
        last = len(row["plain"]["regions"]) - 1
        options = [cells_in(option)[0] for option in row["options"]]
        for name, distances in (
            ("upper left", [r + c for r, c in options]),
            ("corner", [min(r, last - r) + min(c, last - c) for r, c in options]),
            ("edge", [min(r, last - r, c, last - c) for r, c in options]),
            ("middle", [max(abs(2 * r - last), abs(2 * c - last)) for r, c in options]),
            ("row 0", [r > 0 for r, _ in options]),
        ):
            best = [cell for cell, one in zip(options, distances, strict=True) if one == min(distances)]
            right[name] += (cells_in(answer_text(row))[0] in best) / len(best)
    chance = 1 / len(rows[0]["options"])
    assert max(right.values()) / len(rows) < chance + 0.10, right


@pytest.mark.tasks("solve")
@COUNTS
def test_only_the_missing_stars_solve(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 40)):
        board = Board(row["plain"])
        missing = cells_in(row["answer"])
        assert gameqa.score(", ".join(map(str, reversed(missing))), row) == 1.0
        assert gameqa.score(", ".join(map(str, missing[1:])), row) == 0.0
        for wrong in sorted(board.cells - board.solution)[::7]:
            assert gameqa.score(", ".join(map(str, [*missing[1:], wrong])), row) == 0.0
            assert gameqa.score(", ".join(map(str, [*missing, wrong])), row) == 0.0


@pytest.mark.tasks("last_star", "next_forced", "solve")
@COUNTS
def test_level_needs_its_technique(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        battle = sample.state
        deduction = logic.deduction_of(battle)
        assert deduction.stars == battle.solution_bits
        if part.task == "last_star":
            low, high = logic.MISSING[part.level]
            assert low <= battle.missing.bit_count() <= high
            continue
        chain = Chains(battle, deduction).of_stars(battle.geometry.bits(cells_in(sample.question.answer)))
        assert max(GRADES[told.step.kind] for told in chain) >= logic.GRADE[part.level]


@pytest.mark.tasks("next_forced")
@COUNTS
def test_several_cells_are_open(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        board = Board(row["plain"])
        cells = board.unit(re.search(r"star of ((?:row|column|region) \d)", row["question"])[1])
        assert sum(not any(board.excludes(cell, star) for star in board.stars) for cell in cells) >= 3
