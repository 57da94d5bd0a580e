"""A response as it is handed over, and what of it can hold an answer: what the model says, not what it thinks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.scoring.plain import without_turn_tokens

LONGEST_RESPONSE = 4_000_000

_THOUGHT = re.compile(
    r"(?:<(/?)(?:think|thinking|thought|thoughts|reasoning)>|[\u25c1<](/?)\|?think\|?[\u25b7>]|\[(/?)THINK\])"
    r"|<\|channel\|>(analysis|final)<\|message\|>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u200f\u202a-\u202e]")


def text_of_messages(response: object) -> str:
    """The text of a response: a string, or the last message of the assistant in a chat.

    Raises:
        ValueError: it is neither.
    """
    if response is None:
        return ""
    if isinstance(response, str):
        return response
    if isinstance(response, Mapping):
        return _content(response)
    if isinstance(response, Sequence) and all(isinstance(message, Mapping) for message in response):
        said = [message for message in response if message.get("role", "assistant") in ("assistant", "model", "gpt")]
        return _content(said[-1]) if said else ""
    raise ValueError(f"response must be a string or a list of chat messages, got {type(response).__name__}.")


def _content(message: Mapping[str, Any]) -> str:
    content = message.get("content", message.get("value"))
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, Sequence):
        parts = [
            part if isinstance(part, str) else part.get("text") or ""
            for part in content
            if isinstance(part, (str, Mapping))
        ]
        return "".join(parts)
    raise ValueError("response: a message's content must be a string or a list of parts.")


def said(response: str) -> str:
    """What a response says: without thoughts, comments, invisible signs and the tokens that end a turn."""
    if len(response) > LONGEST_RESPONSE:
        return ""
    text = response if response.isascii() else _INVISIBLE.sub("", response)
    if "<" in text or "[" in text or "\u25c1" in text:
        text = _without_thoughts(text)
        if "<!--" in text:
            text = _COMMENT.sub("", text)
        text = without_turn_tokens(text)
    return text


def _without_thoughts(text: str) -> str:
    """What follows the last closed thought; nothing where the last thought is not closed."""
    low = text.lower()
    if "think" not in low and "thought" not in low and "reasoning" not in low and "<|channel" not in low:
        return text
    last = None
    for match in _THOUGHT.finditer(text):
        last = match
    if last is None:
        return text
    closes = last[4] == "final" if last[4] else bool(last[1] or last[2] or last[3])
    return text[last.end() :] if closes else ""
