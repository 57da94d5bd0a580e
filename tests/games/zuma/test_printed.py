"""Whoever reckons with the numbers that are printed about Zuma comes to the same shots."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from gameqa.games.zuma import picture
from gameqa.games.zuma.engine import DIAMETER

import gameqa
from gameqa.configs import Part
from tests.games.zuma.test_oracle import all_flights, between, flights, fly, outcome_text
from tests.games.zuma.test_reasoning import BLOCK, FLIGHT, GROUP, NAMES, NEAR, field_of, lines_of
from tests.samples import answer_text, some_samples

COUNT = 40
Centers = dict[int, tuple[float, float]]


def inside(span: tuple[int, int]) -> set[int]:
    """The whole degrees between two limits, counterclockwise."""
    return {(span[0] + step) % 360 for step in range(1, (span[1] - span[0]) % 360)}


def pairs(text: str | None) -> list[tuple[int, int]]:
    numbers = list(map(int, re.findall(r"\d+", text or "")))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def printed(sample: Any) -> dict[int, tuple[float, float]]:
    """Direction and distance of every marble as the state is printed as text."""
    text = picture.describe(sample.state, sample.question.marks)
    lines = re.findall(r"^(\d+): \w+, ([\d.]+), ([\d.]+)$", text, re.MULTILINE)
    return {int(place): (float(angle), float(distance) * DIAMETER) for place, angle, distance in lines}


def placed(marbles: dict[int, tuple[float, float]], moved: Any) -> Centers:
    """The centers of marbles whose directions are moved by some degrees."""
    return {
        place: (distance * math.cos(math.radians(angle + by)), distance * math.sin(math.radians(angle + by)))
        for (place, (angle, distance)), by in zip(marbles.items(), moved, strict=True)
    }


@pytest.mark.tasks("best_shot", "best_angle")
def test_every_whole_degree_does_what_is_told(part: Part) -> None:
    """Also by the text of the state, with its directions moved by all that they may be rounded."""
    for number, sample in enumerate(some_samples(part, COUNT)):
        field, shots, marbles = field_of(sample.state), all_flights(sample.state), printed(sample)
        moved = np.random.default_rng(number).choice((-0.05, 0.05), len(marbles))
        by_text = flights(sample.state, range(360), placed(marbles, moved))
        told = [GROUP.fullmatch(line) for line in lines_of(sample.row())]
        runs = field.runs(sample.state.loaded)
        for run, group in zip(runs, filter(None, told), strict=True):
            wanted = len(run) + 1, str(run[0])
            joining, joining_by_text = (
                {degrees for degrees, shot in enumerate(fired) if shot[1:] == wanted} for fired in (shots, by_text)
            )
            limits = int(group["low"]), int(group["high"])
            stopped, bounds = set(), set()
            for block in re.finditer(BLOCK, group["blocks"] or ""):
                row = list(map(int, re.findall(r"\d+", block[0].split(" stop")[0])))
                past = [int(block[3] or block[4]), int(block[3] or block[5])]
                span = (row[0] - past[0]) % 360, (row[-1] + past[1]) % 360
                assert span == (int(block[1]), int(block[2]))
                stopped |= inside(span)
                bounds |= set(span)
            left = [limits] if group["blocks"] is None else pairs(group["left"])
            is_open = {degrees for span in left for degrees in inside(span)}
            assert is_open == inside(limits) - stopped - bounds
            assert is_open <= joining & joining_by_text
            # A shot at a limit may do either; where no shot is left, no limit is left either.
            assert joining | joining_by_text <= is_open | {limit for span in left for limit in span}
            assert left or inside(limits) <= stopped
            farthest = field.distances[run[-1]] - DIAMETER / 2
            assert all(
                field.distances[fired[degrees][0]] < farthest for fired in (shots, by_text) for degrees in stopped
            )


@pytest.mark.tasks("marble_hit", "shot_outcome")
def test_what_a_line_clears_is_easy_to_see(part: Part) -> None:
    """By half a degree, and by a pixel and a half, no marble is touched, or first, or passed on the told side."""
    for sample in some_samples(part, COUNT):
        field, degrees = field_of(sample.state), sample.question.marks[0].content
        lines = lines_of(sample.row())
        for told in filter(None, map(FLIGHT.fullmatch, lines)):
            near = []
            for name, angle, _ in re.findall(NEAR, told["near"]):
                places = [place for place in field.at(int(angle), field.angles) if field.name(place) == name]
                near.append(min(places, key=lambda place: abs(field.reach(place) - int(told["reach"]))))
            beside = [between(degrees, field.angles[place]) for place in near]
            margins = [
                (abs(abs(away) - field.reach(place)), field.distances[place])
                for away, place in zip(beside, near, strict=True)
            ]
            if told["first"]:
                margins.append((abs(sum(beside)) / 2, field.distances[near[0]]))
            if told["touched"] and any(line.startswith("The line passes") for line in lines):
                at = int(re.findall(r"\d+", told["touched"])[0])
                (hit,) = [place for place in near if field.at(at, [place])]
                margins.append((abs(between(degrees, field.angles[hit])), field.distances[hit]))
            assert all(margin > 0.49 and math.radians(margin) * distance > 1.49 for margin, distance in margins)


@pytest.mark.tasks("marble_hit", "shot_outcome", "best_shot", "best_angle")
def test_rounding_changes_no_answer(part: Part) -> None:
    """Neither that of the text nor that of the reasoning, which is to whole degrees."""
    for number, sample in enumerate(some_samples(part, COUNT)):
        state, row, marbles = sample.state, sample.row(), printed(sample)
        answer, noise = answer_text(row), np.random.default_rng(number)
        moves = [noise.uniform(-most, most, len(marbles)) for most in (0.05, 0.05, 0.5, 0.5)]
        moves += [noise.choice((-most, most), len(marbles)) for most in (0.05, 0.5)]
        for moved in moves:
            centers = placed(marbles, moved)
            if part.task == "best_shot":
                found = {run: removed for _, removed, run in flights(state, range(360), centers) if removed}
                most = max(found.values(), default=0)
                count = list(found.values()).count(most) if most else 0
                assert answer == f"{'Yes' if most else 'No'}, {most}, {count}"
                continue
            degrees = int(answer) if part.task == "best_angle" else sample.question.marks[0].content
            hit, removed, _ = fly(state, degrees, centers)
            if part.task == "marble_hit":
                assert answer == (NAMES[state.marbles[hit]] if hit >= 0 else "no marble")
            elif part.task == "shot_outcome":
                assert answer == outcome_text(hit, removed)
            else:
                assert removed == max(removed for _, removed, _ in all_flights(state))


@pytest.mark.tasks("best_angle")
def test_the_text_decides_which_angles_are_best(part: Part) -> None:
    for number, sample in enumerate(some_samples(part, COUNT)):
        row, marbles, noise = sample.row(), printed(sample), np.random.default_rng(number)
        right = [degrees for degrees in range(360) if gameqa.score(str(degrees), row) == 1.0]
        for moved in (np.zeros(len(marbles)), noise.choice((-0.05, 0.05), len(marbles))):
            shots = [removed for _, removed, _ in flights(sample.state, range(360), placed(marbles, moved))]
            assert [degrees for degrees, removed in enumerate(shots) if removed == max(shots)] == right
