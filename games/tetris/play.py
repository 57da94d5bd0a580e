"""Playing Tetris: one drop a turn, until a number of rows is cleared; the next piece is drawn at random."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gameqa.contract import Accept, Mark, keep
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.reading import NUMBER
from gameqa.rng import Rng
from gameqa.wording import count_of, verb

from . import GAME, engine, pieces, stacking, stacks
from .engine import Board, Drop, Falling

WANTED = {"easy": 2, "medium": 3, "hard": 5}
"""How many rows are to be cleared."""

HEIGHTS = {"easy": (1, 2), "medium": (2, 3), "hard": (2, 4)}
"""Least and most rows of the stack at first."""

TOP_ROWS = 2
"""So many rows at the top must stay empty: the next piece appears there, lying flat."""

TALLEST = 4
"""The most rows of a piece."""

TURNS = (Mark("turns", ("turns",)),)
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Fall:
    """A board in play.

    Attributes:
        board: the board, with the piece that is to be dropped; without one where the game is over.
        cleared: how many rows have been cleared.
        wanted: how many rows are to be cleared.
    """

    board: Board
    cleared: int
    wanted: int

    @property
    def is_lost(self) -> bool:
        """Whether a settled cell is in the rows at the top."""
        return any(self.board.settled[:TOP_ROWS])


def start(level: str, rng: Rng, accept: Accept) -> Fall:
    """A low stack that has grown by drops at random."""
    board = _with_next(stacks.piled(level, rng, HEIGHTS[level]), rng)
    keep(engine.split_key(board), accept)
    return Fall(board, 0, WANTED[level])


def _with_next(settled: engine.Rows, rng: Rng) -> Board:
    """The board with another piece, each equally likely, in the middle of the first rows."""
    turn = pieces.turns_of(rng.choice(pieces.KINDS))[0]
    return engine.board_of(settled, Falling(turn, 0, (len(settled) - turn.width) // 2))


@cache
def _all_drops(kind: str, side: int) -> dict[str, tuple[pieces.Turn, int]]:
    """The turn and column of every drop of a piece, by its text."""
    return {
        f"turn {turn.number}, column {column}": (turn, column)
        for turn in pieces.turns_of(kind)
        for column in range(side - turn.width + 1)
    }


def drop_of(board: Board, action: str) -> Drop:
    """The drop that an action names."""
    return engine.drop_at(
        board.settled, engine.tops_of(board.settled), *_all_drops(board.piece.turn.kind, board.side)[action]
    )


def actions(fall: Fall) -> list[str]:
    """The drops after which the whole piece is on the board, by turn and column."""
    if is_over(fall):
        return []
    board = fall.board
    found = _all_drops(board.piece.turn.kind, board.side)
    if not any(board.settled[:TALLEST]):
        return list(found)
    tops = engine.tops_of(board.settled)
    return [text for text, (turn, column) in found.items() if engine.rest_row(tops, turn, column) >= 0]


def apply(fall: Fall, action: str, rng: Rng) -> Turn[Fall]:
    """Drops the piece, clears full rows and draws the next piece."""
    drop = drop_of(fall.board, action)
    settled = engine.with_piece(fall.board.settled, Falling(drop.turn, drop.row, drop.column))
    count = len(drop.filled)
    told = f"The piece came to rest with its lowest cells in row {drop.row + drop.turn.height - 1}."
    if count:
        told += f" {count_of(count, 'row')} {verb(count, 'was', 'were')} cleared."
    left = max(0, fall.wanted - fall.cleared - count)
    rows = engine.cleared(settled)
    is_lost = any(rows[:TOP_ROWS])
    board = _with_next(rows, rng) if left and not is_lost else engine.board_of(rows, None)
    after = Fall(board, fall.wanted - left, fall.wanted)
    if not left:
        return Turn(after, f"{told} The goal is reached.")
    if is_lost:
        return Turn(after, f"{told} A settled cell is in one of the {TOP_ROWS} highest rows: the game is lost.")
    return Turn(after, f"{told} {count_of(left, 'row')} {verb(left, 'is', 'are')} still to be cleared.")


def why_not(fall: Fall, action: str) -> str:
    """Why a piece can't be dropped so."""
    number, column = map(int, _NUMBERS.findall(action))
    turns = pieces.turns_of(fall.board.piece.turn.kind)
    if number >= len(turns):
        return f"The turns of this piece are {', '.join(str(turn.number) for turn in turns)}."
    last = fall.board.side - turns[number].width
    if column > last:
        return f"In turn {number}, the leftmost cells of this piece can be in columns 0 to {last}."
    return "The piece would stick out above the board."


def is_over(fall: Fall) -> bool:
    """Whether enough rows are cleared, or the stack has grown too high."""
    return fall.cleared == fall.wanted or fall.is_lost


def score(start: Fall, fall: Fall) -> float:
    """The share of the wanted rows that is cleared."""
    return fall.cleared / fall.wanted


def plan(fall: Fall) -> Sequence[str]:
    """The drop that keeps the stack most even."""
    return [max(actions(fall), key=lambda action: stacking.worth(fall.board.settled, drop_of(fall.board, action)))]


def limit(start: Fall) -> int:
    """As many drops as have the cells of the wanted rows and three more."""
    return (start.wanted + 3) * start.board.side // 4


PLAY = Play(
    game=GAME,
    version=1,
    goal="Clear the number of rows that is stated above. The score is the share of them that you clear.",
    rules=("rows", "drop", "clearing"),
    more=(
        "After every drop the next piece appears at the top; each of the seven pieces is equally likely. A drop "
        "after which a part of the piece would be above the board is not legal. When a settled cell is in one of the "
        f"{TOP_ROWS} highest rows after a drop and its clearing, the game is lost."
    ),
    briefing=lambda fall: f"{count_of(fall.wanted, 'row')} are to be cleared.",
    action_format=(
        "An action is a drop: the turn of the falling piece, by its number, and the column of its leftmost cells, such "
        "as: turn 1, column 4."
    ),
    example="turn 1, column 4",
    forms=(
        (rf"(?:drop )?(?:turn|rotation) ?[:=]? ?{NUMBER} ?[,;]? ?(?:and |at |in )?(?:column|col) ?[:=]? ?{NUMBER}",
         "turn {}, column {}"),
        (rf"(?:drop )?(?:column|col) ?[:=]? ?{NUMBER} ?[,;]? ?(?:and |at |in )?(?:turn|rotation) ?[:=]? ?{NUMBER}",
         lambda column, turn: f"turn {turn}, column {column}"),
        (rf"(?:drop )?\(? ?{NUMBER} ?, ?{NUMBER} ?\)?", "turn {}, column {}"),
    ),
    legend=("colors", "turns"),
    start=start,
    view=lambda fall: View(fall.board, () if is_over(fall) else TURNS),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=limit,
    policy=Policy(name="keeps the stack even, looking at the present piece alone", plan=plan, exact=False),
)  # fmt: skip
