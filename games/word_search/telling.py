"""Looking for words, in words: first letters, what is next to them, and how far a word can be followed."""

from __future__ import annotations

from collections.abc import Iterable

from gameqa.answers import write_cell
from gameqa.grid import Cell
from gameqa.wording import joined

from .engine import DIRECTIONS, STEPS, Grid, is_inside, run


def matching(grid: Grid, word: str, start: Cell, direction: int) -> int:
    """How many letters of a word can be read in a direction before the first wrong one, or the edge."""
    (down, across), rows, side = STEPS[direction], grid.rows, grid.side
    row, column, count = start[0] - 1, start[1] - 1, 0
    for letter in word:
        if not (0 <= row < side and 0 <= column < side) or rows[row][column] != letter:
            break
        row, column, count = row + down, column + across, count + 1
    return count


def followed(grid: Grid, word: str, start: Cell, direction: int) -> str:
    """How far a word can be read in a direction, and what ends it."""
    count = matching(grid, word, start, direction)
    read = " ".join(word[:count])
    if count == len(word):
        return f"{read}, the whole word"
    cell = run(start, direction, count + 1)[-1]
    if not is_inside(cell, grid.side):
        return f"{read}, then the edge"
    return f"{read}, then {grid.at(cell)} in place of {word[count]}"


def cells_text(cells: Iterable[Cell], last: str = "and") -> str:
    """Cells as running text."""
    return joined([write_cell(cell) for cell in cells], last)


def branches(grid: Grid, word: str) -> dict[Cell, list[int]]:
    """For every cell with a word's first letter the directions in which the second one follows."""
    return {
        cell: [direction for direction in range(8) if matching(grid, word[:2], cell, direction) > 1]
        for cell in grid.cells_with(word[0])
    }


def hunt(grid: Grid, word: str) -> list[str]:
    """Sentences that look at every cell with a word's first letter, and follow the word from there."""
    found = branches(grid, word)
    lonely = [cell for cell, directions in found.items() if not directions]
    told = [f"{word[0]} is at {cells_text(found)}."]
    if lonely:
        told.append(f"No {word[1]} is next to {cells_text(lonely, 'or')}.")
    for cell, directions in found.items():
        for direction in directions:
            told.append(f"From {write_cell(cell)} {DIRECTIONS[direction]}: {followed(grid, word, cell, direction)}.")
    return told
