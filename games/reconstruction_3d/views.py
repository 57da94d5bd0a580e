"""What several questions say of a structure: the evidence of its voxels, the filled cells of a view."""

from __future__ import annotations

from gameqa.answers import write_cell
from gameqa.places import Place

from .engine import Grid, Position, Reconstruction


def one_voxel(position: Position, label: str = "voxel") -> tuple[str, Place]:
    return f"{label} {write_cell(position)}", ("voxel", *position)


def voxel_evidence(state: Reconstruction) -> tuple[tuple[str, Place], ...]:
    return tuple(one_voxel(position) for position in state.voxels)


def filled_cells(grid: Grid) -> list[tuple[int, int]]:
    """The filled cells of a projection, across and up from 1."""
    side = len(grid)
    return sorted(
        (across + 1, side - row) for row, cells in enumerate(grid) for across, filled in enumerate(cells) if filled
    )
