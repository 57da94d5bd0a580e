"""Why fewer turns don't do: every line is read back, and its claim held against the exact number of turns."""

from __future__ import annotations

import re

import pytest
from gameqa.games.rubiks_cube import cube_bound, engine, face_bound

from gameqa.audit.reasoning import asserted
from gameqa.configs import Part
from gameqa.rng import Rng
from tests.games.rubiks_cube import bounds
from tests.games.rubiks_cube.cube_reader import CubeReader
from tests.games.rubiks_cube.face_reader import FaceReader
from tests.games.rubiks_cube.test_oracle import TURN_NAMES, permutations
from tests.oracle import MANY
from tests.samples import answer_text, some_samples, steps_of

MOST_LINES = 32
"""Lines of an analysis."""

MORE = pytest.mark.parametrize("count", [40, pytest.param(max(MANY, 300), marks=pytest.mark.slow)])


@MORE
@pytest.mark.tasks("cube_moves", "face_moves")
def test_fewer_turns_do_not_do(part: Part, count: int) -> None:
    """Every sample has an argument: its lines are true, and what they show is the answer and the exact distance."""
    for sample in some_samples(part, count):
        row = sample.row()
        answer, steps = int(answer_text(row)), steps_of(row)
        asked = re.search(r"the face ([ULFRBD]) has", row["question"])
        face = asked[1] if asked else None
        stickers = sample.state.stickers
        reader = CubeReader(stickers) if face is None else FaceReader(stickers, face)
        reader.read_all(steps[1 + next(place for place, step in enumerate(steps) if step.startswith("So ")) :])
        assert reader.least == answer == bounds.distance(stickers, face)
        assert not asserted(steps)
        assert len(steps) <= MOST_LINES


def test_a_turn_mends_at_most_four_edge_stickers() -> None:
    """What the arguments say of every turn."""
    for sources in permutations().tolist():
        edges = [place for place in range(54) if len(bounds.pieces()[place]) == 2]
        assert sum(place // 9 != sources[place] // 9 for place in edges) == 4
        kept = 0
        for (one, two), *_ in bounds.contacts().values():
            before = frozenset((bounds.pieces()[sources[one]], bounds.pieces()[sources[two]]))
            kept += (sources[one], sources[two]) in bounds.contacts().get(before, ())
        assert kept == 24 - 4
        assert bounds.inversions("".join(engine.SOLVED[source] for source in sources)) % 2 == 1


def test_a_turn_mends_at_most_one_sticker_apart() -> None:
    """A turn brings stickers from elsewhere to one outer row or column of each neighboring face alone."""
    for name, sources in zip(TURN_NAMES, permutations().tolist(), strict=True):
        for number, face in enumerate(bounds.FACES):
            came = {place % 9 for place in range(9 * number, 9 * number + 9) if sources[place] // 9 != number}
            if face in (name[0], bounds.OPPOSITE[name[0]]):
                assert not came
            else:
                assert came in ({0, 1, 2}, {6, 7, 8}, {0, 3, 6}, {2, 5, 8})


@pytest.mark.parametrize("count", [60, pytest.param(600, marks=pytest.mark.slow)])
def test_bounded_is_never_wrong(count: int) -> None:
    """What is said to be bounded needs so many turns, and where it does not need them it is not said to be."""
    for index in range(count):
        rng = Rng(f"bounded {index}")
        made = 1 + index % 5
        stickers = engine.held(engine.after(engine.SOLVED, engine.random_turns(made, rng)), rng.below(24))
        exact = bounds.distance(stickers, None)
        assert exact is not None
        assert cube_bound.bounded(stickers, made) <= (exact == made)
        reader = CubeReader(stickers)
        if cube_bound.bounded(stickers, made):
            reader.read_all(cube_bound.bound_lines(stickers, made))
            assert reader.least == made
        face = rng.choice(bounds.FACES)
        least = bounds.distance(stickers, face)
        assert least is not None
        for turns in range(1, 6):
            for tight in (False, True):
                assert face_bound.bounded(stickers, face, turns, tight) <= (least >= turns)


def test_corners_at_their_places() -> None:
    """A cube of six turns whose corners are all at their places: rare, and told in a sentence of its own."""
    stickers = engine.after(engine.SOLVED, [0, 3, 8, 11, 6, 5])
    assert not bounds.inversions(stickers)
    lines = cube_bound.bound_lines(stickers, 6)
    assert sum("that takes 0 swaps" in line for line in lines) == 1
    reader = CubeReader(stickers)
    reader.read_all(lines)
    assert reader.least == 6 == bounds.distance(stickers, None)


@pytest.mark.slow
def test_cubes_within_five_turns() -> None:
    """The numbers of edge stickers and of pairs never ask for more turns than are needed, and parity holds."""
    seen, edge = {engine.SOLVED}, [engine.SOLVED]
    bounded = 0
    for depth in range(1, 6):
        edge = sorted({after for stickers in edge for after in engine.all_turned(stickers)} - seen)
        seen.update(edge)
        looked_at = edge[:: 1 if depth < 5 else 10]
        for stickers in looked_at:
            assert len(bounds.wrong_edges(stickers)) <= 4 * depth
            assert len(bounds.mismatched(stickers)) <= 4 * depth
            assert bounds.inversions(stickers) % 2 == depth % 2
        bounded = sum(cube_bound.bounded(stickers, depth) for stickers in looked_at)
        assert bounded >= (1.0, 1.0, 1.0, 0.98, 0.85)[depth - 1] * len(looked_at)
