"""The same id gives the same text, answer and pixels on every supported platform."""

from __future__ import annotations

import json
from typing import Any

from gameqa.configs import Part
from gameqa.contract import Game
from gameqa.keys import LOOKS
from tests.golden import digests_of, file_of


def test_digests(part: Part) -> None:
    assert digests_of(part) == json.loads(file_of(part.game).read_text())["digests"][part.name]


def test_version(game: Game[Any]) -> None:
    content = json.loads(file_of(game.id).read_text())
    assert content["version"] == game.version
    assert content.get("looks", 1) == LOOKS
