"""Questions about one place: what is there, whether a ball can be placed, and what may then happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.contract import Accept, Mark, Question
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng

from . import sight, telling
from .engine import COLORS, Place, Pyramid, completed, new_pyramid_with
from .picture import PLANS_MARK

BLUE_BALL, RED_BALL, NO_BALL, NO_PLACE = "a blue ball", "a red ball", "no ball", "there is no such place"

TAKES = "It can be placed, and balls may be taken back."
NO_TAKE = "It can be placed, but no ball may be taken back."
OCCUPIED = "It can't be placed, because a ball is there already."
UNSUPPORTED = "It can't be placed, because it would not rest on four balls."
OUTCOMES = (TAKES, NO_TAKE, OCCUPIED, UNSUPPORTED)

COVERED, FREE = "a ball on which another ball rests", "a ball on which no other ball rests"
CLOSED, OPEN = "empty, and it can't be filled now", "empty, and it can be filled now"
STATUSES = (NO_PLACE, COVERED, FREE, CLOSED, OPEN)


def plans_mark(rng: Rng, pyramid: Pyramid, is_told: Callable[[], bool]) -> tuple[Mark, ...]:
    """The mark of the plans: left out in half of the pictures, but only where the view tells what is asked."""
    return (PLANS_MARK,) if rng.steady("plans").chance(1, 2) or not is_told() else ()


def ball_at(place: Place) -> tuple[str, tuple[Any, ...]]:
    """A place as evidence."""
    return "place", ("ball", *place)


def _chosen(rng: Rng, pyramid: Pyramid, places: int) -> int:
    """One of some places, most often one above level 0."""
    bits = list(bits_of(places))
    if not bits:
        raise Redraw
    upper = [bit for bit in bits if pyramid.shape.under[bit]]
    return rng.choice(upper if upper and rng.chance(2, 3) else bits)


def _no_place(rng: Rng, pyramid: Pyramid) -> Place:
    """A place just beyond the edge of a level above level 0, that exists on the level below."""
    level = rng.between(1, pyramid.side - 1)
    edge = pyramid.side - level
    other = rng.between(0, edge)
    return (edge, other, level) if rng.chance(1, 2) else (other, edge, level)


def _seen(pyramid: Pyramid, place: Place) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The evidence of a question about a place; for one that is not there the place below it."""
    while place not in pyramid.shape.bit:
        place = (place[0], place[1], place[2] - 1)
    return (ball_at(place),)


def place_state(pyramid: Pyramid, rng: Rng) -> Question:
    """What is on a place?"""
    answers = (BLUE_BALL, RED_BALL, NO_BALL, NO_PLACE)
    answer = rng.steady("state").choice(answers)
    shape = pyramid.shape
    has_plans = rng.steady("plans").chance(1, 2)
    if answer == NO_PLACE:
        place = _no_place(rng, pyramid)
    else:
        empty = sum(shape.under) & ~pyramid.filled
        places = {BLUE_BALL: pyramid.own[0], RED_BALL: pyramid.own[1], NO_BALL: empty}[answer]
        if not has_plans:
            places = sum(bit for bit in bits_of(places) if sight.shown(pyramid, bit) >= sight.LEAST_SHOWN)
        place = shape.place(_chosen(rng, pyramid, places))
    lines = [telling.range_line(pyramid, place[2]), telling.content_line(pyramid, place)]
    return Question(
        f"What is at place {write_cell(place)}?",
        answer,
        tuple(lines),
        shuffled_options(rng, answer, answers, 4),
        marks=(PLANS_MARK,) if has_plans else (),
        evidence=_seen(pyramid, place),
    )


def _placements(pyramid: Pyramid, outcome: str) -> list[tuple[int, int]]:
    """Places and colors with an outcome; without taking back those first that come near it."""
    shape, filled = pyramid.shape, pyramid.filled
    if outcome == OCCUPIED:
        return [(bit, color) for bit in bits_of(filled) for color in (0, 1)]
    if outcome == UNSUPPORTED:
        near = [
            bit
            for bit, under in shape.under.items()
            if under and not bit & filled and 2 <= (under & filled).bit_count() < 4
        ]
        return [(bit, color) for bit in near for color in (0, 1)]
    found, tempting = [], []
    for bit in bits_of(pyramid.open):
        squares = [bool(completed(shape, pyramid.own[color], bit)) for color in (0, 1)]
        for color in (0, 1):
            if squares[color] == (outcome == TAKES):
                found.append((bit, color))
                if squares[1 - color] or any(
                    (square & filled).bit_count() == 3 and (square & pyramid.own[color]).bit_count() == 2
                    for square in shape.squares_with[bit]
                ):
                    tempting.append((bit, color))
    return tempting or found


