"""Which positions a task asks about: of 3 x 3 cells all of a level and split that suit, cut to even answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import islice, product

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.keys import digest
from gameqa.rng import Rng

from . import engine, telling
from .engine import EMPTY, SECOND, Board

MOST_OF_100 = 27
"""The greatest share of one answer where answers are many, in percent."""


TRIES = 12
"""How many positions are looked at in one attempt."""

MOST_LINES = 26
"""Proofs of more lines are not asked for."""


@lru_cache(maxsize=8192)
def is_short(cells: str) -> bool:
    """Whether all moves of a position are explained in few lines."""
    return sum(1 for _ in islice(telling.move_lines(cells), MOST_LINES + 1)) <= MOST_LINES


def _accepted(level: str, accept: Accept) -> list[str]:
    return [cells for cells in engine.open_positions(level) if accept(engine.split_key_of(cells)) and is_short(cells)]


def evened(boards: Sequence[Board], group: Callable[[Board], Hashable], most_of_100: int) -> list[Board]:
    """The boards without the surplus of the groups that have too many.

    Args:
        most_of_100: the greatest share of a group, in percent; with n groups at least 100 / n.
    """
    groups: dict[Hashable, list[Board]] = {}
    for board in sorted(boards, key=lambda board: digest(f"{board.cells}{board.named}")):
        groups.setdefault(group(board), []).append(board)
    limit = max(map(len, groups.values()), default=0)
    while limit > 1 and 100 * limit > most_of_100 * sum(min(limit, len(members)) for members in groups.values()):
        limit -= 1
    return [board for members in groups.values() for board in members[:limit]]


def with_cell(level: str, accept: Accept) -> list[Board] | None:
    """Positions with any named cell; red, blue and white are equally frequent."""
    if engine.SIDES[level] != 3:
        return None
    positions = [cells for cells in engine.open_positions(level) if accept(engine.split_key_of(cells))]
    boards = [Board(cells, engine.cell_of(place, 3)) for cells in positions for place in range(9)]
    return evened(boards, lambda board: board.cells[engine.place_of(board.named, 3)], 34)


def by_outcome(level: str, accept: Accept) -> list[Board] | None:
    """Positions with every outcome, none of them in more than two of five."""
    if engine.SIDES[level] != 3:
        return None
    return evened([Board(cells) for cells in _accepted(level, accept)], lambda board: engine.winner(board.cells), 40)


def by_best_move(level: str, accept: Accept) -> list[Board] | None:
    """Positions with at most two best moves; no kind of cell is one of them too often."""
    if engine.SIDES[level] != 3:
        return None
    boards = [Board(cells) for cells in _accepted(level, accept) if len(engine.best_places(cells)) <= 2]
    return evened(boards, lambda board: 4 in engine.best_places(board.cells), 73)


def winning_moves(cells: str) -> list[int]:
    """The moves after which their player can still force a win."""
    return [place for place in engine.free_places(cells) if engine.value_of_move(cells, place) > 0]


def by_winning_moves(level: str, accept: Accept) -> list[Board] | None:
    """Positions by the number of winning moves, no number too frequent."""
    if engine.SIDES[level] != 3:
        return None
    boards = [Board(cells) for cells in _accepted(level, accept)]
    return evened(boards, lambda board: len(winning_moves(board.cells)), MOST_OF_100)


def wanted_winning_moves(rng: Rng) -> int:
    """The number of winning moves that is drawn first on boards of 4 x 4 cells."""
    return rng.steady("winning moves").below(4)


def new_board_by_winning_moves(level: str, rng: Rng, accept: Accept) -> Board:
    """The first of some positions of 4 x 4 cells that has the wanted number of winning moves."""
    wanted = wanted_winning_moves(rng)
    for _ in range(TRIES):
        try:
            board = engine.new_board(level, rng, accept)
        except Redraw:
            continue
        if len(winning_moves(board.cells)) == wanted:
            return board
    raise Redraw


NOT_POSSIBLE, OVER = "not possible", "over"


@lru_cache(maxsize=8192)
def reply_of(cells: str, place: int) -> str | int | None:
    """What follows a move: why there is no reply, or the one best reply, or None where several are best."""
    if cells[place] != EMPTY:
        return NOT_POSSIBLE
    later = engine.after(cells, place)
    if engine.is_over(later):
        return OVER
    best = engine.best_places(later)
    return best[0] if len(best) == 1 else None


def with_move(level: str, accept: Accept) -> list[Board] | None:
    """Positions with a named move that has one right reply, or none for one reason."""
    if engine.SIDES[level] != 3:
        return None
    boards = [
        Board(cells, engine.cell_of(place, 3))
        for cells, place in product(_accepted(level, accept), range(9))
        if reply_of(cells, place) is not None
    ]
    replies = [board for board in boards if isinstance(reply_of(board.cells, engine.place_of(board.named, 3)), int)]
    replies = evened(replies, lambda board: reply_of(board.cells, engine.place_of(board.named, 3)), 14)
    found = list(replies)
    for reason in (NOT_POSSIBLE, OVER):
        some = [board for board in boards if reply_of(board.cells, engine.place_of(board.named, 3)) == reason]
        some.sort(key=lambda board: digest(f"{board.cells}{board.named}"))
        found += some[: len(replies) // 6]
    return found


def color_of(sign: str) -> str:
    """The color in which a sign is drawn; white for an empty cell."""
    return "white" if sign == EMPTY else "blue" if sign == SECOND else "red"
