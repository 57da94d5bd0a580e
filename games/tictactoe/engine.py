"""Tic-tac-toe: positions, their value under perfect play, and the best moves.

A position is a text of signs, row by row. The board of 3 x 3 cells has so few positions that all are listed; of boards
of 4 x 4 cells those with few empty cells are drawn, so that their value is found exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

EMPTY, FIRST, SECOND = ".", "O", "X"

SIDES = {"easy": 3, "medium": 4, "hard": 4}
"""Cells along an edge."""

EMPTY_CELLS = {"easy": (3, 4), "medium": (4, 5), "hard": (5, 6)}
"""Least and greatest number of empty cells; the emptier the board, the deeper the search."""

MOST_MOVES = 20
"""More moves than a game has."""

SPLIT_PREFIX = "78/"
"""Part of the split key: with it every split gets positions of every level and outcome, few as they are."""


@dataclass(frozen=True)
class Board:
    """A position in which the game goes on, and the cell that a question names.

    Attributes:
        cells: nine or sixteen signs, row by row: "." empty, "O" first player, "X" second player.
        named: row and column, counted from 0; empty where a question names no cell.
    """

    cells: str
    named: tuple[int, ...] = ()


def side_of(cells: str) -> int:
    """Cells along an edge."""
    return 3 if len(cells) == 9 else 4


def cell_of(place: int, side: int) -> Cell:
    """Row and column of a place in a position's text."""
    return divmod(place, side)


def place_of(cell: Sequence[int], side: int) -> int:
    """The place of a cell in a position's text."""
    return side * cell[0] + cell[1]


@cache
def lines_of(side: int) -> tuple[tuple[int, ...], ...]:
    """The places of all rows, columns and diagonals."""
    rows = [tuple(range(side * row, side * row + side)) for row in range(side)]
    columns = [tuple(range(column, side * side, side)) for column in range(side)]
    return (*rows, *columns, tuple(range(0, side * side, side + 1)), tuple(range(side - 1, side * side - 1, side - 1)))


def mover(cells: str) -> str:
    """Whose turn it is: the first player's if both have as many pieces."""
    return FIRST if cells.count(FIRST) == cells.count(SECOND) else SECOND


def other(player: str) -> str:
    """The opponent."""
    return SECOND if player == FIRST else FIRST


@cache
def line_bits(side: int) -> tuple[int, ...]:
    """The lines of `lines_of` as sets of bits: a place's bit is 1 << place."""
    return tuple(sum(1 << place for place in line) for line in lines_of(side))


_BITS = {player: str.maketrans(f"{EMPTY}{FIRST}{SECOND}", "010" if player == FIRST else "001") for player in "OX"}


@lru_cache(maxsize=1 << 14)
def bits_of(cells: str, player: str) -> int:
    """The places of a player's pieces as a set of bits."""
    return int(cells[::-1].translate(_BITS[player]), 2)


def line_of(cells: str) -> tuple[int, ...]:
    """The places of a full line of equal pieces, empty if there is none."""
    first, second, side = bits_of(cells, FIRST), bits_of(cells, SECOND), side_of(cells)
    for line, bits in zip(lines_of(side), line_bits(side), strict=True):
        if bits in (first & bits, second & bits):
            return line
    return ()


def threats(cells: str, player: str) -> dict[int, tuple[int, ...]]:
    """The empty places that complete a line of a player, each with such a line."""
    own, against, side = bits_of(cells, player), bits_of(cells, other(player)), side_of(cells)
    found: dict[int, tuple[int, ...]] = {}
    for line, bits in zip(lines_of(side), line_bits(side), strict=True):
        lacking = bits & ~own
        if lacking and not lacking & (lacking - 1) and not lacking & against:
            found.setdefault(lacking.bit_length() - 1, line)
    return dict(sorted(found.items()))


def is_dead(cells: str) -> bool:
    """Whether every line holds pieces of both players, so that nobody can win any more."""
    first, second = bits_of(cells, FIRST), bits_of(cells, SECOND)
    return all(bits & first and bits & second for bits in line_bits(side_of(cells)))


