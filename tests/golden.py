"""Digests of samples of every task and level: text, answer and pixels, fixed for every version of a game.

    python -m tests.golden [GAME...]          writes tests/games/GAME/golden.json, of all games where none is named

A game whose digests change needs a higher version, or the looks do; without one this refuses to write.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from gameqa.configs import Part
from gameqa.contract import SPLITS
from gameqa.keys import LOOKS
from gameqa.registry import all_games, get_game
from gameqa.sample import draw_sample
from tests.samples import ALL_PARTS, key_of


def file_of(game_id: str) -> Path:
    """The file of a game."""
    return Path(__file__).with_name("games") / game_id / "golden.json"


def digests_of(part: Part) -> list[str]:
    """One digest for each split, alternately plain and varied."""
    found = []
    for number, split in enumerate(SPLITS):
        key = key_of(part, number, split)
        if number == 1:
            key = replace(key, style="varied")
        sample = draw_sample(key)
        row = {name: value for name, value in sample.row().items() if name != "image"}
        image = sample.picture().image().convert("RGB")
        text = json.dumps(row, sort_keys=True, ensure_ascii=False) + f"{image.size}"
        found.append(hashlib.blake2b(text.encode() + image.tobytes(), digest_size=8).hexdigest())
    return found


def current(game_id: str) -> dict[str, Any]:
    """The digests of a game, with its version."""
    return {
        "version": get_game(game_id).version,
        "looks": LOOKS,
        "digests": {part.name: digests_of(part) for part in ALL_PARTS if part.game == game_id},
    }


def plain_of(content: dict[str, Any]) -> dict[str, Any]:
    """The digests of plain samples only."""
    return {part: found[::2] for part, found in content["digests"].items()}


def main() -> None:
    """Writes the files."""
    for game_id in sys.argv[1:] or all_games():
        file = file_of(game_id)
        old = json.loads(file.read_text()) if file.exists() else {}
        new = current(game_id)
        if (old.get("version"), old.get("looks", 1)) == (new["version"], new["looks"]) and old != new:
            sys.exit(f"the output of {game_id} has changed: raise its version")
        if old.get("version") == new["version"] and plain_of(old) != plain_of(new):
            sys.exit(f"not only the looks of {game_id} have changed: raise its version")
        file.write_text(json.dumps(new, indent=1) + "\n")


if __name__ == "__main__":
    main()
