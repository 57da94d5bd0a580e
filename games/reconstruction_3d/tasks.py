"""The questions about structures of voxels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.answers import read_cells, write_cell, write_cells, write_grid
from gameqa.contract import Accept, Mark, NewState, Place, Question, Task
from gameqa.errors import Redraw
from gameqa.options import among_alike, numbers_in_common, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, name_of

from . import engine
from .engine import (
    FRONT,
    LEVELS,
    SIDE,
    TOP,
    Grid,
    Position,
    Reconstruction,
    cell_of,
    grown,
    in_order,
    is_chain,
    is_connected,
    matches,
    places,
    positions_of,
    projection,
    shifted_form,
    turned,
)

ADDED = {"easy": (1, 2), "medium": (2, 3), "hard": (3, 4)}
"""How many voxels are named or to be added at each level."""

FEWEST = {"easy": (0, 4), "medium": (0, 3), "hard": (0, 5)}
"""Least and greatest answer of min_additions."""

CANDIDATES = 5

TURNED = {"easy": (4, 6), "medium": (7, 9), "hard": (10, 13)}
"""Least and most voxels in matching_view, where every voxel must be seen from two sides."""

AXES = {FRONT: ("y", "z"), SIDE: ("x", "z"), TOP: ("x", "y")}

VIEWS = (
    "The front view is the projection along x: its cell (y, z) is filled if the structure has a voxel with this y and "
    "z, whatever its x. The side view is the projection along y: its cell (x, z) is filled if the structure has a "
    "voxel with this x and z, whatever its y."
)
NO_TARGETS = "The target views, and the number of voxels left, do not matter for this question."
TARGETS = "The two grids show the front view and the side view that the structure is to have; dark cells are filled."
ADDING = (
    "Voxels can only be added, at most as many as the number of voxels left says; each added voxel must share a face "
    "with a voxel of the structure or with one added before it."
)


def _voxel(position: Position, label: str = "voxel") -> tuple[str, Place]:
    return f"{label} {write_cell(position)}", ("voxel", *position)


def _voxels(state: Reconstruction) -> tuple[tuple[str, Place], ...]:
    return tuple(_voxel(position) for position in state.voxels)


def _grid_format(view: str) -> str:
    across, up = AXES[view]
    return (
        f"Answer with one line for each {up}, from the highest {up} at the top to {up} = 1 at the bottom; in each line "
        f"write, for {across} from 1 upwards, 1 for a filled and 0 for an empty cell, separated by spaces."
    )


def _filled(grid: Grid) -> list[tuple[int, int]]:
    """The filled cells of a projection, across and up from 1."""
    side = len(grid)
    return sorted(
        (across + 1, side - row) for row, cells in enumerate(grid) for across, filled in enumerate(cells) if filled
    )


def _view_lines(state: Reconstruction, positions: Sequence[Position], view: str) -> list[str]:
    """Which cells a structure fills in a projection, and through which voxels; then row by row."""
    across, up = AXES[view]
    lines = []
    for height in range(state.side, 0, -1):
        cells = sorted({cell_of(position, view)[0] for position in positions if cell_of(position, view)[1] == height})
        shown = f"filled at {across} = {joined([str(cell) for cell in cells])}" if cells else "no filled cell"
        lines.append(f"{up} = {height}: {shown}.")
    return lines


def count_voxels(state: Reconstruction, rng: Rng) -> Question:
    """How many voxels has the structure?"""
    lines, sizes = [], []
    for height in range(1, state.side + 1):
        layer = [position for position in state.voxels if position[2] == height]
        if layer:
            lines.append(f"z = {height}: {write_cells(layer)}, {count_of(len(layer), 'voxel')}.")
            sizes.append(str(len(layer)))
    return Question(
        "How many voxels does the structure have?",
        str(len(state.voxels)),
        (*lines, f"{' + '.join(sizes)} = {len(state.voxels)}."),
        evidence=_voxels(state),
    )


def new_state_with_voxel(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure that has a voxel at a place that is drawn first."""
    wanted = LEVELS[level]
    side = wanted.side
    start = rng.steady().choice(list(places(side)))
    bits = grown(start, rng.between(*wanted.voxels) - 1, side, rng)
    if not bits & engine.floor(side) or not accept(engine.split_key_of(bits, side)):
        raise Redraw
    target = grown(bits, rng.between(1, 3), side, rng, suits=None)
    return engine.with_target(bits, target, rng.between(1, 5), level)


