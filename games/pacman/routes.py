"""A route on which Pac-Man eats so many beans in so many moves and is not caught."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.answers import write_directions
from gameqa.bitboard import some_bit
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import boards
from .engine import GHOSTS, Board, Turn, beans_of, level_of, play, turns_of
from .perception import ghost_evidence, pacman_evidence
from .telling import DIRECT_WAYS, far_line, ghosts_line, is_far, pacman_line, turn_lines

BEANS = {"easy": (3, 4), "medium": (5, 6), "hard": (7, 8)}
"""Least and greatest number of beans to eat."""

SPARE = {"easy": 1, "medium": 2, "hard": 3}
"""Moves beyond the number of beans."""

NODES = 250
"""Positions that are looked at, at most, for a route."""

DEADLY = (3, 5)
"""The share of hasty routes, which do not look at the ghosts, that must end with Pac-Man caught."""

HASTY = 5
"""Hasty routes that are tried."""


def _wanted(level: str, rng: Rng) -> tuple[int, int]:
    """Beans and moves."""
    beans = rng.steady("route").between(*BEANS[level])
    return beans, beans + SPARE[level]


def new_route_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with ghosts near by, on which hasty routes mostly end badly and another one does not."""
    beans, most = _wanted(level, rng)
    walk = boards.new_walk(level, rng, accept)
    field = walk.field
    for moment in walk.in_random_order(rng, 6):
        near = 0
        for layer in field.layers(moment.pacman, 4 + beans // 2):
            near |= layer
        homes = walk.homes(moment) & near
        if homes.bit_count() < 2:
            continue
        pinky = some_bit(homes, rng)
        board = walk.board(moment, pinky, some_bit(homes & ~pinky, rng))
        if not _is_dangerous(board, beans, most, rng):
            continue
        route = find_route(board, beans, most)
        if route is not None:
            try:
                _story(board, route)
            except (Redraw, ValueError):
                continue
            return board
    raise Redraw


def _is_dangerous(board: Board, beans: int, most: int, rng: Rng) -> bool:
    """Whether hasty routes are mostly caught: from bean to bean, without a look at the ghosts."""
    field = board.field
    caught = tried = 0
    for _ in range(HASTY):
        at, left = field.bit(board.pacman), board.beans
        moves: list[int] = []
        eaten = 0
        while eaten < beans and len(moves) < most:
            open_moves = field.open_moves(at)
            rather = [move for move in open_moves if field.step(at, move) & left]
            moves.append(rng.choice(rather or open_moves))
            at = field.step(at, moves[-1])
            eaten += bool(at & left)
            left &= ~at
        tried += 1
        try:
            caught += bool(play(board, moves)[-1].caught)
        except ValueError:
            caught += 1
    return DEADLY[1] * caught >= DEADLY[0] * tried


def find_route(board: Board, beans: int, most: int) -> list[int] | None:
    """A route that eats so many beans in so many moves at most without being caught; None where none is found.

    Depth-first search that gives up a branch as soon as fewer moves than beans are left, and prefers cells with beans.
    """
    field = board.field
    left = NODES

    def look(pacman: int, facing: int, pinky: int, blinky: int, now: int, eaten: int, moves: int) -> list[int] | None:
        nonlocal left
        if eaten >= beans:
            return []
        choices = []
        for move in range(4):
            there = field.step(pacman, move)
            if there & field.floor:
                has_bean = bool(there & now)
                if beans - eaten - has_bean <= moves - 1:
                    choices.append((not has_bean, move != facing, move))
        for _, _, move in sorted(choices):
            if left <= 0:
                return None
            left -= 1
            try:
                (turn,) = turns_of(field, now, pacman, facing, pinky, blinky, [move])
            except ValueError:
                continue
            if turn.caught:
                continue
            rest = look(
                turn.pacman, move, turn.steps[0].end, turn.steps[1].end, now & ~turn.pacman, eaten + turn.eats, moves - 1
            )
            if rest is not None:
                return [move, *rest]
        return None

    return look(
        field.bit(board.pacman),
        board.facing,
        field.bit(board.pinky),
        field.bit(board.blinky),
        board.beans,
        0,
        most,
    )


def _story(board: Board, route: Sequence[int]) -> list[str]:
    field = board.field
    turns = play(board, route)
    passed = [turn.pacman for turn in turns]
    far = [name for name in GHOSTS if is_far(field, field.bit(board.ghost(name)), passed)]
    near = [name for name in GHOSTS if name not in far]
    return [
        *(far_line(field, name, field.bit(board.ghost(name)), passed) for name in far),
        *([DIRECT_WAYS] if near else []),
        *turn_lines(field, turns, near),
    ]


def safe_route(board: Board, rng: Rng) -> Question:
    """A route for so many beans."""
    beans, most = _wanted(level_of(board), rng)
    route = find_route(board, beans, most)
    if route is None:
        raise Redraw
    turns = play(board, route)
    return Question(
        f"Find a route on which Pac-Man eats at least {count_of(beans, 'bean')} with at most {most} moves and is not "
        "caught up to the end of the turn of his last move. No move may go into a wall.",
        write_directions(route),
        (
            f"{pacman_line(board)} {ghosts_line(board)}",
            *_danger_lines(board, beans, most),
            *_story(board, route),
            f"He has eaten {count_of(beans_of(turns), 'bean')} with {count_of(len(route), 'move')}, and nobody has "
            "caught him.",
        ),
        evidence=(pacman_evidence(board), *(ghost_evidence(board, name) for name in GHOSTS)),
        asked={"beans": beans, "most": most},
    )


def _danger_lines(board: Board, beans: int, most: int) -> list[str]:
    """Why he must not simply run straight on, where that ends badly."""
    return []


def check_route(board: Board, asked: Mapping[str, Any], moves: Sequence[int]) -> float:
    """1 if the moves are not too many, none goes into a wall, the beans are enough, and nobody catches him."""
    if not moves or len(moves) > asked["most"]:
        return 0.0
    field = board.field
    at = field.bit(board.pacman)
    for move in moves:
        at = field.step(at, move)
        if not at & field.floor:
            return 0.0
    try:
        turns: list[Turn] = play(board, moves)
    except ValueError:
        return 0.0
    return float(not turns[-1].caught and beans_of(turns) >= asked["beans"])


def moves_to_plan(board: Board, question: Question) -> float:
    """The moves that the question allows."""
    return question.asked["most"]