def new_pyramid_for_outcome(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid in which some placement has an outcome that is drawn first."""
    outcome = rng.steady("outcome").choice(OUTCOMES)
    return new_pyramid_with(level, rng, accept, lambda pyramid: _placements(pyramid, outcome), outcome != TAKES)


def placement_outcome(pyramid: Pyramid, rng: Rng) -> Question:
    """What happens if a ball is to be placed?"""
    outcome = rng.steady("outcome").choice(OUTCOMES)
    choices = _placements(pyramid, outcome)
    if not choices:
        raise Redraw
    upper = [choice for choice in choices if pyramid.shape.under[choice[0]]]
    bit, color = rng.choice(upper if upper and rng.chance(2, 3) else choices)
    shape = pyramid.shape
    place = shape.place(bit)
    lines = [telling.content_line(pyramid, place)]
    joined_squares = 0
    if outcome == OCCUPIED:
        lines.append("So another ball can't be placed there.")
    else:
        lines.append(telling.support_line(pyramid, bit))
        if outcome == UNSUPPORTED:
            lines.append("So the place can't be filled yet.")
        else:
            joined_squares = sum(set(shape.squares_with[bit]))
            lines += telling.square_lines(pyramid, bit, color)
            lines.append(
                "So the ball can be placed, and it completes a square of its color."
                if outcome == TAKES
                else "So the ball can be placed, and it completes no square of its color."
            )
    asked = shape.under[bit] | bit
    for square in shape.squares_with[bit] if joined_squares else ():
        asked |= square
    return Question(
        f"A {COLORS[color]} ball is to be placed at {write_cell(place)}. Which is true?",
        outcome,
        tuple(lines),
        shuffled_options(rng, outcome, OUTCOMES, 4),
        marks=plans_mark(rng, pyramid, lambda: sight.shows(pyramid, asked)),
        evidence=(ball_at(place),),
    )


def _with_status(pyramid: Pyramid, status: str) -> int:
    """The places of a status."""
    filled, free = pyramid.filled, pyramid.free
    if status == COVERED:
        return filled & ~free
    if status == FREE:
        return free
    return pyramid.open if status == OPEN else sum(pyramid.shape.under) & ~filled & ~pyramid.open


def new_pyramid_for_status(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid with a place of a status that is drawn first."""
    status = rng.steady("status").choice(STATUSES)
    return new_pyramid_with(level, rng, accept, lambda pyramid: status == NO_PLACE or _with_status(pyramid, status))


def place_status(pyramid: Pyramid, rng: Rng) -> Question:
    """What is on a place, and can that change?"""
    status = rng.steady("status").choice(STATUSES)
    shape, filled = pyramid.shape, pyramid.filled
    if status == NO_PLACE:
        place = _no_place(rng, pyramid)
        lines = [telling.range_line(pyramid, place[2]), telling.content_line(pyramid, place)]
        is_told = True
    else:
        bit = _chosen(rng, pyramid, _with_status(pyramid, status))
        place = shape.place(bit)
        lines = [telling.content_line(pyramid, place)]
        if bit & filled:
            lines.append(telling.carried_line(pyramid, bit))
        else:
            lines.append(telling.support_line(pyramid, bit))
        is_told = sight.is_told(pyramid, bit | shape.under[bit] | shape.above[bit])
    return Question(
        f"Which is true of place {write_cell(place)}?",
        status,
        (*lines, f"So {'it is ' if status in (CLOSED, OPEN) else '' if status == NO_PLACE else 'there is '}{status}."),
        shuffled_options(rng, status, STATUSES, 5),
        marks=plans_mark(rng, pyramid, lambda: is_told),
        evidence=_seen(pyramid, place),
    )