def voxel_at(state: Reconstruction, rng: Rng) -> Question:
    """Which place holds a voxel? The place is drawn first."""
    all_places = places(state.side)
    wanted = all_places[rng.steady().choice(list(all_places))]
    empty = [write_cell(position) for position in all_places.values() if position not in state.voxels]
    return Question(
        "At which of these places (x, y, z) is there a voxel?",
        write_cell(wanted),
        (
            f"The structure has voxels at {write_cells(state.voxels)}.",
            f"Of the places in the options only {write_cell(wanted)} is among them.",
        ),
        among_alike(rng, write_cell(wanted), empty, numbers_in_common),
        evidence=(_voxel(wanted),),
    )


MATCHES = {
    (False, False): "neither the front view nor the side view",
    (True, False): "only the front view",
    (False, True): "only the side view",
    (True, True): "both the front view and the side view",
}


def new_matched_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure that matches the targets in a combination that is drawn first."""
    kind = rng.steady().choice(list(MATCHES))
    side = LEVELS[level].side
    bits = engine.accepted_structure(level, rng, accept)
    allowed = 0
    for bit in places(side):
        stays = [projection(bits | bit, side, view) == projection(bits, side, view) for view in (FRONT, SIDE)]
        if all(same or not wanted for same, wanted in zip(stays, kind, strict=True)):
            allowed |= bit
    target = bits if all(kind) else grown(bits, rng.between(1, 3), side, rng, allowed, suits=None)
    state = engine.with_target(bits, target, rng.between(1, 5), level)
    if _matching(state) != kind:
        raise Redraw
    return state


def _matching(state: Reconstruction) -> tuple[bool, bool]:
    return (
        projection(state.bits, state.side, FRONT) == state.front,
        projection(state.bits, state.side, SIDE) == state.side_view,
    )


def projection_match(state: Reconstruction, rng: Rng) -> Question:
    """Which projections of the structure equal their targets?"""
    kind = _matching(state)
    lines = []
    for name, view, target in (("front", FRONT, state.front), ("side", SIDE, state.side_view)):
        own, wanted = _filled(projection(state.bits, state.side, view)), _filled(target)
        names = f"({', '.join(AXES[view])})"
        lines.append(f"The structure's {name} view has the filled cells {names} {write_cells(own)}.")
        lacking = [cell for cell in wanted if cell not in own]
        if lacking:
            lines.append(f"The target {name} view has {write_cells(lacking)} besides, so they differ.")
        else:
            lines.append(f"The target {name} view has the same, so they are equal.")
    return Question(
        "Look at the structure as it is now, with nothing added. Which of its two views equal their targets?",
        MATCHES[kind],
        tuple(lines),
        shuffled_options(rng, MATCHES[kind], list(MATCHES.values()), 4),
        evidence=_voxels(state),
    )


def projection_after_adding(state: Reconstruction, rng: Rng) -> Question:
    """One projection after adding named voxels."""
    side = state.side
    view = rng.steady().choice((FRONT, SIDE))
    level = next(name for name, item in LEVELS.items() if item.voxels[0] <= len(state.voxels) <= item.voxels[1])
    added = grown(state.bits, rng.between(*ADDED[level]), side, rng, suits=None) & ~state.bits
    before, after = projection(state.bits, side, view), projection(state.bits | added, side, view)
    if before == after:
        raise Redraw
    order = in_order(added, state.bits, side)
    lines = []
    filled = set(_filled(before))
    for position in order:
        cell = cell_of(position, view)
        known = "is filled already" if cell in filled else "is now filled"
        filled.add(cell)
        lines.append(f"{write_cell(position)} lies in the cell {write_cell(cell)}, which {known}.")
    across, up = AXES[view]
    return Question(
        f"Voxels are added at {write_cells(order)}; the number of voxels left does not matter here. What is the "
        f"{view} view of the structure then? {_grid_format(view)}",
        write_grid(after),
        (
            f"Before, the {view} view has the filled cells ({across}, {up}) {write_cells(_filled(before))}.",
            *lines,
            f"With the added voxels, row by row from the top, with {across} from 1:",
            *_view_lines(state, positions_of(state.bits | added, side), view),
        ),
        evidence=_voxels(state),
    )


def new_open_state(least: Mapping[str, tuple[int, int]]) -> NewState[Reconstruction]:
    """Draws structures that need a number of voxels to match the targets, which is drawn first."""

    def new_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
        wanted = rng.steady().between(*least[level])
        side = LEVELS[level].side
        bits = engine.accepted_structure(level, rng, accept)
        target = grown(bits, wanted + (rng.below(2) if wanted else 0), side, rng, suits=None)
        state = engine.with_target(bits, target, max(1, wanted + rng.below(4)), level)
        found = engine.fewest_additions(state)
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
        evidence=_voxels(state),
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
    own = _filled(projection(state.bits, state.side, view))
    cells = [cell for cell in _filled(state.front if view == FRONT else state.side_view) if cell not in own]
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
        own, wanted = _filled(projection(bits, state.side, view)), _filled(target)
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
        sum(cell not in _filled(projection(state.bits, state.side, view)) for cell in _filled(target))
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
        evidence=_voxels(state),
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
        evidence=_voxels(state),
    )


def check_complete(state: Reconstruction, asked: Mapping[str, Any], answer: str) -> float:
    """1 for free positions, not more than allowed, that connect and match both targets."""
    cells = read_cells(answer)
    if cells is None or not 0 < len(cells) <= state.left or len(set(cells)) < len(cells):
        return 0.0
    if any(len(cell) != 3 or not all(1 <= part <= state.side for part in cell) for cell in cells):
        return 0.0
    added = engine.bits_of(cells, state.side)
    if added & state.bits or not is_connected(state.bits | added, state.side):
        return 0.0
    return float(matches(state.bits | added, state.front, state.side_view))


def third_view(state: Reconstruction, rng: Rng) -> Question:
    """The top view of the structure."""
    return Question(
        "The top view is the projection along z: its cell (x, y) is filled if the structure has a voxel with this x "
        f"and y, whatever its z. What is the top view of the structure, with nothing added? {_grid_format(TOP)}",
        write_grid(projection(state.bits, state.side, TOP)),
        (
            f"The structure has voxels at {write_cells(state.voxels)}.",
            "Row by row from the top, with x from 1:",
            *_view_lines(state, state.voxels, TOP),
        ),
        evidence=_voxels(state),
    )


def new_turned_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure all of whose voxels can also be seen after a turn that is drawn first."""
    side = LEVELS[level].side
    quarters = rng.steady().between(1, 3)
    count = rng.between(*TURNED[level])

    def suits(bits: int, side: int) -> bool:
        return engine.all_shown(bits, side) and engine.all_shown(turned(bits, side, quarters), side)

    start = rng.choice(list(engine.each_bit(engine.floor(side))))
    bits = grown(start, count - 1, side, rng, suits=suits)
    if not accept(engine.split_key_of(bits, side)):
        raise Redraw
    return engine.with_target(bits, bits, rng.between(1, 5), level)


