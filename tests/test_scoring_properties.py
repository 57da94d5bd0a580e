"""What holds of scoring for every task and level: right answers in any dress score 1, others 0, and none takes long."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

import gameqa
from gameqa.configs import Part
from gameqa.contract import CELL, CELLS, CHOICE, DECIMAL, GRID, INTEGER, LETTERS, MOVES, TEXT
from gameqa.registry import get_game
from gameqa.scoring import lexicon, marks
from tests.samples import ALL_PARTS, part_named, sample_of

DRESSES: dict[str, Callable[[str], str]] = {
    "bare": lambda answer: answer,
    "bold": lambda answer: "\n".join(f"**{line}**" for line in answer.split("\n")),
    "announced": lambda answer: f"Answer: {answer}",
    "element": lambda answer: f"<answer>{answer}</answer>",
}
SAMPLES = 2
FEWEST_NEIGHBORS, MOST_NEIGHBORS = 4, 20
CHARACTERS = 8_000
"""What is read of a row's own analysis in all, with wrong answers behind it: the longer it is, the fewer these are."""


def dressed(row: dict[str, Any], answer: str) -> Iterator[tuple[str, str]]:
    """The row's own analysis with an answer behind it, in every dress, each with the name of the dress."""
    for name, dress in DRESSES.items():
        yield name, f"{row['analysis']}\n\n{dress(answer)}"


