"""Langton's ant against SciPy: the ant as a field of four layers, moved by convolution on a torus."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from scipy.ndimage import convolve

from gameqa.configs import Part
from tests.oracle import COUNTS, WAYS, numbers
from tests.samples import answer_text, some_rows, some_samples, steps_of

NAMES = ("up", "right", "down", "left")


def shift(direction: int) -> np.ndarray:
    """The kernel whose convolution moves everything by one cell."""
    kernel = np.zeros((3, 3), int)
    kernel[{"up": (0, 1), "right": (1, 2), "down": (2, 1), "left": (1, 0)}[NAMES[direction]]] = 1
    return kernel


KERNELS = [shift(direction) for direction in range(4)]


def automaton(plain: dict[str, Any], count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Black cells, the layers of the ant by direction, and how often each cell has changed."""
    black = np.array([[sign == "#" for sign in row] for row in plain["rows"]]).astype(int)
    ant = np.zeros((4, *black.shape), int)
    ant[plain["facing"]][tuple(plain["cell"])] = 1
    changes = np.zeros_like(black)
    for _ in range(count):
        here = ant.sum(axis=0)
        turned = np.stack([ant[(way - 1) % 4] * (1 - black) + ant[(way + 1) % 4] * black for way in range(4)])
        black = black ^ here
        changes += here
        ant = np.stack([convolve(turned[way], KERNELS[way], mode="wrap") for way in range(4)])
    return black, ant, changes


