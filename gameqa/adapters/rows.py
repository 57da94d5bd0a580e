"""What all adapters say of a row: its prompt, its picture, its target, and what its score depends on."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from gameqa.contract import canonical_json
from gameqa.scoring import score

INSTRUCTION = "Think step by step, then give the final answer between <answer> and </answer>."
"""What adapters add to a question unless told otherwise; `gameqa.score` finds answers that are marked so."""

SCORED_COLUMNS = ("game", "task", "state", "options", "answer", "answer_type")
"""The columns that `gameqa.score` reads."""

KEPT_COLUMNS = ("data_id", *SCORED_COLUMNS)
"""The columns that go with a row into every form: its id, and what its score depends on."""

Row = Mapping[str, Any]


def prompt_of(question: str, instruction: str | None = INSTRUCTION) -> str:
    """The text that a model is given: a question and, unless None, an instruction how to answer."""
    return f"{question}\n\n{instruction}" if instruction else question


PLACEHOLDER = "<image>"
"""What stands for the picture in prompts of plain text."""


def placed_prompt(row: Row, instruction: str | None = INSTRUCTION) -> str:
    """The text of `prompt_of`, for rows with a picture with its placeholder in front."""
    text = prompt_of(row["question"], instruction)
    return text if row.get("image") is None else f"{PLACEHOLDER}{text}"


def target_of(row: Row) -> str:
    """A response to learn from: the reasoning, then the answer between answer tags."""
    return f"{row['analysis']}\n\n<answer>{row['answer']}</answer>"


def png_of(row: Row) -> bytes | None:
    """The bytes of a row's picture, however `datasets` hands it over; None for rows without a picture."""
    image = row.get("image")
    if image is None:
        return None
    if isinstance(image, bytes):
        return image
    if isinstance(image, Mapping):
        content = image.get("bytes")
        if content is None:
            with open(image["path"], "rb") as file:
                content = file.read()
        return bytes(content)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    return buffer.getvalue()


PICTURES = pa.list_(pa.struct({"bytes": pa.binary(), "path": pa.string()}))
"""The type of a column of `pictures_of`, in files without the types of `datasets`, which not all releases read."""


def pictures_of(row: Row) -> list[dict[str, Any]]:
    """The picture as its file's bytes, in a list for frameworks that allow several; empty for rows without one."""
    content = png_of(row)
    return [] if content is None else [{"bytes": content, "path": None}]


def base64_of(row: Row) -> str | None:
    """The picture as base64 text."""
    content = png_of(row)
    return None if content is None else base64.b64encode(content).decode()


def data_url_of(row: Row) -> str | None:
    """The picture as a data URL."""
    content = base64_of(row)
    return None if content is None else f"data:image/png;base64,{content}"


def solution_of(row: Row) -> str:
    """JSON text with all that the score of a row depends on: one column for frameworks that carry only one."""
    return canonical_json({name: _plain(row[name]) for name in KEPT_COLUMNS})


def score_solution(response: str | None, solution: str) -> float:
    """The score of a response against the text of `solution_of`."""
    return score(response, json.loads(solution))


def text_of(completion: Any) -> str:
    """The text of a completion: a string, or chat messages whose last one is the model's."""
    if isinstance(completion, str):
        return completion
    content = completion[-1]["content"] if completion else ""
    if isinstance(content, list):
        return "".join(part.get("text") or "" for part in content if part.get("type") == "text")
    return content or ""


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, type(None))) else [str(item) for item in value]
