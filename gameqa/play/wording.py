"""What a player is told: the rules at the beginning, and what came of every action."""

from __future__ import annotations

from typing import Any

from gameqa.play.contract import Play
from gameqa.wording import count_of

LOST = "An action that can't be read or is not legal changes nothing, but counts."
ONE_ACTION = "In every turn, give one action."


def instruction(play: Play[Any], start: Any, limit: int, modality: str) -> str:
    """The rules, the goal and how to act.

    Args:
        start: the first position.
        limit: how many actions there are.
        modality: image, text or both; what the picture shows is explained where there is one.
    """
    game = play.game
    told = [game.scene, *(game.rules[name] for name in play.rules)]
    if play.more:
        told.append(play.more)
    if play.briefing is not None:
        told.append(play.briefing(start))
    if modality != "text":
        told += (game.legend[name] for name in (game.legend if play.legend is None else play.legend))
    acting = f"{ONE_ACTION} {play.action_format} {LOST} You have {count_of(limit, 'action')}."
    return "\n\n".join((" ".join(told), f"Your goal: {play.goal}", acting))


def unread(play: Play[Any]) -> str:
    """What is said where no action can be read."""
    shown = "" if play.example in play.action_format else f' For example: "{play.example}".'
    return f"No action could be read. {play.action_format}{shown}"


def refused(action: str, why: str) -> str:
    """What is said where an action is not legal."""
    return f"The action {action!r} is not legal. {why}"


def actions_left(count: int) -> str:
    """How many actions are left, as a sentence."""
    return f"{count_of(count, 'action')} left." if count else "No actions are left."
