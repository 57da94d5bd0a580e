"""Digests of samples of every task and level: text, answer and pixels, fixed for every version of a game.

    python -m tests.golden          writes tests/golden.json

A game whose digests change needs a higher version; without one this refuses to write.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from gameqa.contract import SPLITS
from gameqa.registry import all_games
from gameqa.sample import draw_sample
from tests.samples import ALL_PARTS, PartId

FILE = Path(__file__).with_name("golden.json")


def digests_of(part: PartId) -> list[str]:
    """One digest for each split, alternately plain and varied."""
    found = []
    for number, split in enumerate(SPLITS):
        key = part.key(number, split)
        if number == 1:
            from dataclasses import replace

            key = replace(key, style="varied")
        sample = draw_sample(key)
        row = {name: value for name, value in sample.row().items() if name != "image"}
        image = sample.picture().image().convert("RGB")
        text = json.dumps(row, sort_keys=True, ensure_ascii=False) + f"{image.size}"
        found.append(hashlib.blake2b(text.encode() + image.tobytes(), digest_size=8).hexdigest())
    return found


def current() -> dict[str, Any]:
    """The digests of all games, with their versions."""
    return {
        game.id: {
            "version": game.version,
            "digests": {str(part): digests_of(part) for part in ALL_PARTS if part.game == game.id},
        }
        for game in all_games().values()
    }


def main() -> None:
    """Writes the file."""
    old = json.loads(FILE.read_text()) if FILE.exists() else {}
    new = current()
    for game, entry in new.items():
        if game in old and old[game]["version"] == entry["version"] and old[game] != entry:
            sys.exit(f"the output of {game} has changed: raise its version")
    FILE.write_text(json.dumps(new, indent=1) + "\n")


if __name__ == "__main__":
    main()
