"""Letting a model play: many episodes at once against a server that speaks OpenAI's chat protocol.

An episode is written to a file when it is done, so that a run which was stopped plays only what is missing.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

import openai

from gameqa.adapters.chats import Conversation
from gameqa.evaluation.ask import first_line, is_refusal, keep_settings
from gameqa.evaluation.predictions import line_of, write_predictions
from gameqa.keys import Key
from gameqa.play.episode import Episode
from gameqa.progress import Progress

EPISODES = "episodes.jsonl"

Result = dict[str, Any]


@dataclass(frozen=True)
class PlaySettings:
    """What an episode depends on besides its id; a run goes on only with the same.

    Attributes:
        config: what is played.
        model: the model's name at the server.
        max_tokens: most tokens of a reply, None for the server's own limit.
        pictures: of how many of the last turns the model is shown the pictures again.
        instruction, system: what stands behind the rules and before them; None for nothing.
    """

    config: str
    split: str
    seed: int
    style: str
    modality: str
    model: str
    temperature: float
    max_tokens: int | None
    pictures: int
    instruction: str | None
    system: str | None


class PlayRun:
    """A model's episodes, in a folder.

    Args:
        folder: where episodes and settings are kept; made where needed.
        settings: as above.

    Raises:
        ValueError: the folder holds a run with other settings, or something else.
    """

    def __init__(self, folder: Path, settings: PlaySettings) -> None:
        self._settings = settings
        self._file = folder / EPISODES
        keep_settings(self._file, asdict(settings))
        self._known = {result["episode"]: result for result in read_results(self._file)}
        if self._known:
            # Without the half line that a stopped run may have left.
            write_predictions(self._file, self._known.values())

    def play(self, client: openai.AsyncOpenAI, keys: list[Key], concurrency: int) -> tuple[list[Result], list[str]]:
        """Plays what has not been played yet; gives all results in the order of the keys, and what failed.

        Args:
            client: whose retries and time-out hold for every reply.
            concurrency: how many episodes at once.
        """
        return asyncio.run(self._play(client, keys, concurrency))

    async def _play(
        self, client: openai.AsyncOpenAI, keys: list[Key], concurrency: int
    ) -> tuple[list[Result], list[str]]:
        waiting: Iterator[Key] = iter(keys)
        order: list[str] = []
        failures: list[str] = []
        with open(self._file, "a", encoding="utf-8") as file, Progress(len(keys), "episode") as progress:
            scores = 0.0

            async def work() -> None:
                nonlocal scores
                for key in waiting:
                    episode = Episode(key)
                    order.append(episode.id)
                    if episode.id not in self._known:
                        failure = await self._episode(client, episode, file)
                        if failure:
                            failures.append(failure)
                            progress.note(f"{len(failures)} failed")
                            continue
                    scores += self._known[episode.id]["score"]
                    progress.update()
                    progress.note(f"score {scores / progress.done:.3f}")

            async with client:
                await asyncio.gather(*(work() for _ in range(concurrency)))
        found = {name: self._known[name] for name in order if name in self._known}
        # In order; episodes beyond those that were asked for this time are kept behind them.
        write_predictions(self._file, {**found, **self._known}.values())
        return list(found.values()), failures

    async def _episode(self, client: openai.AsyncOpenAI, episode: Episode, file: TextIO) -> str | None:
        """Plays one episode and writes it down; gives a line that says why it could not be played to its end."""
        wanted, start = self._settings, time.monotonic()
        conversation = Conversation(episode, wanted.instruction, wanted.system, wanted.pictures)
        replies: list[str] = []
        tokens = 0
        while not episode.is_done:
            try:
                completion = await client.chat.completions.create(
                    model=wanted.model,
                    messages=conversation.messages(),
                    temperature=wanted.temperature,
                    **({} if wanted.max_tokens is None else {"max_tokens": wanted.max_tokens}),
                )
                reply = completion.choices[0].message.content or ""
            except (openai.OpenAIError, AttributeError, IndexError, TypeError) as error:
                if is_refusal(error):
                    raise ValueError(f"The server refused the request: {first_line(error)}") from error
                return f"{episode.id}: {first_line(error)}"
            tokens += completion.usage.completion_tokens if completion.usage else 0
            replies.append(reply)
            conversation.reply(reply)
        result = {
            **result_of(episode),
            "model": wanted.model,
            "replies": replies,
            "tokens": tokens,
            "seconds": round(time.monotonic() - start, 3),
        }
        file.write(line_of(result))
        file.flush()
        self._known[episode.id] = result
        return None


def result_of(episode: Episode) -> Result:
    """What came of an episode that is done."""
    fewest = episode.play.fewest
    return {
        "episode": episode.id,
        "game": episode.key.game,
        "level": episode.key.level,
        "score": episode.score,
        "won": episode.is_won,
        "actions": episode.limit - episode.left,
        "illegal": episode.illegal,
        "limit": episode.limit,
        "fewest": None if fewest is None else fewest(episode.start),
    }


def read_results(path: Path) -> list[Result]:
    """The results of a file that is written line by line, without a half line at its end.

    Raises:
        ValueError: a line is not what `PlayRun` writes.
    """
    if not path.exists():
        return []
    found = []
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            result = json.loads(line)
        except ValueError:
            if number == len(lines):
                break
            raise ValueError(f"{path}, line {number}: not JSON.") from None
        if not isinstance(result, dict) or "episode" not in result:
            raise ValueError(f"{path}, line {number}: not an episode.")
        found.append(result)
    return found
