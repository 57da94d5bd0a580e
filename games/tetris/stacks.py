"""Stacks that have grown by drops, and boards with a falling piece above or within them."""

from __future__ import annotations

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng

from . import engine
from .engine import SIDES, Board, Falling
from .pieces import ALL_TURNS, KINDS, Turn

STACKS = {"easy": (3, 4), "medium": (4, 7), "hard": (5, 10)}
"""Least and most rows of a stack that has grown by drops."""

LOW_STACKS = {"easy": (2, 4), "medium": (2, 7), "hard": (2, 10)}
"""The same for boards that are asked for how far a piece falls."""

MOST_ROWS_DOWN = {"easy": 5, "medium": 8, "hard": 11}
"""The most rows that a piece moves down; all from 0 on are equally frequent."""

MOST_SHIFT = 3
"""The most columns that a piece is moved sideways."""

CHOICES = 3
"""Of so many places at random a piece takes the lowest."""

TRIED = 60
"""Places of a piece that are tried before all is drawn anew."""

TURNS: tuple[Turn, ...] = tuple(turn for turns in ALL_TURNS.values() for turn in turns)


def piled(level: str, rng: Rng, rows: tuple[int, int] | None = None) -> list[int]:
    """A stack that has grown by straight drops at random, about so high; no row is full."""
    side = SIDES[level]
    full = (1 << side) - 1
    top = side - rng.between(*(rows or STACKS[level]))
    settled, tops = [0] * side, [side] * side
    failed, below = 0, rng.below
    while failed < 4:
        turn = rng.choice(TURNS)
        choices = side - turn.width + 1
        places = [below(choices) for _ in range(CHOICES)]
        row, column = max([(engine.rest_row(tops, turn, column), column) for column in places])
        if row < top:
            failed += 1
            continue
        grown = [settled[row + place] | bits << column for place, bits in enumerate(turn.rows)]
        if full in grown:
            failed += 1
            continue
        settled[row : row + turn.height] = grown
        tops[column : column + turn.width] = [row + over for over in turn.over]
    return settled


def above_stack(settled: engine.Rows, turn: Turn, rng: Rng) -> Falling:
    """A piece somewhere above all settled cells."""
    side = len(settled)
    top = next((row for row, bits in enumerate(settled) if bits), side)
    return Falling(turn, rng.between(0, top - turn.height), rng.below(side - turn.width + 1))


def random_turn(kind: str, rng: Rng) -> Turn:
    """A piece in one of its turns."""
    return rng.choice(ALL_TURNS[kind])


def kept(settled: engine.Rows, piece: Falling | None, accept: Accept) -> Board:
    """The board, if it belongs to the wanted split; Redraw if not."""
    board = engine.board_of(settled, piece)
    keep(engine.split_key(board), accept)
    return board


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose falling piece is drawn first."""
    turn = random_turn(rng.steady("piece").choice(KINDS), rng)
    settled = piled(level, rng)
    return kept(settled, above_stack(settled, turn, rng), accept)


def without_piece(rng: Rng) -> bool:
    """Whether a board of a question that is asked of boards without a piece too has none."""
    return rng.steady("no piece").chance(1, 12)


def new_named_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose falling piece, or that it has none, is drawn first."""
    kind = rng.steady("piece").choice((*KINDS, ""))
    settled = piled(level, rng)
    return kept(settled, above_stack(settled, random_turn(kind, rng), rng) if kind else None, accept)


def new_counted_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with a row of the stack that has the number of empty cells that is drawn first.

    In half of them the piece has come down so far that some of its cells are in that row.
    """
    side = SIDES[level]
    wanted = wanted_empty(side, rng)
    settled = piled(level, rng)
    turn = random_turn(rng.choice(KINDS), rng)
    stack = [row for row, bits in enumerate(settled) if bits]
    piece = above_stack(settled, turn, rng)
    row, taken = rng.choice(stack), 0
    if rng.chance(1, 2):
        piece = _within(settled, turn, rng)
        places = [place for place, bits in enumerate(turn.rows) if side - wanted >= bits.bit_count()]
        if not places:
            raise Redraw
        place = rng.choice(places)
        row, taken = piece.row + place, turn.rows[place] << piece.column
    settled[row] = with_empty(settled[row], taken, wanted, side, rng)
    return kept(settled, piece, accept)


def wanted_empty(side: int, rng: Rng) -> int:
    """The number of empty cells of the row that empty_in_row asks for."""
    return rng.steady("empty cells").between(1, side - 1)


def _within(settled: list[int], turn: Turn, rng: Rng) -> Falling:
    """A piece that has come down to the stack, or to a row or two above where it rests."""
    column = rng.below(len(settled) - turn.width + 1)
    row = engine.rest_row(engine.tops_of(settled), turn, column)
    return Falling(turn, max(0, row - rng.below(3)), column)


def with_empty(bits: int, taken: int, wanted: int, side: int, rng: Rng) -> int:
    """A row changed in as few cells at random as it takes to have so many empty ones.

    Args:
        taken: cells of the falling piece in it; they are neither empty nor settled.
    """
    more = engine.missing(bits | taken, side).bit_count() - wanted
    changeable = engine.missing(bits | taken, side) if more > 0 else bits
    for column in rng.sample(engine.columns_in(changeable), abs(more)):
        bits ^= 1 << column
    return bits


def shift_asked(rng: Rng) -> int:
    """How many columns to the right (to the left where negative) a piece is to be moved: drawn once for a question."""
    steady = rng.steady("shift")
    if steady.chance(1, 20):
        return 0
    return steady.between(1, MOST_SHIFT) * (1 if steady.chance(1, 2) else -1)


def new_falling_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose piece moves down by a number of rows that is drawn first, once it has been moved sideways.

    Some are stopped by a wall or a settled cell as it moves sideways. The number is neither the one for a
    piece that is not moved, nor, but for 0, that of the empty rows between the piece and the whole stack.
    """
    wanted = rng.steady("rows down").between(0, MOST_ROWS_DOWN[level])
    settled = piled(level, rng, LOW_STACKS[level])
    if without_piece(rng):
        return kept(settled, None, accept)
    asked = shift_asked(rng)
    moved = asked
    if abs(asked) > 1 and rng.steady("stopped").chance(1, 6):
        moved -= (1 if asked > 0 else -1) * rng.steady("columns lost").between(1, abs(asked) - 1)
    tops, side = engine.tops_of(settled), SIDES[level]
    for _ in range(TRIED):
        turn = rng.choice(TURNS)
        column = rng.below(side - turn.width + 1)
        piece = Falling(turn, engine.rest_row(tops, turn, column) - wanted, column - moved)
        if not engine.is_free(settled, *piece):
            continue
        if engine.shifted(settled, piece, asked).column != column:
            continue
        if asked and engine.fall_of(settled, piece) == wanted:
            continue
        if wanted and rows_to_stack(settled, piece) == wanted:
            continue
        return kept(settled, piece, accept)
    raise Redraw


def rows_to_stack(settled: engine.Rows, piece: Falling) -> int:
    """The empty rows between the piece and the highest settled cell of all columns."""
    top = next((row for row, bits in enumerate(settled) if bits), len(settled))
    return max(0, top - piece.row - piece.turn.height)
