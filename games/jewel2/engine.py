"""Boards of gems: states, commands and what they remove."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from gameqa.contract import level_by
from gameqa.grid import DOWN, RIGHT, STEPS, Cell, all_cells, beside
from gameqa.symmetry import mirrored

SIDES = {"easy": (4,), "medium": (5,), "hard": (6, 7)}
"""Rows and columns of a board."""

BASIC = "ABCDE"
"""The basic gems; a round gem is the small letter of its color."""

ROUND = BASIC.lower()
CROSS, COLUMN, HOLE = "+", "|", "."
SPECIAL = ROUND + CROSS + COLUMN

COLORS = {"A": "red", "B": "green", "C": "blue", "D": "yellow", "E": "purple"}

SHORTEST = 3
"""The fewest gems of a line."""

LARGEST_TOTAL = 99

_LINE = re.compile(rf"([{BASIC}])\1{{{SHORTEST - 1},}}")

Grid = Sequence[Sequence[str]]
"""The rows of a board, as strings or as lists."""


@dataclass(frozen=True)
class Board:
    """A board.

    Attributes:
        rows: a sign for every cell: "A" to "E" basic gems, "a" to "e" round ones, "+" a cross gem, "|" a column gem.
        total: the gems that have been removed so far, as shown below the board.
    """

    rows: tuple[str, ...]
    total: int

    @property
    def side(self) -> int:
        """Rows, which are as many as the columns."""
        return len(self.rows)


class Command(NamedTuple):
    """A command: clear a cell, or swap it with its neighbor in a direction.

    Attributes:
        cell: the cell.
        move: the direction of a swap; -1 for clear.
    """

    cell: Cell
    move: int = -1

    @property
    def is_swap(self) -> bool:
        """Whether two gems are to change places."""
        return self.move >= 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that are named: one, or the two that are swapped; the second may lie off the board."""
        if not self.is_swap:
            return (self.cell,)
        down, across = STEPS[self.move]
        return self.cell, (self.cell[0] + down, self.cell[1] + across)


def level_of(board: Board) -> str:
    """The level of a board, which its side tells."""
    return level_by(SIDES, lambda sides: board.side in sides)


def cell_count(board: Board) -> int:
    """The cells of a board."""
    return board.side * board.side


def split_key(board: Board) -> str:
    """The same for boards that differ in left and right, or in the names of their colors."""
    return min(_renamed(board.rows), _renamed(mirrored(board.rows)))


def _renamed(rows: Sequence[str]) -> str:
    """The board in one line, its colors named in the order in which they first appear."""
    text = "".join(rows)
    order = [color for color in dict.fromkeys(text.upper()) if color in COLORS]
    table = {ord(color): BASIC[place] for place, color in enumerate(order)}
    table |= {ord(color.lower()): ROUND[place] for place, color in enumerate(order)}
    return text.translate(table)


def runs_through(grid: Grid, cell: Cell) -> list[list[Cell]]:
    """The lines through a cell: across, then down; each from left to right or from the top."""
    side, (row, column) = len(grid), cell
    color = grid[row][column]
    if color not in COLORS:
        return []
    found = []
    left = right = column
    while left and grid[row][left - 1] == color:
        left -= 1
    while right + 1 < side and grid[row][right + 1] == color:
        right += 1
    if right - left >= SHORTEST - 1:
        found.append([(row, place) for place in range(left, right + 1)])
    top = bottom = row
    while top and grid[top - 1][column] == color:
        top -= 1
    while bottom + 1 < side and grid[bottom + 1][column] == color:
        bottom += 1
    if bottom - top >= SHORTEST - 1:
        found.append([(place, column) for place in range(top, bottom + 1)])
    return found


def lines_of(grid: Grid) -> list[list[Cell]]:
    """All lines of a board, those across first, row by row."""
    side = len(grid)
    texts = ["".join(line) for line in (*grid, *zip(*grid, strict=True))]
    found: list[list[Cell]] = []
    for line in _LINE.finditer(HOLE.join(texts)):
        number, start = divmod(line.start(), side + 1)
        places = range(start, start + line.end() - line.start())
        found.append(
            [(number, place) for place in places] if number < side else [(place, number - side) for place in places]
        )
    return found


def on_board(grid: Grid, cell: Cell) -> bool:
    """Whether a cell is on the board."""
    return 0 <= cell[0] < len(grid) and 0 <= cell[1] < len(grid)


def cells_of(grid: Grid, signs: str) -> list[Cell]:
    """The cells that hold one of the signs, row by row."""
    return [(r, c) for r, row in enumerate(grid) for c, sign in enumerate(row) if sign in signs]


def swapped(grid: Grid, one: Cell, other: Cell) -> list[list[str]]:
    """The board with two cells exchanged."""
    rows = [list(row) for row in grid]
    rows[one[0]][one[1]], rows[other[0]][other[1]] = grid[other[0]][other[1]], grid[one[0]][one[1]]
    return rows


def can_swap(grid: Grid, command: Command) -> bool:
    """Whether the two cells of a swap hold basic gems of different colors."""
    (row, column), other = command.cells
    if not on_board(grid, other):
        return False
    first, second = grid[row][column], grid[other[0]][other[1]]
    return first != second and first in COLORS and second in COLORS


