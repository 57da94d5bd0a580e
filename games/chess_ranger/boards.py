"""Random boards: solvable ones, which are built backward, and ones with a wanted longest run of captures."""

from __future__ import annotations

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import (
    ATTACKED,
    BISHOP,
    COUNTS,
    KING,
    KNIGHT,
    NAMES,
    PAWN,
    QUEEN,
    REACH,
    ROOK,
    Board,
    Pieces,
    Tree,
    board_with,
    captures,
    group_count,
    occupied,
    split_key,
)

KINDS = (KING,) * 3 + (QUEEN,) + (ROOK,) * 2 + (BISHOP,) * 3 + (KNIGHT,) * 3 + (PAWN,) * 3
"""The kinds that pieces are drawn from: few queens, which attack too much."""

ATTEMPTS = 100
"""How often a piece is placed at random before a board is given up."""

TABLES_TRIED = 16
"""How often a piece is moved to make a board whose runs are told by a table."""

MOST_ROWS = 14
"""Captures that the table of all runs of a board has at most."""

LONGEST_TABLE, MOST_IN_TABLE = 3, 7
"""The longest run of captures that is shown by a table, and the most pieces of a board for which there is one."""


def count_of_level(level: str, rng: Rng) -> int:
    """How many pieces a board of a level has, drawn first."""
    return rng.steady("pieces").between(*COUNTS[level])


def may_stand(square: int, kind: int) -> bool:
    """Whether a kind may stand on a square: pawns stand on neither the first nor the last rank."""
    return kind != PAWN or 8 <= square < 56


def _kind_for(square: int, rng: Rng) -> int:
    """A random kind that may stand on a square."""
    while True:
        kind = rng.choice(KINDS)
        if may_stand(square, kind):
            return kind


def as_pieces(board: dict[int, int]) -> Pieces:
    """Pieces in the order of their squares."""
    return tuple(sorted(board.items()))


def with_groups(count: int, wanted: int, rng: Rng, most: int | None = None) -> Pieces:
    """Pieces in so many groups that never meet, of each of which captures leave one piece.

    One piece of every group is placed, then captures are taken back one after the other: some piece goes back to an
    empty square, and another one stands where it stood.

    Args:
        most: captures that are legal at most; None for any number.

    Raises:
        Redraw: some dozen tries find no place for a piece.
    """
    board: dict[int, int] = {}
    below = rng.below
    attacked = 0
    for number in range(count):
        squares = list(board)
        taken = occupied(board.items())
        origins = _origins(board) if number >= wanted else []
        for _ in range(ATTEMPTS):
            if number < wanted:
                square = below(64)
                if taken >> square & 1:
                    continue
                kind = _kind_for(square, rng)
                if attacked >> square & 1 or ATTACKED[kind][square] & taken:
                    continue
                board[square] = kind
                attacked |= ATTACKED[kind][square]
                break
            place, source = below(number), below(64)
            if not origins[place] >> source & 1:
                continue
            target = squares[place]
            kind = board[target]
            if REACH[kind][source][target] & taken:
                continue
            later = dict(board)
            later[source], later[target] = kind, _kind_for(target, rng)
            pieces = as_pieces(later)
            # A capture that is taken back never splits a group, so a single one stays single.
            if (most is None or len(captures(pieces)) <= most) and (wanted == 1 or group_count(pieces) == wanted):
                board = later
                break
        else:
            raise Redraw
    return as_pieces(board)


def _origins(board: dict[int, int]) -> list[int]:
    """For every piece the empty squares, as bits, from which it may have captured with nothing in its way."""
    empty = ~occupied(board.items())
    return [_ORIGINS[kind][square] & empty for square, kind in board.items()]


_ORIGINS = tuple(
    [
        tuple(
            [
                sum([1 << source for source in range(64) if may_stand(source, kind) and target in REACH[kind][source]])
                for target in range(64)
            ]
        )
        for kind in range(len(NAMES))
    ]
)
"""By kind and square: the squares from which such a piece captures there on an empty board, as bits."""


def scattered(count: int, wanted: int, kinds: tuple[int, ...], rng: Rng) -> Pieces:
    """Pieces on random squares, just so many of them of some kinds."""
    others = [kind for kind in range(len(NAMES)) if kind not in kinds]
    board: dict[int, int] = {}
    while len(board) < count:
        square, kind = rng.below(64), rng.choice(kinds if len(board) < wanted else others)
        if square not in board and may_stand(square, kind):
            board[square] = kind
    return as_pieces(board)


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A solvable board."""
    board = board_with(with_groups(count_of_level(level, rng), 1, rng))
    keep(split_key(board), accept)
    return board


def with_table(count: int, wanted: int, rng: Rng) -> Pieces:
    """Pieces whose longest run is shorter than their groups tell, but seen from a table of all runs.

    A piece of a board that allows one capture more is moved.

    Raises:
        Redraw: some dozen places of pieces allow other runs, or too many.
    """
    board = dict(with_groups(count, count - wanted - 1, rng))
    for _ in range(TABLES_TRIED):
        later = dict(board)
        del later[rng.choice(list(later))]
        square = rng.below(64)
        if square in later:
            continue
        later[square] = _kind_for(square, rng)
        pieces = as_pieces(later)
        if group_count(pieces) < count - wanted:
            table = table_of(pieces)
            if table is not None and table.longest[pieces] == wanted:
                return pieces
    raise Redraw


def table_of(pieces: Pieces, most: int = MOST_ROWS) -> Tree | None:
    """All positions that captures lead to, where there are few captures in all."""
    tree = Tree(most)
    try:
        tree.look(pieces)
    except OverflowError:
        return None
    return tree


def new_run_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with a longest run that is drawn first, and an argument for it: groups, or a table."""
    count = count_of_level(level, rng)
    wanted = rng.steady("run").below(count)
    has_table = 0 < wanted <= min(LONGEST_TABLE, count - 2) and count <= MOST_IN_TABLE
    by_table = has_table and rng.steady("table").chance(1, 2)
    pieces = with_table(count, wanted, rng) if by_table else with_groups(count, count - wanted, rng)
    if wanted and len(captures(pieces)) == wanted:
        # Else counting the captures that are legal now would often do.
        raise Redraw
    board = board_with(pieces)
    keep(split_key(board), accept)
    return board
