"""Playing Chess Ranger: one capture a turn, until one piece is left or none can capture."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, boards, engine
from .engine import LETTERS, NAMES, Board, Capture, Pieces, capture_name, captures
from .telling import square_of

LUCK = {"easy": Fraction(2, 5), "medium": Fraction(1, 3), "hard": Fraction(1, 5)}
"""With what probability captures drawn at random may leave one piece, at most."""

MOST_POSITIONS = 3000
"""Positions that are looked at, at most, to find out, and for a solution."""


def start(level: str, rng: Rng, accept: Accept) -> Board:
    """A solvable board on which luck does not help much."""
    board = boards.new_board(level, rng, accept)
    if luck(board.pieces, {}) > LUCK[level]:
        raise Redraw
    return board


def luck(pieces: Pieces, known: dict[Pieces, Fraction]) -> Fraction:
    """With what probability captures drawn at random leave one piece.

    Args:
        known: this of positions that were looked at before; those that are looked at join them.

    Raises:
        Redraw: there are too many positions.
    """
    if len(pieces) == 1:
        return Fraction(1)
    if pieces not in known:
        moves = captures(pieces)
        chances = [luck(engine.after(pieces, move), known) for move in moves]
        if len(known) == MOST_POSITIONS:
            raise Redraw
        known[pieces] = sum(chances, Fraction(0)) / max(1, len(moves))
    return known[pieces]


def actions(board: Board) -> list[str]:
    """The legal captures."""
    return [capture_name(board.pieces, move) for move in captures(board.pieces)]


def _capture(action: str) -> Capture:
    source, target = action[1:].split("x")
    return square_of(source), square_of(target)


def apply(board: Board, action: str, rng: Rng) -> Turn[Board]:
    """One capture."""
    source, target = _capture(action)
    kinds = dict(board.pieces)
    after = engine.board_with(engine.after(board.pieces, (source, target)))
    told = f"The {NAMES[kinds[source]]} took the {NAMES[kinds[target]]} on {engine.square_name(target)}."
    count = len(after.pieces)
    if count == 1:
        told += " One piece is left: the board is solved."
    elif not captures(after.pieces):
        told += f" No capture is possible any more, and {count_of(count, 'piece')} are left."
    return Turn(after, told)


def why_not(board: Board, action: str) -> str:
    """Why a capture is not legal."""
    source, target = _capture(action)
    kinds = dict(board.pieces)
    name, there = engine.square_name(source), engine.square_name(target)
    if source not in kinds:
        return f"There is no piece on {name}."
    piece = NAMES[kinds[source]]
    if LETTERS[kinds[source]] != action[0]:
        return f"The piece on {name} is a {piece}."
    if target not in kinds or target == source:
        return f"There is no {'other ' if target == source else ''}piece on {there}."
    if target not in engine.REACH[kinds[source]][source]:
        return f"A {piece} on {name} can't move to {there}."
    return f"Another piece is between {name} and {there}."


def plan(board: Board) -> Sequence[str]:
    """Captures that leave one piece; any capture where there are none."""
    pieces = board.pieces
    try:
        run = engine.solution(pieces, MOST_POSITIONS)
    except OverflowError:
        run = None
    made = []
    for move in run or captures(pieces)[:1]:
        made.append(capture_name(pieces, move))
        pieces = engine.after(pieces, move)
    return made


PLAY = Play(
    game=GAME,
    version=1,
    goal="Capture until a single piece is left. The score is 1 if you get there, and 0 otherwise.",
    rules=("moving", "letters", "squares"),
    action_format=(
        "An action is one capture, as the letter of the piece, its square, x, and the square that it captures on, like "
        "Qd1xd5."
    ),
    example="Qd1xd5",
    forms=(
        (
            r"([kqrbnp])([a-h][1-8]) ?(?:x|takes|captures|to|-) ?[kqrbnp]?([a-h][1-8])",
            lambda letter, source, target: f"{letter.upper()}{source}x{target}",
        ),
    ),
    start=start,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=lambda board: not captures(board.pieces),
    score=lambda start, board: float(len(board.pieces) == 1),
    limit=lambda board: len(board.pieces) + 1,
    policy=Policy(name="makes captures that leave one piece", plan=plan, exact=True),
    fewest=lambda board: len(board.pieces) - 1,
)
