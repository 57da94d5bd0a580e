"""Asking a server that speaks OpenAI's chat protocol, many questions at once.

Every reply is appended to a file as soon as it is there, so that a run which was stopped asks only what is missing.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

import openai

from gameqa.adapters.openai import to_messages
from gameqa.evaluation.predictions import (
    Prediction,
    line_of,
    read_predictions,
    scored_fields,
    write_predictions,
)
from gameqa.files import write_file
from gameqa.progress import Progress
from gameqa.sample import Sample

PREDICTIONS, SETTINGS = "predictions.jsonl", "run.json"


@dataclass(frozen=True)
class Settings:
    """What a reply depends on besides the question; a run goes on only with the same.

    Attributes:
        config: a config name or the name of a fixed evaluation set.
        model: the model's name at the server.
        max_tokens: most tokens of a reply, None for the server's own limit.
        instruction, system: what stands behind the question and before it; None for nothing.
    """

    config: str
    split: str
    seed: int
    style: str
    modality: str
    model: str
    temperature: float
    max_tokens: int | None
    instruction: str | None
    system: str | None


class Run:
    """A model's replies, in a folder.

    Args:
        folder: where predictions and settings are kept; made where needed.
        settings: as above.

    Raises:
        ValueError: the folder holds a run with other settings.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._settings = settings
        self._file = folder / PREDICTIONS
        keep_settings(self._file, asdict(settings))
        self._known = {}
        if self._file.exists():
            self._known = {found["data_id"]: found for found in read_predictions(self._file, is_growing=True)}
            # Without the half line that a stopped run may have left.
            write_predictions(self._file, self._known.values())

    def ask(
        self, client: openai.AsyncOpenAI, samples: Iterable[Sample], total: int, concurrency: int
    ) -> tuple[list[Prediction], list[str]]:
        """Asks what has no reply yet; gives all scored predictions in the samples' order, and what failed.

        Args:
            client: whose retries and time-out hold for every question.
            total: how many samples there are, for the progress bar.
            concurrency: how many questions at once.
        """
        return asyncio.run(self._ask(client, iter(samples), total, concurrency))

    async def _ask(
        self, client: openai.AsyncOpenAI, samples: Iterator[Sample], total: int, concurrency: int
    ) -> tuple[list[Prediction], list[str]]:
        order: list[str] = []
        failures: list[str] = []
        with open(self._file, "a", encoding="utf-8") as file, Progress(total, "question") as progress:
            right = 0.0

            async def work() -> None:
                nonlocal right
                for sample in samples:
                    data_id = sample.key.data_id
                    order.append(data_id)
                    if data_id not in self._known:
                        failure = await self._reply(client, sample, file)
                        if failure:
                            failures.append(failure)
                            progress.note(f"{len(failures)} failed")
                            continue
                    right += self._known[data_id]["score"]
                    progress.update()
                    failed = f", {len(failures)} failed" if failures else ""
                    progress.note(f"score {right / progress.done:.3f}{failed}")

            async with client:
                await asyncio.gather(*(work() for _ in range(concurrency)))
        found = {data_id: self._known[data_id] for data_id in order if data_id in self._known}
        # In the samples' order; replies to more than was asked this time are kept behind them.
        write_predictions(self._file, {**found, **self._known}.values())
        return list(found.values()), failures

    async def _reply(self, client: openai.AsyncOpenAI, sample: Sample, file: TextIO) -> str | None:
        """Asks one question and writes down the reply; gives a line that says why there is none."""
        wanted, data_id = self._settings, sample.key.data_id
        start = time.monotonic()
        try:
            completion = await client.chat.completions.create(
                model=wanted.model,
                messages=to_messages(sample.row(), wanted.instruction, wanted.system),
                temperature=wanted.temperature,
                **({} if wanted.max_tokens is None else {"max_tokens": wanted.max_tokens}),
            )
            choice = completion.choices[0]
            response = choice.message.content or ""
        except (openai.OpenAIError, AttributeError, IndexError, TypeError) as error:
            if is_refusal(error):
                raise ValueError(f"The server refused the request: {first_line(error)}") from error
            return f"{data_id}: {first_line(error)}"
        found: Prediction = {
            "data_id": data_id,
            "model": wanted.model,
            "response": response,
            "finish_reason": choice.finish_reason,
            "tokens": completion.usage.completion_tokens if completion.usage else None,
            "seconds": round(time.monotonic() - start, 3),
            **scored_fields(sample, response),
        }
        file.write(line_of(found))
        file.flush()
        self._known[data_id] = found
        return None


def keep_settings(file: Path, wanted: Mapping[str, Any]) -> None:
    """Notes the settings of a run beside the file that it writes.

    Raises:
        ValueError: there are others already, or the file is there without any.
    """
    noted = file.with_name(SETTINGS)
    if noted.exists():
        old = json.loads(noted.read_text())
        other = [f"{name} {old.get(name)!r}" for name in {**wanted, **old} if old.get(name) != wanted.get(name)]
        if other:
            raise ValueError(f"{file.parent} holds a run with {', '.join(other)}: choose another folder.")
    elif file.exists():
        raise ValueError(f"{file} is there already, but no {SETTINGS}: choose another folder.")
    else:
        write_file(noted, (json.dumps(wanted, indent=2) + "\n").encode())


def is_refusal(error: Exception) -> bool:
    """Whether a server refuses whoever asks or whatever is asked for, so that asking again is of no use."""
    return isinstance(error, (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError))


def first_line(error: Exception) -> str:
    """The first line of an error's text."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]


def failure_text(failures: Sequence[str], what: str = "questions") -> str:
    """What to say of questions or episodes without a reply."""
    first = failures[0].rstrip(".")
    return (
        f"{len(failures)} {what} got no reply, the first: {first}. Run the same command again to ask them; "
        "they are not counted."
    )
