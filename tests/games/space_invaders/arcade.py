"""A plain second engine: columns of enemies that really move on the board, and a ship that tries everything."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from gameqa.contract import state_to_json
from gameqa.sample import Sample

POINTS = {"P": 30, "B": 20, "G": 10}
COLORS = {"purple": "P", "blue": "B", "green": "G"}

Columns = tuple[str, ...]


def plain_of(sample: Sample) -> dict[str, Any]:
    """The state of a sample as plain JSON."""
    plain: dict[str, Any] = json.loads(state_to_json(sample.state))
    return plain


def columns_of(plain: dict[str, Any]) -> Columns:
    """The enemies of every column, from below."""
    return tuple(
        "".join(row[column] for row in reversed(plain["rows"]) if row[column] != ".")
        for column in range(len(plain["rows"][0]))
    )


def cells_of(plain: dict[str, Any], column: int) -> list[tuple[int, int]]:
    """The cells of a column, counted from 1, that hold enemies, from below."""
    rows = plain["rows"]
    return [(row + 1, column) for row in range(len(rows) - 1, -1, -1) if rows[row][column - 1] != "."]


def shoot(columns: Columns, ship: int) -> tuple[int, Columns]:
    """What a shot from a column, counted from 1, scores, and what is left."""
    hit = columns[ship - 1]
    if not hit:
        return 0, columns
    return POINTS[hit[0]], (*columns[: ship - 1], hit[1:], *columns[ship:])


def step(columns: Columns, way: str) -> tuple[Columns, str]:
    """The enemies after their step, and the way that they move then."""
    if columns[0 if way == "left" else -1]:
        way = "right" if way == "left" else "left"
    return ((*columns[1:], ""), way) if way == "left" else (("", *columns[:-1]), way)


@lru_cache(maxsize=20_000)
def most(columns: Columns, ship: int, way: str, intervals: int) -> int:
    """The most points of a ship that may move by one column before every shot."""
    if not intervals:
        return 0
    found = 0
    for there in (ship - 1, ship, ship + 1):
        if 1 <= there <= len(columns):
            points, left = shoot(columns, there)
            found = max(found, points + most(*_swapped(step(left, way), there), intervals - 1))
    return found


def _swapped(after: tuple[Columns, str], ship: int) -> tuple[Columns, int, str]:
    return after[0], ship, after[1]


def staying(columns: Columns, ship: int, way: str, intervals: int) -> list[int]:
    """What every shot of a ship that stays scores."""
    found = []
    for _ in range(intervals):
        points, columns = shoot(columns, ship)
        found.append(points)
        columns, way = step(columns, way)
    return found


def drift_of(text: str) -> tuple[str, int]:
    """The way and the number of intervals that a question names."""
    told = re.search(r"are moving (left|right) at first\..* in (?:each of )?(\d+) intervals", text)
    assert told
    return told[1], int(told[2])
