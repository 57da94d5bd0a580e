"""Playing Snake: one move a turn, until a stated number of pieces of food is eaten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.bitboard import bitboard_of, some_bit
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import distance
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, engine
from .engine import BODY, BORDER, FOOD, Snake
from .telling import moves_along
from .ways import fronts, way_through

WANTED = {"easy": 4, "medium": 6, "hard": 8}
"""How many pieces of food are to be eaten."""

DETOUR = 12
"""By how many moves a way that is looked for may be longer than the distance."""


DEADLY = (BORDER, BODY)
"""Outcomes of a move that end the game."""


@dataclass(frozen=True)
class Course:
    """A snake in play.

    Attributes:
        snake: the snake and the present piece of food.
        eaten, wanted: how many pieces of food it has eaten, and is to eat.
        is_dead: whether it has died, which ends the game; the snake is as it was before its last move then.
    """

    snake: Snake
    eaten: int
    wanted: int
    is_dead: bool = False


def start(level: str, rng: Rng, accept: Accept) -> Course:
    """A snake that can safely reach the first piece of food."""
    course = Course(engine.new_snake(level, rng, accept), 0, WANTED[level])
    if safe_way(course.snake) is None:
        raise Redraw
    return course


def is_over(course: Course) -> bool:
    """Whether the snake has died or eaten all that it is to eat."""
    return course.is_dead or course.eaten == course.wanted


def actions(course: Course) -> Sequence[str]:
    """All moves, deadly ones included."""
    return () if is_over(course) else DIRECTIONS


def apply(course: Course, action: str, rng: Rng) -> Turn[Course]:
    """One move; where the snake eats, the next piece of food appears."""
    snake = course.snake
    ((there, outcome),) = engine.trail_of(snake, (DIRECTIONS.index(action),))
    if outcome in DEADLY:
        met = "left the board" if outcome == BORDER else f"ran into the snake itself at {write_cell(there)}"
        return Turn(replace(course, is_dead=True), f"The head {met}: the snake has died.")
    if outcome != FOOD:
        moved = replace(snake, body=(there, *snake.body[:-1]))
        return Turn(replace(course, snake=moved), f"The head is at {write_cell(there)}. {_progress(course)}")
    eaten = replace(course, snake=fed(snake, rng), eaten=course.eaten + 1)
    told = f"The snake ate the food at {write_cell(there)} and is {len(eaten.snake.body)} cells long now."
    if is_over(eaten):
        return Turn(eaten, f"{told} {_progress(eaten)} You win.")
    return Turn(eaten, f"{told} The next piece of food is at {write_cell(eaten.snake.food)}. {_progress(eaten)}")


def fed(snake: Snake, rng: Rng) -> Snake:
    """The snake after its head has entered the cell of the food: longer by this cell, and with food elsewhere."""
    board, body = bitboard_of(snake.side), (snake.food, *snake.body)
    (food,) = board.cells(some_bit(board.full & ~board.bits(body), rng))
    return Snake(snake.side, body, food)


def _progress(course: Course) -> str:
    return f"The snake has eaten {course.eaten} of {count_of(course.wanted, 'piece')}."


def _ways(snake: Snake, goal: int, least: int, most: int) -> Iterator[list[int]]:
    """Ways of the head to a cell, one for each number of moves for which one is found, the shortest first; as bits."""
    board = bitboard_of(snake.side)
    body = [board.bit(cell) for cell in snake.body]
    layers = fronts(board, body, most)
    for moves in range(least, most + 1, 2):
        if layers[moves] & goal:
            way = way_through(board, layers[: moves + 1], goal, len(body))
            if way is not None:
                yield way


def way_to_tail(snake: Snake) -> list[int] | None:
    """A way to the cell in which the tail is now; from there the snake can follow its own trail for good."""
    least = max(1, distance(snake.head, snake.tail))
    tail = bitboard_of(snake.side).bit(snake.tail)
    return next(_ways(snake, tail, least, least + len(snake.body) + DETOUR), None)


def safe_way(snake: Snake) -> list[int] | None:
    """A shortest way to the food after which the head can reach the cell of the tail, if one is found."""
    board = bitboard_of(snake.side)
    least = distance(snake.head, snake.food)
    for way in _ways(snake, board.bit(snake.food), least, least + DETOUR):
        trail = [*engine.cells_of(board, way[::-1]), *snake.body[1:]]
        longer = Snake(snake.side, tuple(trail[: len(snake.body) + 1]), snake.food)
        if way_to_tail(longer) is not None:
            return way
    return None


def plan(course: Course) -> Sequence[str]:
    """The moves of a safe way to the food; where there is none, one move after the tail, or any that is not deadly."""
    snake = course.snake
    way = safe_way(snake)
    if way is None:
        way = (way_to_tail(snake) or [])[:2]
    if way:
        return [DIRECTIONS[move] for move in moves_along(engine.cells_of(bitboard_of(snake.side), way))]
    alive = [name for move, name in enumerate(DIRECTIONS) if next(engine.trail_of(snake, (move,)))[1] not in DEADLY]
    return (alive or DIRECTIONS)[:1]


PLAY = Play(
    game=GAME,
    version=3,
    goal=(
        "Eat the stated number of pieces of food. The score is the share of them that the snake eats; the game is over "
        "when it dies."
    ),
    rules=("moving", "dying", "cells"),
    more=(
        "When its head enters the cell of the food, the snake eats it and grows by one cell: in this move its tail "
        "stays where it is. The next piece of food then appears in a free cell, each equally likely."
    ),
    briefing=lambda course: f"The snake is to eat {count_of(course.wanted, 'piece')} of food.",
    action_format="An action is one move of the head: up, down, left or right.",
    example="up",
    forms=((r"(?:move |go |turn |step )?(?:to the )?(up|down|left|right)", "{}"),),
    start=start,
    view=lambda course: View(course.snake),
    actions=actions,
    apply=apply,
    why_not=lambda course, action: "The game is over.",
    is_over=is_over,
    score=lambda start, course: course.eaten / course.wanted,
    limit=lambda course: course.wanted * (course.snake.side + 2) + course.snake.side,
    policy=Policy(
        name="walks a shortest way to the food from whose end it can reach its tail, else after its tail",
        plan=plan,
        exact=True,
    ),
)
