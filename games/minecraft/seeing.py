"""What the viewer sees of a scene: tops of columns, the ground, faces of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from math import floor, inf

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

_MOST_HIDDEN = len(_POINTS) // 2
"""Points of a cell of which at least `SHOWN` is seen that may be hidden."""

_FACE_POINTS = tuple(product((0.25, 0.75), (0.25, 0.75)))
_STANDING_POINTS = tuple(product((0.35, 0.65), (0.3, 1.0, 1.6)))


@cache
def _lines_of_sight(most: int) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    """For points of a cell: which nearer cells their lines of sight pass, and which of these are in the way there.

    Args:
        most: how much higher than the cell columns are at most.

    Returns:
        steps in x, steps against y, and for columns 0, 1, 2, ... higher the numbers of the points that they hide, as
        bits.
    """
    found: dict[Cell, list[float]] = {}
    for number, (x, y) in enumerate(_POINTS):
        for step in range(1, most * 100 // (2 * DOWN) + 1):
            ahead = step / 100
            cell = floor(x + UP * ahead), -floor(y - UP * ahead)
            if cell != (0, 0):
                rises = found.setdefault(cell, [inf] * len(_POINTS))
                rises[number] = min(rises[number], 2 * DOWN * ahead)
    return tuple(
        (
            *cell,
            tuple(sum((higher > rise) << number for number, rise in enumerate(rises)) for higher in range(most + 1)),
        )
        for cell, rises in sorted(found.items())
    )


def is_top_seen(heights: Mapping[Cell, int], tallest: int, cell: Cell) -> bool:
    """Whether at least half of a cell is seen, of its ground or of its column's top.

    Args:
        tallest: the greatest height.
    """
    own, hidden = heights.get(cell, 0), 0
    for nearer, hides in _cells_in_front(cell, tallest - own):
        height = heights.get(nearer, 0)
        if height > own:
            hidden |= hides[height - own]
    return hidden.bit_count() <= _MOST_HIDDEN


@lru_cache(maxsize=1024)
def _cells_in_front(cell: Cell, most: int) -> tuple[tuple[Cell, tuple[int, ...]], ...]:
    """The nearer cells that `_lines_of_sight` tells of for a cell, without most of those beyond the ground."""
    x, y = cell
    return tuple(((x + right, y - back), hides) for right, back, hides in _lines_of_sight(most) if back <= y)


def face_share(world: World, cell: Cell, height: int, face: str) -> float:
    """How much of a face of a block is seen, from 0 to 1.

    Args:
        height: the block's, from 1 at the ground.
    """
    x, y = cell
    heights, tallest = world.heights, world.tallest
    if heights.get((x, y - 1) if face == LEFT else (x + 1, y), 0) >= height:
        return 0.0
    shown = 0
    for across, up in _FACE_POINTS:
        point = (x + across, y - 0.001, height - 1 + up) if face == LEFT else (x + 1.001, y + across, height - 1 + up)
        shown += is_point_shown(point, heights, tallest)
    return shown / len(_FACE_POINTS)


def is_block_seen(world: World, cell: Cell, height: int) -> bool:
    """Whether at least half of a face of a block is seen."""
    if world.heights[cell] == height and is_top_seen(world.heights, world.tallest, cell):
        return True
    return any(face_share(world, cell, height, face) >= SHOWN for face in (LEFT, RIGHT))


def are_ladders_seen(world: World) -> bool:
    """Whether every cube of every ladder is seen by half at least."""
    return all(
        face_share(world, ladder.column, height, ladder.face) >= SHOWN
        for ladder in world.ladders
        for height in range(1, ladder.height + 1)
    )


def is_seen(world: World) -> bool:
    """Whether tops of columns, river, lava, ladders, player and flag are seen by half or more; what cannot be seen
    of the ground is grass."""
    # The player, slim as it is, hides about as much as a block.
    heights = world.heights | ({world.player: 1} if world.player else {})
    tallest = max(heights.values(), default=0)
    wanted = [*world.heights, *(place for place in (world.player, world.flag) if place)]
    for x, line in enumerate(world.ground):
        wanted += [(x, y) for y, sign in enumerate(line) if sign != GRASS]
    return (
        all(is_top_seen(heights, tallest, cell) for cell in wanted)
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
    others = {place: height for place, height in heights.items() if place != cell} if cell in heights else heights
    tallest = max(others.values(), default=0)
    x, y = cell
    return all(is_point_shown((x + right, y + 0.5, foot + up), others, tallest) for right, up in _STANDING_POINTS)
