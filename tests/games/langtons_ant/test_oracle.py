"""Langton's ant against SciPy: the ant as a field of four layers, moved by convolution on a torus."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from scipy.ndimage import convolve

from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows

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
def test_every_step_told_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 40)):
        for line in row["analysis"].split("\n"):
            told = re.match(r"(\d+)\. \((\d+), (\d+)\) is (\w+): .* to face (\w+), .* goes to (\(\d+, \d+\))\.", line)
            if told is None:
                continue
            number = int(told[1])
            black, ant, _ = automaton(row["plain"], number - 1)
            assert ant.sum(axis=0)[int(told[2]), int(told[3])] == 1
            assert bool(black[int(told[2]), int(told[3])]) == (told[4] == "black")
            assert pose_of(automaton(row["plain"], number)[1]) == f"{told[6]}, facing {told[5]}"


@pytest.mark.tasks("pose_after_steps")
def test_options_hold_a_neighboring_step(part: Part) -> None:
    """Stopping one step early or late is among the options nearly always."""
    rows = list(some_rows(part, 30))
    near = 0
    for row in rows:
        named = re.search(r"(\d+) steps?\b", row["question"].split("\n\n")[1])
        assert named
        poses = {pose_of(automaton(row["plain"], int(named[1]) + off)[1]) for off in (-1, 1)}
        near += bool(poses & set(row["options"]))
    assert near >= 20
