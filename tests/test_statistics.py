"""What only many samples show: uniform letters, splits without common states."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from scipy.stats import chisquare

from gameqa.configs import Part
from gameqa.contract import CHOICE, LETTERS, LEVELS, SPLITS, Game
from gameqa.registry import get_game
from gameqa.sample import draw_sample
from tests.samples import ALL_PARTS, key_of

STATES = int(os.environ.get("GAMEQA_SPLIT_STATES", "100"))


@pytest.mark.slow
def test_letters_are_uniform(part: Part) -> None:
    """Over 400 samples of a task, most of them of its easy level: the shuffling knows no level."""
    if get_game(part.game).task(part.task).answer_type != CHOICE or part.level != "easy":
        pytest.skip("tested for choices, all levels of a task at once")
    expected, seen = np.zeros(len(LETTERS)), np.zeros(len(LETTERS))
    for level, samples in zip(LEVELS, (300, 50, 50), strict=True):
        for index in range(samples):
            question = draw_sample(key_of(replace(part, level=level), index, seed=1)).question
            count = len(question.options)
            expected[:count] += 1 / count
            seen[question.options.index(question.answer)] += 1
    used = expected > 0
    assert seen[~used].sum() == 0
    assert chisquare(seen[used], expected[used]).pvalue > 1e-4


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_splits_share_no_state(game: Game[Any], level: str) -> None:
    """States of different splits differ also after turning and mirroring, by a second canonical form."""
    canonical = import_module(f"tests.games.{game.id}.canonical").canonical
    parts = [part for part in ALL_PARTS if part.game == game.id and part.level == level]
    found: dict[str, set[bytes]] = {}
    for split in SPLITS:
        found[split] = {
            canonical(draw_sample(key_of(parts[number % len(parts)], number, split, seed=2)).state)
            for number in range(STATES)
        }
    assert not found["train"] & found["validation"]
    assert not found["train"] & found["test"]
    assert not found["validation"] & found["test"]
