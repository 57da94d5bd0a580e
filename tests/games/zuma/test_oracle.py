"""Zuma against a flight simulated in small steps, and against jittered angles and positions."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from gameqa.games.zuma import engine
from gameqa.games.zuma.engine import DIAMETER

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_samples

NAMES = {"R": "red", "Y": "yellow", "B": "blue", "G": "green"}
STEP = 0.2


def centers_of(state: Any) -> dict[int, tuple[float, float]]:
    return {number: state.places[number] for number, color in enumerate(state.marbles) if color != "."}


def rotated(point: tuple[float, float], angle: float) -> tuple[float, float]:
    x, y = point
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def fly(
    state: Any, degrees: float, centers: dict[int, tuple[float, float]], shift: float = 0.0
) -> tuple[int, int, str]:
    """The place that is hit (-1: none), the marbles that vanish, and the run, by flying in small steps.

    The first marble that the flying one overlaps is hit; it is joined on the side whose neighboring place on the
    track is nearer to the point of contact.
    """
    across, up = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    # Marbles far from the line of flight are never touched; leaving them out saves most of the time.
    near = {number: (x, y) for number, (x, y) in centers.items() if abs(y * across - x * up - shift) < DIAMETER + STEP}
    if not near:
        return -1, 0, ""
    places, points = list(near), np.array(list(near.values()))
    reach = np.arange(60, 235, STEP)
    xs = reach * across - shift * up
    ys = reach * up + shift * across
    gaps = np.hypot(points[:, :1] - xs, points[:, 1:] - ys)
    touching = gaps < DIAMETER
    times = np.where(touching.any(axis=1), touching.argmax(axis=1), len(reach))
    if times.min() == len(reach):
        return -1, 0, ""
    first = int(times.argmin())
    hit = places[first]
    contact = xs[times[first]], ys[times[first]]
    track = engine.track_points(state.track, DIAMETER)
    after = track[min(len(track) - 1, hit + 1)]
    # Before the first marble the track is as it would go on: its middle is between the places on its two sides.
    turn = -engine.DIAMETER / state.track[2]
    before = track[hit - 1] if hit else rotated(track[0], turn if state.track[1] > 0 else -turn)
    own = centers[hit]
    ahead = (contact[0] - own[0]) * (after[0] - before[0]) + (contact[1] - own[1]) * (after[1] - before[1]) > 0
    place = hit + ahead
    marbles = state.marbles[:place] + "*" + state.marbles[place:]
    run = re.search(rf"{state.loaded}*\*{state.loaded}*", marbles)
    assert run
    return hit, len(run[0]) if len(run[0]) >= 3 else 0, f"{run.start()}"


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
                angles = [math.degrees(math.atan2(y, x)) for x, y in state.places[run.start() : run.end()]]
                groups += any(abs((angle - 45 * sector + 180) % 360 - 180) < 22.5 for angle in angles)
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
            for degrees in range(0, 360, 4 if count > 100 else 2):
                _, removed, run = fly(state, degrees, centers_of(state))
                if removed:
                    found[run] = removed
            told = re.fullmatch(r"(Yes|No), (\d), (\d)", answer)
            assert told
            # Shots a few degrees apart may miss a group; the ones that they find must not contradict.
            assert max(found.values(), default=0) <= int(told[2])
            assert sum(removed == int(told[2]) for removed in found.values()) <= int(told[3])
            for angle, removed in re.findall(r"A shot at (\d+) degrees .*: (\d) marbles vanish", row["analysis"]):
                assert fly(state, int(angle), centers_of(state))[1] == int(removed)
            best = re.findall(rf"A shot at (\d+) degrees .*: {told[2]} marbles vanish", row["analysis"])
            assert len(best) == int(told[3])
        else:
            assert part.task == "best_angle"
            most = fly(state, int(answer), centers_of(state))[1]
            assert most >= 3
            others = [fly(state, degrees, centers_of(state))[1] for degrees in range(0, 360, 5)]
            assert max(others) <= most
            assert gameqa.score(f"{answer}\u00b0", row) == 1.0
            for place, removed in enumerate(others):
                clear = {fly(state, 5 * place, centers_of(state), shift)[1] for shift in (-1, 1)} == {removed}
                if removed < most and clear and place % 4 == 0:
                    assert gameqa.score(str(5 * place), row) == 0.0


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
