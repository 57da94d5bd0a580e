"""Episodes as chats: what a model is told in every turn, and whole episodes as training data."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from gameqa.adapters.rows import PICTURES, PLACEHOLDER
from gameqa.draw.png import encode_png
from gameqa.play.episode import Episode, Report

ACTING = "Think step by step, then give your action between <answer> and </answer>."
"""What follows the rules at the beginning, unless told otherwise."""

OMITTED = "(The picture of this turn is left out.)"
"""What stands in the place of pictures of turns long past."""

Message = dict[str, Any]
Demonstration = Mapping[str, Any]


class Conversation:
    """An episode as a chat with a model, in the form of OpenAI's API.

    Args:
        episode: the episode.
        instruction: what follows the rules; None for nothing.
        system: a system message.
        pictures: of how many of the last turns the pictures are in the messages; None for all.
    """

    def __init__(
        self,
        episode: Episode,
        instruction: str | None = ACTING,
        system: str | None = None,
        pictures: int | None = None,
    ) -> None:
        self.episode = episode
        self._pictures = pictures
        self._start: list[Message] = [{"role": "system", "content": system}] if system else []
        self._turns: list[tuple[str, str | None]] = []
        self._replies: list[str] = []
        self._see(instructed(episode.text(), instruction))

    def messages(self) -> list[Message]:
        """The messages so far, the last one from the user."""
        made = list(self._start)
        first = 0 if self._pictures is None else len(self._turns) - self._pictures
        for number, (text, url) in enumerate(self._turns):
            made.append({"role": "user", "content": _content(text, url, number >= first)})
            if number < len(self._replies):
                made.append({"role": "assistant", "content": self._replies[number]})
        return made

    def reply(self, text: str) -> Report:
        """Makes the action that the model's reply names."""
        report = self.episode.act(text)
        self._replies.append(text)
        self._see(self.episode.text())
        return report

    def _see(self, text: str) -> None:
        has_picture = self.episode.key.modality != "text"
        self._turns.append((text, _url(encode_png(self.episode.picture())) if has_picture else None))


def instructed(text: str, instruction: str | None) -> str:
    """The first text of an episode, with what follows the rules."""
    return f"{text}\n\n{instruction}" if instruction else text


def answer_of(action: str) -> str:
    """A reply that makes an action."""
    return f"<answer>{action}</answer>"


def _url(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def _content(text: str, url: str | None, is_shown: bool) -> str | list[dict[str, Any]]:
    if url is None:
        return text
    if not is_shown:
        return f"{OMITTED} {text}"
    return [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": text}]


def _texts(shown: Demonstration, instruction: str | None) -> list[str]:
    texts = [turn["text"] for turn in shown["turns"]]
    return [instructed(texts[0], instruction), *texts[1:]]


def _about(shown: Demonstration) -> dict[str, Any]:
    return {name: shown[name] for name in ("episode", "game", "level", "policy", "score")}


def to_openai_episode(shown: Demonstration, instruction: str | None = ACTING) -> dict[str, Any]:
    """A demonstration as one JSON line with all its messages, pictures as data URLs."""
    messages: list[Message] = []
    for turn, text in zip(shown["turns"], _texts(shown, instruction), strict=True):
        url = None if turn["image"] is None else _url(turn["image"])
        messages.append({"role": "user", "content": _content(text, url, True)})
        messages.append({"role": "assistant", "content": answer_of(turn["action"])})
    return {"messages": messages, **_about(shown)}


def placed_messages(shown: Demonstration, instruction: str | None = ACTING) -> list[Message]:
    """The messages of a demonstration as plain text, with a placeholder for every picture."""
    messages: list[Message] = []
    for turn, text in zip(shown["turns"], _texts(shown, instruction), strict=True):
        place = "" if turn["image"] is None else PLACEHOLDER
        messages.append({"role": "user", "content": f"{place}{text}"})
        messages.append({"role": "assistant", "content": answer_of(turn["action"])})
    return messages


def to_swift_episode(shown: Demonstration, instruction: str | None = ACTING) -> dict[str, Any]:
    """A demonstration as one JSON line for ms-swift, for supervised fine-tuning."""
    images = [_url(turn["image"]) for turn in shown["turns"] if turn["image"] is not None]
    return {"messages": placed_messages(shown, instruction), "images": images, **_about(shown)}


EPISODE_SCHEMA = pa.schema(
    {
        "messages": pa.list_(pa.struct({"role": pa.string(), "content": pa.string()})),
        "images": PICTURES,
        "episode": pa.string(),
        "game": pa.string(),
        "level": pa.string(),
        "policy": pa.string(),
        "score": pa.float64(),
    }
)
"""The columns of `to_llamafactory_episode`."""


def to_llamafactory_episode(shown: Demonstration, instruction: str | None = ACTING) -> dict[str, Any]:
    """A demonstration as a row for LLaMA-Factory, for supervised fine-tuning."""
    images = [{"bytes": turn["image"], "path": None} for turn in shown["turns"] if turn["image"] is not None]
    return {"messages": placed_messages(shown, instruction), "images": images, **_about(shown)}
