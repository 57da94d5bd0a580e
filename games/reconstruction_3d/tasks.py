"""The questions about what a structure of voxels looks like, and the table of all tasks."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa import contract
from gameqa.answers import write_cell, write_cells, write_grid
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Question, Task, keep, level_by
from gameqa.errors import Redraw
from gameqa.options import among_alike, numbers_in_common, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from . import engine
from .additions import (
    ADDED,
    KEEPS_ORDER,
    additions_to_match,
    check_argued,
    check_complete,
    check_needed,
    complete,
    min_additions,
    new_bounded_state,
    new_open_state,
)
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
    places,
    positions_of,
    projection,
)
from .matching import in_order
from .telling import ALONE, AXES, filled_cells, layer_lines, layers, numbers, row_of, target_of, voxel_evidence
from .turning import SAME_LAYERS, matching_view, new_turned_state


def _grid_format(view: str) -> str:
    across, up = AXES[view]
    return (
        f"Answer with four lines, from {up} = 4 at the top to {up} = 1 at the bottom; in each line write, for {across} "
        "from 1 to 4, 1 for a filled and 0 for an empty cell, separated by spaces."
    )


def _view_lines(state: Reconstruction, positions: Sequence[Position], view: str) -> list[str]:
    """Which cells a structure fills in a projection, row by row from the top."""
    across, up = AXES[view]
    lines = []
    for height in range(state.side, 0, -1):
        cells = {cell_of(position, view)[0] for position in positions if cell_of(position, view)[1] == height}
        shown = f"filled at {across} = {numbers(cells)}" if cells else "no filled cell"
        lines.append(f"{up} = {height}: {shown}.")
    return lines


def count_voxels(state: Reconstruction, rng: Rng) -> Question:
    """How many voxels does the structure have?"""
    lines, sizes = [], []
    for height, layer in layers(state.voxels).items():
        lines.append(f"z = {height}: {write_cells(layer)}, {count_of(len(layer), 'voxel')}.")
        sizes.append(str(len(layer)))
    total = count_of(len(state.voxels), "voxel")
    return Question(
        "How many voxels does the structure have?",
        str(len(state.voxels)),
        (
            "The voxels, layer by layer:",
            *lines,
            f"{' + '.join(sizes)} = {total}." if len(sizes) > 1 else f"That makes {total}.",
        ),
        marks=ALONE,
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
    return engine.with_target(bits, bits, 0, level)


def voxel_at(state: Reconstruction, rng: Rng) -> Question:
    """Which place holds a voxel? The place is drawn first."""
    all_places = places(state.side)
    wanted = all_places[rng.steady("voxel").choice(list(all_places))]
    answer = write_cell(wanted)
    empty = {write_cell(position): position for position in all_places.values() if position not in state.voxels}
    options = among_alike(rng, answer, list(empty), numbers_in_common)
    lines = []
    for height in range(1, state.side + 1):
        asked = [
            f"{letter} {option}"
            for letter, option in zip(contract.LETTERS, options, strict=False)
            if option in empty and empty[option][2] == height
        ]
        if not asked and wanted[2] != height:
            continue
        layer = [position for position in state.voxels if position[2] == height]
        told = [f"z = {height} has voxels at {write_cells(layer)}" if layer else f"z = {height} has no voxels"]
        if asked:
            told.append(f"{joined(asked)} {'is' if len(asked) == 1 else 'are'} empty")
        if wanted[2] == height:
            told.append(f"{contract.LETTERS[options.index(answer)]} {answer} is filled")
        lines.append(f"{'; '.join(told)}.")
    return Question(
        "At which of these places is there a voxel?",
        answer,
        (*lines, f"So there is a voxel at {answer}."),
        options,
        ALONE,
        ((f"voxel {answer}", ("voxel", *wanted)),),
    )


MATCHES = {
    (False, False): "neither the front view nor the side view",
    (True, False): "only the front view",
    (False, True): "only the side view",
    (True, True): "both the front view and the side view",
}

MOVED = {"easy": (1, 3), "medium": (1, 2), "hard": (1, 1)}
"""How many cells of a view that differs are elsewhere in projection_match."""


def new_matched_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure and two grids that equal its views in a combination that is drawn first.

    A grid that differs has as many filled cells as the view, so counts tell nothing.
    """
    kind = rng.steady("match").choice(list(MATCHES))
    side = LEVELS[level].side
    bits = engine.accepted_structure(level, rng, accept)
    grids = []
    for view, same in zip((FRONT, SIDE), kind, strict=True):
        own = projection(bits, side, view)
        moved = _moved(own, rng.between(*MOVED[level]), rng)
        grids.append(own if same else moved)
    return Reconstruction(side, positions_of(bits, side), grids[0], grids[1], 0)


def _moved(grid: Grid, count: int, rng: Rng) -> Grid:
    """A view with some filled cells moved to empty cells beside filled ones; every row keeps a filled cell if it had
    one, and no row gets its first.

    Raises:
        Redraw: there is no room for so many.
    """
    side = len(grid)
    cells = set(filled_cells(grid))
    own = set(cells)
    for _ in range(count):
        free = [
            (across, up)
            for across in range(1, side + 1)
            for up in range(1, side + 1)
            if (across, up) not in cells | own
            and any(other == up for _, other in cells)
            and cells & {(across + 1, up), (across - 1, up), (across, up + 1), (across, up - 1)}
        ]
        gone = [cell for cell in sorted(cells & own) if sum(up == cell[1] for _, up in cells) > 1]
        if not free or not gone:
            raise Redraw
        cells.remove(rng.choice(gone))
        cells.add(rng.choice(free))
    return tuple(tuple(int((across + 1, side - row) in cells) for across in range(side)) for row in range(side))


