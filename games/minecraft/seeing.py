"""What the viewer sees of a scene: tops of columns, the ground, faces of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from math import floor

import numpy as np
import numpy.typing as npt

from gameqa.grid import Cell
from gameqa.isometric import DOWN, UP, is_point_shown

from .engine import GRASS, LEFT, RIGHT, TREE, World

SHOWN = 0.5
"""How much of whatever a question may be about has to be seen, at least."""

_POINTS = tuple(
    ((across + back) / 2, (across - back) / 2)
    for across, ways in ((0.35, (-0.15, 0.15)), (0.75, (-0.5, 0, 0.5)), (1.25, (-0.5, 0, 0.5)), (1.65, (-0.15, 0.15)))
    for back in ways
)
"""Points of a cell, x and y. None is on the upright line through its middle, where edges of nearer blocks are drawn: a
gap of no width between two of these would count as a view."""

_FACE_POINTS = tuple(product((0.25, 0.75), (0.25, 0.75)))


@cache
def _lines_of_sight(tallest: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """For points of a cell: which nearer cells their lines of sight pass, and how much higher than the point they are
    where they enter these.

    Returns:
        steps in x, steps against y, both of shape (cells,), and rises, of shape (cells, points).
    """
    found: dict[Cell, list[float]] = {}
    for number, (x, y) in enumerate(_POINTS):
        for step in range(1, tallest * 100 // (2 * DOWN) + 1):
            ahead = step / 100
            cell = floor(x + UP * ahead), -floor(y - UP * ahead)
            if cell != (0, 0):
                rises = found.setdefault(cell, [float("inf")] * len(_POINTS))
                rises[number] = min(rises[number], 2 * DOWN * ahead)
    cells = sorted(found)
    return (
        np.array([x for x, _ in cells]),
        np.array([y for _, y in cells]),
        np.array([found[cell] for cell in cells], np.float32),
    )


def top_shares(side: int, heights: Mapping[Cell, int]) -> npt.NDArray[np.float64]:
    """How much of every cell is seen, of its ground or of its column's top, from 0 to 1; shape (side, side)."""
    tallest = max(heights.values(), default=0)
    grid = np.zeros((side, side), np.float32)
    for (x, y), height in heights.items():
        grid[x, y] = height
    if not tallest:
        return np.ones((side, side))
    right, back, rises = _lines_of_sight(tallest)
    # A margin of empty cells, so that lines of sight can leave the ground.
    margin = max(int(right.max()), int(back.max()))
    wide = np.zeros((side + margin, side + margin), np.float32)
    wide[:side, margin:] = grid
    xs, ys = np.arange(side)[None, :, None], np.arange(side)[None, None, :]
    nearer = wide[xs + right[:, None, None], ys + margin - back[:, None, None]]
    hidden = ((nearer - grid)[:, None] > rises[:, :, None, None]).any(axis=0)
    shares: npt.NDArray[np.float64] = 1 - hidden.mean(axis=0)
    return shares


def face_share(world: World, cell: Cell, height: int, face: str) -> float:
    """How much of a face of a block is seen, from 0 to 1.

    Args:
        height: the block's, from 1 at the ground.
    """
    x, y = cell
    heights, tallest = world.heights, max(world.heights.values())
    if heights.get((x, y - 1) if face == LEFT else (x + 1, y), 0) >= height:
        return 0.0
    shown = 0
    for across, up in _FACE_POINTS:
        point = (x + across, y - 0.001, height - 1 + up) if face == LEFT else (x + 1.001, y + across, height - 1 + up)
        shown += is_point_shown(point, heights, tallest)
    return shown / len(_FACE_POINTS)


def is_block_seen(world: World, cell: Cell, height: int, shares: npt.NDArray[np.float64]) -> bool:
    """Whether at least half of a face of a block is seen.

    Args:
        shares: of `top_shares`.
    """
    if world.heights[cell] == height and shares[cell] >= 0.5:
        return True
    return any(face_share(world, cell, height, face) >= 0.5 for face in (LEFT, RIGHT))


def are_ladders_seen(world: World) -> bool:
    """Whether every cube of every ladder is seen by half at least."""
    return all(
        face_share(world, ladder.column, height, ladder.face) >= 0.5
        for ladder in world.ladders
        for height in range(1, ladder.height + 1)
    )


def is_seen(world: World) -> bool:
    """Whether tops of columns, river, lava, ladders, player and flag are seen by half or more; what cannot be seen
    of the ground is grass."""
    # The player, slim as it is, hides about as much as a block.
    heights = world.heights | ({world.player: 1} if world.player else {})
    shares = top_shares(world.side, heights)
    wanted = [*world.heights, *(place for place in (world.player, world.flag) if place)]
    for x, line in enumerate(world.ground):
        wanted += [(x, y) for y, sign in enumerate(line) if sign != GRASS]
    return (
        all(shares[cell] >= SHOWN for cell in wanted)
        and are_ladders_seen(world)
        and all(
            is_standing_seen(world.heights, place, world.heights.get(place, 0))
            for place in (world.player, world.flag)
            if place
        )
        and all(is_standing_seen(world.heights, (x, y), 0) for x, y, kinds in world.columns if kinds == TREE)
    )


def is_standing_seen(heights: Mapping[Cell, int], cell: Cell, foot: int) -> bool:
    """Whether what stands in a cell, two blocks high, is seen near its feet, in its middle and near its top.

    Args:
        heights: of the columns.
        foot: the height on which it stands.
    """
    others = {place: height for place, height in heights.items() if place != cell}
    tallest = max(others.values(), default=0)
    return all(
        is_point_shown((cell[0] + right, cell[1] + 0.5, foot + up), others, tallest)
        for right, up in product((0.35, 0.65), (0.3, 1.0, 1.6))
    )
