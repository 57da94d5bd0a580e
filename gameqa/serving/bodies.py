"""What clients send and what they get back, as bytes of JSON: scores, without any state between two requests."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from gameqa.adapters.openrlhf import response_in
from gameqa.errors import unknown
from gameqa.sample import sample_of_id
from gameqa.scoring import score

logger = logging.getLogger("gameqa")

MEBIBYTE = 2**20
MOST_BYTES, MOST_ITEMS = 16 * MEBIBYTE, 4096
"""So large a body, and so many items in one, may be unless told otherwise."""

ITEM_KEYS = ("response", "row", "data_id")
REMOTE_KEYS = ("query", "prompts", "labels")


def scores(body: bytes, most: int = MOST_ITEMS) -> dict[str, Any]:
    """The answer to one item, {"score": number}, or to {"items": [...]}, {"scores": [number, ...]}.

    An item has a response, and a row, of which the columns that `gameqa.score` reads count, or a data_id.

    Raises:
        ValueError: the body is not of this form, or an item can't be scored; the message names the item.
    """
    content = _object(body)
    if "items" not in content:
        return {"score": _score_of_item(content, "the body")}
    _refuse_others(content, ("items",), "the body")
    items = _list(content["items"], "items", most)
    return {"scores": [_score_of_item(item, f"items[{place}]") for place, item in enumerate(items)]}


def rewards(body: bytes, most: int = MOST_ITEMS) -> dict[str, Any]:
    """The answer to OpenRLHF: {"rewards": [...], "scores": [...], "extra_logs": {}} for query, prompts and labels.

    A label is what the column `solution` of the rows for ms-swift holds, JSON with the columns that `gameqa.score`
    reads, or a data_id.

    Raises:
        ValueError: the body is not of this form, or an item can't be scored; the message names the item.
    """
    content = _object(body)
    columns = {name: _list(content.get(name), name, most) for name in REMOTE_KEYS}
    sizes = {name: len(column) for name, column in columns.items()}
    if len(set(sizes.values())) > 1:
        given = ", ".join(f"{size} {name}" for name, size in sizes.items())
        raise ValueError(f"query, prompts and labels must be of one length, got {given}.")
    found = []
    for place, (query, prompt, label) in enumerate(zip(*columns.values(), strict=True)):
        for name, value in zip(REMOTE_KEYS, (query, prompt, label), strict=True):
            if not isinstance(value, str):
                raise ValueError(f"{name}[{place}] must be a string, got {_kind(value)}.")
        row = _parsed(label, f"labels[{place}]") if label.lstrip()[:1] == "{" else label
        try:
            response = response_in(query, prompt)
        except ValueError as error:
            raise ValueError(f"query[{place}]: {error}") from None
        found.append(_score(response, row, f"labels[{place}]"))
    return {"rewards": found, "scores": found, "extra_logs": {}}


def _score_of_item(item: Any, name: str) -> float:
    if not isinstance(item, dict):
        raise ValueError(f"{name} must be an object, got {_kind(item)}.")
    _refuse_others(item, ITEM_KEYS, name)
    if "response" not in item or ("row" in item) == ("data_id" in item):
        raise ValueError(f"{name} must have a response, and either a row or a data_id.")
    row = item["row"] if "row" in item else item["data_id"]
    if "row" in item and not isinstance(row, dict):
        raise ValueError(f"{name}: row must be an object, got {_kind(row)}.")
    return _score(item["response"], row, name)


def _score(response: Any, row: Any, name: str) -> float:
    """The score against a row, or an id of one.

    A row is what a client says it is. One whose state no game would make can bring an engine to raise anything, which
    is not this server's failure.
    """
    try:
        return score(response, row if isinstance(row, dict) else _row_of_id(row))
    except ValueError as error:
        raise ValueError(f"{name}: {' '.join(str(error).split())}") from error
    except Exception as error:
        logger.info("%s can't be scored", name, exc_info=True)
        raise ValueError(
            f"{name}: the row can't be scored, its columns do not belong together ({type(error).__name__})."
        ) from error


def _row_of_id(data_id: Any) -> Mapping[str, Any]:
    """The columns of a row that its score depends on. Trainers ask for several responses to one question."""
    if not isinstance(data_id, str):
        raise ValueError(f"data_id must be a string, got {_kind(data_id)}.")
    return _remembered_row(data_id)


@lru_cache(maxsize=4096)
def _remembered_row(data_id: str) -> Mapping[str, Any]:
    return sample_of_id(data_id).scored_row()


def _object(body: bytes) -> dict[str, Any]:
    content = _parsed(body, "the body")
    if not isinstance(content, dict):
        raise ValueError(f"the body must be an object, got {_kind(content)}.")
    return content


def _parsed(text: str | bytes, name: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError(f"{name} is not JSON: it is nested too deep.") from None
    except ValueError as error:
        raise ValueError(f"{name} is not JSON: {' '.join(str(error).split()):.200}.") from None


def _list(value: Any, name: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{name} must be a list, got {_kind(value)}.")
    if len(value) > most:
        raise ValueError(f"{name} must hold at most {most} items, got {len(value)}: send several requests.")
    return value


def _refuse_others(content: dict[str, Any], allowed: tuple[str, ...], name: str) -> None:
    for key in content:
        if key not in allowed:
            raise ValueError(f"{name}: {unknown('key', key[:80], allowed)}")


def _kind(value: Any) -> str:
    names = {type(None): "nothing", bool: "true or false", dict: "an object", list: "a list", str: "a string"}
    return names.get(type(value), "a number")