def projection_match(state: Reconstruction, rng: Rng) -> Question:
    """Which projections of the structure equal their targets?"""
    kinds, lines = [], []
    for view in (FRONT, SIDE):
        own, target = projection(state.bits, state.side, view), target_of(state, view)
        kinds.append(own == target)
        axis = AXES[view][0]
        different = []
        for height in range(1, state.side + 1):
            has, wanted = row_of(own, height), row_of(target, height)
            if not has and not wanted:
                continue
            lines.append(
                f"{view.capitalize()} view at z = {height}: the voxels fill {axis} = {numbers(has)}, the grid has "
                f"{axis} = {numbers(wanted)}."
            )
            if has != wanted:
                different.append(height)
        wrong = f"wrong at z = {numbers(different)}" if different else "correct"
        lines.append(f"So the {view} view is {wrong}.")
    kind = (kinds[0], kinds[1])
    return Question(
        "Which of the two grids show the structure's views correctly?",
        MATCHES[kind],
        (*layer_lines(state.voxels), *lines, f"Thus {MATCHES[kind]} {'are' if all(kind) else 'is'} correct."),
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
    across, up = AXES[view]
    lines = []
    filled = set(filled_cells(before))
    for position in order:
        cell = cell_of(position, view)
        known = "was filled before" if cell in filled else "is now filled"
        filled.add(cell)
        lines.append(f"{write_cell(position)} lies in {across} = {cell[0]}, {up} = {cell[1]}, which {known}.")
    return Question(
        f"{verb(len(order), 'A voxel is', 'Voxels are')} added at {write_cells(order)}. What is the {view} view of the "
        f"structure then? {_grid_format(view)}",
        write_grid(after),
        (
            *layer_lines(state.voxels),
            f"So the {view} view has these cells ({across}, {up}) filled: {write_cells(filled_cells(before))}.",
            *lines,
            f"After that, row by row from the top, with {across} from 1:",
            *_view_lines(state, positions_of(state.bits | added, side), view),
        ),
        marks=ALONE,
        evidence=voxel_evidence(state),
    )


def third_view(state: Reconstruction, rng: Rng) -> Question:
    """The top view of the structure."""
    return Question(
        "The top view is the projection along z: its cell (x, y) is filled if the structure has a voxel with this x "
        f"and y, whatever its z. What is the top view of the structure? {_grid_format(TOP)}",
        write_grid(projection(state.bits, state.side, TOP)),
        (
            *layer_lines(state.voxels),
            "Row by row from the top, with x from 1, whatever z is:",
            *_view_lines(state, state.voxels, TOP),
        ),
        marks=ALONE,
        evidence=voxel_evidence(state),
    )


FEW_STRUCTURES = Allowance("repeats", 0.05, "there are few structures of so few voxels", levels=("easy", "medium"))

VOXELS = Difficulty[Reconstruction].of_state("voxels", lambda state: len(state.voxels))

TASKS: tuple[Task[Reconstruction], ...] = (
    Task(
        id="count_voxels",
        description="How many voxels the structure has",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_voxels,
        rules=("connected",),
        legend=("layers", "seen"),
        difficulty=VOXELS,
        allowances=(ASKS_FOR_COUNTS, FEW_STRUCTURES),
    ),
    Task(
        id="voxel_at",
        description="The place that holds a voxel",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=voxel_at,
        rules=("places",),
        legend=("axes", "layers", "seen"),
        difficulty=VOXELS,
        new_state=new_state_with_voxel,
        allowances=(FEW_STRUCTURES,),
    ),
    Task(
        id="projection_match",
        description="Which grids show the projections correctly",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=projection_match,
        rules=("places", "views", "grids"),
        legend=("axes", "dark", "layers", "seen"),
        difficulty=VOXELS,
        new_state=new_matched_state,
    ),
    Task(
        id="projection_after_adding",
        description="A projection after adding voxels",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.GRID,
        make=projection_after_adding,
        rules=("places", "views"),
        legend=("axes", "layers", "seen"),
        difficulty=VOXELS,
    ),
    Task(
        id="additions_to_match",
        description="The additions that make both projections match",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=additions_to_match,
        rules=("places", "views", "targets", "adding"),
        legend=("axes", "dark", "layers", "seen"),
        new_state=new_open_state(ADDED, check_needed),
        shortcuts=(KEEPS_ORDER,),
    ),
    Task(
        id="min_additions",
        description="The smallest number of voxels that makes both projections match",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=min_additions,
        rules=("places", "views", "targets", "adding"),
        legend=("axes", "dark", "layers", "seen"),
        new_state=new_bounded_state,
    ),
    Task(
        id="complete",
        description="Voxels that make both projections match",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELLS,
        beyond=True,
        make=complete,
        rules=("places", "views", "targets", "adding"),
        legend=("axes", "dark", "layers", "seen"),
        answer_format="Answer with the list of positions, such as: (1, 2, 1), (1, 3, 1).",
        check=check_complete,
        new_state=new_open_state(ADDED, check_argued),
    ),
    Task(
        id="third_view",
        description="The top view of the structure",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.GRID,
        beyond=True,
        make=third_view,
        rules=("places", "connected"),
        legend=("axes", "layers", "seen"),
        difficulty=VOXELS,
        allowances=(FEW_STRUCTURES,),
    ),
    Task(
        id="matching_view",
        description="The drawing that shows the same structure turned",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        beyond=True,
        make=matching_view,
        rules=("places", "connected"),
        legend=("layers", "seen"),
        difficulty=VOXELS,
        shortcuts=(SAME_LAYERS,),
        new_state=new_turned_state,
    ),
)
