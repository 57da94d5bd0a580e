"""The questions about voxels to add so that both projections match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.answers import write_cell, write_cells
from gameqa.contract import Accept, NewState, Question
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine
from .engine import (
    FRONT,
    LEVELS,
    SIDE,
    Position,
    Reconstruction,
    grown,
    in_order,
    is_chain,
    is_connected,
    matches,
    places,
    positions_of,
    projection,
)
from .views import filled_cells, voxel_evidence

ADDED = {"easy": (1, 2), "medium": (2, 3), "hard": (3, 4)}
"""How many voxels are named or to be added at each level."""

FEWEST = {"easy": (0, 4), "medium": (0, 3), "hard": (0, 5)}
"""Least and greatest answer of min_additions."""


def new_open_state(least: Mapping[str, tuple[int, int]]) -> NewState[Reconstruction]:
    """Draws structures that need a number of voxels to match the targets, which is drawn first."""

    def new_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
        wanted = rng.steady("additions").between(*least[level])
        side = LEVELS[level].side
        bits = engine.accepted_structure(level, rng, accept)
        target = grown(bits, wanted + (rng.below(2) if wanted else 0), side, rng, suits=None)
        state = engine.with_target(bits, target, max(1, wanted + rng.below(4)), level)
        found = engine.fewest_additions(state, wanted)
        if found is None or found.bit_count() != wanted:
            raise Redraw
        return state

    return new_state


def _list_text(positions: Sequence[Position]) -> str:
    return ", then ".join(write_cell(position) for position in positions)


def _completes(state: Reconstruction, added: Sequence[Position]) -> bool:
    return (
        len(added) <= state.left
        and is_chain(added, state.bits, state.side)
        and matches(state.bits | engine.bits_of(added, state.side), state.front, state.side_view)
    )


def additions_to_match(state: Reconstruction, rng: Rng) -> Question:
    """Which list of additions makes both projections match?"""
    side = state.side
    found = engine.fewest_additions(state)
    if not found:
        raise Redraw
    right = in_order(found, state.bits, side, rng)
    wrong = _wrong_additions(state, right, rng)
    lines = []
    bits = state.bits
    for position in right:
        lines.append(f"{write_cell(position)} shares a face with {write_cell(_beside(state, position, bits))}.")
        bits |= engine.bit_of(position, side)
    return Question(
        f"The number of voxels left is {state.left}. Which list of additions, in this order, is allowed and makes both "
        "views equal their targets?",
        _list_text(right),
        (
            f"The front view lacks the cells (y, z) {_lacking(state, FRONT)}, the side view the cells (x, z) "
            f"{_lacking(state, SIDE)}.",
            f"The right list is {_list_text(right)}: {count_of(len(right), 'voxel')}, not more than {state.left}.",
            *lines,
            "Together they fill exactly the cells that are lacking, and no cell that must stay empty.",
            *(_failure(state, option) for option in wrong),
        ),
        shuffled_options(rng, _list_text(right), [_list_text(option) for option in wrong]),
        evidence=voxel_evidence(state),
    )


def _wrong_additions(state: Reconstruction, right: list[Position], rng: Rng) -> list[list[Position]]:
    """Seven lists of the same length that do not complete the structure.

    Each differs a little from another one, in a row in which the right list stands anywhere: it is not
    the one that all others resemble. Single positions are any beside the structure.
    """
    if len(right) == 1:
        beside = positions_of(engine.spread(state.bits, state.side), state.side)
        wrong = [[position] for position in beside if not _completes(state, [position])]
        if len(wrong) < 7:
            raise Redraw
        return rng.sample(wrong, 7)
    found: list[list[Position]] = []
    before = rng.below(8)
    for length in (before, 7 - before):
        base = right
        for _ in range(length):
            base = _changed(state, base, [right, *found], rng)
            found.append(base)
    return found


def _lacking(state: Reconstruction, view: str) -> str:
    own = filled_cells(projection(state.bits, state.side, view))
    cells = [cell for cell in filled_cells(state.front if view == FRONT else state.side_view) if cell not in own]
    return write_cells(cells) if cells else "none"


def _beside(state: Reconstruction, position: Position, bits: int) -> Position:
    """A voxel of a set that shares a face with a position."""
    around = engine.neighbors(state.side)[engine.bit_of(position, state.side)] & bits
    return places(state.side)[around & -around]


def _changed(
    state: Reconstruction, base: Sequence[Position], taken: Sequence[Sequence[Position]], rng: Rng
) -> list[Position]:
    """A list that differs from another in one place or in order, and does not complete the structure."""
    for _ in range(40):
        added = list(base)
        place = rng.below(len(added))
        if len(added) > 1 and rng.chance(1, 4):
            other = (place + 1) % len(added)
            added[place], added[other] = added[other], added[place]
        else:
            moved = list(added[place])
            moved[rng.below(3)] += 1 if rng.chance(1, 2) else -1
            if not all(1 <= part <= state.side for part in moved):
                continue
            added[place] = (moved[0], moved[1], moved[2])
        free = len(set(added)) == len(added) and not set(added) & set(state.voxels)
        if free and added not in taken and not _completes(state, added):
            return added
    raise Redraw


def _failure(state: Reconstruction, added: Sequence[Position]) -> str:
    """Why a list of additions is wrong."""
    name = f"{_list_text(added)}:"
    bits = state.bits
    for position in added:
        if not is_chain([position], bits, state.side):
            return f"{name} {write_cell(position)} shares no face with a voxel that is there by then."
        bits |= engine.bit_of(position, state.side)
    for view, target in ((FRONT, state.front), (SIDE, state.side_view)):
        own, wanted = filled_cells(projection(bits, state.side, view)), filled_cells(target)
        for cell in own:
            if cell not in wanted:
                return f"{name} fills {write_cell(cell)} of the {view} view, which must stay empty."
        for cell in wanted:
            if cell not in own:
                return f"{name} leaves {write_cell(cell)} of the {view} view empty."
    raise AssertionError("the list is right")


def min_additions(state: Reconstruction, rng: Rng) -> Question:
    """The fewest voxels that make both projections match."""
    found = engine.fewest_additions(state)
    if found is None:
        raise Redraw
    count = found.bit_count()
    order = in_order(found, state.bits, state.side)
    lacking = [
        sum(cell not in filled_cells(projection(state.bits, state.side, view)) for cell in filled_cells(target))
        for view, target in ((FRONT, state.front), (SIDE, state.side_view))
    ]
    if count == 0:
        lines = ["The structure's front view and side view equal their targets already, so nothing has to be added."]
    else:
        bound = max(lacking)
        lines = [
            f"The front view lacks the cells (y, z) {_lacking(state, FRONT)}, the side view the cells (x, z) "
            f"{_lacking(state, SIDE)}.",
            f"Adding {_list_text(order)} keeps everything connected and makes both views equal their targets.",
        ]
        if bound == count:
            lines.append(
                f"A voxel fills at most one lacking cell of each view, and one view lacks {bound}, so fewer than "
                f"{count} cannot do."
            )
        else:
            lines.append(
                f"Trying all connected additions of at most {count - 1} within the cells that may be filled shows that "
                "none makes both views match."
            )
    return Question(
        "What is the fewest number of voxels that must be added so that both views equal their targets? The number of "
        "voxels left is enough.",
        str(count),
        tuple(lines),
        evidence=voxel_evidence(state),
    )


def complete(state: Reconstruction, rng: Rng) -> Question:
    """Any additions that make both projections match."""
    found = engine.fewest_additions(state)
    if not found:
        raise Redraw
    order = in_order(found, state.bits, state.side)
    lines = []
    bits = state.bits
    for position in order:
        lines.append(
            f"Add {write_cell(position)}, which shares a face with {write_cell(_beside(state, position, bits))}."
        )
        bits |= engine.bit_of(position, state.side)
    return Question(
        f"Give positions of voxels to add, at most {state.left}, so that both views equal their targets and all voxels "
        "are connected over shared faces.",
        write_cells(order),
        (
            f"The front view lacks the cells (y, z) {_lacking(state, FRONT)}, the side view the cells (x, z) "
            f"{_lacking(state, SIDE)}.",
            *lines,
            "Now both views equal their targets.",
        ),
        evidence=voxel_evidence(state),
    )


def check_complete(state: Reconstruction, asked: Mapping[str, Any], cells: Sequence[tuple[int, ...]]) -> float:
    """1 for free positions, not more than allowed, that connect and match both targets."""
    if not 0 < len(cells) <= state.left or len(set(cells)) < len(cells):
        return 0.0
    if any(len(cell) != 3 or not all(1 <= part <= state.side for part in cell) for cell in cells):
        return 0.0
    added = engine.bits_of(cells, state.side)
    if added & state.bits or not is_connected(state.bits | added, state.side):
        return 0.0
    return float(matches(state.bits | added, state.front, state.side_view))
