"""Which of the first captures keep a board solvable."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from gameqa.contract import Accept, Question, keep
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import joined, verb

from .boards import table_of, with_groups
from .engine import (
    COUNTS,
    Board,
    Capture,
    Pieces,
    Tree,
    after,
    board_with,
    capture_name,
    captures,
    group_count,
    level_of,
    solution,
    split_key,
    square_name,
)
from .telling import RANGES, captures_text, groups_text, pieces_line, pieces_text, ranges_text, table_lines

FEWEST, MOST = 3, 6
"""Legal captures of a board, at least and at most."""

SMALL_TABLE = 6
"""Captures that the table of what follows a wrong capture has at most."""

POSITIONS = 60
"""Positions that are looked at, at most, for a solution after a capture."""

MISSING = {"easy": (10, 46, 25, 15, 3, 1), "medium": (10, 48, 29, 10, 2, 1), "hard": (10, 54, 27, 6, 2, 1)}
"""How often, in percent, none, one or more of the legal captures are wrong: measured, but for none."""

MOST_PIECES = 7
"""Pieces of a board at most: with more there are too many captures."""

Verdict = tuple[list[Capture] | None, Tree | None]
"""A solution; else the table of all that follows, or None where groups of pieces never meet."""


def verdict(pieces: Pieces) -> Verdict | None:
    """Whether pieces can be solved, with the argument; None where there is no short one."""
    if group_count(pieces) > 1:
        return None, None
    try:
        run = solution(pieces, POSITIONS)
    except OverflowError:
        return None
    if run is not None:
        return run, None
    table = table_of(pieces, SMALL_TABLE)
    return None if table is None else (None, table)


@lru_cache(maxsize=16)
def verdicts(pieces: Pieces) -> tuple[tuple[Capture, Verdict], ...] | None:
    """Every legal capture with what is known of the board after it; None where the board does not suit.

    There are some captures that keep it solvable.
    """
    moves = captures(pieces)
    if not FEWEST <= len(moves) <= MOST:
        return None
    found = []
    for move in moves:
        own = verdict(after(pieces, move))
        if own is None:
            return None
        found.append((move, own))
    return tuple(found) if any(run is not None for _, (run, _) in found) else None


def new_first_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board some of whose first captures are wrong, or none, as is drawn first."""
    all_right = rng.steady("all right").chance(1, 10)
    low, high = COUNTS[level]
    count = rng.steady("pieces").between(low, min(high, MOST_PIECES))
    pieces = with_groups(count, 1, rng, MOST)
    moves = captures(pieces)
    # Groups are told apart faster than the other verdicts are reached.
    if len(moves) < FEWEST or (all_right and any(group_count(after(pieces, move)) > 1 for move in moves)):
        raise Redraw
    board = board_with(pieces)
    keep(split_key(board), accept)
    found = verdicts(pieces)
    if found is None or all(run is not None for _, (run, _) in found) != all_right:
        raise Redraw
    return board


def write_set(numbers: tuple[int, ...]) -> str:
    """A set of numbers as an option: 1 and 3."""
    return f"only {joined([str(number) for number in numbers])}"


def _other_sets(
    right: tuple[int, ...], total: int, count: int, missing: tuple[int, ...], rng: Rng
) -> list[tuple[int, ...]]:
    """Other sets of the numbers from 1 on, with so many numbers as right sets have by and large."""
    sets = [
        chosen for size in range(1, total + 1) for chosen in combinations(range(1, total + 1), size) if chosen != right
    ]
    found: list[tuple[int, ...]] = []
    while len(found) < count:
        sizes = [len(chosen) for chosen in sets]
        shares = {size: missing[total - size] * 60 // sizes.count(size) for size in set(sizes)}
        found.append(sets.pop(rng.weighted([shares[size] for size in sizes])))
    return found


def first_captures(board: Board, rng: Rng) -> Question:
    """The set of first captures after which one piece can still be reached."""
    pieces = board.pieces
    found = verdicts(pieces)
    if found is None:
        raise Redraw
    numbered = list(enumerate(rng.shuffled(found), 1))
    right = tuple(number for number, (_, (run, _)) in numbered if run is not None)
    count = min(8, 2 ** len(found) - 1)
    wrong = _other_sets(right, len(found), count - 1, MISSING[level_of(board)], rng)
    options = shuffled_options(rng, write_set(right), map(write_set, wrong), count)
    lines = [pieces_line(pieces)]
    for number, (move, (run, table)) in numbered:
        lines += _lines(pieces, number, move, run, table)
    if len(lines) > 33:
        raise Redraw
    told = joined([str(number) for number in right])
    which = verb(len(right), "only capture", "captures")
    lines.append(f"So {which} {told} {verb(len(right), 'keeps', 'keep')} the board solvable.")
    listed = "; ".join(f"{number}: {capture_name(pieces, move)}" for number, (move, _) in numbered)
    return Question(
        f"These are all legal first captures: {listed}. After which of them is the board still solvable?",
        write_set(right),
        tuple(lines),
        options,
        evidence=tuple((square_name(square), ("square", square)) for square, _ in pieces),
    )


def _lines(pieces: Pieces, number: int, move: Capture, run: list[Capture] | None, table: Tree | None) -> list[str]:
    """Why the board is solvable after a capture, or not."""
    later = after(pieces, move)
    name = capture_name(pieces, move)
    if run is not None:
        rest = captures_text(later, run)
        return [f"{number}: after {name}, {rest} {verb(len(run), 'leaves', 'leave')} one piece."]
    start = f"{number}: after {name}, {pieces_text(later)} are left."
    if table is None:
        return [
            f"{start} {RANGES}: {'; '.join(ranges_text(later))}.",
            f"So there are groups that never meet: {groups_text(later)}. One piece of every group stays.",
        ]
    moves = table.moves[later]
    if not moves:
        return [f"{start} Nothing can be captured."]
    can = joined([capture_name(later, move) for move in moves], "or")
    return [
        f"{start} Possible: {can}.",
        *table_lines(later, table, [move], pieces)[1:],
        "None of these leaves one piece.",
    ]
