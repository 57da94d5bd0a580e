"""Names of what is played: `<scope>[-play][-<difficulty>]`, such as "sokoban-play-hard" or "all"."""

from __future__ import annotations

from functools import lru_cache

from gameqa.configs import PAPER_SCOPES, Mixture, Part, scopes
from gameqa.contract import LEVELS
from gameqa.errors import unknown
from gameqa.play.registry import all_plays

PLAY = "play"
TRANSITIONS = "transitions"
"""These stand in ids and names of configs where a task's id stands otherwise."""


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


@lru_cache(maxsize=2)
def names_of(what: str) -> tuple[str, ...]:
    """All names, written in full, of what is played or of transitions."""
    bases = [f"{scope}-{what}" for scope in play_scopes()]
    return tuple(name for base in bases for name in (base, *(f"{base}-{level}" for level in LEVELS)))


def is_play(name: object) -> bool:
    """Whether a name, written in full, is of something to play."""
    return isinstance(name, str) and name.split("-")[1:2] == [PLAY]


def is_transitions(name: object) -> bool:
    """Whether a name is of transitions."""
    return isinstance(name, str) and name.split("-")[1:2] == [TRANSITIONS]


class PlayMixture(Mixture):
    """The games and levels of a name, each as a part whose task is "play" or "transitions"."""

    def most_rows(self, split: str) -> int | None:
        """How many rows of a split there are without repeats: they are drawn at random, so None."""
        return None


@lru_cache(maxsize=256)
def parse_play(name: str) -> PlayMixture:
    """The games and levels of a name; the "play" in it may be left out.

    Raises:
        ValueError: the name is unknown; the message names the nearest valid ones.
    """
    return _parsed(name, PLAY)


@lru_cache(maxsize=256)
def parse_transitions(name: str) -> PlayMixture:
    """The games and levels of the transitions that a name stands for.

    Raises:
        ValueError: the name is unknown; the message names the nearest valid ones.
    """
    return _parsed(name, TRANSITIONS)


def _parsed(name: str, what: str) -> PlayMixture:
    scope, *rest = name.split("-") if isinstance(name, str) else [""]
    if rest and rest[0] == what:
        rest.pop(0)
    levels: tuple[str, ...] = (rest.pop(),) if rest and rest[-1] in LEVELS else LEVELS
    if scope not in play_scopes() or rest:
        raise unknown(
            "game to play",
            name,
            names_of(what),
            f"A name is <scope>-{what}[-<difficulty>], such as 'sokoban-{what}-hard' or 'all-{what}'. "
            f"These games can be played: {', '.join(all_plays())}.",
        )
    full = "-".join([scope, what, *(levels if len(levels) == 1 else ())])
    plays = all_plays()
    parts = tuple(Part(game, plays[game].version, what, level) for game in play_scopes()[scope] for level in levels)
    return PlayMixture(full, parts)
