"""The question which of several drawings shows the same structure turned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gameqa.answers import write_cell, write_cells
from gameqa.contract import Accept, Mark, Question, Shortcut, keep
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import joined, name_of

from . import engine
from .engine import LEVELS, Position, Reconstruction, grown, is_connected, positions_of, shifted_form, turned

CANDIDATES = 5

SHOWN_SMALL = 4
"""How much of every voxel is seen at least in the small drawings, in square units: as much as the top has."""

TURNED = {"easy": (4, 6), "medium": (7, 9), "hard": (10, 13)}
"""Least and most voxels in matching_view, where every voxel must be seen from two sides."""


def new_turned_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure all of whose voxels can also be seen after a turn that is drawn first."""
    side = LEVELS[level].side
    quarters = rng.steady("turn").between(1, 3)
    count = rng.between(*TURNED[level])

    def suits(bits: int, side: int, new: int) -> bool:
        return engine.all_shown(bits, side, new, SHOWN_SMALL) and engine.all_shown(
            turned(bits, side, quarters), side, turned(new, side, quarters), SHOWN_SMALL
        )

    start = rng.choice(list(engine.each_bit(engine.floor(side))))
    bits = grown(start, count - 1, side, rng, suits=suits)
    keep(engine.split_key_of(bits, side), accept)
    return engine.with_target(bits, bits, 0, level)


TURNS = {0: "without a turn", 1: "after a quarter turn counterclockwise", 2: "after a half turn",
         3: "after a quarter turn clockwise"}  # fmt: skip


def matching_view(state: Reconstruction, rng: Rng) -> Question:
    """Which drawing is the same structure turned?

    All drawings have as many voxels at every height as the structure, so colors alone tell nothing.
    """
    side, bits = state.side, state.bits
    forms = {shifted_form(turned(bits, side, quarters), side) for quarters in range(4)}
    quarters = rng.steady("turn").between(1, 3)
    right = turned(bits, side, quarters)
    if shifted_form(right, side) == shifted_form(bits, side):
        raise Redraw
    wrong: list[int] = []
    for number in range(80):
        if number % 3 == 0:
            other = turned(engine.mirrored(bits, side), side, rng.below(4))
        else:
            other = _one_moved(rng.choice([right, right, *wrong]), side, rng)
        if (
            not is_connected(other, side)
            or shifted_form(other, side) in forms
            or not engine.all_shown(other, side, least=SHOWN_SMALL)
        ):
            continue
        forms |= {shifted_form(turned(other, side, quarter), side) for quarter in range(4)}
        wrong.append(other)
        if len(wrong) == CANDIDATES - 1:
            break
    else:
        raise Redraw
    place = rng.below(CANDIDATES)
    candidates = [*wrong[:place], right, *wrong[place:]]
    return Question(
        f"Exactly one of the {name_of(CANDIDATES)} numbered drawings shows the same structure, turned about the "
        "vertical axis and perhaps shifted, but not mirrored. Which one?",
        f"drawing {place + 1}",
        (
            "Places (x, y, z) are counted from 1 here: x from the left corner of the floor toward the lower right, y "
            "from there toward the upper right, z upward. Each structure is pushed into that corner as far as it goes.",
            *(
                f"The structure {TURNS[turn]}{', seen from above' if turn else ''}: {_pushed_text(bits, side, turn)}."
                for turn in range(4)
            ),
            *(_compared(number, item, bits, side) for number, item in enumerate(candidates, 1)),
            f"So drawing {place + 1} shows the structure turned.",
        ),
        shuffled_options(
            rng, f"drawing {place + 1}", [f"drawing {number}" for number in range(1, CANDIDATES + 1)], CANDIDATES
        ),
        (Mark("candidates", ("drawings",), tuple(positions_of(item, side) for item in candidates)),),
        (("right drawing", ("drawing", place + 1)),),
    )


def _pushed_text(bits: int, side: int, turn: int = 0) -> str:
    return write_cells(shifted_form(turned(bits, side, turn), side, 1))


def _compared(number: int, drawn: int, bits: int, side: int) -> str:
    """Whether a drawing shows a structure after some turn, or what it lacks after each."""
    shown = shifted_form(drawn, side, 1)
    lead = f"Drawing {number}: {write_cells(shown)}."
    missing: dict[int, set[Position]] = {}
    for turn in range(4):
        missing[turn] = set(shifted_form(turned(bits, side, turn), side, 1)) - set(shown)
        if not missing[turn]:
            return f"{lead} This is the structure {TURNS[turn]}."
    told = []
    while missing:
        counts = Counter(position for lacking in missing.values() for position in lacking)
        position = min(counts, key=lambda place: (-counts[place], place))
        turns = [turn for turn, lacking in missing.items() if position in lacking]
        told.append(f"{write_cell(position)}, which the structure has {joined([TURNS[turn] for turn in turns])}")
        missing = {turn: lacking for turn, lacking in missing.items() if turn not in turns}
    return f"{lead} It lacks {'; and '.join(told)}."


def _one_moved(bits: int, side: int, rng: Rng) -> int:
    """The structure with one voxel taken away and put beside another one at the same height."""
    gone = rng.choice(list(engine.each_bit(bits)))
    rest = bits & ~gone
    height = engine.places(side)[gone][2]
    around = [
        bit
        for bit in engine.each_bit(engine.spread(rest, side))
        if bit != gone and engine.places(side)[bit][2] == height
    ]
    return rest | rng.choice(around) if around else bits


def _sizes(voxels: Sequence[Position]) -> list[int]:
    return sorted(position[2] for position in voxels)


SAME_LAYERS = Shortcut[Reconstruction](
    "the drawings with as many voxels at each height",
    lambda state, question: [
        f"drawing {number}"
        for number, voxels in enumerate(question.marks[0].content, 1)
        if _sizes(voxels) == _sizes(state.voxels)
    ],
)