def removed_by(grid: Grid, command: Command) -> set[Cell]:
    """The cells whose gems a command removes; after a swap, by their places after it."""
    cell = command.cell
    if command.is_swap:
        one, other = command.cells
        if not can_swap(grid, command):
            return set()
        changed = swapped(grid, one, other)
        lines = runs_through(changed, one) + runs_through(changed, other)
        return {place for line in lines for place in line}
    sign = grid[cell[0]][cell[1]]
    if sign in COLORS:
        return {place for line in runs_through(grid, cell) for place in line}
    return set(effect_of(grid, cell))


def effect_of(grid: Grid, cell: Cell) -> list[Cell]:
    """What a special gem removes when it is cleared, row by row; nothing for an empty cell."""
    side, sign = len(grid), grid[cell[0]][cell[1]]
    if sign in ROUND:
        return cells_of(grid, sign + sign.upper())
    if sign in (CROSS, COLUMN):
        hit = [(r, cell[1]) for r in range(side)]
        if sign == CROSS:
            hit[cell[0] : cell[0] + 1] = [(cell[0], c) for c in range(side)]
        return [(r, c) for r, c in hit if grid[r][c] != HOLE]
    return []


def fallen(grid: Grid, removed: Iterable[Cell]) -> tuple[str, ...]:
    """The board without some gems, when those above have fallen; before, all had."""
    gone: dict[int, set[int]] = {}
    for row, column in removed:
        gone.setdefault(column, set()).add(row)
    columns = ["".join(column) for column in zip(*grid, strict=True)]
    for number, rows in gone.items():
        left = "".join([sign for row, sign in enumerate(columns[number]) if row not in rows])
        columns[number] = left.rjust(len(grid), HOLE)
    return tuple(map("".join, zip(*columns, strict=True)))


def after(grid: Grid, command: Command) -> tuple[tuple[str, ...], int]:
    """The board after a command, and how many gems it removes."""
    removed = removed_by(grid, command)
    if not removed:
        return tuple("".join(row) for row in grid), 0
    changed = swapped(grid, *command.cells) if command.is_swap else grid
    return fallen(changed, removed), len(removed)


def all_clears(grid: Grid) -> list[Command]:
    """The clear commands that remove something, one for every set of gems that goes: those for special gems, then
    those for lines."""
    found = [Command(cell) for cell in cells_of(grid, SPECIAL)]
    removed: dict[Cell, frozenset[Cell]] = {}
    for line in lines_of(grid):
        for cell in line:
            removed[cell] = removed.get(cell, frozenset()).union(line)
    seen: set[frozenset[Cell]] = set()
    for cell in sorted(removed):
        if removed[cell] not in seen:
            seen.add(removed[cell])
            found.append(Command(cell))
    return found


def all_swaps(grid: Grid, pairs: Sequence[Pair] | None = None) -> list[Command]:
    """The swaps that make a line, each once: to the right or down.

    Args:
        pairs: the pairs of the board, where they are known.
    """
    found = set()
    for pair in pairs_of(grid) if pairs is None else pairs:
        for source in pair.sources:
            first, second = sorted((source, pair.third))
            found.add(Command(first, RIGHT if first[0] == second[0] else DOWN))
    return sorted(found)


class Pair(NamedTuple):
    """Two gems of a color among three cells side by side, and the third cell, which holds something else.

    Attributes:
        gems: the two cells of the color.
        third: the third cell.
        sources: the neighbors of the third cell, other than the two, that hold a basic gem of the color.
    """

    gems: tuple[Cell, Cell]
    third: Cell
    sources: tuple[Cell, ...]


Window = tuple[tuple[int, int, int], tuple[Cell, Cell, Cell], tuple[tuple[Cell, ...], ...]]
"""Three cells side by side, first by their places when all rows follow each other; and for each of them its neighbors
besides the other two."""


@cache
def windows_of(side: int) -> list[Window]:
    """All groups of three cells side by side, by their first cells."""
    found: list[Window] = []
    for row, column in all_cells(side, side):
        for down, across in ((0, 1), (1, 0)):
            cells = (row, column), (row + down, column + across), (row + 2 * down, column + 2 * across)
            if max(cells[2]) < side:
                around = tuple(
                    tuple(
                        other
                        for other in beside(cell)
                        if other not in cells and 0 <= other[0] < side and 0 <= other[1] < side
                    )
                    for cell in cells
                )
                first, step = row * side + column, down * side + across
                found.append(((first, first + step, first + 2 * step), cells, around))
    return found


def pairs_of(grid: Grid) -> list[Pair]:
    """All pairs of a board whose third cell holds another basic gem: only there can a swap make a line."""
    signs = "".join(map("".join, grid))
    found = []
    for (first, second, last), cells, around in windows_of(len(grid)):
        one, two, three = signs[first], signs[second], signs[last]
        if one == two:
            color, place, third = one, 2, three
        elif two == three:
            color, place, third = two, 0, one
        elif one == three:
            color, place, third = one, 1, two
        else:
            continue
        if color not in COLORS or third not in COLORS or color == third:
            continue
        gems = cells[place == 0], cells[2 - (place == 2)]
        sources = tuple([cell for cell in around[place] if grid[cell[0]][cell[1]] == color])
        found.append(Pair(gems, cells[place], sources))
    return found


def most_removed(grid: Grid, commands: Iterable[Command]) -> int:
    """The most gems that one of the commands removes; 0 where there is none."""
    return max((len(removed_by(grid, command)) for command in commands), default=0)


def best_removed(grid: Grid) -> int:
    """The most gems that one command removes."""
    return max(most_removed(grid, all_clears(grid)), most_removed(grid, all_swaps(grid)))