def pose_of(ant: np.ndarray) -> str:
    [[way, row, column]] = np.argwhere(ant)
    return f"({row}, {column}), facing {NAMES[way]}"


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        answer = answer_text(row)
        asked = row["question"].split("\n\n")[1]
        named = re.search(r"(\d+) steps?\b", asked)
        black, ant, changes = automaton(row["plain"], int(named[1]) if named else 0)
        if part.task in ("ant_pose", "pose_after_steps"):
            assert answer == pose_of(ant)
            assert row["options"].count(answer) == 1
        elif part.task == "color_changes":
            cell = re.search(r"cell \((\d+), (\d+)\)", asked)
            assert cell
            assert int(answer) == changes[int(cell[1]), int(cell[2])]
        elif part.task == "black_after_steps":
            assert int(answer) == black.sum()
        else:
            assert part.task == "grid_after_steps"
            assert answer == "\n".join(" ".join(map(str, line)) for line in black.tolist())


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the automaton says the same."""
    for row in some_rows(part, min(count, 40)):
        plain = row["plain"]
        start, side = automaton(plain, 0), len(plain["rows"])
        asked = re.search(r"(\d+) steps?\b", row["question"].split("\n\n")[1])
        steps = int(asked[1]) if asked else 0
        end = automaton(plain, steps)
        told_steps = 0
        for line in steps_of(row):
            if told := re.fullmatch(
                r"(\d+)\. \((\d+), (\d+)\) is (white|black): the ant turns (left|right) to face (\w+), the cell "
                r"becomes (white|black), and the ant goes (over the edge )?to (\(\d+, \d+\))\.",
                line,
            ):
                told_steps += 1
                assert int(told[1]) == told_steps
                black, ant, _ = automaton(plain, told_steps - 1)
                here = int(told[2]), int(told[3])
                assert ant.sum(axis=0)[here] == 1
                assert told[4] == ("black" if black[here] else "white") != told[7]
                assert told[5] == ("left" if black[here] else "right")
                assert pose_of(automaton(plain, told_steps)[1]) == f"{told[9]}, facing {told[6]}"
                there = numbers(told[9])
                assert bool(told[8]) == (abs(there[0] - here[0]) + abs(there[1] - here[1]) > 1)
            elif told := re.fullmatch(r"The ant starts at (.*)\.", line):
                assert told[1] == pose_of(start[1])
            elif told := re.fullmatch(r"After (\d+) steps? the ant is at (.*)\.", line):
                assert (int(told[1]), told[2]) == (steps, pose_of(end[1]))
            elif told := re.fullmatch(r"The tail and the tip .* in row (\d+), .* and in column (\d+), .*", line):
                assert [int(told[1]), int(told[2])] == plain["cell"]
            elif told := re.fullmatch(r"The tip of the arrow points (\w+), so the ant faces (\w+)\.", line):
                assert told[1] == told[2] == NAMES[plain["facing"]]
            elif told := re.fullmatch(r"row (\d+): ([01 ]+)", line):
                assert told[2] == " ".join(map(str, start[0][int(told[1])]))
            elif told := re.fullmatch(r"Compared with the start, (.*)\. The other cells are as they were\.", line):
                found = re.findall(r"\((\d+), (\d+)\) is now (white|black)", told[1])
                changed = {(int(r), int(c)): color == "black" for r, c, color in found}
                assert set(changed) == set(map(tuple, np.argwhere(start[0] != end[0]).tolist()))
                assert all(end[0][cell] == black for cell, black in changed.items())
            elif told := re.fullmatch(r"Black cells at the start, row by row: (.*)\. That makes (\d+)\.", line):
                found = {int(r): int(n) for n, r in re.findall(r"(\d+) in row (\d+)", told[1])}
                assert [found.get(r, 0) for r in range(side)] == start[0].sum(axis=1).tolist()
                assert int(told[2]) == start[0].sum()
            elif told := re.fullmatch(
                r"In (\d+) steps? a cell became black, in (\d+) steps? one became white: (.*) = (\d+) cells "
                r"are black\.",
                line,
            ):
                first, more, less = numbers(told[3])
                assert (more, less) == (int(told[1]), int(told[2]))
                assert more + less == steps
                assert first == start[0].sum()
                assert first + more - less == int(told[4]) == end[0].sum()
            elif told := re.fullmatch(
                r"The ant (?:never leaves|leaves) \((\d+), (\d+)\)(?: in steps? ([\d, ]+))?\. A cell changes color "
                r"only when the ant leaves it, so this one changes (\d+) times?\.",
                line,
            ):
                cell = int(told[1]), int(told[2])
                left = [n for n in range(1, steps + 1) if automaton(plain, n - 1)[1].sum(axis=0)[cell]]
                assert list(numbers(told[3] or "")) == left
                assert int(told[4]) == len(left) == end[2][cell]
            else:
                assert line == "At the start, with 1 for black and 0 for white:", line
        assert told_steps == steps


def walked_wrongly(plain: dict[str, Any], count: int, right_on: str, flips: bool) -> tuple[int, int]:
    """Where the ant ends if it turns right on cells of this sign, and flips cells or not."""
    rows = [list(row) for row in plain["rows"]]
    (row, column), way = plain["cell"], plain["facing"]
    for _ in range(count):
        sign = rows[row][column]
        way = (way + (1 if sign == right_on else -1)) % 4
        if flips:
            rows[row][column] = "#" if sign == "." else "."
        down, across = WAYS[NAMES[way]]
        row, column = (row + down) % len(rows), (column + across) % len(rows)
    return row, column


@pytest.mark.tasks("pose_after_steps")
def test_options_are_typical_mistakes(part: Part) -> None:
    """Facing the opposite way always, a wrong turn or an unflipped cell mostly, two steps too many now and then."""
    wrong_rule = two_more = 0
    rows = list(some_rows(part, 60))
    for row in rows:
        named = re.search(r"(\d+) steps?\b", row["question"].split("\n\n")[1])
        assert named
        count, options = int(named[1]), set(row["options"])
        right = numbers(answer_text(row))
        facings = {option.rsplit(" ", 1)[1] for option in options if numbers(option) == right}
        assert facings in ({"up", "down"}, {"left", "right"})
        ends = {walked_wrongly(row["plain"], count, *rule) for rule in (("#", True), (".", False))} - {right}
        wrong_rule += bool(ends & set(map(numbers, options)))
        two_more += pose_of(automaton(row["plain"], count + 2)[1]) in options
    assert wrong_rule >= 48, wrong_rule
    assert 10 <= two_more <= 34, two_more


@pytest.mark.tasks("ant_pose")
def test_options_exchange_row_and_column(part: Part) -> None:
    """Row and column exchanged in every option that is not its own, and one cell beside the ant."""
    facing_back = 0
    for row in some_rows(part, 60):
        side = len(row["plain"]["rows"])
        cells = set(map(numbers, row["options"]))
        assert {cell[::-1] for cell in cells} == cells
        r, c = row["plain"]["cell"]
        assert cells & {((r + 1) % side, c), ((r - 1) % side, c), (r, (c + 1) % side), (r, (c - 1) % side)}
        axes = {NAMES.index(option.rsplit(" ", 1)[1]) % 2 for option in row["options"]}
        facing_back += len(axes) == 1
    assert 18 <= facing_back <= 42


@pytest.mark.tasks("ant_pose", "pose_after_steps")
def test_options_tell_nothing(part: Part) -> None:
    """Four cells, each with the same two directions; no cheap rule is much better than chance."""
    shares: dict[str, float] = {}
    samples = list(some_samples(part, 150))
    for sample in samples:
        question = sample.question
        cells = [numbers(option) for option in question.options]
        facings = [option.rsplit(" ", 1)[1] for option in question.options]
        assert {cells.count(cell) for cell in cells} == {2}
        assert {facings.count(facing) for facing in facings} == {4}
        for shortcut in sample.task.shortcuts:
            guesses = shortcut.guesses(sample.state, question) or question.options
            share = (question.answer in guesses) / len(guesses) / len(samples)
            shares[shortcut.name] = shares.get(shortcut.name, 0) + share
    assert len(shares) >= 8
    assert max(shares.values()) <= 0.19, shares
