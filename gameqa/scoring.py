"""Scoring a model's response against a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gameqa import answers, registry
from gameqa.contract import Game, state_from_json
from gameqa.extraction import BARE, BOX, SAID, TAG, Found, find_answer, thinks_then_answers

LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Verdict:
    """What `verify` found.

    Attributes:
        score: 0.0 to 1.0, as `gameqa.score` gives it.
        answer: the final answer of the response as written, None where it has none.
        value: the final answer as read: a letter, a number, a tuple of numbers, ...; None where it could not
            be read, and where the game engine reads it by itself.
        reason: one line that says why the score is what it is.
    """

    score: float
    answer: str | None
    value: object | None
    reason: str


def score(response: str | None, row: Mapping[str, Any]) -> float:
    """How right a response is: 0.0 to 1.0.

    Args:
        response: what a model said; any string, None counts as an empty one.
        row: a row of the data set; the columns game, task, state, options, answer, answer_type.

    Raises:
        KeyError: the row lacks one of these columns.
        ValueError: the row names a game or task that this release does not have.
    """
    return _judge(response, row)[0]


def verify(response: str | None, row: Mapping[str, Any]) -> Verdict:
    """The score of a response with what was read and why; arguments and errors as of `score`."""
    value, found, read, why = _judge(response, row)
    answer = None if found is None else found.text
    shown = "" if answer is None else answer if len(answer) <= LONGEST_SHOWN else answer[:LONGEST_SHOWN] + "..."
    reason = why.format(answer=repr(shown), kind=row["answer_type"], right=repr(row["answer"]))
    return Verdict(value, answer, read, reason)


def format_reward(response: str | None, think: bool = False) -> float:
    """1.0 for a response that ends in exactly one `<answer>...</answer>` with content, else 0.0.

    It says nothing of whether the answer is right: add it to `score` with a weight of your own, or leave it out.

    Args:
        think: the whole response must be `<think>...</think>` and then `<answer>...</answer>`.
    """
    return float(thinks_then_answers(response, think))


_Judged = tuple[float, Found | None, object | None, str]
"""Score, final answer, its value, and the reason as a template."""


def _judge(response: str | None, row: Mapping[str, Any]) -> _Judged:
    game = registry.get_game(row["game"])
    task = registry.get_task(game, row["task"])
    answer_type, right, options = row["answer_type"], row["answer"], row["options"]
    # Frameworks may hand over an array in place of a list.
    options = () if options is None else tuple(options)
    found = find_answer(response) if response else None
    if found is None:
        return 0.0, None, None, "the response holds no final answer"
    state, asked = _parsed_state(game.id, row["state"]) if task.check is not None else (None, {})

    def read(text: str) -> object | None:
        if task.check is not None:
            return task.check(state, asked, text)
        return answers.normalize(answer_type, text, options)

    value = _read(found, answer_type in answers.ONE_LINE, read)
    if value is None:
        return 0.0, found, None, "{answer} could not be read as exactly one answer of the kind {kind}"
    if task.check is not None:
        assert isinstance(value, float)
        accepted = "accepts" if value == 1 else "rejects" if value == 0 else "accepts in part"
        return value, found, None, f"the game engine {accepted} {{answer}}"
    if value == _value_of(answer_type, right, options):
        return 1.0, found, value, "{answer} is the right answer"
    return 0.0, found, value, "{answer} is not the right answer, {right}"


def _read(found: Found, one_line: bool, read: Callable[[str], object | None]) -> object | None:
    """What a final answer says: as a whole, or, where it is not marked exactly, in its first or its last line."""
    text = found.text
    if found.marked in (TAG, BOX):
        return read(text.replace("\n", " ") if one_line else text)
    value = read(text)
    if value is not None or "\n" not in text:
        return value
    first = read(text.partition("\n")[0])
    if first is not None and (one_line or found.marked == SAID):
        # A reader of one line has read it too, and found another answer in a later one.
        return None if one_line else first
    line = text.rpartition("\n")[2]
    last = read(line) if found.marked == BARE and not answers.is_sentence(line) else None
    return last if first is None else first if last is None else None


@lru_cache(maxsize=4096)
def _value_of(answer_type: str, answer: str, options: Sequence[str]) -> object | None:
    return answers.normalize(answer_type, answer, options)


@lru_cache(maxsize=64)
def _parsed_state(game_id: str, text: str) -> tuple[Any, Mapping[str, Any]]:
    game: Game[Any] = registry.get_game(game_id)
    return state_from_json(game.state_type, text)
