"""Playing 3D reconstruction: one voxel added a turn, until both views equal their targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from gameqa.answers import write_cell
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, engine
from .engine import FRONT, LEVELS, SIDE, Position, Reconstruction, all_shown, bit_of, each_bit, places, spread
from .matching import fewest_additions, in_order, lacking, matches

SIZES = {"easy": (5, 8), "medium": (8, 11), "hard": (10, 14)}
"""Least and most voxels of the structures."""

ADDED = {"easy": (2, 3), "medium": (3, 4), "hard": (4, 5)}
"""Fewest voxels to add."""

SPARE = 1
"""How many voxels there are beyond the fewest."""


def start(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure that a few voxels, each of which can be seen, bring to its targets."""
    side, wanted = LEVELS[level].side, rng.steady("added").between(*ADDED[level])
    bits = engine.new_structure(level, rng, rng.steady("size").between(*SIZES[level]))
    keep(engine.split_key_of(bits, side), accept)
    target = engine.grown(bits, wanted + 1, side, rng)
    state = engine.with_target(bits, target, wanted + SPARE, level)
    found = fewest_additions(state, wanted)
    if found is None or found.bit_count() != wanted or len(plan(state)) != wanted:
        raise Redraw
    return state


def is_over(state: Reconstruction) -> bool:
    """Whether both views equal their targets, no voxels are left, or none can be added."""
    return not state.left or matches(state.bits, state.front, state.side_view) or not _open(state)


def _open(state: Reconstruction) -> tuple[Position, ...]:
    return open_places(state.bits, state.side)


@lru_cache(maxsize=1024)
def open_places(bits: int, side: int) -> tuple[Position, ...]:
    """The places where a voxel can be added to a structure, in ascending order."""
    found = (places(side)[bit] for bit in each_bit(spread(bits, side)) if all_shown(bits | bit, side, bit))
    return tuple(sorted(found))


def actions(state: Reconstruction) -> list[str]:
    """The places where a voxel can be added."""
    if not state.left or matches(state.bits, state.front, state.side_view):
        return []
    return [write_cell(place) for place in _open(state)]


def _place(action: str) -> tuple[int, ...]:
    return tuple(map(int, action[1:-1].split(", ")))


def apply(state: Reconstruction, action: str, rng: Rng) -> Turn[Reconstruction]:
    """Adds a voxel."""
    x, y, z = _place(action)
    after = replace(state, voxels=tuple(sorted([*state.voxels, (x, y, z)])), left=state.left - 1)
    told = f"A voxel was added at {action}; {count_of(after.left, 'voxel')} left."
    if matches(after.bits, after.front, after.side_view):
        told += " Both views equal their targets."
    elif is_over(after):
        told += " The views do not equal their targets."
    return Turn(after, told)


def why_not(state: Reconstruction, action: str) -> str:
    """Why no voxel can be added at a place."""
    place = _place(action)
    if not all(1 <= part <= state.side for part in place):
        return f"All three numbers go from 1 to {state.side}."
    if place in state.voxels:
        return f"There is a voxel at {action}."
    if not spread(state.bits, state.side) & bit_of(place, state.side):
        return f"A voxel at {action} would share a face with no other voxel."
    return f"With a voxel at {action}, one of the voxels could not be seen any more."


def _amiss(state: Reconstruction) -> int:
    """How many cells of both views are filled that are empty in the targets."""
    own = (engine.projection(state.bits, state.side, view) for view in (FRONT, SIDE))
    return sum(
        filled and not wanted
        for grid, target in zip(own, (state.front, state.side_view), strict=True)
        for row, target_row in zip(grid, target, strict=True)
        for filled, wanted in zip(row, target_row, strict=True)
    )


def _lacking(state: Reconstruction) -> int:
    return len(lacking(state, FRONT)) + len(lacking(state, SIDE))


def score(start: Reconstruction, state: Reconstruction) -> float:
    """The share of the lacking cells that are filled now, less that of cells filled amiss."""
    lacked = _lacking(start)
    return max(0, lacked - _lacking(state) - _amiss(state)) / lacked


def plan(state: Reconstruction) -> Sequence[str]:
    """The fewest voxels that make both views equal their targets, in an order in which all can be seen; any voxel where
    there are none."""
    found = fewest_additions(state)
    bits, order = state.bits, []
    for place in in_order(found, bits, state.side) if found else []:
        bit = bit_of(place, state.side)
        if not all_shown(bits | bit, state.side, bit):
            break
        bits |= bit
        order.append(write_cell(place))
    return order or actions(state)[:1]


PLAY = Play(
    game=GAME,
    version=1,
    goal=(
        "Make the front view and the side view equal their targets. The score is the share of the cells lacking at "
        "first that are filled, less that of cells filled amiss."
    ),
    rules=("places", "connected", "views", "targets", "adding"),
    more="A voxel can only be added where every voxel can still be seen.",
    action_format="An action is the place where you add a voxel, as (x, y, z).",
    example="(1, 2, 1)",
    forms=(
        (
            r"(?:add )?(?:a )?(?:voxel )?(?:at )?\(? ?0?(\d) ?, ?0?(\d) ?, ?0?(\d) ?\)?",
            "({}, {}, {})",
        ),
    ),
    start=start,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda state: state.left + 1,
    policy=Policy(name="adds the fewest voxels that do it", plan=plan, exact=True),
    fewest=lambda state: state.left - SPARE,
)
