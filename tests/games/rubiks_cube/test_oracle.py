"""Rubik's cube against magiccube, and against a plain search over all lists of turns with NumPy."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import magiccube
import numpy as np
import pytest
from gameqa.games.rubiks_cube import engine

import gameqa
from gameqa.configs import Part
from gameqa.rng import Rng
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows, some_samples

NAMES = {"W": "white", "O": "orange", "G": "green", "R": "red", "B": "blue", "Y": "yellow"}
TURN_NAMES = [face + prime for face in "ULFRBD" for prime in ("", "'")]
QUARTER_TURN_COUNTS = (1, 12, 114, 1068, 10011, 93840)


def turned(stickers: str, turns: list[str]) -> str:
    cube = magiccube.Cube(3, stickers)
    if turns:
        cube.rotate(" ".join(turns))
    return str(cube.get())


@cache
def permutations() -> np.ndarray:
    """The sources of every turn, found by letting magiccube turn three numberings of the stickers."""
    found = []
    for name in TURN_NAMES:
        digits = []
        for power in (1, 6, 36):
            labels = "".join("WOGRBY"[place // power % 6] for place in range(54))
            digits.append(["WOGRBY".index(color) for color in turned(labels, [name])])
        found.append([a + 6 * b + 36 * c for a, b, c in zip(*digits, strict=True)])
    return np.array(found)


def all_after(stickers: str, count: int) -> np.ndarray:
    """The stickers after every list of so many turns, one row each."""
    states = np.array([[ord(color) for color in stickers]], np.uint8)
    for _ in range(count):
        states = states[:, permutations()].reshape(-1, 54)
    return states


def uniform(states: np.ndarray, face: int) -> np.ndarray:
    part = states[:, 9 * face : 9 * face + 9]
    return (part == part[:, :1]).all(axis=1)


def solved(states: np.ndarray) -> np.ndarray:
    return np.all([uniform(states, face) for face in range(6)], axis=0)


def place_in(text: str) -> int:
    face, row, column = re.search(r"([ULFRBD]) \((\d), (\d)\)", text).groups()  # type: ignore[union-attr]
    return 9 * "ULFRBD".index(face) + 3 * int(row) + int(column)


def turns_in(text: str) -> list[str]:
    return re.findall(r"[ULFRBD]'?", text)


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        row = sample.row()
        stickers, answer = sample.state.stickers, answer_text(row)
        assert all(stickers.count(color) == 9 for color in NAMES)
        asked = row["question"].split("\n\n")[1]
        if part.task == "sticker_color":
            assert answer == NAMES[stickers[place_in(asked)]]
        elif part.task == "color_after_moves":
            turns = turns_in(asked.split(":")[1].split(".")[0])
            assert answer == NAMES[turned(stickers, turns)[place_in(asked)]]
        elif part.task == "face_moves":
            face = "ULFRBD".index(re.search(r"the face ([ULFRBD])", asked)[1])  # type: ignore[index]
            assert not any(uniform(all_after(stickers, less), face).any() for less in range(int(answer)))
            assert uniform(all_after(stickers, int(answer)), face).any()
        elif part.task == "cube_moves":
            assert not any(solved(all_after(stickers, less)).any() for less in range(int(answer)))
            turns = turns_in(row["analysis"].split("\n")[0].split(" solve")[0].split("turn", 1)[1])
            assert len(turns) == int(answer)
            assert solved(np.array([[ord(color) for color in turned(stickers, turns)]])).all()
        elif part.task == "color_count":
            face, color = re.search(r"face ([ULFRBD]) are (\w+)\?", asked).groups()  # type: ignore[union-attr]
            first = 9 * "ULFRBD".index(face)
            assert int(answer) == [NAMES[sign] for sign in stickers[first : first + 9]].count(color)
        elif part.task == "solve":
            assert solved(np.array([[ord(color) for color in turned(stickers, turns_in(answer))]])).all()
        else:
            assert part.task == "moves_between"
            second = sample.question.marks[0].content
            right = [option for option in row["options"] if turned(stickers, turns_in(option)) == second]
            assert right == [answer]


def test_turns_against_magiccube() -> None:
    for number in range(60):
        turns = [Rng(f"turns {number} {place}").below(12) for place in range(15)]
        names = [TURN_NAMES[turn] for turn in turns]
        assert engine.after(engine.SOLVED, turns) == turned(engine.SOLVED, names)
    assert engine.after(engine.SOLVED, [6, 0, 7, 1] * 6) == engine.SOLVED
    assert engine.after(engine.SOLVED, [6, 0] * 105) == engine.SOLVED
    assert all(engine.after(engine.SOLVED, [6, 0] * times) != engine.SOLVED for times in range(1, 105))


@pytest.mark.slow
def test_known_counts_of_positions() -> None:
    """Positions at distance 0 to 5 in the quarter-turn metric, by the engine's turns and its fewest turns."""
    seen, edge = {engine.SOLVED}, [engine.SOLVED]
    for distance, expected in enumerate(QUARTER_TURN_COUNTS):
        assert len(edge) == expected
        for stickers in edge[:: max(1, len(edge) // 150)]:
            found = engine.solution(stickers)
            assert found is not None
            assert len(found) == distance
            assert engine.after(stickers, found) == engine.SOLVED
        later = {engine.turned(stickers, turn) for stickers in edge for turn in range(12)} if distance < 5 else set()
        edge = sorted(later - seen)
        seen |= later


def test_a_cube_is_the_same_however_it_is_held() -> None:
    stickers = engine.after(engine.SOLVED, [0, 3, 6, 9])
    holds = {engine.held(stickers, way) for way in range(24)}
    assert len(holds) == 24
    assert {engine.upright(held) for held in holds} == {stickers}
    for held in holds:
        found = engine.solution(held)
        assert found is not None
        assert len(found) == 4
        assert solved(np.array([[ord(color) for color in engine.after(held, found)]])).all()


@pytest.mark.tasks("solve")
def test_any_notation_and_any_solution_counts(part: Part) -> None:
    for row in some_rows(part, 8):
        turns = turns_in(row["answer"])
        assert gameqa.score(" ".join(turns), row) == 1.0
        assert gameqa.score("".join(turns).replace("'", "\u2019"), row) == 1.0
        assert gameqa.score(" ".join(["R", "R2", "R", *turns]), row) == 1.0
        assert gameqa.score(" ".join(["U2", "U2", *turns]), row) == 1.0
        assert gameqa.score(" ".join([*turns, "D"]), row) == 0.0
        assert gameqa.score("R U R' X", row) == 0.0


@pytest.mark.tasks("color_after_moves")
def test_turns_move_what_is_asked(part: Part) -> None:
    changed = 0
    rows: list[dict[str, Any]] = list(some_rows(part, 60))
    for row in rows:
        place = place_in(row["question"].split("\n\n")[1])
        changed += NAMES[row["plain"]["stickers"][place]] != answer_text(row)
        assert "brings" in row["analysis"]
    assert changed >= len(rows) // 2
