"""Names of what is played: `<scope>[-play][-<difficulty>]`, such as "sokoban-play-hard" or "all"."""

from __future__ import annotations

from functools import lru_cache

from gameqa.configs import PAPER_SCOPES, Mixture, Part, scopes
from gameqa.contract import LEVELS
from gameqa.errors import unknown
from gameqa.play.registry import all_plays

PLAY = "play"
"""Stands in ids and names of configs where a task's id stands otherwise."""


@lru_cache(maxsize=1)
def play_scopes() -> dict[str, tuple[str, ...]]:
    """The games of every scope that can be played; scopes without any are left out."""
    plays = all_plays()
    found = {
        scope: tuple(game for game in games if game in plays)
        for scope, games in scopes().items()
        if scope not in PAPER_SCOPES
    }
    return {scope: games for scope, games in found.items() if games}


def play_names() -> tuple[str, ...]:
    """All names, written in full."""
    bases = [f"{scope}-{PLAY}" for scope in play_scopes()]
    return tuple(name for base in bases for name in (base, *(f"{base}-{level}" for level in LEVELS)))


def is_play(name: str) -> bool:
    """Whether a name, written in full, is of something to play."""
    return name.split("-")[1:2] == [PLAY]


@lru_cache(maxsize=256)
def parse_play(name: str) -> Mixture:
    """The games and levels of a name; the "play" in it may be left out.

    Raises:
        ValueError: the name is unknown; the message names the nearest valid ones.
    """
    scope, *rest = name.split("-") if isinstance(name, str) else [""]
    if rest and rest[0] == PLAY:
        rest.pop(0)
    levels: tuple[str, ...] = (rest.pop(),) if rest and rest[-1] in LEVELS else LEVELS
    if scope not in play_scopes() or rest:
        raise unknown(
            "game to play",
            name,
            play_names(),
            "A name is <scope>[-play][-<difficulty>], such as 'sokoban-play-hard' or 'all'. "
            f"These games can be played: {', '.join(all_plays())}.",
        )
    full = "-".join([scope, PLAY, *(levels if len(levels) == 1 else ())])
    plays = all_plays()
    parts = tuple(Part(game, plays[game].version, PLAY, level) for game in play_scopes()[scope] for level in levels)
    return Mixture(full, parts)
