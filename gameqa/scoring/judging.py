"""Judging a response against a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gameqa.contract import GRID
from gameqa.locking import GAMES
from gameqa.scoring.extraction import PHRASE, Found, find_answer
from gameqa.scoring.readings import VALUE
from gameqa.scoring.responses import text_of_messages
from gameqa.scoring.rows import Asked, asked_of

LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Verdict:
    """What `verify` found.

    Attributes:
        score: 0.0 to 1.0, as `gameqa.score` gives it.
        answer: the final answer of the response as written, None where it has none.
        value: the final answer as read: a letter, a number, a tuple of numbers, ...; None where it could not be read.
        reason: one line that says why the score is what it is.
        mark: how the final answer is marked: answer element, box, box tokens, JSON, phrase, closing or opening.
        passed_over: what else might have been the answer, with the reason why it is not, the last first.
    """

    score: float
    answer: str | None
    value: object | None
    reason: str
    mark: str | None = None
    passed_over: tuple[str, ...] = ()


def score(response: Any, row: Mapping[str, Any]) -> float:
    """How right a response is: 0.0 to 1.0.

    Args:
        response: what a model said: any string, or a list of chat messages, of which the assistant's last one counts;
            None counts as an empty string.
        row: a row of the data set; the columns game, task, state, answer, answer_type, and for a choice options.

    Raises:
        ValueError: the row lacks one of these columns, holds a wrong type in one, or names a game or task that this
            release does not have; the response is no text.
    """
    return _judge(text_of_messages(response), asked_of(row))[0]


def verify(response: Any, row: Mapping[str, Any]) -> Verdict:
    """The score of a response with what was read and why; arguments and errors as of `score`."""
    asked = asked_of(row)
    value, found = _judge(text_of_messages(response), asked)
    return Verdict(
        value,
        found.text,
        found.reading.value if found.reading.status == VALUE else None,
        _reason(value, found, asked),
        found.mark,
        tuple(f"{_shown(what)}: {why}" for what, why in found.passed),
    )


def _judge(response: str, asked: Asked) -> tuple[float, Found]:
    found = find_answer(response, asked.reader)
    if found.reading.status != VALUE:
        return 0.0, found
    if asked.check is not None:
        with GAMES:
            return float(asked.check(asked.state, asked.asked, found.reading.value)), found
    value = found.reading.value
    is_right = asked.same(value, asked.right)
    if not is_right and found.mark == PHRASE and asked.answer_type == GRID and isinstance(asked.right, tuple):
        # A grid that is announced and then given again right behind: no line tells where it ends.
        is_right = value == asked.right * 2
    return float(is_right), found


def _reason(value: float, found: Found, asked: Asked) -> str:
    if found.text is None:
        why = f": {found.reading.why}" if found.reading.why else ""
        return f"the response holds no final answer{why}"
    shown = repr(_shown(found.text))
    if found.reading.status != VALUE:
        return f"{shown} could not be read as exactly one answer of the kind {asked.answer_type}: {found.reading.why}"
    if asked.check is not None:
        accepted = "accepts" if value == 1 else "rejects" if value == 0 else "accepts in part"
        return f"the game engine {accepted} {shown}"
    return f"{shown} is the right answer" if value == 1 else f"{shown} is not the right answer, {asked.answer!r}"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."
