"""The game of life against SciPy's convolution."""

from __future__ import annotations

import re

import pytest

from gameqa.configs import Part
from tests.games.lifegame.automaton import Boards
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        boards, answer = Boards(row["plain"]), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        cell = re.search(r"cell \((\d+), (\d+)\)", asked)
        if part.task == "live_cells":
            assert int(answer) == boards.after(0).sum()
        elif part.task == "live_after_steps":
            (steps,) = numbers(asked)
            assert int(answer) == boards.after(steps).sum()
        elif part.task == "cell_history":
            assert cell
            named = re.search(r"after (step [\d, andstep]+)\?", asked)
            assert named
            steps = numbers(named[1])
            assert steps == tuple(range(1, len(steps) + 1))
            states = [("dead", "alive")[boards.after(step)[int(cell[1]), int(cell[2])]] for step in steps]
            assert answer == ", ".join(states)
        elif part.task == "steps_to_stability":
            assert int(answer) == boards.settled()
        elif part.task == "grid_after_step":
            assert answer == "\n".join(" ".join(map(str, line)) for line in boards.after(1).tolist())
        else:
            assert part.task == "parent_cell_count"
            assert cell
            assert int(answer) == boards.counts(0)[int(cell[1]), int(cell[2])]
        if row["options"]:
            assert row["options"].count(answer) == 1


@pytest.mark.tasks("cell_history")
def test_edges_matter(part: Part) -> None:
    """Somebody who forgets that edges wrap finds another history nearly always."""
    from gameqa.games.lifegame.engine import Board, bounded_after, is_alive

    wrong = 0
    for row in some_rows(part, 40):
        board = Board(tuple(row["plain"]["rows"]))
        cell = numbers(row["question"].split("\n\n")[1])[:2]
        states = answer_text(row).split(", ")
        found = bounded_after(board.bits, board.side, len(states))[1:]
        wrong += states != [("dead", "alive")[is_alive(bits, board.side, (cell[0], cell[1]))] for bits in found]
    assert wrong >= 28
