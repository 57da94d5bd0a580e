"""The questions about pyramids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Mark, Question, Task
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import joined

from . import endings, sight, telling
from .engine import (
    COLORS,
    Place,
    Pyramid,
    completed,
    completing,
    level_of,
    new_pyramid_with,
)
from .picture import PLANS_MARK
from .reading import read_place

BLUE_BALL, RED_BALL, NO_BALL, NO_PLACE = "a blue ball", "a red ball", "no ball", "there is no such place"

TAKES = "It can be placed, and balls may be taken back."
NO_TAKE = "It can be placed, but no ball may be taken back."
OCCUPIED = "It can't be placed, because a ball is there already."
UNSUPPORTED = "It can't be placed, because it would not rest on four balls."
OUTCOMES = (TAKES, NO_TAKE, OCCUPIED, UNSUPPORTED)

COVERED, FREE = "a ball on which another ball rests", "a ball on which no other ball rests"
CLOSED, OPEN = "empty, and it can't be filled now", "empty, and it can be filled now"
STATUSES = (NO_PLACE, COVERED, FREE, CLOSED, OPEN)

TURNS = {"easy": (1, 4), "medium": (1, 10), "hard": (2, 14)}
"""Least and greatest answer of turns_to_place."""

TAKEABLE = {"easy": (1, 5), "medium": (2, 7), "hard": (3, 8)}
"""Least and greatest answer of takeable_balls."""

MOST_BEST = 2


def _plans(rng: Rng, pyramid: Pyramid, is_told: Callable[[], bool]) -> tuple[Mark, ...]:
    """The mark of the plans: left out in half of the pictures, but only where the view tells what is asked."""
    return (PLANS_MARK,) if rng.steady("plans").chance(1, 2) or not is_told() else ()


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


def _ball(place: Place) -> tuple[str, tuple[Any, ...]]:
    return "place", ("ball", *place)


def _seen(pyramid: Pyramid, place: Place) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The evidence of a question about a place; for one that is not there the place below it."""
    while place not in pyramid.shape.bit:
        place = (place[0], place[1], place[2] - 1)
    return (_ball(place),)


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
        marks=_plans(rng, pyramid, lambda: sight.shows(pyramid, asked)),
        evidence=(_ball(place),),
    )