def neighbors(row: dict[str, Any]) -> Iterator[str]:
    """Wrong answers that lie near the right one: other letters, numbers beside it, lists without an item."""
    answer, kind = row["answer"], row["answer_type"]
    if kind == CHOICE:
        yield from (letter for letter in LETTERS[: len(row["options"])] if letter != answer)
        return
    numbers = list(re.finditer(r"\d+", answer))
    if kind in (INTEGER, CELL, CELLS, DECIMAL, TEXT):
        for number in numbers:
            for step in (1, -1, 60):
                if int(number[0]) + step >= 0:
                    yield f"{answer[: number.start()]}{int(number[0]) + step}{answer[number.end() :]}"
    if kind in (MOVES, CELLS):
        items = re.split(r", (?![^(]*\))", answer)
        if len(items) > 1:
            yield ", ".join(items[:-1])
            yield ", ".join(items[1:])
    if kind == GRID:
        rows = [line.split() for line in answer.split("\n")]
        values = sorted({value for line in rows for value in line})
        for place in (0, len(rows) // 2, len(rows) - 1):
            for other in values:
                if other != rows[place][place]:
                    changed = [list(line) for line in rows]
                    changed[place][place] = other
                    yield "\n".join(map(" ".join, changed))


def test_the_own_analysis_with_the_answer_behind_it_scores_one(part: Part) -> None:
    for index in range(SAMPLES):
        row = sample_of(part, index).row()
        for name, response in dressed(row, row["answer"]):
            assert gameqa.score(response, row) == 1.0, (name, gameqa.verify(response, row), response)
        if row["options"]:
            option = row["options"][LETTERS.index(row["answer"])]
            for name, response in dressed(row, f"{row['answer']}. {option}"):
                assert gameqa.score(response, row) == 1.0, (name, gameqa.verify(response, row), response)


def test_the_own_analysis_with_another_answer_behind_it_scores_nothing(part: Part) -> None:
    task = get_game(part.game).task(part.task)
    wrong = 0
    for index in range(SAMPLES):
        row = sample_of(part, index).row()
        # The analysis ends in the right answer, in words; without that line nothing contradicts what is added.
        steps = {**row, "analysis": row["analysis"].rpartition("\n")[0]}
        found = list(neighbors(row))
        most = min(max(CHARACTERS // len(row["analysis"]), FEWEST_NEIGHBORS), MOST_NEIGHBORS)
        for answer in found[:: max(1, -(-len(found) // most))]:
            if task.check is not None and gameqa.score(f"<answer>{answer}</answer>", row) > 0:
                continue
            wrong += 1
            for name, response in [*dressed(row, answer), *dressed(steps, answer)]:
                assert gameqa.score(response, row) == 0.0, (name, gameqa.verify(response, row), response)
    assert wrong


def vocabulary(part: Part) -> list[str]:
    """The moves that the right answers of a task are made of."""
    return sorted({move for index in range(12) for move in sample_of(part, index).row()["answer"].split(", ")})


LISTS = [part for part in ALL_PARTS if sample_of(part, 0).row()["answer_type"] == MOVES]
LIMIT = re.compile(r"at most (\d+)")
BLIND_SHARE = 0.02


@pytest.mark.slow
@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_blind_lists_of_moves_do_not_pay(listed: Part) -> None:
    """Random lists, and the best of 60 fixed ones, solve hardly any of the boards that none of them has seen."""
    rows = [sample_of(listed, index).row() for index in range(100)]
    moves, random = vocabulary(listed), Random(5)
    longest = max(int(LIMIT.findall(row["question"])[0]) if LIMIT.search(row["question"]) else 8 for row in rows)
    fixed = [", ".join(random.choices(moves, k=random.randint(1, longest))) for _ in range(60)]
    solved = [[gameqa.score(f"<answer>{one}</answer>", row) for row in rows] for one in fixed]
    assert sum(map(sum, solved)) <= BLIND_SHARE * len(fixed) * len(rows)
    best = max(range(len(fixed)), key=lambda place: sum(solved[place][:50]))
    assert sum(solved[best][50:]) <= BLIND_SHARE * 50


@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_more_moves_than_the_question_allows_are_refused(listed: Part) -> None:
    row = sample_of(listed, 0).row()
    right = row["answer"].split(", ")
    stated = LIMIT.findall(row["question"])
    # A board of Chess Ranger fixes the number of captures.
    assert stated or "as few moves as possible" in row["question"] or "that leave a single piece" in row["question"]
    limit = int(stated[0]) if stated else len(right)
    assert len(right) <= limit
    for more in (limit + 1, 3 * limit):
        many = [right[place % len(right)] for place in range(more)]
        assert gameqa.score(f"<answer>{', '.join(many)}</answer>", row) == 0.0


WORDS = sorted(
    {
        word
        for value in vars(lexicon).values()
        if isinstance(value, frozenset)
        for item in value
        for word in ([item] if isinstance(item, str) else [" ".join(item)])
        if word
    }
)
SIGNS = [
    *"()[]{}<>\"'`*_#|&,;:.!?=+-/\\^~$%@0",
    " ", "\n", "\t", "<answer>", "</answer>", "<think>", "</think>", "\\boxed{", "\\frac{", "\\text{", "```", "~~~",
    "<!--", "-->", '{"answer":', '"answer":[', "<|begin_of_box|>", "Answer:", "the answer is ", "1/", "1.", "(1,", "[[",
    "row 1, ", "R' ", "c1 > ", "up ", "\u2191", "\u4e0a", "\u7b54\u6848", "\u9009", "| ", "3 + ", "1 = ", "A. ", "\\\\",
]  # fmt: skip
KINDS = {
    kind: next(part for part in ALL_PARTS if part.level == "easy" and sample_of(part, 0).row()["answer_type"] == kind)
    for kind in (CHOICE, MOVES)
}


LEADS, SIZES = ("<answer>{}</answer>", "Answer: B\nB {}"), (1_900, 40_000)


def seconds(response: str, row: dict[str, Any]) -> float:
    """The CPU time that a score takes."""
    start = time.process_time()
    gameqa.score(response, row)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("size", SIZES)
def test_time_grows_with_length_and_no_faster(kind: str, lead: str, size: int) -> None:
    """Four times the text takes about four times the time; a quadratic search would take sixteen.

    Between the two sizes and their fourfold the readers stop to read a text as a whole: no ratio tells anything there.
    """
    row = sample_of(KINDS[kind], 0).row()
    # Half of the signs each: every sign is tried behind every lead, and at every size.
    half = (LEADS.index(lead) + SIZES.index(size)) % 2
    for token in [*SIGNS[half::2], *WORDS[::250]]:
        text = token + " " * token.isalpha()
        short, long = (lead.format(text * (length // len(text))) for length in (size, 4 * size))
        # Something else may keep the machine busy: it must be so three times.
        ratios = (seconds(long, row) / max(seconds(short, row), 0.002) for _ in range(3))
        assert any(ratio < 9 for ratio in ratios), token


def test_a_megabyte_without_an_answer_is_no_answer() -> None:
    row = sample_of(part_named("sokoban-player_position-easy"), 0).row()
    for token in ("<", "[", "{", '"answer":[', "\\boxed{", "Answer: ", "B "):
        assert gameqa.score(token * (1_000_000 // len(token)), row) == 0.0
    assert len(marks.find_marks("<answer>" * 100_000)) <= marks.MOST_MARKS
