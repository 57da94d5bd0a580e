"""Finding the games: every folder below `gameqa.games` that exports a `GAME`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import Any

from gameqa.contract import Game, Task
from gameqa.errors import unknown


@lru_cache(maxsize=1)
def all_games() -> dict[str, Game[Any]]:
    """All games by id, in alphabetical order."""
    package = importlib.import_module("gameqa.games")
    names = sorted(item.name for item in pkgutil.iter_modules(package.__path__) if item.ispkg)
    games = [importlib.import_module(f"gameqa.games.{name}").GAME for name in names]
    return {game.id: game for game in games}


def get_game(game_id: str) -> Game[Any]:
    """The game with this id; ValueError with the nearest names where there is none."""
    games = all_games()
    if game_id not in games:
        raise unknown("game", game_id, games, "`gameqa list` shows all.")
    return games[game_id]


def get_task(game: Game[Any], task_id: str) -> Task[Any]:
    """The task with this id; ValueError with the nearest names where there is none."""
    try:
        return game.task(task_id)
    except KeyError:
        raise unknown(f"task of {game.id}", task_id, [task.id for task in game.tasks]) from None
