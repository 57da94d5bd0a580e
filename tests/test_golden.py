"""The same id gives the same text, answer and pixels on every supported platform."""

from __future__ import annotations

import json

from gameqa.registry import all_games
from tests.golden import FILE, digests_of
from tests.samples import PartId


def test_digests(part: PartId) -> None:
    assert digests_of(part) == json.loads(FILE.read_text())[part.game]["digests"][str(part)]


def test_versions() -> None:
    golden = json.loads(FILE.read_text())
    assert {game: entry["version"] for game, entry in golden.items()} == {
        game.id: game.version for game in all_games().values()
    }
