"""Cells and pieces in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gameqa.grid import Cell
from gameqa.wording import joined

from .engine import Tangram
from .shapes import Shape, size_of

TURN_NAMES = ("as it lies", "turned 90 degrees clockwise", "turned 180 degrees", "turned 90 degrees counterclockwise")

CLOCKWISE_NAMES = (*TURN_NAMES[:3], "turned 270 degrees clockwise")
"""The turns as an answer gives them that counts all degrees clockwise."""


def spans(cells: Collection[Cell]) -> str:
    """Cells row by row, equal rows taken together: rows 2 and 3, columns 1 to 3 and 5; row 4, column 1."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    groups: list[tuple[list[int], list[int]]] = []
    for row, columns in rows.items():
        if groups and groups[-1][1] == columns and groups[-1][0][-1] == row - 1:
            groups[-1][0].append(row)
        else:
            groups.append(([row], columns))
    return "; ".join(f"{_counted('row', group)}, {columns_text(columns)}" for group, columns in groups)


def columns_text(columns: list[int]) -> str:
    """Columns in ascending order: columns 1 to 3 and 5."""
    return _counted("column", columns)


def _counted(noun: str, numbers: list[int]) -> str:
    """Ascending numbers with their noun, three and more that follow each other taken together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [text for run in runs for text in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return f"{noun}{'s' if len(numbers) > 1 else ''} {joined(texts)}"


def tray_line(state: Tangram, number: int) -> str:
    """What a removed piece looks like where it lies."""
    shape = state.shown(number)
    high, wide = size_of(shape)
    return (
        f"Below the board, piece {number} covers {spans(state.tray_cells(number))}: {len(shape)} cells, {high} high "
        f"and {wide} wide."
    )


def hole_line(state: Tangram) -> str:
    """Which cells are empty."""
    return f"The empty cells are {spans(state.hole)}: {len(state.hole)} in all."


def at(shape: Shape, corner: Cell) -> list[Cell]:
    """The cells of a shape whose rectangle has its upper left corner somewhere."""
    return [(corner[0] + row, corner[1] + column) for row, column in shape]


def corner_of(cells: Iterable[Cell]) -> Cell:
    """The upper left corner of the smallest rectangle around some cells."""
    rows, columns = zip(*cells, strict=True)
    return min(rows), min(columns)
