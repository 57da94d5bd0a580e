"""Rubik's cube against magiccube, and against a plain search over all lists of turns with NumPy."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

import magiccube
import numpy as np
import pytest
from gameqa.games.rubiks_cube import engine

import gameqa
from gameqa.configs import Part
from gameqa.rng import Rng
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows, some_samples, steps_of

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
            turns = re.findall(r"^\d+\. ([ULFRBD]'?) (?:brings|prepares)", row["analysis"], re.MULTILINE)
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
        assert " to " in row["analysis"]
    assert changed >= len(rows) // 2


def came_from(place: int, turns: list[str]) -> int:
    """Where the sticker starts that ends at a place."""
    for turn in reversed(turns):
        place = int(permutations()[TURN_NAMES.index(turn)][place])
    return place


def home(stickers: str) -> set[str]:
    """The pieces in place, each by its faces in alphabetical order."""
    pieces: dict[Any, list[int]] = {}
    for place in range(54):
        pieces.setdefault(engine.position_of(place), []).append(place)
    return {
        "".join(sorted("ULFRBD"[place // 9] for place in places))
        for places in pieces.values()
        if len(places) > 1 and all(stickers[place] == stickers[9 * (place // 9) + 4] for place in places)
    }


PLACE = r"[ULFRBD] \(\d, \d\)"
COLOR = r"(?:red|orange|yellow|green|blue|white)"


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and turning a cube of 54 signs says the same."""
    for sample in some_samples(part, min(count, 60)):
        row = sample.row()
        stickers, answer = sample.state.stickers, answer_text(row)
        asked = row["question"].split("\n\n")[1]
        second = sample.question.marks[0].content if sample.question.marks else ""
        now, told = stickers, 0
        refuted, before_last = set(), False
        if part.task == "color_after_moves":
            turns = turns_in(asked.split(":")[1].split(".")[0])
            at, left = place_in(asked), list(turns)
        for line in steps_of(row):
            if found := re.fullmatch(r"Row (\d) of ([ULFRBD]): (.*)\.", line):
                first = 9 * "ULFRBD".index(found[2]) + 3 * int(found[1])
                assert found[3].split(", ") == [NAMES[sign] for sign in stickers[first : first + 3]]
            elif found := re.fullmatch(rf"The one in column (\d) is ({COLOR})\.", line):
                assert found[2] == answer
                assert f", {found[1]})" in asked
            elif found := re.fullmatch(rf"(\d) stickers? of these (?:is|are) ({COLOR})\.", line):
                assert found[1] == answer
            elif found := re.fullmatch(rf"Follow the sticker that ends at ({PLACE}) backwards, .*", line):
                assert place_in(found[1]) == at
            elif found := re.fullmatch(rf"([ULFRBD]'?) does not move what is at ({PLACE})\.", line):
                turn = left.pop()
                assert found[1] == turn
                assert came_from(at, [turn]) == at == place_in(found[2])
            elif found := re.fullmatch(
                rf"([ULFRBD]'?) (carries the stickers beside ([ULFRBD]) from (.*),) and brings to ({PLACE}) what was "
                rf"at ({PLACE})\.|([ULFRBD]'?) turns the face itself and brings to ({PLACE}) what was at ({PLACE})\.",
                line,
            ):
                turn = left.pop()
                assert (found[1] or found[7]) == turn
                assert place_in(found[5] or found[8]) == at
                before = came_from(at, [turn])
                assert place_in(found[6] or found[9]) == before
                if found[3]:
                    assert found[3] == turn[0]
                    faces = found[4].split(" to ")
                    assert "ULFRBD"[before // 9] + "ULFRBD"[at // 9] in {a + b for a, b in pairwise(faces)}
                    assert faces[0] == faces[-1]
                else:
                    assert before // 9 == at // 9 == "ULFRBD".index(turn[0])
                at = before
            elif found := re.fullmatch(rf"So it starts at ({PLACE}), where the color is ({COLOR})\.", line):
                assert not left
                assert place_in(found[1]) == at
                assert found[2] == NAMES[stickers[at]] == answer
            elif found := re.fullmatch(r"The centers say what color each face must have: (.*)\.", line):
                pairs = re.findall(rf"([ULFRBD]) ({COLOR})", found[1])
                assert pairs == [(face, NAMES[stickers[9 * n + 4]]) for n, face in enumerate("ULFRBD")]
            elif found := re.fullmatch(
                r"(\d)\. ([ULFRBD]'?) (brings home(?: the last pieces:)? (.*)|prepares the (?:next|last) turns?; .*)\.",
                line,
            ):
                told += 1
                assert int(found[1]) == told
                assert not before_last or "last pieces" in line
                before, now = home(now), turned(now, [found[2]])
                new = {"".join(sorted(piece)) for piece in re.findall(r"[ULFRBD]{2,3}", found[4] or "")}
                assert new == home(now) - before
                assert ("last pieces" in line) == (len(home(now)) == 20)
                before_last = "prepares the last turn;" in line
            elif found := re.fullmatch(r"(\d)\. After ([ULFRBD]'?) the rows of ([ULFRBD]) are (.*)\.", line):
                told += 1
                assert int(found[1]) == told
                now = turned(now, [found[2]])
                first = 9 * "ULFRBD".index(found[3])
                assert re.split(r"[;,] ", found[4]) == [NAMES[sign] for sign in now[first : first + 9]]
            elif found := re.fullmatch(r"So (\d) turns? will do\.", line):
                assert told == int(found[1]) == int(answer)
                assert part.task == "face_moves" or len(home(now)) == 20
                break  # What follows says why fewer don't do: test_bounds.py reads it.
            elif found := re.fullmatch(
                rf"The center of ([ULFRBD]) is ({COLOR}) and stays, .* must become ({COLOR})\.", line
            ):
                assert found[2] == found[3] == NAMES[stickers[9 * "ULFRBD".index(found[1]) + 4]]
            elif found := re.fullmatch(
                rf"([A-H]) (?:brings ({PLACE}), which is ({COLOR}), to ({PLACE})|leaves ({PLACE}) ({COLOR})); the "
                rf"second cube has ({COLOR}) there\.",
                line,
            ):
                option = turns_in(row["options"]["ABCDEFGH".index(found[1])])
                place = place_in(found[4] or found[5])
                assert came_from(place, option) == place_in(found[2] or found[5])
                assert NAMES[turned(stickers, option)[place]] == (found[3] or found[6]) != found[7]
                assert NAMES[second[place]] == found[7]
                refuted.add(found[1])
            elif found := re.fullmatch(
                rf"Only ([A-H]) is left\. It brings ({PLACE}), which is ({COLOR}), to ({PLACE}), and the .*",
                line,
            ):
                assert found[1] == row["answer"]
                assert refuted == set("ABCDEFGH") - {row["answer"]}
                assert came_from(place_in(found[4]), turns_in(answer)) == place_in(found[2])
                assert NAMES[stickers[place_in(found[2])]] == found[3] == NAMES[second[place_in(found[4])]]
            else:
                assert line in (
                    "Now every face has a single color.",
                    "Follow single stickers through each list and compare them with the second cube.",
                ), line
