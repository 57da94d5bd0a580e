"""Tic-tac-toe: every position, its value under perfect play, and the best moves.

There are so few positions that all are listed; a position is a text of nine signs, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gameqa.contract import Accept, keep
from gameqa.grid import Cell
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

EMPTY, FIRST, SECOND = ".", "O", "X"
LINES = ((0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6))

PIECES = {"easy": (5, 6), "medium": (4, 4), "hard": (1, 3)}
"""Least and greatest number of pieces on the board; the emptier the board, the deeper the search."""

SPLIT_PREFIX = "78/"
"""Part of the split key: with it every split gets positions of every level and outcome, few as they are."""


@dataclass(frozen=True)
class Board:
    """A position in which the game goes on, and the cell that a question names.

    Attributes:
        cells: nine signs, row by row: "." empty, "O" first player, "X" second player.
        named: row and column, counted from 0; empty where a question names no cell.
    """

    cells: str
    named: tuple[int, ...] = ()


def cell_of(place: int) -> Cell:
    """Row and column of a place in a position's text."""
    return place // 3, place % 3


def place_of(cell: Sequence[int]) -> int:
    """The place of a cell in a position's text."""
    return 3 * cell[0] + cell[1]


def mover(cells: str) -> str:
    """Whose turn it is: the first player's if both have as many pieces."""
    return FIRST if cells.count(FIRST) == cells.count(SECOND) else SECOND


def other(player: str) -> str:
    """The opponent."""
    return SECOND if player == FIRST else FIRST


def line_of(cells: str) -> tuple[int, ...]:
    """The places of a line of three equal pieces, empty if there is none."""
    return next((line for line in LINES if EMPTY != cells[line[0]] == cells[line[1]] == cells[line[2]]), ())


def is_over(cells: str) -> bool:
    """Whether somebody has three in a line or the board is full."""
    return bool(line_of(cells)) or EMPTY not in cells


def after(cells: str, place: int) -> str:
    """The position after the player to move has put a piece on a free place."""
    return cells[:place] + mover(cells) + cells[place + 1 :]


def free_places(cells: str) -> list[int]:
    """The places without a piece."""
    return [place for place, sign in enumerate(cells) if sign == EMPTY]


@cache
def value(cells: str) -> int:
    """What the player to move reaches when both play perfectly.

    Returns:
        0 for a draw; positive for a win and negative for a loss, the nearer to 0 the more moves it takes:
        10 less the number of moves until the line is made.
    """
    if line_of(cells):
        return -10
    if EMPTY not in cells:
        return 0
    return max(_one_move_later(value(after(cells, place))) for place in free_places(cells))


def _one_move_later(reply: int) -> int:
    """The value of a move for who makes it, from the value of the position for the opponent."""
    return -reply - 1 if reply < 0 else -reply + 1 if reply > 0 else 0


def value_of_move(cells: str, place: int) -> int:
    """The value of a move for the player who makes it, as `value`."""
    return _one_move_later(value(after(cells, place)))


def best_places(cells: str) -> list[int]:
    """The moves of the greatest value: the fastest win, else a draw, else the slowest loss."""
    best = value(cells)
    return [place for place in free_places(cells) if value_of_move(cells, place) == best]


def winner(cells: str) -> str:
    """Who wins when both play perfectly; empty for a draw."""
    if not value(cells):
        return ""
    return mover(cells) if value(cells) > 0 else other(mover(cells))


def moves_to_end(number: int) -> int:
    """After how many moves the game is decided, from a value that is not 0."""
    return 10 - abs(number)


@cache
def positions() -> tuple[str, ...]:
    """All positions that play can reach, finished ones included, in a fixed order."""
    found = {EMPTY * 9: None}
    waiting = list(found)
    for cells in waiting:
        if not is_over(cells):
            for place in free_places(cells):
                later = after(cells, place)
                if later not in found:
                    found[later] = None
                    waiting.append(later)
    return tuple(found)


@cache
def open_positions(level: str) -> tuple[str, ...]:
    """The positions of a level in which the game goes on."""
    low, high = PIECES[level]
    return tuple(cells for cells in positions() if low <= 9 - cells.count(EMPTY) <= high and not is_over(cells))


def split_key_of(cells: str) -> str:
    """A position up to turns and reflections."""
    return SPLIT_PREFIX + "".join(smallest_image([cells[0:3], cells[3:6], cells[6:9]]))


def split_key(board: Board) -> str:
    """The position up to turns and reflections; the named cell does not matter."""
    return split_key_of(board.cells)


def empty_cells(board: Board) -> float:
    """How many cells are empty."""
    return board.cells.count(EMPTY)


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A position of a level at random; the tasks list theirs instead."""
    board = Board(rng.choice(open_positions(level)))
    keep(split_key(board), accept)
    return board
