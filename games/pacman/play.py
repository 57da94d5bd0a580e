"""Playing Pac-Man: one step a turn, until a stated number of beans is eaten or a ghost has caught him."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import ahead
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import GAME, boards, engine
from .engine import Board
from .escapes import way_to_beans
from .field import GHOSTS

WANTED = {"easy": 12, "medium": 20, "hard": 30}
"""How many beans are to be eaten."""


@dataclass(frozen=True)
class Chase:
    """A board in play.

    Attributes:
        board: the board.
        goal: the score with which the game is won.
        caught: the ghosts that have caught Pac-Man, which ends the game.
    """

    board: Board
    goal: int
    caught: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def best_way(chase: Chase) -> tuple[int, ...]:
    """The moves of the policy."""
    return way_to_beans(chase.board, left(chase))


def left(chase: Chase) -> int:
    """How many beans are still to be eaten."""
    return max(0, chase.goal - chase.board.score)


def start(level: str, rng: Rng, accept: Accept) -> Chase:
    """A board on which the policy eats all beans that are wanted."""
    board = boards.new_board(level, rng, accept)
    chase = Chase(board, board.score + WANTED[level])
    after = chase
    for move in best_way(chase):
        after = moved(after, move)
    if left(after):
        raise Redraw
    return chase


def is_over(chase: Chase) -> bool:
    """Whether Pac-Man is caught or has eaten all that he is to eat."""
    return bool(chase.caught) or not left(chase)


def actions(chase: Chase) -> list[str]:
    """The steps that do not lead into a wall."""
    field = chase.board.field
    return [] if is_over(chase) else [DIRECTIONS[move] for move in field.open_moves(field.bit(chase.board.pacman))]


def moved(chase: Chase, move: int) -> Chase:
    """A step of Pac-Man, and the steps of the ghosts."""
    board = chase.board
    field, there = board.field, ahead(board.pacman, move)
    if board.pinky == board.blinky == there:
        return replace(chase, board=engine.after(board, move, there, board.pinky, board.blinky), caught=GHOSTS)
    (turn,) = engine.play(board, (move,))
    ends = {step.name: field.cell(step.end) for step in turn.steps}
    pinky, blinky = (ends.get(name, board.ghost(name)) for name in GHOSTS)
    return replace(
        chase, board=engine.after(board, move, there, pinky, blinky), caught=(turn.caught,) if turn.caught else ()
    )


def apply(chase: Chase, action: str, rng: Rng) -> Turn[Chase]:
    """A step of Pac-Man, and the steps of the ghosts."""
    after = moved(chase, DIRECTIONS.index(action))
    board = after.board
    eats = " and ate a bean" if board.score > chase.board.score else ""
    told = f"Pac-Man went to {write_cell(board.pacman)}{eats}."
    if not left(after):
        return Turn(after, f"{told} The score is {board.score}: you win.")
    if after.caught:
        have = "have" if len(after.caught) > 1 else "has"
        return Turn(after, f"{told} {joined(list(after.caught))} {have} caught him: the game is lost.")
    ghosts = "; ".join(f"{name} is at {write_cell(board.ghost(name))}, {_ground(board, name)}" for name in GHOSTS)
    return Turn(after, f"{told} {ghosts}. The score is {board.score}; {count_of(left(after), 'bean')} to go.")


def _ground(board: Board, name: str) -> str:
    return "on a bean" if board.has_bean(board.ghost(name)) else "and there is no bean"


def briefing(start: Chase) -> str:
    """Where the goal is, and what lies under the ghosts."""
    return (
        f"There is a bean under each ghost now. The game is won when the score is {start.goal}, "
        f"{count_of(left(start), 'bean')} from now."
    )


def why_not(chase: Chase, action: str) -> str:
    """What is in the way."""
    return f"{write_cell(ahead(chase.board.pacman, DIRECTIONS.index(action)))} is a wall."


def score(start: Chase, chase: Chase) -> float:
    """The share of the wanted beans that are eaten."""
    return (chase.board.score - start.board.score) / left(start)


PLAY = Play(
    game=GAME,
    version=2,
    goal=(
        "Bring the score to the stated number before a ghost catches Pac-Man. Your result is the share of the beans "
        "needed for it that he eats; the game is over when he is caught."
    ),
    rules=("beans", "turns", "pinky", "blinky", "ways", "waits", "cells"),
    legend=("board", "pacman", "ghosts"),
    more=(
        "If both ghosts are in the cell that he enters, both have caught him. A bean counts even if he is caught in "
        "the same turn."
    ),
    briefing=briefing,
    action_format="An action is one step of Pac-Man: up, down, left or right.",
    example="up",
    forms=((r"(?:pac-man )?(?:moves? |goe?s? |steps? )?(up|down|left|right)", "{}"),),
    start=start,
    view=lambda chase: View(chase.board),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda chase: len(best_way(chase)) * 3 // 2 + 4,
    policy=Policy(
        name="goes a way found by a search that follows the best 32 positions of every turn",
        plan=lambda chase: [DIRECTIONS[move] for move in best_way(chase)],
        exact=True,
    ),
)
