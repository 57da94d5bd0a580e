"""The questions about pyramids: those about all of one, and the table of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Question, Task
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.wording import joined

from . import endings, sight, telling
from .engine import COLORS, Pyramid, completing, level_of, new_pyramid_with
from .one_place import (
    ball_at,
    new_pyramid_for_outcome,
    new_pyramid_for_status,
    place_state,
    place_status,
    placement_outcome,
    plans_mark,
)
from .reading import read_place

TURNS = {"easy": (1, 4), "medium": (1, 10), "hard": (2, 14)}
"""Least and greatest answer of turns_to_place."""

TAKEABLE = {"easy": (1, 5), "medium": (2, 7), "hard": (3, 8)}
"""Least and greatest answer of takeable_balls."""

MOST_BEST = 2


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
        marks=plans_mark(rng, pyramid, lambda: sight.is_told(pyramid, below)),
        evidence=(ball_at(place),),
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
    what = f"completes a {COLORS[color]} square" if kind == 1 else "lies where the opponent would complete a square"
    known = sum(shape.under)
    return Question(
        f"The {COLORS[color]} player places a ball. A place is best if the ball there completes a square of that "
        "player's color. If there is no such place, a place is best if the opponent, placing a ball there instead, "
        "would complete a square. Which place is best? If there are several, any of them is right.",
        write_cell(shape.place(bit)),
        (*lines, f"So a ball at {_either(pyramid, good)} {what}."),
        marks=plans_mark(rng, pyramid, lambda: sight.shows(pyramid, known)),
        evidence=tuple(ball_at(shape.place(one)) for one in bits_of(good)),
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
        marks=plans_mark(rng, pyramid, lambda: sight.is_told(pyramid, pyramid.filled | pyramid.open)),
        evidence=tuple(ball_at(shape.place(bit)) for bit in bits_of(pyramid.filled)),
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
        marks=plans_mark(rng, pyramid, lambda: sight.shows(pyramid, pyramid.filled | pyramid.open)),
        evidence=tuple(ball_at(pyramid.shape.place(bit)) for bit in bits_of(free)),
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
        description="A place that completes a square, or else keeps the opponent from completing one",
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
