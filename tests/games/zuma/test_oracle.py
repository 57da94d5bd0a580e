"""Zuma against a flight simulated in small steps, and against jittered angles and positions."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from gameqa.games.zuma import engine
from gameqa.games.zuma.engine import DIAMETER

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, sample_of, some_samples

NAMES = {"R": "red", "Y": "yellow", "B": "blue", "G": "green"}
NEAREST, FARTHEST, STEP = 60, 235, 0.2
"""Where a shot flies, in distances from the middle of the frog."""


def centers_of(state: Any) -> dict[int, tuple[float, float]]:
    return {number: state.places[number] for number, color in enumerate(state.marbles) if color != "."}


def angle_of(point: tuple[float, float]) -> float:
    return math.degrees(math.atan2(point[1], point[0]))


def between(angle: float, other: float) -> float:
    """How far counterclockwise the second direction is from the first, -180 to 180."""
    return (other - angle + 180) % 360 - 180


def flights(
    state: Any, degrees: Sequence[float], centers: dict[int, tuple[float, float]], shift: float = 0.0
) -> list[tuple[int, int, str]]:
    """For every shot the place that is hit (-1: none), the marbles that vanish, and the run, by flying in small steps.

    The first marble that the flying one overlaps is hit; it is joined on the side on which the line passes its center.
    """
    across, up = np.cos(np.radians(degrees))[:, None], np.sin(np.radians(degrees))[:, None]
    places, (xs, ys) = list(centers), np.array(list(centers.values())).T
    ahead, aside = xs * across + ys * up, ys * across - xs * up - shift
    # A marble far from the line of flight is never touched, and no marble before the flying one has come near.
    shots, near = np.nonzero(np.abs(aside) < DIAMETER)
    before = np.maximum(0, (ahead[shots, near] - DIAMETER - NEAREST) // STEP)
    steps = before[:, None] + np.arange(DIAMETER / STEP + 3)
    gaps = np.hypot(ahead[shots, near, None] - NEAREST - STEP * steps, aside[shots, near, None])
    touching = (gaps < DIAMETER) & (NEAREST + STEP * steps < FARTHEST)
    times = np.full(ahead.shape, np.inf)
    times[shots, near] = np.where(touching.any(axis=1), before + touching.argmax(axis=1), np.inf)
    track = engine.track_points(state.track, DIAMETER)
    found = []
    for shot, (place, time) in enumerate(zip(times.argmin(axis=1).tolist(), times.min(axis=1), strict=True)):
        if time == np.inf:
            found.append((-1, 0, ""))
            continue
        hit = places[place]
        passes_left = aside[shot, place] <= 0
        other = hit - 1 if hit else 1
        goes_left = between(angle_of(track[min(hit, other)]), angle_of(track[max(hit, other)])) > 0
        joined = hit + (passes_left == goes_left)
        marbles = state.marbles[:joined] + "*" + state.marbles[joined:]
        run = re.search(rf"{state.loaded}*\*{state.loaded}*", marbles)
        assert run
        found.append((hit, len(run[0]) if len(run[0]) >= 3 else 0, f"{run.start()}"))
    return found


def fly(
    state: Any, degrees: float, centers: dict[int, tuple[float, float]], shift: float = 0.0
) -> tuple[int, int, str]:
    """`flights` of one shot."""
    return flights(state, [degrees], centers, shift)[0]


@lru_cache(maxsize=64)
def all_flights(state: Any) -> list[tuple[int, int, str]]:
    """What `fly` gives for every whole degree."""
    return flights(state, range(360), centers_of(state))


def outcome_text(hit: int, removed: int) -> str:
    if hit < 0:
        return "it leaves the field"
    return f"{removed} marbles vanish, the shot included" if removed else "it stays and no marble vanishes"


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        state, row = sample.state, sample.row()
        answer = answer_text(row)
        asked = row["question"].split("\n\n")[1]
        named = re.search(r"at (\d+) degrees", asked)
        if part.task == "loaded_color":
            assert answer == NAMES[state.loaded]
        elif part.task == "count_color":
            letter = next(letter for letter, name in NAMES.items() if f" {name} marbles" in asked)
            assert int(answer) == state.marbles.count(letter)
        elif part.task == "groups_in_sector":
            name = re.search(r"sector ([\w-]+)\?", asked)[1]  # type: ignore[index]
            sector = engine.SECTORS.index(name)
            groups = 0
            for run in re.finditer(r"([RYBG])\1+", state.marbles):
                angles = [angle_of(point) for point in state.places[run.start() : run.end()]]
                groups += any(abs(between(45 * sector, angle)) < 22.5 for angle in angles)
            assert int(answer) == groups
        elif part.task == "marble_hit":
            assert named
            hit, _, _ = fly(state, int(named[1]), centers_of(state))
            assert answer == (NAMES[state.marbles[hit]] if hit >= 0 else "no marble")
        elif part.task == "shot_outcome":
            assert named
            hit, removed, _ = fly(state, int(named[1]), centers_of(state))
            assert answer == outcome_text(hit, removed)
            assert row["options"].count(answer) == 1
        elif part.task == "best_shot":
            found = {}
            for _, removed, run in all_flights(state):
                if removed:
                    found[run] = removed
            most = max(found.values(), default=0)
            count_of_best = list(found.values()).count(most) if most else 0
            assert answer == f"{'Yes' if most else 'No'}, {most}, {count_of_best}"
        else:
            assert part.task == "best_angle"
            most = fly(state, int(answer), centers_of(state))[1]
            assert most >= 3
            others = [removed for _, removed, _ in all_flights(state)]
            assert max(others) == most
            assert gameqa.score(f"{answer}\u00b0", row) == 1.0
            some = range(0, 360, 20)
            either_side = [flights(state, some, centers_of(state), shift) for shift in (-1, 1)]
            for degrees, (_, right, _), (_, left, _) in zip(some, *either_side, strict=True):
                if right == left == others[degrees]:
                    assert gameqa.score(str(degrees), row) == float(right == most)


@pytest.mark.tasks("marble_hit", "shot_outcome")
@COUNTS
def test_named_shots_stay_the_same_when_all_is_jittered(part: Part, count: int) -> None:
    """Neither a line of flight nor marbles that are moved by up to 20% of a diameter in all change the answer."""
    for number, sample in enumerate(some_samples(part, min(count, 60))):
        state, row = sample.state, sample.row()
        answer = answer_text(row)
        degrees = sample.question.marks[0].content
        noise = np.random.default_rng(number)
        for _ in range(6):
            most = 0.1 * DIAMETER
            centers = {
                place: (x + noise.uniform(-1, 1) * most * 0.7, y + noise.uniform(-1, 1) * most * 0.7)
                for place, (x, y) in centers_of(state).items()
            }
            turned = degrees + noise.uniform(-1, 1) * math.degrees(most / 200)
            hit, removed, _ = fly(state, turned, centers, noise.uniform(-1, 1) * 0.2)
            if part.task == "marble_hit":
                assert answer == (NAMES[state.marbles[hit]] if hit >= 0 else "no marble")
            else:
                assert answer == outcome_text(hit, removed)
        for shift in (-0.2 * DIAMETER, 0.2 * DIAMETER):
            hit, removed, _ = fly(state, degrees, centers_of(state), shift)
            if part.task == "shot_outcome":
                assert answer == outcome_text(hit, removed)


@pytest.mark.tasks("best_angle")
def test_every_degree_that_joins_on_the_side_of_a_group_is_right(part: Part) -> None:
    """Also the last one before the center of the neighbor, where the track's slope might tell otherwise."""
    for index in range(20):
        sample = sample_of(part, index, seed=4242)
        state, row = sample.state, sample.row()
        most = fly(state, int(row["answer"]), centers_of(state))[1]
        for degrees, (_, removed, _) in enumerate(all_flights(state)):
            if removed == most:
                asides = [
                    y * math.cos(math.radians(degrees)) - x * math.sin(math.radians(degrees)) for x, y in state.places
                ]
                edges = [abs(aside) for aside in asides] + [abs(abs(aside) - DIAMETER) for aside in asides]
                if min(edges) > 0.3:
                    assert gameqa.score(str(degrees), row) == 1.0


def test_neighbors_touch_and_turns_do_not() -> None:
    for level in ("easy", "medium", "hard"):
        for sample in some_samples(part_named(f"zuma-loaded_color-{level}"), 20):
            points = np.array(sample.state.places)
            gaps = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
            near = np.diag(gaps, 1)
            assert (near > 0.97 * DIAMETER).all()
            assert (near < 1.01 * DIAMETER).all()
            apart = gaps[np.triu_indices(len(points), 2)]
            assert apart.min() > 1.3 * DIAMETER
