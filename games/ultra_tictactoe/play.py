"""Playing ultra tic-tac-toe: some pieces from the middle of a game on, against an opponent whose rule is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gameqa.bitboard import bits_of
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, engine
from .engine import EMPTY, PLAYERS, Board, best_gain, points_of
from .tasks import last_mark
from .telling import block_name, cell_text, numbers_of

TURNS = {"easy": 2, "medium": 3, "hard": 4}
"""How many pieces the player places."""

PIECES = {"easy": (20, 44), "medium": (24, 46), "hard": (30, 48)}
"""Least and greatest number of pieces on the board at first."""

POINTS = {"easy": 1, "medium": 2, "hard": 2}
"""How many points can be had at least."""


@dataclass(frozen=True)
class Match:
    """A game in progress.

    Attributes:
        board: the board.
        left: how many pieces the player still places.
    """

    board: Board
    left: int


def start(level: str, rng: Rng, accept: Accept) -> Match:
    """A board with points to be had, more than the first gain that offers itself brings."""
    pieces = rng.steady("pieces").between(*PIECES[level])
    match = Match(engine.board_after(engine.play(rng, pieces, keen=3), accept), TURNS[level])
    most = best(match)[0]
    if most < POINTS[level] or most <= greedy(match):
        raise Redraw
    return match


def after(board: Board, inside: int) -> Board:
    """The board after the player to move has placed a piece in a cell of the next block."""
    block = board.next_block
    signs = board.blocks[block]
    placed = signs[:inside] + PLAYERS[board.mover] + signs[inside + 1 :]
    return Board((*board.blocks[:block], placed, *board.blocks[block + 1 :]), (block, inside))


def cells(board: Board) -> list[int]:
    """The empty cells of the next block."""
    return [place for place, sign in enumerate(board.blocks[board.next_block]) if sign == EMPTY]


def reply(board: Board) -> int:
    """Where the opponent places a piece: where it brings most points at once, and of such cells in the first."""
    block = board.next_block
    _, best_cells = best_gain(board.own(board.mover, block), board.free(block))
    return next(bits_of(best_cells)).bit_length() - 1


def gain(board: Board, inside: int) -> int:
    """The points that a piece brings to who is to move."""
    own = board.own(board.mover, board.next_block)
    return points_of(own | 1 << inside) - points_of(own)


def moved(match: Match, inside: int) -> Match:
    """The game after a piece of the player and, where there is room, one of the opponent."""
    board = after(match.board, inside)
    if cells(board):
        board = after(board, reply(board))
    return Match(board, match.left - 1)


def is_over(match: Match) -> bool:
    """Whether all pieces are placed, or the next block is full."""
    # After a full block the opponent has not placed a piece, so it would be its turn.
    return match.left == 0 or not cells(match.board)


@lru_cache(maxsize=4096)
def best(match: Match) -> tuple[int, tuple[int, ...]]:
    """The most points that the player can still get, and cells that bring them."""
    if is_over(match):
        return 0, ()
    found: tuple[int, tuple[int, ...]] = (-1, ())
    for inside in cells(match.board):
        points, rest = best(moved(match, inside))
        points += gain(match.board, inside)
        if points > found[0]:
            found = points, (inside, *rest)
    return found


def greedy(match: Match) -> int:
    """The points of a player who always takes most points at once, and of such cells the first."""
    points = 0
    while not is_over(match):
        inside = reply(match.board)
        points += gain(match.board, inside)
        match = moved(match, inside)
    return points


def actions(match: Match) -> list[str]:
    """The empty cells of the next block."""
    if is_over(match):
        return []
    return [cell_text(match.board.next_block, inside) for inside in cells(match.board)]


def _numbers(action: str) -> tuple[int, int]:
    return numbers_of(tuple(map(int, action[1:-1].split(", "))))


def apply(match: Match, action: str, rng: Rng) -> Turn[Match]:
    """A piece of the player, and the opponent's reply."""
    board, (_, inside) = match.board, _numbers(action)
    points = gain(board, inside)
    later = moved(match, inside)
    told = f"You placed {PLAYERS[board.mover]} in {action}, for {count_of(points, 'point')}."
    replied = after(board, inside)
    if later.board != replied:
        points = gain(replied, later.board.last[1])
        told += (
            f" The opponent placed {PLAYERS[replied.mover]} in {cell_text(*later.board.last)}, for "
            f"{count_of(points, 'point')}."
        )
    if later.left == 0:
        told += " You have placed all your pieces."
    elif not is_over(later):
        told += f" Your next piece goes into {block_name(later.board.next_block)}."
    else:
        told += f" The next piece would have to go into {block_name(later.board.next_block)}, which is full."
    return Turn(later, told)


def why_not(match: Match, action: str) -> str:
    """Why a piece can't go into a cell."""
    if not all(number in "123" for number in action[1:-1].split(", ")):
        return "All four numbers go from 1 to 3."
    block, inside = _numbers(action)
    if block != match.board.next_block:
        return f"The next piece goes into {block_name(match.board.next_block)}."
    return f"The cell holds {match.board.blocks[block][inside]}."


def score(start: Match, match: Match) -> float:
    """The points that the player has got since, as a share of the most that could be got."""
    player = start.board.mover
    first, now = (sum(points_of(one.board.own(player, block)) for block in range(9)) for one in (start, match))
    return (now - first) / best(start)[0]


def plan(match: Match) -> Sequence[str]:
    """Cells that bring the most points."""
    made = []
    for inside in best(match)[1]:
        made.append(cell_text(match.board.next_block, inside))
        match = moved(match, inside)
    return made


def briefing(match: Match) -> str:
    """Whose turn it is, and for how long."""
    return f"You play {PLAYERS[match.board.mover]}, and place {count_of(match.left, 'piece')}."


PLAY = Play(
    game=GAME,
    version=1,
    goal=(
        "Get as many points as you can with the pieces that you place. The score is the number of these points, as a "
        "share of the most that you could have got; the opponent's points do not count."
    ),
    rules=("players", "next", "points", "blocks", "cells"),
    more=(
        "After each of your pieces the opponent places one: it marks the cell of its block that brings it most points "
        "at once, and if several do, the first of them, row by row from the top and from left to right. If a block is "
        "full when a piece has to go into it, the game ends."
    ),
    briefing=briefing,
    action_format="An action is the cell in which you place a piece, as (R, C, r, c).",
    example="(2, 1, 3, 3)",
    forms=((r"\(? ?(\d) ?, ?(\d) ?, ?(\d) ?, ?(\d) ?\)?", "({}, {}, {}, {})"),),
    start=start,
    view=lambda match: View(match.board, last_mark(match.board)),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda match: match.left + 2,
    policy=Policy(name="looks at all its moves to the end", plan=plan, exact=True),
    visible=lambda match: {"blocks": match.board.blocks, "last": match.board.last, "left": match.left},
)
