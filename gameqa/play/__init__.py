"""Playing: the games as environments of many turns.

`make` needs gymnasium (the extra "play"); episodes do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameqa.play.episode import Episode, episode_of_id

if TYPE_CHECKING:
    from gameqa.play.environment import GameEnv

__all__ = ["Episode", "episode_of_id", "make"]


def make(config: str, **parameters: Any) -> GameEnv:
    """An environment for gymnasium: see `gameqa.play.environment.make`.

    Raises:
        ImportError: gymnasium is not installed.
        ValueError: a name or a value is not allowed.
    """
    try:
        from gameqa.play.environment import make as make_environment
    except ModuleNotFoundError as error:
        if error.name != "gymnasium":
            raise
        raise ImportError("gameqa.play.make needs gymnasium, the extra 'play': pip install \"gameqa[play]\".") from None
    return make_environment(config, **parameters)