def is_over(cells: str) -> bool:
    """Whether somebody has a full line or the board is full."""
    return bool(line_of(cells)) or EMPTY not in cells


def after(cells: str, place: int) -> str:
    """The position after the player to move has put a piece on a free place."""
    return cells[:place] + mover(cells) + cells[place + 1 :]


def free_places(cells: str) -> list[int]:
    """The places without a piece."""
    return [place for place, sign in enumerate(cells) if sign == EMPTY]


def value(cells: str) -> int:
    """What the player to move reaches when both play perfectly.

    Returns:
        0 for a draw; positive for a win and negative for a loss, the nearer to 0 the more moves it takes:
        `MOST_MOVES` less the number of moves until the line is made.
    """
    player = mover(cells)
    return _value(bits_of(cells, player), bits_of(cells, other(player)), side_of(cells))


@lru_cache(maxsize=1 << 17)
def _value(own: int, against: int, side: int) -> int:
    """The value of a position, whose pieces are given as sets of bits, for the player to move."""
    wins = blocks = 0
    is_alive = False
    for line in line_bits(side):
        if not line & own:
            is_alive = True
            lacking = line & ~against
            if not lacking:
                return -MOST_MOVES
            if not lacking & (lacking - 1):
                blocks |= lacking
        elif not line & against:
            is_alive = True
            lacking = line & ~own
            if not lacking & (lacking - 1):
                wins |= lacking
    free = (1 << side * side) - 1 & ~own & ~against
    if not free or not is_alive:
        return 0
    if wins:
        return MOST_MOVES - 1
    if blocks & (blocks - 1):
        return 2 - MOST_MOVES
    moves = blocks or free  # A single threat must be blocked: anything else loses as soon as can be.
    best = -MOST_MOVES
    # Where no line can be completed at once, a win takes three moves at least.
    while moves and best < MOST_MOVES - 3:
        move = moves & -moves
        moves ^= move
        best = max(best, _one_move_later(_value(against, own | move, side)))
    return best


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
    return MOST_MOVES - abs(number)


@cache
def positions() -> tuple[str, ...]:
    """All positions of 3 x 3 cells that play can reach, finished ones included, in a fixed order."""
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
    """The positions of a level of 3 x 3 cells in which the game goes on."""
    low, high = EMPTY_CELLS[level]
    return tuple(cells for cells in positions() if low <= cells.count(EMPTY) <= high and not is_over(cells))


def drawn_position(level: str, rng: Rng) -> str:
    """A position of a level of 4 x 4 cells in which the game goes on and somebody can still win."""
    return drawn_cells(SIDES[level], rng.between(*EMPTY_CELLS[level]), rng)


def drawn_cells(side: int, empty: int, rng: Rng) -> str:
    """A position with so many empty cells in which the game goes on and somebody can still win."""
    pieces = side**2 - empty
    cells = "".join(rng.shuffled([FIRST] * ((pieces + 1) // 2) + [SECOND] * (pieces // 2) + [EMPTY] * empty))
    if line_of(cells) or is_dead(cells):
        raise Redraw
    return cells


def split_key_of(cells: str) -> str:
    """A position up to turns and reflections."""
    side = side_of(cells)
    return SPLIT_PREFIX + "".join(smallest_image([cells[start : start + side] for start in range(0, len(cells), side)]))


def split_key(board: Board) -> str:
    """The position up to turns and reflections; the named cell does not matter."""
    return split_key_of(board.cells)


def empty_cells(board: Board) -> float:
    """How many cells are empty."""
    return board.cells.count(EMPTY)


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A position of a level at random, without a named cell; tasks list those of 3 x 3 cells instead."""
    cells = rng.choice(open_positions(level)) if SIDES[level] == 3 else drawn_position(level, rng)
    board = Board(cells)
    keep(split_key(board), accept)
    return board


def new_board_with_cell(level: str, rng: Rng, accept: Accept) -> Board:
    """As `new_board`, with any named cell."""
    board = new_board(level, rng, accept)
    side = side_of(board.cells)
    return Board(board.cells, cell_of(rng.below(side * side), side))
