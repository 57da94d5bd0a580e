"""What is drawn can be read: every game's decoder gets the visible facts back from the pixels alone."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from gameqa.contract import LEVELS, Game
from tests.samples import ALL_PARTS, some_samples


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("count", [pytest.param(14, id="few"), pytest.param(126, id="many", marks=pytest.mark.slow)])
def test_decoder_reads_the_state_back(game: Game[Any], level: str, count: int) -> None:
    read = import_module(f"tests.games.{game.id}.decoder").read
    parts = [part for part in ALL_PARTS if part.game == game.id and part.level == level]
    for part in parts:
        for sample in some_samples(part, -(-count // len(parts))):
            if sample.question.marks and sample.question.marks[0].kind == "letter":
                continue  # A letter covers what it stands on; the question says what that is.
            seen, facts = read(sample, sample.picture())
            assert seen == facts
