"""Chat messages in the form of OpenAI's API, which most servers speak; the picture is a data URL."""

from __future__ import annotations

from typing import Any

from gameqa.adapters.rows import KEPT_COLUMNS, Row, data_url_of, prompt_of


def to_messages(row: Row, instruction: str | None = None, system: str | None = None) -> list[dict[str, Any]]:
    """The messages that ask a row's question.

    Args:
        instruction: what follows the question; the question says by itself how to answer.
        system: a system message.
    """
    content: list[dict[str, Any]] = [{"type": "text", "text": prompt_of(row["question"], instruction)}]
    picture = data_url_of(row)
    if picture:
        content.insert(0, {"type": "image_url", "image_url": {"url": picture}})
    start = [{"role": "system", "content": system}] if system else []
    return [*start, {"role": "user", "content": content}]


def to_openai(row: Row, instruction: str | None = None) -> dict[str, Any]:
    """A row as one JSON line: the messages, its id, and the columns that `gameqa.score` reads."""
    return {"messages": to_messages(row, instruction), **{name: row[name] for name in KEPT_COLUMNS}}
