"""The random decisions are fixed for ever: these outputs must never change."""

from __future__ import annotations

import pytest

from gameqa.keys import digest, parse_data_id, split_of
from gameqa.rng import Rng


def test_outputs_are_pinned() -> None:
    rng = Rng("pinned")
    assert [rng.below(10) for _ in range(12)] == PINNED_DIGITS
    assert rng.shuffled(range(8)) == PINNED_ORDER
    assert rng.sample("abcdefgh", 4) == PINNED_SAMPLE
    assert [rng.between(-3, 3) for _ in range(8)] == PINNED_RANGE
    assert [rng.chance(1, 3) for _ in range(8)] == PINNED_CHANCES
    assert digest("pinned") == PINNED_DIGEST
    items, rng = list("abcdefgh"), Rng("taken")
    assert "".join([rng.take(items) for _ in range(8)]) == PINNED_TAKEN
    assert not items


def test_decisions_are_uniform() -> None:
    rng = Rng("uniform")
    counts = [0] * 7
    for _ in range(7_000):
        counts[rng.below(7)] += 1
    assert all(880 < count < 1_120 for count in counts)
    firsts = [0] * 5
    for _ in range(5_000):
        firsts[rng.shuffled(range(5))[0]] += 1
    assert all(880 < count < 1_120 for count in firsts)
    taken = [0] * 5
    for _ in range(5_000):
        taken[rng.take([0, 1, 2, 3, 4])] += 1
    assert all(880 < count < 1_120 for count in taken)


def test_steady_decisions_do_not_depend_on_the_attempt() -> None:
    key = parse_data_id("sokoban-v1-solve-easy-train-s0-i7-a0")
    first, second = key.rng("state"), key.at(5).rng("state")
    assert [first.steady("answer").below(1000) for _ in range(3)] == [
        second.steady("answer").below(1000) for _ in range(3)
    ]
    assert first.steady("answer").below(10**9) != first.steady("other").below(10**9)
    assert [first.below(1000) for _ in range(5)] != [second.below(1000) for _ in range(5)]


def test_bounds() -> None:
    rng = Rng("bounds")
    assert rng.below(1) == 0
    with pytest.raises(ValueError, match="positive bound"):
        rng.below(0)
    with pytest.raises(ValueError, match="cannot sample"):
        rng.sample([1, 2], 3)


def test_splits_have_their_shares() -> None:
    counts = {"train": 0, "validation": 0, "test": 0}
    for number in range(8_000):
        counts[split_of("any", str(number))] += 1
    assert 3_800 < counts["train"] < 4_200
    assert 1_850 < counts["validation"] < 2_150
    assert 1_850 < counts["test"] < 2_150


PINNED_DIGITS = [0, 9, 1, 7, 4, 8, 3, 3, 9, 9, 5, 2]
PINNED_ORDER = [1, 4, 5, 6, 0, 2, 7, 3]
PINNED_SAMPLE = ["a", "f", "c", "b"]
PINNED_RANGE = [-2, -1, 2, 2, 3, 0, 3, 0]
PINNED_CHANCES = [False, False, False, True, True, True, False, True]
PINNED_TAKEN = "bdghafec"
PINNED_DIGEST = 13592486772525405100
