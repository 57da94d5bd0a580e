"""Formations for questions about several intervals: the points are drawn first, and a place for the ship is looked for
from which just these come about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng

from . import engine
from .engine import LEFT, RIGHT, Fleet, Position, Stacks
from .formations import Formation, Size, new_formation, ragged_masks, size_of, some_colors, some_masks

TRIED = 80
"""Formations that are tried before all is drawn anew."""

STAY_SHOTS = {"easy": (3, 4), "medium": (4, 5), "hard": (5, 6)}
STAY_POINTS = {"easy": (30, 80), "medium": (40, 100), "hard": (60, 120)}
"""Least and greatest number of shots and points of stay_and_shoot."""

TWO_POINTS = (20, *(30,) * 4, *(40,) * 5, *(50,) * 5, *(60,) * 4)
"""The points of best_two_shots, as often as they are to come."""

BEST_SHOTS = {"easy": (3, 3), "medium": (3, 4), "hard": (4, 5)}
"""Least and greatest number of shots of best_k_shots."""

BEST_POINTS = {
    3: (40, 50, 50, 60, 60, 70, 70, 80, 80),
    4: (60, 70, 70, 80, 80, 90, 90, 100, 100, 110),
    5: (80, 90, 90, 100, 100, 110, 110, 120, 120, 130, 130),
}
"""The points of best_k_shots, as often as they are to come, by the number of shots."""


@dataclass(frozen=True)
class Wish:
    """What a question over several intervals asks.

    Attributes:
        way: the direction in which the enemies move at first.
        shots: how many intervals there are, with one shot each.
        points: the answer.
        turns: whether enemies stand at the edge already, so that the first step goes the other way.
        hazards: what must lead to another answer: `GREEDY` shots, or `PARTLY` some of them, enemies that stand
            `STILL`, the `LOWEST` enemies of all columns.
    """

    way: int
    shots: int
    points: int
    turns: bool
    hazards: str


GREEDY, PARTLY, STILL, LOWEST = "g", "p", "s", "l"

HAZARDS = (STILL, GREEDY, GREEDY, PARTLY + STILL, PARTLY + STILL)
"""What must lead to another answer, as often as it is to come."""

FEW_POINTS, FEW_HAZARDS = 15, (GREEDY, PARTLY + STILL)
"""Where best shots score at most so many points each, less can be had."""

_TWO_HAZARDS = {
    20: (LOWEST,),
    30: (STILL + LOWEST,),
    40: (GREEDY + LOWEST, GREEDY + LOWEST, GREEDY + LOWEST, PARTLY + STILL + LOWEST),
    50: (GREEDY + LOWEST, GREEDY + LOWEST, GREEDY + LOWEST, PARTLY + STILL),
    60: (PARTLY + STILL,),
}
_TWO_HAZARDS_EASY = {
    20: ("",),
    30: (STILL + LOWEST, PARTLY + LOWEST),
    40: (GREEDY + LOWEST, GREEDY + LOWEST, PARTLY + STILL),
    50: (GREEDY + LOWEST, GREEDY + LOWEST, PARTLY + STILL),
    60: (PARTLY + STILL,),
}
TWO_HAZARDS = {"easy": _TWO_HAZARDS_EASY, "medium": _TWO_HAZARDS, "hard": _TWO_HAZARDS}
"""The same for two shots, by level and points: as much as can be had there."""


def _wish(
    rng: Rng,
    purpose: str,
    shots: tuple[int, int],
    points: Mapping[int, Sequence[int]],
    hazards: Callable[[int, int], Sequence[str]],
) -> Wish:
    """What is asked, the same in all tries.

    Args:
        hazards: what is chosen among for a number of shots and points.
    """
    steady = rng.steady(purpose)
    number, way, turns = steady.between(*shots), steady.choice((LEFT, RIGHT)), steady.chance(1, 4)
    total = steady.choice(points[number])
    return Wish(way, number, total, turns, steady.choice(hazards(number, total)))


def stay_wish(level: str, rng: Rng) -> Wish:
    """What stay_and_shoot asks."""
    low, high = STAY_SHOTS[level]
    least, most = STAY_POINTS[level]
    points = range(least, most + 1, 10)
    return _wish(rng, "stay", (low, high), dict.fromkeys(range(low, high + 1), points), lambda shots, total: ("",))


def two_wish(level: str, rng: Rng) -> Wish:
    """What best_two_shots asks."""
    return _wish(rng, "two", (2, 2), {2: TWO_POINTS}, lambda shots, total: TWO_HAZARDS[level][total])


def best_wish(level: str, rng: Rng) -> Wish:
    """What best_k_shots asks."""
    return _wish(
        rng,
        "best",
        BEST_SHOTS[level],
        BEST_POINTS,
        lambda shots, total: FEW_HAZARDS if total <= FEW_POINTS * shots else HAZARDS,
    )


def _formations(
    size: Size, rng: Rng, accept: Accept, wish: Wish, masks: Sequence[int], room: tuple[int, int]
) -> Iterator[Formation]:
    """Some formations of the wanted split, at the edge that they move to if this is wished.

    Args:
        room: the least and the greatest number of free columns before them if it is not.
    """
    for _ in range(TRIED):
        formation = new_formation(size, some_colors(size.rows, rng), rng, masks)
        if accept(formation.split_key()):
            for is_mirrored in (False, True):
                either = formation.mirrored() if is_mirrored else formation
                free = 0 if wish.turns else rng.between(*room)
                either.left = free if wish.way == LEFT else either.spare - free
                yield either


def _ships(formation: Formation, rng: Rng) -> list[int]:
    """The columns below the enemies, except those at the edges of the board, in random order."""
    first, last = formation.left + 1, formation.left + len(formation.masks)
    return rng.shuffled(range(max(2, first), min(formation.width - 1, last) + 1))


def stay_columns(stacks: Stacks, ship: int, way: int, shots: int) -> list[int]:
    """The columns of enemies into which a ship shoots that stays."""
    return [ship - position.offset for position in engine.positions(stacks, way, shots)]


def _stays(stacks: Stacks, ship: int, wish: Wish, positions: Sequence[Position]) -> bool:
    columns = [ship - position.offset for position in positions]
    if engine.points_into(columns, stacks) != wish.points or not engine.keeps_ends(columns, stacks):
        return False
    if 3 * engine.hits(columns, stacks).count(None) > wish.shots:
        return False
    return wish.points not in careless_stays(stacks, ship, wish.way, wish.shots)


def careless_stays(stacks: Stacks, ship: int, way: int, shots: int) -> list[int]:
    """The points of a ship that stays if the enemies stood still, if they moved the other way, and if the edge did not
    stop them; except where this leads to shots into the very same columns."""
    right = sorted(stay_columns(stacks, ship, way, shots))
    careless = (
        [ship] * shots,
        stay_columns(stacks, ship, -way, shots),
        [ship - way * number for number in range(shots)],
    )
    return [engine.points_into(columns, stacks) for columns in careless if sorted(columns) != right]


def new_stay(level: str, rng: Rng, accept: Accept) -> Fleet:
    """A fleet for stay_and_shoot."""
    wish, size = stay_wish(level, rng), size_of(level, rng)
    for formation in _formations(size, rng, accept, wish, some_masks(size.rows), (1, size.spare - 1)):
        stacks = formation.stacks()
        positions = engine.positions(stacks, wish.way, wish.shots)
        for ship in _ships(formation, rng):
            if _stays(stacks, ship, wish, positions):
                return formation.fleet(ship)
    raise Redraw


def _best(level: str, rng: Rng, accept: Accept, wish: Wish) -> Fleet:
    """A fleet from which the best shots score what is wished."""
    size, step, shots = size_of(level, rng), -wish.way if wish.turns else wish.way, wish.shots
    room = shots - 1, size.spare
    for formation in _formations(size, rng, accept, wish, ragged_masks(size.rows), room):
        stacks = engine.in_order(formation.stacks(), step)
        if LOWEST in wish.hazards and sum(sorted(map(engine.lowest_points, stacks))[-shots:]) == wish.points:
            continue
        most = engine.most_from(stacks, shots)
        ends = [points[shots] for points in most]
        still = None
        for ship in _ships(formation, rng):
            place = engine.place_of(stacks, ship, step)
            if max(ends[place - 1 : place + 2]) != wish.points:
                continue
            if wish.turns and place > len(stacks) - 3 and len(stacks[-1]) < 2:
                continue  # The first shot could change whether the enemies turn around.
            greedy = engine.greedy_totals(stacks, place, shots)
            if (PARTLY in wish.hazards and greedy == {wish.points}) or (
                GREEDY in wish.hazards and wish.points in greedy
            ):
                continue
            if STILL in wish.hazards:
                still = still or (engine.most_from(stacks, shots, 1), engine.most_from(stacks[::-1], shots, 1))
                back = len(stacks) - 1 - place
                if wish.points in (_most_at(still[0], place, shots), _most_at(still[1], back, shots)):
                    continue
            return formation.fleet(ship)
    raise Redraw


def _most_at(most: Sequence[Sequence[int]], place: int, shots: int) -> int:
    """The most points of shots of a ship in a place, the first of which goes at most one column further or back."""
    return max(most[place - 1][shots], most[place][shots], most[place + 1][shots])


def new_two(level: str, rng: Rng, accept: Accept) -> Fleet:
    """A fleet for best_two_shots."""
    return _best(level, rng, accept, two_wish(level, rng))


def new_best(level: str, rng: Rng, accept: Accept) -> Fleet:
    """A fleet for best_k_shots."""
    return _best(level, rng, accept, best_wish(level, rng))
