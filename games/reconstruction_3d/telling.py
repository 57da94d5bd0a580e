"""What is said of structures and views: where voxels are, what a view lacks, how voxels fill it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gameqa.answers import write_cell, write_cells
from gameqa.contract import Mark
from gameqa.places import Place
from gameqa.wording import count_of, joined, verb

from .engine import FRONT, SIDE, TOP, Grid, Position, Reconstruction, bit_of, cell_of, neighbors, places, projection
from .matching import lacking, least_at, loose_part

AXES = {FRONT: ("y", "z"), SIDE: ("x", "z"), TOP: ("x", "y")}

ALONE = (Mark("alone", ("structure",)),)
"""Marks of questions that show no targets."""


def voxel_evidence(state: Reconstruction) -> tuple[tuple[str, Place], ...]:
    """All voxels as evidence."""
    return tuple((f"voxel {write_cell(position)}", ("voxel", *position)) for position in state.voxels)


def filled_cells(grid: Grid) -> list[tuple[int, int]]:
    """The filled cells of a projection, across and up from 1."""
    side = len(grid)
    return sorted(
        (across + 1, side - row) for row, cells in enumerate(grid) for across, filled in enumerate(cells) if filled
    )


def layers(voxels: Sequence[Position]) -> dict[int, list[Position]]:
    """The voxels by their height, the lowest first."""
    heights = sorted({position[2] for position in voxels})
    return {height: [position for position in voxels if position[2] == height] for height in heights}


def layer_lines(voxels: Sequence[Position]) -> list[str]:
    """The voxels, one line a layer."""
    return [f"The structure at z = {height}: {write_cells(layer)}." for height, layer in layers(voxels).items()]


def numbers(values: Collection[int], last: str = "and") -> str:
    """Numbers in ascending order as running text."""
    return joined([str(value) for value in sorted(values)], last)


def row_of(grid: Grid, height: int) -> list[int]:
    """The filled cells of a projection at one height, across from 1."""
    return [across + 1 for across, filled in enumerate(grid[len(grid) - height]) if filled]


def target_of(state: Reconstruction, view: str) -> Grid:
    """The target of the front or the side view."""
    return state.front if view == FRONT else state.side_view


def lack_lines(state: Reconstruction) -> list[str]:
    """What the structure's views have and lack at every height."""
    lines = []
    for height in range(1, state.side + 1):
        if not row_of(state.front, height):
            lines.append(f"At z = {height} both targets are empty.")
            continue
        told = []
        for view in (FRONT, SIDE):
            own = row_of(projection(state.bits, state.side, view), height)
            missing = [across for across in row_of(target_of(state, view), height) if across not in own]
            axis = AXES[view][0]
            has = f"{axis} = {numbers(own)}" if own else "no cell"
            lacks = f"{axis} = {numbers(missing)}" if missing else "nothing"
            told.append(f"the {view} view has {has} and lacks {lacks}")
        lines.append(f"At z = {height} {'; '.join(told)}.")
    return lines


def need_lines(state: Reconstruction) -> list[str]:
    """How few voxels can fill the cells that are lacking, height by height, and together."""
    front, side_view = lacking(state, FRONT), lacking(state, SIDE)
    least = least_at(state)
    lines = []
    for height, count in least.items():
        ys = [across for across, up in front if up == height]
        xs = [across for across, up in side_view if up == height]
        needed = count_of(count, "voxel")
        if len(xs) == 1 and len(ys) == 1:
            lines.append(
                f"At z = {height} one voxel can fill both y = {ys[0]} of the front view and x = {xs[0]} of the side "
                f"view, if it is at {write_cell((xs[0], ys[0], height))}: at least 1 voxel."
            )
        elif xs and ys:
            lines.append(
                f"At z = {height} each voxel can fill one of y = {numbers(ys)} in the front view and one of "
                f"x = {numbers(xs)} in the side view at the same time: at least {needed}."
            )
        else:
            view, lacks, axis, other = (FRONT, ys, "y", "x") if ys else (SIDE, xs, "x", "y")
            may = row_of(target_of(state, SIDE if ys else FRONT), height)
            lines.append(
                f"At z = {height} only the {view} view lacks {axis} = {numbers(lacks)}: at least {needed}, at "
                f"{other} = {numbers(may, 'or')}, where the other target is filled."
            )
    total = sum(least.values())
    if len(least) > 1:
        lines.append(
            f"A voxel helps at its own height only: at least {' + '.join(map(str, least.values()))} = {total}."
        )
    return lines


def beside(position: Position, bits: int, side: int) -> Position:
    """A voxel of a set that shares a face with a position."""
    around = neighbors(side)[bit_of(position, side)] & bits
    return places(side)[around & -around]


def added_lines(state: Reconstruction, order: Sequence[Position]) -> list[str]:
    """What each of some additions touches and fills."""
    bits, side = state.bits, state.side
    left = {view: set(lacking(state, view)) for view in (FRONT, SIDE)}
    lines = []
    for number, position in enumerate(order):
        told = []
        for view in (FRONT, SIDE):
            cell = cell_of(position, view)
            if cell in left[view]:
                left[view].remove(cell)
                told.append(f"{AXES[view][0]} = {cell[0]} of the {view} view")
        if told:
            does = f"fills {joined(told)} at z = {position[2]}"
        else:
            later = [
                other for other in order[number + 1 :] if neighbors(side)[bit_of(position, side)] & bit_of(other, side)
            ]
            does = f"fills no lacking cell but connects {write_cell(later[0])}"
        lines.append(
            f"{write_cell(position)} shares a face with {write_cell(beside(position, bits, side))} and {does}."
        )
        bits |= bit_of(position, side)
    return lines


def loose_lines(state: Reconstruction, sets: Sequence[Sequence[Position]]) -> list[str]:
    """Why sets of additions that fill all lacking cells do not hang together."""
    lines = []
    for added in sets:
        loose = loose_part(added, state.bits, state.side)
        shares = verb(len(loose), "shares", "share")
        what = "the structure or the rest" if len(loose) < len(added) else "a voxel of the structure"
        named = joined([write_cell(position) for position in loose])
        lines.append(f"{write_cells(added)}: {named} {shares} no face with {what}.")
    return lines
