"""Finding the games that can be played: every game folder with a `play.py`."""

from __future__ import annotations

import importlib
import importlib.util
from functools import lru_cache
from typing import Any

from gameqa.errors import unknown
from gameqa.play.contract import Play
from gameqa.registry import all_games


@lru_cache(maxsize=1)
def all_plays() -> dict[str, Play[Any]]:
    """How each game is played that can be, by the game's id."""
    found = {}
    for game_id in all_games():
        module = f"gameqa.games.{game_id}.play"
        if importlib.util.find_spec(module) is not None:
            found[game_id] = importlib.import_module(module).PLAY
    return found


def get_play(game_id: str) -> Play[Any]:
    """How a game is played; ValueError with the games that can be where it can't."""
    plays = all_plays()
    if game_id not in plays:
        raise unknown("game to play", game_id, plays, f"These can be played: {', '.join(plays)}.")
    return plays[game_id]
