"""Scoring a model's response against a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from gameqa import answers, registry
from gameqa.contract import Game, state_from_json

LONGEST_BARE_RESPONSE = 4_000
LONGEST_RESPONSE = 4_000_000

_TAG = re.compile(r"<(/?)answer>", re.IGNORECASE)
_SAID = re.compile(r"\banswer\b(?:\*\*|__)?\s{0,3}(?:\bis\b|:|=)[\s:*_]{0,6}", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|</?answer>", re.IGNORECASE)


def extract_answer(response: str) -> str | None:
    r"""The final answer that a response gives, as written.

    It is the last of `<answer>...</answer>`, `\boxed{...}`, "Answer: ..." and "the answer is ...";
    a short response without any of these is its own answer. None where there is no final answer.
    """
    if not isinstance(response, str) or not response.strip() or len(response) > LONGEST_RESPONSE:
        return None
    found = [item for item in (_tagged(response), _boxed(response), _said(response)) if item is not None]
    if found:
        text = max(found)[1].strip()
        return text or None
    whole = response.strip()
    return whole if len(whole) <= LONGEST_BARE_RESPONSE else None


def score(response: str, row: Mapping[str, Any]) -> float:
    """How right a response is: 0.0 to 1.0.

    Args:
        response: what a model said; any string, None counts as an empty one.
        row: a row of the data set; the columns game, task, state, options, answer, answer_type.

    Raises:
        KeyError: the row lacks one of these columns.
        ValueError: the row names a game or task that this release does not have.
    """
    game = registry.get_game(row["game"])
    task = registry.get_task(game, row["task"])
    final = extract_answer(response)
    if final is None:
        return 0.0
    if task.check is not None:
        state, asked = _parsed_state(game.id, row["state"])
        return float(task.check(state, asked, final))
    options = row["options"] or ()
    given = answers.normalize(row["answer_type"], final, options)
    if given is None:
        return 0.0
    return float(given == answers.normalize(row["answer_type"], row["answer"], options))


@lru_cache(maxsize=64)
def _parsed_state(game_id: str, text: str) -> tuple[Any, Mapping[str, Any]]:
    game: Game[Any] = registry.get_game(game_id)
    return state_from_json(game.state_type, text)


def _tagged(response: str) -> tuple[int, str] | None:
    """End and content of the last complete answer element."""
    last = None
    opened = None
    for match in _TAG.finditer(response):
        if not match[1]:
            opened = match.end()
        elif opened is not None:
            last = (match.end(), response[opened : match.start()])
            opened = None
    return last


def _boxed(response: str) -> tuple[int, str] | None:
    r"""End and content of the last complete \boxed{...}, with braces inside balanced."""
    start = response.rfind("\\boxed")
    if start < 0:
        return None
    opened = start + len("\\boxed")
    while opened < len(response) and response[opened] == " ":
        opened += 1
    if opened >= len(response) or response[opened] != "{":
        return None
    depth = 0
    for place in range(opened, min(len(response), opened + answers.LONGEST_ANSWER)):
        if response[place] == "{":
            depth += 1
        elif response[place] == "}":
            depth -= 1
            if depth == 0:
                return place + 1, response[opened + 1 : place]
    return None


def _said(response: str) -> tuple[int, str] | None:
    """End and content of the last "answer is ..." or "Answer: ...", up to the paragraph's end."""
    last = None
    for match in _SAID.finditer(response):
        last = match
    if last is None:
        return None
    stop = _PARAGRAPH_END.search(response, last.end())
    end = stop.start() if stop else len(response)
    content = response[last.end() : end]
    if not content.strip() or content.lstrip().startswith(("<", "\\boxed")):
        return None
    return last.end(), content
