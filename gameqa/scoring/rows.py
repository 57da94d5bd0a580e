"""What a row asks: the columns that scoring reads, checked, with the reader and the check of its task."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from gameqa import registry
from gameqa.contract import ANSWER_TYPES, CHOICE, LETTERS, Task, state_from_json
from gameqa.errors import Unreadable, unknown
from gameqa.scoring.kinds import KINDS, reader_of
from gameqa.scoring.reader import Reader, reader_from

COLUMNS = ("game", "task", "answer", "answer_type")


class Asked(NamedTuple):
    """What a row asks.

    Attributes:
        answer_type, answer: as in the row.
        reader: reads answers.
        right: what the value of a right answer is compared with; None where the engine checks.
        same: whether a value is the right one.
        check: the engine's check of a value, with the state and what is asked of it.
    """

    answer_type: str
    answer: str
    reader: Reader
    right: object | None
    same: Callable[[Any, Any], bool]
    check: Callable[[Any, Mapping[str, Any], Any], float] | None = None
    state: Any = None
    asked: Mapping[str, Any] = {}


class _AskedOf(dict[str, Any]):
    """What a state says is asked of it."""

    def __missing__(self, name: str) -> Any:
        raise ValueError(f"column 'state' of the row lacks {name!r} under \"asked\": it is not of this question.")


def asked_of(row: Mapping[str, Any]) -> Asked:
    """What a row asks.

    Raises:
        ValueError: a column is missing or holds what it should not; the message names it.
    """
    if type(row) is not dict and not isinstance(row, Mapping):
        raise ValueError(f"row must be a mapping of columns, got {type(row).__name__}.")
    game_id, task_id, answer, answer_type = values = tuple(map(row.get, COLUMNS))
    for name, value in zip(COLUMNS, values, strict=True):
        if not isinstance(value, str):
            given = f"got {type(value).__name__}" if name in row else "it is missing"
            raise ValueError(f"column {name!r} of the row must be a string, {given}.")
    options = _options(row.get("options")) if answer_type == CHOICE else ()
    asked = _fixed(game_id, task_id, answer_type, answer, options)
    if asked.check is None:
        return asked
    text = row.get("state")
    if not isinstance(text, str):
        given = f"got {type(text).__name__}" if "state" in row else "it is missing"
        raise ValueError(f"column 'state' of the row must be a string of JSON, {given}.")
    state, asked_of_state = _parsed_state(game_id, text)
    return asked._replace(state=state, asked=_AskedOf(asked_of_state))


def _options(options: Any) -> tuple[str, ...]:
    """The options of a choice: a list of strings, an array of them, or a list in JSON."""
    if type(options) is list and options and set(map(type, options)) == {str}:
        return _counted(tuple(options))
    if isinstance(options, str):
        try:
            options = json.loads(options)
        except ValueError:
            raise ValueError("column 'options' of the row is a string that is no list in JSON.") from None
    if hasattr(options, "tolist"):
        options = options.tolist()
    if not isinstance(options, Sequence) or isinstance(options, str) or not options:
        raise ValueError(f"column 'options' of the row must be a list of strings for a choice, got {options!r:.80}.")
    if not all(isinstance(option, str) for option in options):
        raise ValueError("column 'options' of the row must be a list of strings for a choice.")
    return _counted(tuple(options))


def _counted(options: tuple[str, ...]) -> tuple[str, ...]:
    if len(options) > len(LETTERS):
        raise ValueError(f"column 'options' of the row must hold at most {len(LETTERS)} options, got {len(options)}.")
    return options


@lru_cache(maxsize=4096)
def _fixed(game_id: str, task_id: str, answer_type: str, answer: str, options: tuple[str, ...]) -> Asked:
    """What a row asks, apart from its state."""
    task: Task[Any] = registry.get_task(registry.get_game(game_id), task_id)
    if answer_type not in ANSWER_TYPES:
        raise unknown("answer_type", answer_type, ANSWER_TYPES)
    reader = reader_from(task.read) if task.read is not None else reader_of(answer_type, options)
    if task.check is not None:
        return Asked(answer_type, answer, reader, None, KINDS[answer_type].same, task.check)
    if answer_type == CHOICE and answer not in LETTERS[: len(options)]:
        raise ValueError(f"column 'answer' of the row must be the letter of an option, got {answer!r:.80}.")
    try:
        right = reader(answer)
    except Unreadable as error:
        raise ValueError(f"column 'answer' of the row is no answer of the kind {answer_type}: {error}.") from None
    return Asked(answer_type, answer, reader, right, KINDS[answer_type].same)


@lru_cache(maxsize=64)
def _parsed_state(game_id: str, text: str) -> tuple[Any, Mapping[str, Any]]:
    try:
        return state_from_json(registry.get_game(game_id).state_type, text)
    except (ValueError, TypeError, AttributeError):
        raise ValueError(f"column 'state' of the row is no state of {game_id} in JSON: {text!r:.80}.") from None