def matching_view(state: Reconstruction, rng: Rng) -> Question:
    """Which drawing is the same structure turned?"""
    side, bits = state.side, state.bits
    forms = {shifted_form(turned(bits, side, quarters), side) for quarters in range(4)}
    quarters = rng.steady().between(1, 3)
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


_TARGET_RULES = f"{VIEWS} {TARGETS}"
_ADDING_RULES = f"{_TARGET_RULES} {ADDING}"

TASKS = (
    Task(
        "count_voxels", "How many voxels the structure has",
        contract.PERCEPTION, "Easy", contract.INTEGER, count_voxels, rules=NO_TARGETS,
    ),
    Task(
        "voxel_at", "The place that holds a voxel",
        contract.PERCEPTION, "Easy", contract.CHOICE, voxel_at, rules=NO_TARGETS, new_state=new_state_with_voxel,
    ),
    Task(
        "projection_match", "Which projections equal their targets",
        contract.PERCEPTION, "Medium", contract.CHOICE, projection_match, rules=_TARGET_RULES,
        new_state=new_matched_state,
    ),
    Task(
        "projection_after_adding", "A projection after adding voxels",
        contract.PREDICTION, "Medium", contract.GRID, projection_after_adding,
        "Give the grid alone, without the numbers of rows and columns.", VIEWS,
    ),
    Task(
        "additions_to_match", "The additions that make both projections match",
        contract.PREDICTION, "Hard", contract.CHOICE, additions_to_match, rules=_ADDING_RULES,
        new_state=new_open_state(ADDED),
    ),
    Task(
        "min_additions", "The fewest voxels that make both projections match",
        contract.STRATEGY, "Hard", contract.INTEGER, min_additions, rules=_ADDING_RULES,
        new_state=new_open_state(FEWEST),
    ),
    Task(
        "complete", "Voxels that make both projections match",
        contract.STRATEGY, "Hard", contract.CELLS, complete,
        "Answer with the list of positions, such as: (1, 2, 1), (1, 3, 1).", _ADDING_RULES, check_complete,
        new_open_state(ADDED),
    ),
    Task(
        "third_view", "The top view of the structure",
        contract.PREDICTION, "Hard", contract.GRID, third_view,
        "Give the grid alone, without the numbers of rows and columns.", NO_TARGETS,
    ),
    Task(
        "matching_view", "The drawing that shows the same structure turned",
        contract.PERCEPTION, "Medium", contract.CHOICE, matching_view, new_state=new_turned_state,
    ),
)  # fmt: skip
