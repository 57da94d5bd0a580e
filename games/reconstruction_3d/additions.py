"""The questions about voxels to add so that both projections match."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gameqa.answers import write_cell, write_cells
from gameqa.contract import LETTERS, Accept, NewState, Question, Shortcut, keep
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from . import engine
from .engine import (
    FRONT,
    LEVELS,
    SIDE,
    Position,
    Reconstruction,
    grown,
    is_connected,
    positions_of,
    projection,
)
from .matching import fewest_additions, in_order, is_chain, least_at, matches, tight_sets
from .telling import (
    added_lines,
    filled_cells,
    lack_lines,
    layer_lines,
    loose_lines,
    need_lines,
    target_of,
    voxel_evidence,
)

ADDED = {"easy": (1, 2), "medium": (2, 3), "hard": (3, 4)}
"""How many voxels are named or to be added at each level."""

FEWEST = {"easy": (0, 3), "medium": (0, 3), "hard": (0, 4)}
"""Least and greatest answer of min_additions."""

SIZES = {"easy": (6, 8), "medium": (9, 12), "hard": (13, 18)}
"""Least and most voxels of its structures."""

FILLED = {"easy": (4,), "medium": (3, 4), "hard": (3, 4)}
"""How many more filled cells the targets have than the structure has voxels: numbers for which any answer can be."""

FILLED_OFF = {"easy": 1, "medium": 1, "hard": 2}
"""How far from that they may be: larger structures with a given number are rare."""


MOST_LEFT = 6
"""How many voxels are left at least in min_additions, whatever the answer."""

MOST_LOOSE = 2
"""How many lists of additions fail already because a voxel touches nothing."""

MOST_SETS = 5
"""How many sets of additions that are not connected the reasoning lists."""


def new_open_state(
    least: Mapping[str, tuple[int, int]], check: Callable[[Reconstruction, int], None]
) -> NewState[Reconstruction]:
    """Draws structures that need a number of voxels to match the targets, which is drawn first.

    Args:
        check: raises `Redraw` for a state that does not suit, or does not need this number.
    """

    def new_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
        wanted = rng.steady("additions").between(*least[level])
        bits = engine.accepted_structure(level, rng, accept)
        state = _open_state(bits, wanted, wanted + rng.below(4), level, rng)
        check(state, wanted)
        return state

    return new_state


def _open_state(bits: int, wanted: int, left: int, level: str, rng: Rng) -> Reconstruction:
    """A structure with targets for which it may need a number of voxels, and a number of voxels left."""
    target = grown(bits, wanted + (rng.below(2) if wanted else 0), LEVELS[level].side, rng, suits=None)
    return engine.with_target(bits, target, left, level)


def check_needed(state: Reconstruction, wanted: int) -> None:
    """Raises `Redraw` unless the smallest number of additions is the wanted one."""
    found = fewest_additions(state, wanted)
    if found is None or found.bit_count() != wanted:
        raise Redraw


def check_argued(state: Reconstruction, wanted: int) -> None:
    """Raises `Redraw` unless the smallest number of additions is the wanted one and can be argued: the cells that are
    lacking need as many voxels, or one fewer, and then the few sets of so many can be listed."""
    needed = sum(least_at(state).values())
    if not wanted - 1 <= needed <= wanted:
        raise Redraw
    check_needed(state, wanted)
    if needed < wanted and len(tight_sets(state, MOST_SETS)) > MOST_SETS:
        raise Redraw


def _filled(bits: int, side: int) -> int:
    """The filled cells of both views together."""
    return sum(sum(map(sum, projection(bits, side, view))) for view in (FRONT, SIDE))


def new_bounded_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure whose smallest number of additions can be argued.

    The voxels of the structure, the filled cells of the targets and the voxels left are drawn independently of the
    answer, so that counts do not tell it.
    """
    side = LEVELS[level].side
    wanted = rng.steady("additions").between(*FEWEST[level])
    count = rng.steady("size").between(*SIZES[level])
    filled, off = count + rng.steady("filled").choice(FILLED[level]), FILLED_OFF[level]
    for _ in range(30):
        bits = engine.new_structure(level, rng, count)
        if wanted - off <= filled - _filled(bits, side) <= 2 * wanted + off:
            break
    else:
        raise Redraw
    keep(engine.split_key_of(bits, side), accept)
    state = _open_state(bits, wanted, MOST_LEFT + rng.below(3), level, rng)
    if abs(sum(map(sum, state.front)) + sum(map(sum, state.side_view)) - filled) > off:
        raise Redraw
    check_argued(state, wanted)
    return state


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
    found = fewest_additions(state)
    if not found:
        raise Redraw
    right = in_order(found, state.bits, state.side, rng)
    lists = {_list_text(added): added for added in [right, *_wrong_additions(state, right, rng)]}
    answer = _list_text(right)
    options = shuffled_options(rng, answer, list(lists))
    letter = LETTERS[options.index(answer)]
    return Question(
        f"The number of voxels left is {state.left}. Which list of additions, in this order, is allowed and makes both "
        "views equal their targets?",
        answer,
        (
            *layer_lines(state.voxels),
            *lack_lines(state),
            *_failure_lines(state, [lists[option] for option in options], right),
            f"{letter} is {answer}: {count_of(len(right), 'voxel')}, and {state.left} {verb(state.left, 'is', 'are')} "
            "left.",
            *added_lines(state, right),
            f"So {letter} fills all lacking cells and no others.",
        ),
        options,
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
            loose = sum(not is_chain(added, state.bits, state.side) for added in found)
            base = _changed(state, base, [right, *found], loose < MOST_LOOSE, rng)
            found.append(base)
    return found


def _changed(
    state: Reconstruction, base: Sequence[Position], taken: Sequence[Sequence[Position]], may_hang: bool, rng: Rng
) -> list[Position]:
    """A list that differs from another in one place or in order, and does not complete the structure.

    Args:
        may_hang: whether a voxel of it may touch nothing that is there by then.
    """
    for _ in range(80):
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
        if not free or added in taken or _completes(state, added):
            continue
        if may_hang or is_chain(added, state.bits, state.side):
            return added
    raise Redraw


def _failure_lines(state: Reconstruction, options: Sequence[list[Position]], right: list[Position]) -> list[str]:
    """Why the options are wrong; those that fail alike in one line."""
    reasons: dict[str, list[str]] = {}
    for letter, added in zip(LETTERS, options, strict=False):
        if added != right:
            reasons.setdefault(_failure(state, added), []).append(letter)
    return [f"{joined(letters)}: {reason}" for reason, letters in reasons.items()]


def _failure(state: Reconstruction, added: Sequence[Position]) -> str:
    """Why a list of additions is wrong."""
    bits = state.bits
    for position in added:
        if not is_chain([position], bits, state.side):
            return f"{write_cell(position)} shares no face with a voxel that is there by then."
        bits |= engine.bit_of(position, state.side)
    for view in (FRONT, SIDE):
        own, wanted = filled_cells(projection(bits, state.side, view)), filled_cells(target_of(state, view))
        for position in added:
            cell = engine.cell_of(position, view)
            if cell not in wanted:
                return f"{write_cell(position)} fills {_cell_text(cell, view)}, which must stay empty."
        for cell in wanted:
            if cell not in own:
                return f"nothing fills {_cell_text(cell, view)}."
    raise AssertionError("the list is right")


def _cell_text(cell: tuple[int, int], view: str) -> str:
    return f"{'y' if view == FRONT else 'x'} = {cell[0]}, z = {cell[1]} of the {view} view"


def _keeps_order(state: Reconstruction, question: Question) -> list[str]:
    """The lists each of whose voxels touches what is there by then."""

    def positions(option: str) -> list[Position]:
        cells = (part.strip("()").split(", ") for part in option.split(", then "))
        return [(int(x), int(y), int(z)) for x, y, z in cells]

    return [option for option in question.options if is_chain(positions(option), state.bits, state.side)]


KEEPS_ORDER = Shortcut[Reconstruction]("the lists whose voxels all touch something", _keeps_order)


def _fewest_lines(state: Reconstruction, order: Sequence[Position]) -> list[str]:
    """Why fewer additions than some do not suffice, and that these do."""
    needed = sum(least_at(state).values())
    lines = need_lines(state)
    if len(order) > needed:
        sets = tight_sets(state, MOST_SETS)
        lead = "One set" if len(sets) == 1 else f"{len(sets)} sets"
        lines.append(f"{lead} of {count_of(needed, 'voxel')} can fill all of these cells:")
        lines += loose_lines(state, sets)
        loose = verb(len(sets), "It is not", "None is")
        lines.append(f"{loose} connected, so at least {count_of(len(order), 'voxel')} are needed.")
    return [*lines, f"With {count_of(len(order), 'voxel')} it can be done:", *added_lines(state, order)]


def min_additions(state: Reconstruction, rng: Rng) -> Question:
    """The smallest number of voxels that makes both projections match."""
    found = fewest_additions(state)
    if found is None:
        raise Redraw
    count = found.bit_count()
    lines = [*layer_lines(state.voxels), *lack_lines(state)]
    if count == 0:
        lines.append("Nothing is lacking, so both views equal their targets already and 0 voxels are needed.")
    else:
        lines += _fewest_lines(state, in_order(found, state.bits, state.side))
        lines.append(f"So the smallest number is {count}.")
    return Question(
        "What is the smallest number of voxels that must be added so that both views equal their targets?",
        str(count),
        tuple(lines),
        evidence=voxel_evidence(state),
    )


def complete(state: Reconstruction, rng: Rng) -> Question:
    """Any additions that make both projections match."""
    found = fewest_additions(state)
    if not found:
        raise Redraw
    order = in_order(found, state.bits, state.side)
    return Question(
        f"Where can voxels be added so that both views equal their targets? At most {count_of(state.left, 'voxel')} "
        "can be added. Any such list is right, in any order.",
        write_cells(order),
        (
            *layer_lines(state.voxels),
            *lack_lines(state),
            *_fewest_lines(state, order),
            f"Now both views equal their targets. That takes {count_of(len(order), 'voxel')}, and at most {state.left} "
            "can be added.",
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
