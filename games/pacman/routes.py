"""A route on which Pac-Man eats so many beans in so many moves and is not caught."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from gameqa.answers import write_directions
from gameqa.bitboard import some_bit
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import boards
from .engine import Board, Turn, beans_of, level_of, play
from .fates import catching_starts, is_caught
from .field import BLINKY, GHOSTS, PINKY, Field
from .perception import ghost_evidence, pacman_evidence
from .telling import DIRECT_WAYS, far_line, ghosts_line, is_far, pacman_line, turn_lines, way_text

BEANS = {"easy": (3, 4), "medium": (5, 6), "hard": (7, 8)}
"""Least and greatest number of beans to eat."""

SPARE = {"easy": 1, "medium": 2, "hard": 3}
"""Moves beyond the number of beans."""

NODES = 120
"""Positions that are looked at, at most, for a route."""

MOMENTS = 8
"""Moments of a walk that are looked at."""

MOST_LINES = 38
"""Lines of an argument at most."""


def _wanted(level: str, rng: Rng) -> tuple[int, int]:
    """Beans and moves."""
    beans = rng.steady("route").between(*BEANS[level])
    return beans, beans + SPARE[level]


def new_route_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which a ghost catches Pac-Man if he goes from bean to bean without a look at the ghosts, or turns once
    at most, and another route is safe."""
    beans, most = _wanted(level, rng)
    walk = boards.new_walk(level, rng, accept)
    field = walk.field
    for moment in walk.in_random_order(rng, MOMENTS):
        left = field.floor & ~moment.eaten
        hasty = hasty_route(field, moment.pacman, moment.facing, left, beans, most)
        if hasty is None:
            continue
        near = 0
        for layer in field.layers(moment.pacman, 4 + beans // 2):
            near |= layer
        homes = walk.homes(moment) & near
        name, other_name = rng.shuffled(GHOSTS)
        hunters = homes & catching_starts(field, field.passed(moment.pacman, hasty), hasty, name)
        if not hunters:
            continue
        hunter = some_bit(hunters, rng)
        others = homes & ~hunter
        for simple in simple_routes(field, moment.pacman, left, beans, most):
            if not others:
                break
            passed = field.passed(moment.pacman, simple)
            if not is_caught(field, passed, simple, name, hunter):
                others &= catching_starts(field, passed, simple, other_name)
        if not others:
            continue
        other = some_bit(others, rng)
        board = walk.board(moment, *((hunter, other) if name == PINKY else (other, hunter)))
        route = find_route(board, beans, most)
        if route is not None:
            try:
                told = _told(board, route, beans, most)
            except (Redraw, ValueError):
                continue
            if len(told) <= MOST_LINES:
                return board
    raise Redraw


def hasty_route(field: Field, pacman: int, facing: int, left: int, beans: int, most: int) -> list[int] | None:
    """The route of somebody who does not look at the ghosts: as `find_route`."""
    if not beans:
        return []
    for _, _, move in _choices(field, pacman, facing, left, beans, most):
        there = field.step(pacman, move)
        rest = hasty_route(field, there, move, left & ~there, beans - bool(there & left), most - 1)
        if rest is not None:
            return [move, *rest]
    return None


def simple_routes(field: Field, pacman: int, left: int, beans: int, most: int) -> Iterator[list[int]]:
    """The ways with one turn at most that eat so many beans in so many moves, each up to the last of these beans.

    A list of moves that somebody guesses is most often right where such a way is safe.
    """
    for first in range(4):
        at, wanted, now = pacman, beans, left
        for steps in range(1, most + 1):
            at = field.step(at, first)
            if not at & field.floor:
                break
            wanted -= bool(at & now)
            now &= ~at
            if not wanted:
                yield [first] * steps
                break
            for second in range(4):
                more = _steps_to_eat(field, at, second, now, wanted)
                if second != first and steps + more <= most:
                    yield [first] * steps + [second] * more


def _steps_to_eat(field: Field, at: int, move: int, left: int, wanted: int) -> int:
    """The steps straight on until so many beans are eaten; more than any route has where a wall comes first."""
    for steps, there in enumerate(field.run(at, move), 1):
        wanted -= bool(there & left)
        if not wanted:
            return steps
    return field.side


def _choices(field: Field, pacman: int, facing: int, left: int, beans: int, moves: int) -> list[tuple[bool, bool, int]]:
    """The moves after which there are still as many moves as beans are wanted: to beans first, straight on first."""
    found = []
    floor = field.floor
    for move, there in enumerate(field.beside(pacman)):
        if there & floor:
            has_bean = bool(there & left)
            if beans - has_bean <= moves - 1:
                found.append((not has_bean, move != facing, move))
    return sorted(found)


@lru_cache(maxsize=8)
def find_route(board: Board, beans: int, most: int) -> tuple[int, ...] | None:
    """A route that eats so many beans in so many moves at most without being caught; None where none is found.

    Depth-first search that gives up a branch as soon as fewer moves than beans are left, and prefers cells with beans.
    """
    field = board.field
    left = NODES

    def look(pacman: int, facing: int, pinky: int, blinky: int, now: int, wanted: int, moves: int) -> list[int] | None:
        nonlocal left
        if wanted <= 0:
            return []
        for _, _, move in _choices(field, pacman, facing, now, wanted, moves):
            if left <= 0:
                return None
            left -= 1
            there = field.step(pacman, move)
            if there in (pinky, blinky):
                continue
            ghosts = field.chase(PINKY, pinky, there, move), field.chase(BLINKY, blinky, there, move)
            if there in ghosts:
                continue
            rest = look(there, move, *ghosts, now & ~there, wanted - bool(there & now), moves - 1)
            if rest is not None:
                return [move, *rest]
        return None

    pinky, blinky = field.bit(board.pinky), field.bit(board.blinky)
    route = look(field.bit(board.pacman), board.facing, pinky, blinky, board.beans, beans, most)
    return None if route is None else tuple(route)


@lru_cache(maxsize=8)
def _told(board: Board, route: tuple[int, ...], beans: int, most: int) -> list[str]:
    """The route's turns, and why he must not go from bean to bean without a look at the ghosts.

    Raises:
        Redraw: it would take too many words.
    """
    field = board.field
    hasty = hasty_route(field, field.bit(board.pacman), board.facing, board.beans, beans, most)
    assert hasty is not None
    chase = play(board, hasty)
    turns = play(board, route)
    passed = [turn.pacman for turn in turns]
    far = [name for name in GHOSTS if is_far(field, field.bit(board.ghost(name)), passed)]
    near = [name for name in GHOSTS if name not in far]
    same = 0
    if near == [chase[-1].caught]:
        same = next(place for place, (one, other) in enumerate(zip(hasty, route, strict=False)) if one != other)
    eaten = beans_of(turns[:same])
    return [
        DIRECT_WAYS,
        f"A first thought may be the way {way_text(hasty)}, which has {count_of(beans, 'bean')}; but "
        f"{chase[-1].caught} catches him on it:",
        *turn_lines(field, chase, [chase[-1].caught], eats=False),
        f"So he takes another way from the start: {way_text(route)}.",
        *(far_line(field, name, field.bit(board.ghost(name)), passed) for name in far),
        *([f"Turn 1 is the same, with {count_of(eaten, 'bean')} eaten."] if same == 1 else []),
        *([f"Turns 1 to {same} are the same, with {count_of(eaten, 'bean')} eaten."] if same > 1 else []),
        *turn_lines(field, turns, near, told=same),
    ]


def safe_route(board: Board, rng: Rng) -> Question:
    """A route for so many beans."""
    beans, most = _wanted(level_of(board), rng)
    route = find_route(board, beans, most)
    if route is None:
        raise Redraw
    turns = play(board, route)
    return Question(
        f"Find a route on which Pac-Man eats at least {count_of(beans, 'bean')} with at most {most} moves and has "
        "not been caught by the end of the turn of his last move. No move may go into a wall.",
        write_directions(route),
        (
            f"{pacman_line(board)} {ghosts_line(board)}",
            *_told(board, route, beans, most),
            f"He has eaten {count_of(beans_of(turns), 'bean')} with {count_of(len(route), 'move')}, and nobody has "
            "caught him.",
        ),
        evidence=(pacman_evidence(board), *(ghost_evidence(board, name) for name in GHOSTS)),
        asked={"beans": beans, "most": most},
    )


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
    return float(question.asked["most"])