def new_pyramid_for_turns(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid with a place that needs a number of balls that is drawn first."""
    wanted = rng.steady("turns").between(*TURNS[level])
    return new_pyramid_with(level, rng, accept, lambda pyramid: _needing(pyramid, wanted))


def _needing(pyramid: Pyramid, wanted: int) -> int:
    """The empty places above level 0 that need so many balls, their own included.

    The top of the smallest pyramid is left out: to ask for it would tell that many are needed.
    """
    shape, filled = pyramid.shape, pyramid.filled
    return sum(
        bit
        for bit, under in shape.upper
        if not bit & filled
        and (shape.needed[bit] & ~filled).bit_count() + 1 == wanted
        and (shape.side > 3 or shape.above[bit])
    )


def turns_to_place(pyramid: Pyramid, rng: Rng) -> Question:
    """How many balls must be placed until one lies on a place?"""
    wanted = rng.steady("turns").between(*TURNS[level_of(pyramid)])
    places = _needing(pyramid, wanted)
    if not places:
        raise Redraw
    bit = rng.choice(list(bits_of(places)))
    place = pyramid.shape.place(bit)
    below = pyramid.shape.needed[bit]
    return Question(
        f"Both players work together and take no balls back. What is the smallest number of balls that they must place "
        f"for there to be a ball at {write_cell(place)}, that ball included?",
        str(wanted),
        (telling.content_line(pyramid, place), *telling.turns_lines(pyramid, bit)),
        marks=_plans(rng, pyramid, lambda: sight.is_told(pyramid, below)),
        evidence=(_ball(place),),
    )


def new_pyramid_for_best(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid with one or two best places, of a class that is drawn first."""
    color, kind = _best_wanted(rng)
    return new_pyramid_with(level, rng, accept, lambda pyramid: _suits(pyramid, color, kind), 0)


def _best_wanted(rng: Rng) -> tuple[int, int]:
    steady = rng.steady("best place")
    return steady.below(2), steady.between(1, 2)


def best_places(pyramid: Pyramid, color: int) -> tuple[int, int]:
    """The best places of a player, and their class: 1 complete an own square, 2 one of the opponent."""
    for kind, player in ((1, color), (2, 1 - color)):
        good = completing(pyramid.shape, pyramid.own[player], pyramid.open)
        if good:
            return good, kind
    return pyramid.open, 3


def _suits(pyramid: Pyramid, color: int, kind: int) -> bool:
    good, found = best_places(pyramid, color)
    return found == kind and good.bit_count() <= MOST_BEST and good.bit_count() < pyramid.open.bit_count()


def best_place(pyramid: Pyramid, rng: Rng) -> Question:
    """Where should a player place a ball?"""
    color, kind = _best_wanted(rng)
    if not _suits(pyramid, color, kind):
        raise Redraw
    lines, good, _ = telling.best_lines(pyramid, color)
    shape = pyramid.shape
    bit = rng.choice(list(bits_of(good)))
    what = "completes an own square" if kind == 1 else "lies where the opponent would complete a square"
    known = sum(shape.under)
    return Question(
        f"The {COLORS[color]} player places a ball. A place is best if the ball there completes a square of that "
        "player's color. If there is no such place, a place is best if the opponent, placing a ball there instead, "
        "would complete a square. Which place is best? If there are several, any of them is right.",
        write_cell(shape.place(bit)),
        (*lines, f"So a ball at {_either(pyramid, good)} {what}."),
        marks=_plans(rng, pyramid, lambda: sight.shows(pyramid, known)),
        evidence=tuple(_ball(shape.place(one)) for one in bits_of(good)),
        asked={"color": color},
    )


def _either(pyramid: Pyramid, places: int) -> str:
    return joined([write_cell(pyramid.shape.place(bit)) for bit in bits_of(places)], "or")


def check_best_place(pyramid: Pyramid, asked: Mapping[str, Any], place: Sequence[int]) -> float:
    """1 for each of the best places."""
    bit = pyramid.shape.bit.get(tuple(place), 0)  # type: ignore[arg-type]
    return float(bool(bit & best_places(pyramid, asked["color"])[0]))


def count_balls(pyramid: Pyramid, rng: Rng) -> Question:
    """How many balls are on the board?"""
    shape = pyramid.shape
    return Question(
        "How many balls are there in the pyramid?",
        str(pyramid.filled.bit_count()),
        tuple(telling.count_lines(pyramid)),
        marks=_plans(rng, pyramid, lambda: sight.is_told(pyramid, pyramid.filled | pyramid.open)),
        evidence=tuple(_ball(shape.place(bit)) for bit in bits_of(pyramid.filled)),
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
        marks=_plans(rng, pyramid, lambda: is_told),
        evidence=_seen(pyramid, place),
    )


def new_pyramid_for_takeable(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid with a number of free balls of a color that is drawn first."""
    color, wanted = _takeable_wanted(level, rng)
    return new_pyramid_with(
        level, rng, accept, lambda pyramid: (pyramid.free & pyramid.own[color]).bit_count() == wanted
    )


def _takeable_wanted(level: str, rng: Rng) -> tuple[int, int]:
    steady = rng.steady("takeable")
    return steady.below(2), steady.between(*TAKEABLE[level])


def takeable_balls(pyramid: Pyramid, rng: Rng) -> Question:
    """On how many balls of a color does no other ball rest?"""
    color = rng.steady("takeable").below(2)
    free = pyramid.free & pyramid.own[color]
    return Question(
        f"How many {COLORS[color]} balls have no other ball resting on them?",
        str(free.bit_count()),
        tuple(telling.free_lines(pyramid, color)),
        marks=_plans(rng, pyramid, lambda: sight.shows(pyramid, pyramid.filled | pyramid.open)),
        evidence=tuple(_ball(pyramid.shape.place(bit)) for bit in bits_of(free)),
    )


SMALL = Allowance("repeats", 0.06, "games on a pyramid of 14 places have few stages", levels=("easy",))

PLACE_RULES = ("places", "levels")

TASKS: tuple[Task[Pyramid], ...] = (
    Task(
        id="place_state",
        description="What is on a named place",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=place_state,
        rules=PLACE_RULES,
        legend=("view", "plans"),
    ),
    Task(
        id="placement_outcome",
        description="Whether a ball can be placed on a named place, and whether balls may be taken back then",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=placement_outcome,
        allowances=(SMALL,),
        new_state=new_pyramid_for_outcome,
        rules=("places", "support", "squares"),
        legend=("view", "plans"),
    ),
    Task(
        id="turns_to_place",
        description="The smallest number of balls until one can lie on a named place",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=turns_to_place,
        allowances=(ASKS_FOR_COUNTS, SMALL),
        new_state=new_pyramid_for_turns,
        rules=("places", "support"),
    ),
    Task(
        id="best_place",
        description="A place that completes an own square, or else keeps the opponent from completing one",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELL,
        make=best_place,
        allowances=(replace(SMALL, limit=0.08),),
        new_state=new_pyramid_for_best,
        rules=("places", "support", "squares"),
        legend=("view", "plans"),
        answer_format="Answer with one place, written (x, y, z).",
        check=check_best_place,
        read=read_place,
    ),
    Task(
        id="count_balls",
        description="The number of balls in the pyramid",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_balls,
        rules=("places", "support"),
        allowances=(ASKS_FOR_COUNTS, SMALL),
    ),
    Task(
        id="place_status",
        description="Whether a named place exists, holds a ball that carries another, or can be filled",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=place_status,
        new_state=new_pyramid_for_status,
        rules=("places", "levels", "support"),
    ),
    Task(
        id="takeable_balls",
        description="The number of balls of a color on which no other ball rests",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=takeable_balls,
        allowances=(ASKS_FOR_COUNTS, SMALL),
        new_state=new_pyramid_for_takeable,
        rules=("places", "support"),
        legend=("view", "plans"),
    ),
    Task(
        id="winner_by_search",
        description="Who wins near the end, where balls may be taken back",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        beyond=True,
        make=endings.winner_by_search,
        new_state=endings.new_ending,
        rules=("places", "support", "squares", "ending"),
        legend=("view", "plans"),
        difficulty=Difficulty("empty places", lambda pyramid, _: pyramid.signs.count(".")),
        shortcuts=endings.SHORTCUTS,
        allowances=endings.ALLOWANCES,
    ),
)
