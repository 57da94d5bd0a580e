"""The question which of several drawings shows the same structure turned."""

from __future__ import annotations

from gameqa.answers import write_cells
from gameqa.contract import Accept, Mark, Question, keep
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import name_of

from . import engine
from .engine import LEVELS, Reconstruction, grown, is_connected, positions_of, shifted_form, turned

CANDIDATES = 5

TURNED = {"easy": (4, 6), "medium": (7, 9), "hard": (10, 13)}
"""Least and most voxels in matching_view, where every voxel must be seen from two sides."""


def new_turned_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure all of whose voxels can also be seen after a turn that is drawn first."""
    side = LEVELS[level].side
    quarters = rng.steady("turn").between(1, 3)
    count = rng.between(*TURNED[level])

    def suits(bits: int, side: int, new: int) -> bool:
        return engine.all_shown(bits, side, new) and engine.all_shown(
            turned(bits, side, quarters), side, turned(new, side, quarters)
        )

    start = rng.choice(list(engine.each_bit(engine.floor(side))))
    bits = grown(start, count - 1, side, rng, suits=suits)
    keep(engine.split_key_of(bits, side), accept)
    return engine.with_target(bits, bits, rng.between(1, 5), level)


def matching_view(state: Reconstruction, rng: Rng) -> Question:
    """Which drawing is the same structure turned?"""
    side, bits = state.side, state.bits
    forms = {shifted_form(turned(bits, side, quarters), side) for quarters in range(4)}
    quarters = rng.steady("turn").between(1, 3)
    right = turned(bits, side, quarters)
    if shifted_form(right, side) == shifted_form(bits, side):
        raise Redraw
    wrong: list[int] = []
    for number in range(60):
        if number % 3 == 0:
            other = turned(engine.mirrored(bits, side), side, rng.below(4))
        else:
            other = _one_moved(rng.choice([right, right, *wrong]), side, rng)
        if not is_connected(other, side) or shifted_form(other, side) in forms or not engine.all_shown(other, side):
            continue
        forms |= {shifted_form(turned(other, side, quarter), side) for quarter in range(4)}
        wrong.append(other)
        if len(wrong) == CANDIDATES - 1:
            break
    else:
        raise Redraw
    place = rng.below(CANDIDATES)
    candidates = [*wrong[:place], right, *wrong[place:]]
    angle = {1: "a quarter turn counterclockwise", 2: "a half turn", 3: "a quarter turn clockwise"}[quarters]
    return Question(
        f"Exactly one of the {name_of(CANDIDATES)} numbered drawings shows the same structure, turned about the "
        "vertical axis and perhaps shifted, but not mirrored. Which one?",
        f"drawing {place + 1}",
        (
            f"The structure has voxels at {write_cells(state.voxels)}.",
            f"After {angle}, seen from above, they are at {write_cells(positions_of(right, side))}.",
            f"Drawing {place + 1} shows exactly these voxels.",
            "Each of the others is mirrored or has a voxel elsewhere: no turn about the vertical axis gives it.",
        ),
        shuffled_options(
            rng, f"drawing {place + 1}", [f"drawing {number}" for number in range(1, CANDIDATES + 1)], CANDIDATES
        ),
        (Mark("candidates", ("drawings",), tuple(positions_of(item, side) for item in candidates)),),
        (("right drawing", ("drawing", place + 1)),),
    )


def _one_moved(bits: int, side: int, rng: Rng) -> int:
    """The structure with one voxel taken away and put beside another one."""
    gone = rng.choice(list(engine.each_bit(bits)))
    rest = bits & ~gone
    around = [bit for bit in engine.each_bit(engine.spread(rest, side)) if bit != gone]
    return rest | rng.choice(around)
