"""Episodes to test with, and digests of them, fixed for every version of a game's play.

    python -m tests.playing [GAME...]       writes tests/games/GAME/golden_play.json, of all games where none is named

A game whose episodes change needs a higher version of its play; without one this refuses to write.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gameqa.configs import Part
from gameqa.contract import SPLITS
from gameqa.keys import LOOKS, Key
from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode
from gameqa.play.registry import all_plays
from gameqa.rng import Rng

PLAY_PARTS = parse_play("all").parts


def episode_key(part: Part, index: int, style: str = "plain", modality: str = "image") -> Key:
    """The key of an episode, from all splits in turn."""
    return Key(
        part.game, part.version, part.task, part.level, SPLITS[index % 3], 0, index, style=style, modality=modality
    )


def some_episodes(part: Part, count: int) -> Iterator[Episode]:
    """The first episodes of a game and level."""
    for index in range(count):
        yield Episode(episode_key(part, index))


def play_by_policy(episode: Episode) -> list[str]:
    """Plays an episode to its end as the game's policy does; gives the actions."""
    made: list[str] = []
    while not episode.is_done:
        for action in episode.plan():
            if episode.is_done:
                break
            assert episode.act(action).legal, f"{episode.id}: the policy made the action {action!r}"
            made.append(action)
    return made


def play_at_random(episode: Episode, purpose: str = "random play") -> list[str]:
    """Plays an episode to its end with legal actions drawn at random; gives the actions."""
    made: list[str] = []
    rng = Rng(f"{episode.id}/{purpose}")
    while not episode.is_done:
        made.append(rng.choice(list(episode.actions)))
        episode.act(made[-1])
    return made


def digest_of(part: Part) -> str:
    """A digest of two episodes: one at random in the plain look, one by policy in another look."""
    found = hashlib.blake2b(digest_size=8)
    for index, (style, player) in enumerate((("plain", play_at_random), ("varied", play_by_policy))):
        key = episode_key(part, index, style, "both")
        actions = player(Episode(key))
        for shown in replayed(key, actions):
            found.update(shown)
    return found.hexdigest()


def replayed(key: Key, actions: list[str]) -> Iterator[bytes]:
    """What is seen in every turn of an episode: text, state and pixels."""
    episode = Episode(key)
    for action in [None, *actions]:
        if action is not None:
            episode.act(action)
        text = json.dumps([episode.text(), episode.state(), list(episode.actions), round(episode.score, 9)])
        yield text.encode() + episode.picture().image().convert("RGB").tobytes()


def file_of(game_id: str) -> Path:
    """The file of a game's digests."""
    return Path(__file__).with_name("games") / game_id / "golden_play.json"


def current(game_id: str) -> dict[str, Any]:
    """The digests of a game, with the version of its play."""
    parts = [part for part in PLAY_PARTS if part.game == game_id]
    return {
        "version": all_plays()[game_id].version,
        "looks": LOOKS,
        "digests": {part.level: digest_of(part) for part in parts},
    }


def main() -> None:
    """Writes the files."""
    for game_id in sys.argv[1:] or all_plays():
        file = file_of(game_id)
        old = json.loads(file.read_text()) if file.exists() else {}
        new = current(game_id)
        if all(old.get(name) == new[name] for name in ("version", "looks")) and old != new:
            sys.exit(f"the episodes of {game_id} have changed: raise the version of its play")
        file.write_text(json.dumps(new, indent=1) + "\n")


if __name__ == "__main__":
    main()
