"""The answers of Tetris against a second engine on bit masks of the whole board."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from gameqa import score
from gameqa.configs import Part
from gameqa.sample import draw_sample
from tests.games.tetris.board import Cells, Masks, kind_of, turns
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows, some_samples


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def shift_of(row: dict[str, Any]) -> int:
    """Columns to the right that the question moves the piece."""
    found = re.match(
        r"The falling piece is moved (\d) columns? to the (left|right), then it falls straight down\.", asked_of(row)
    )
    if not found:
        assert asked_of(row).startswith("The falling piece falls straight down from where it is.")
        return 0
    return int(found[1]) * (1 if found[2] == "right" else -1)


def expected(row: dict[str, Any], board: Masks) -> Any:
    if row["task"] == "empty_in_row":
        [number] = numbers(asked_of(row))
        taken = (board.settled | board.bits(board.falling)) & board.row(number)
        return str(board.side - taken.bit_count())
    if row["task"] == "shape":
        return kind_of(board.falling)[0] if board.falling else "no piece"
    if row["task"] == "steps_to_collision":
        if not board.falling:
            return "-1"
        return str(board.fallen(board.sideways(board.falling, shift_of(row)))[1])
    if row["task"] == "max_rows_cleared":
        return str(max(map(len, board.drops.values())))
    assert row["task"] == "board_after_drop"
    cells, _ = board.fallen(board.sideways(board.falling, shift_of(row)))
    found = re.search(r"Give rows (\d+) to (\d+),", asked_of(row))
    assert found
    assert int(found[2]) == board.side - 1
    rows = board.after(cells)
    assert not any(map(any, rows[: int(found[1])]))
    return "\n".join(" ".join(map(str, line)) for line in rows[int(found[1]) :])


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        board = Masks.of(row["plain"])
        assert not any(board.settled & board.row(number) == board.row(number) for number in range(board.side))
        assert len(board.falling) in (0, 4)
        if part.task == "best_drop":
            best = max(map(len, board.drops.values()))
            assert best > 0
            assert len(board.drops[numbers(row["answer"])]) == best
        else:
            assert answer_text(row) == expected(row, board)


@pytest.mark.tasks("best_drop")
def test_every_best_drop_counts(part: Part) -> None:
    """All drops that clear the most rows score 1, however they are written; all others 0."""
    for row in some_rows(part, 12):
        board = Masks.of(row["plain"])
        best = max(map(len, board.drops.values()))
        for (number, column), filled in board.drops.items():
            value = float(len(filled) == best)
            assert score(f"<answer>turn {number}, column {column}</answer>", row) == value
            assert score(f"So the answer is ({number}, {column}).", row) == value
            assert score(f"Answer: Column {column}, turn {number}", row) == value
        assert score("<answer>turn 9, column 0</answer>", row) == 0.0
        assert score("<answer>turn 0, column 40</answer>", row) == 0.0
        assert score("<answer>turn 0</answer>", row) == 0.0


@pytest.mark.tasks("max_rows_cleared", "best_drop", "board_after_drop")
def test_there_is_room_to_turn(part: Part) -> None:
    """Four rows at the top hold no settled cell."""
    for row in some_rows(part, 24):
        board = Masks.of(row["plain"])
        assert not board.settled & (board.row(0) | board.row(1) | board.row(2) | board.row(3))


COLORS = re.compile(r"\b(?:red|gray|light|colors?|picture)\b")


def test_texts_name_no_colors(part: Part) -> None:
    """A state that is given as text shows none, and the reasoning does without them."""
    for sample in some_samples(part, 6):
        row = draw_sample(replace(sample.key, modality="text")).row()
        assert not COLORS.search(row["question"]), row["question"]
        assert not COLORS.search(row["analysis"]), row["analysis"]


@pytest.mark.tasks("steps_to_collision", "board_after_drop")
def test_a_piece_moves_sideways_before_it_may_rest(part: Part) -> None:
    """The rules say so, since it may already lie on something, or does on its way."""
    met = 0
    for row in some_rows(part, 60):
        assert "settled cell or the floor right below it does not. It falls only after that" in row["question"]
        board = Masks.of(row["plain"])
        if board.falling:
            asked = shift_of(row)
            passed = [board.sideways(board.falling, columns) for columns in range(0, asked, 1 if asked > 0 else -1)]
            met += any(
                board.fallen(cells)[1] == 0 and cells != board.sideways(board.falling, asked) for cells in passed
            )
    assert met or part.task == "board_after_drop"


def falling_of(samples: Any) -> list[Cells]:
    return [boards_cells for sample in samples if (boards_cells := Masks.of({"rows": sample.state.rows}).falling)]


@pytest.mark.slow
@pytest.mark.tasks("shape", "max_rows_cleared", "steps_to_collision")
def test_classes_are_spread(part: Part) -> None:
    """All pieces and all of their turns occur; the classes of answers are as frequent as they are meant to be."""
    samples = list(some_samples(part, 200))
    answers = Counter(sample.question.answer for sample in samples)
    seen = {kind_of(cells) for cells in falling_of(samples)}
    if part.task == "shape":
        assert seen == {(kind, number) for kind in "IOTLJSZ" for number in turns(kind)}
        assert min(answers.values()) > 8
    elif part.task == "steps_to_collision":
        assert 0 < answers["-1"] < 34
        assert len(answers) >= 7
    else:
        shares = [answers["0"], answers["1"], answers["2"], answers["3"] + answers["4"]]
        assert all(abs(share - wanted) < 28 for share, wanted in zip(shares, (30, 70, 60, 40), strict=True))
