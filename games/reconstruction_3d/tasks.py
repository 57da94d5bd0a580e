"""The questions about structures of voxels."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa import contract
from gameqa.answers import write_cell, write_cells, write_grid
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Question, Task, keep, level_by
from gameqa.errors import Redraw
from gameqa.options import among_alike, numbers_in_common, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import engine
from .additions import (
    ADDED,
    FEWEST,
    additions_to_match,
    check_complete,
    complete,
    min_additions,
    new_open_state,
)
from .engine import (
    FRONT,
    LEVELS,
    SIDE,
    TOP,
    Position,
    Reconstruction,
    cell_of,
    grown,
    in_order,
    places,
    positions_of,
    projection,
)
from .turning import matching_view, new_turned_state
from .views import filled_cells, one_voxel, voxel_evidence

AXES = {FRONT: ("y", "z"), SIDE: ("x", "z"), TOP: ("x", "y")}


def _grid_format(view: str) -> str:
    across, up = AXES[view]
    return (
        f"Answer with one line for each {up}, from the highest {up} at the top to {up} = 1 at the bottom; in each line "
        f"write, for {across} from 1 upwards, 1 for a filled and 0 for an empty cell, separated by spaces."
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
        evidence=voxel_evidence(state),
    )


def new_state_with_voxel(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure that has a voxel at a place that is drawn first."""
    wanted = LEVELS[level]
    side = wanted.side
    start = rng.steady("voxel").choice(list(places(side)))
    bits = grown(start, rng.between(*wanted.voxels) - 1, side, rng)
    if not bits & engine.floor(side):
        raise Redraw
    keep(engine.split_key_of(bits, side), accept)
    target = grown(bits, rng.between(1, 3), side, rng, suits=None)
    return engine.with_target(bits, target, rng.between(1, 5), level)


def voxel_at(state: Reconstruction, rng: Rng) -> Question:
    """Which place holds a voxel? The place is drawn first."""
    all_places = places(state.side)
    wanted = all_places[rng.steady("voxel").choice(list(all_places))]
    empty = [write_cell(position) for position in all_places.values() if position not in state.voxels]
    return Question(
        "At which of these places (x, y, z) is there a voxel?",
        write_cell(wanted),
        (
            f"The structure has voxels at {write_cells(state.voxels)}.",
            f"Of the places in the options only {write_cell(wanted)} is among them.",
        ),
        among_alike(rng, write_cell(wanted), empty, numbers_in_common),
        evidence=(one_voxel(wanted),),
    )


MATCHES = {
    (False, False): "neither the front view nor the side view",
    (True, False): "only the front view",
    (False, True): "only the side view",
    (True, True): "both the front view and the side view",
}


def new_matched_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure that matches the targets in a combination that is drawn first."""
    kind = rng.steady("match").choice(list(MATCHES))
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
        own, wanted = filled_cells(projection(state.bits, state.side, view)), filled_cells(target)
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
        evidence=voxel_evidence(state),
    )


def projection_after_adding(state: Reconstruction, rng: Rng) -> Question:
    """One projection after adding named voxels."""
    side = state.side
    view = rng.steady("view").choice((FRONT, SIDE))
    level = level_by(LEVELS, lambda wanted: wanted.voxels[0] <= len(state.voxels) <= wanted.voxels[1])
    added = grown(state.bits, rng.between(*ADDED[level]), side, rng, suits=None) & ~state.bits
    before, after = projection(state.bits, side, view), projection(state.bits | added, side, view)
    if before == after:
        raise Redraw
    order = in_order(added, state.bits, side)
    lines = []
    filled = set(filled_cells(before))
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
            f"Before, the {view} view has the filled cells ({across}, {up}) {write_cells(filled_cells(before))}.",
            *lines,
            f"With the added voxels, row by row from the top, with {across} from 1:",
            *_view_lines(state, positions_of(state.bits | added, side), view),
        ),
        evidence=voxel_evidence(state),
    )


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
        evidence=voxel_evidence(state),
    )


FEW_STATES = "a grid of 3 x 3 x 3 holds few structures of this size"

TASKS = (
    Task(
        id="count_voxels",
        description="How many voxels the structure has",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_voxels,
        rules=("connected", "no targets"),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="voxel_at",
        description="The place that holds a voxel",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=voxel_at,
        rules=("places", "no targets"),
        new_state=new_state_with_voxel,
    ),
    Task(
        id="projection_match",
        description="Which projections equal their targets",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=projection_match,
        rules=("places", "views", "targets"),
        new_state=new_matched_state,
        allowances=(
            Allowance(
                "repeats",
                0.04,
                FEW_STATES,
                levels=(
                    "easy",
                    "medium",
                ),
            ),
        ),
    ),
    Task(
        id="projection_after_adding",
        description="A projection after adding voxels",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.GRID,
        make=projection_after_adding,
        rules=("places", "views"),
    ),
    Task(
        id="additions_to_match",
        description="The additions that make both projections match",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=additions_to_match,
        rules=("places", "views", "targets", "adding"),
        new_state=new_open_state(ADDED),
        allowances=(Allowance("repeats", 0.06, FEW_STATES, levels=("easy",)),),
    ),
    Task(
        id="min_additions",
        description="The fewest voxels that make both projections match",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=min_additions,
        rules=("places", "views", "targets", "adding"),
        new_state=new_open_state(FEWEST),
        allowances=(
            Allowance(
                "repeats",
                0.04,
                FEW_STATES,
                levels=(
                    "easy",
                    "medium",
                ),
            ),
        ),
    ),
    Task(
        id="complete",
        description="Voxels that make both projections match",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELLS,
        make=complete,
        rules=("places", "views", "targets", "adding"),
        answer_format="Answer with the list of positions, such as: (1, 2, 1), (1, 3, 1).",
        check=check_complete,
        new_state=new_open_state(ADDED),
        allowances=(Allowance("repeats", 0.04, FEW_STATES, levels=("easy",)),),
    ),
    Task(
        id="third_view",
        description="The top view of the structure",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        make=third_view,
        rules=("places", "connected", "no targets"),
    ),
    Task(
        id="matching_view",
        description="The drawing that shows the same structure turned",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=matching_view,
        rules=("connected",),
        legend=("seen",),
        new_state=new_turned_state,
    ),
)
