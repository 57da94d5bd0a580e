"""How grids of cubes are looked at: the projection, and which cubes hide which.

The viewer sees x grow toward the lower right, y toward the upper right and z upward. A cube shows at most three
faces: the top, the left one (towards smaller y) and the right one (towards greater x). One step up is
drawn longer than two steps to the back, so that no two places of a grid up to 4 x 4 x 4 are drawn at
the same spot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import product
from math import floor
from operator import or_

Voxel = tuple[int, int, int]
"""x, y and z of a cube, counted from 0 in this module."""

ACROSS, DOWN, UP = 4, 2, 5
"""Right of one step in x or y, down of one step in x (up for y), up of one step in z; in half units."""

FACES = ("top", "left", "right")
FACE_AREAS = (ACROSS * DOWN / 2, ACROSS * UP / 4, ACROSS * UP / 4)
"""How large each face is drawn, in square units."""

_SAMPLES = 4
_SCALE = 2 * _SAMPLES
_TOWARDS_VIEWER = (UP, -UP, 2 * DOWN)
"""The direction along which the projection does not change."""


def project(x: float, y: float, z: float, unit: int) -> tuple[float, float]:
    """Pixels right and down of the origin for a point of the grid.

    Args:
        unit: pixels of one unit, even.
    """
    return (x + y) * ACROSS * unit / 2, ((x - y) * DOWN - z * UP) * unit / 2


def back_to_front(voxels: Iterable[Voxel]) -> list[Voxel]:
    """The cubes in an order in which no cube is hidden by an earlier one."""
    return sorted(voxels, key=lambda voxel: (voxel[0], -voxel[1], voxel[2]))


def voxel_bit(voxel: Sequence[int], side: int) -> int:
    """The bit of a cube in the number that stands for a set of cubes of a grid."""
    return 1 << ((voxel[2] * side + voxel[1]) * side + voxel[0])


@dataclass(frozen=True)
class Face:
    """What hides a face of a cube, as sets of cubes (numbers of `voxel_bit`).

    Attributes:
        lines: for each of 16 points of the face, the cubes between it and the viewer.
        any_line: all of these cubes.
    """

    lines: tuple[int, ...]
    any_line: int


@cache
def faces_of(side: int) -> dict[int, tuple[Face, ...]]:
    """The three faces of every cube of a grid, by its `voxel_bit`."""
    offsets = [2 * number + 1 for number in range(_SAMPLES)]
    found: dict[int, tuple[Face, ...]] = {}
    for x, y, z in product(range(side), repeat=3):
        faces = []
        for face in FACES:
            lines = []
            for first, second in product(offsets, repeat=2):
                inside = {"top": (first, second, _SCALE), "left": (first, 0, second), "right": (_SCALE, first, second)}
                start = [part * _SCALE + offset for part, offset in zip((x, y, z), inside[face], strict=True)]
                lines.append(_passed(start, (x, y, z), side))
            faces.append(Face(tuple(lines), reduce(or_, lines)))
        found[voxel_bit((x, y, z), side)] = tuple(faces)
    return found


def _passed(start: Sequence[int], own: Voxel, side: int) -> int:
    """The cubes on the line from a point to the viewer, found in steps so small that no more than
    a sliver of a cube is missed."""
    passed = 0
    for step in range(1, side * _SCALE * 8):
        cell = tuple((part * 8 + step * way) // (_SCALE * 8) for part, way in zip(start, _TOWARDS_VIEWER, strict=True))
        if not all(0 <= part < side for part in cell):
            break
        if cell != own:
            passed |= voxel_bit(cell, side)
    return passed


def is_point_shown(point: tuple[float, float, float], heights: Mapping[tuple[int, int], int], tallest: int) -> bool:
    """Whether the viewer sees a point among columns of cubes that stand on the floor.

    Args:
        point: a point on the surface of a column, not exactly on an edge.
        heights: (x, y) -> cubes of the column there.
        tallest: the greatest height.
    """
    x, y, z = point
    last = int((tallest - z) * 20 / (2 * DOWN))
    for step, rise, cell in _cells_ahead(x, y, max(last, 40)):
        if step > last:
            break
        if heights.get(cell, 0) > z + rise:
            return False
    return True


@lru_cache(maxsize=1024)
def _cells_ahead(x: float, y: float, steps: int) -> tuple[tuple[int, float, tuple[int, int]], ...]:
    """The cells of the floor over which a line of sight from a point goes toward the viewer.

    Returns:
        for each cell the first step on it, how far the line has risen then, and its (x, y).
    """
    found: dict[tuple[int, int], tuple[int, float, tuple[int, int]]] = {}
    for step in range(1, steps + 1):
        ahead = step / 20
        cell = floor(x + UP * ahead), floor(y - UP * ahead)
        found.setdefault(cell, (step, 2 * DOWN * ahead, cell))
    return tuple(found.values())


TOP_POINTS = ((0.5, 0.5), (0.15, 0.2), (0.85, 0.8), (0.2, 0.85), (0.8, 0.15))
"""Points of a cube's top, x and y, that all have to be seen for the top to count as seen."""


@cache
def least_rises(tallest: int) -> dict[tuple[int, int], float]:
    """How much higher than a top a column may be without covering a point of it.

    Returns:
        cells that the nearer column is further in x, and less far in y -> the height at which the line of sight
        from one of `TOP_POINTS` enters it; for rises up to `tallest` only.
    """
    found: dict[tuple[int, int], float] = {}
    for x, y in TOP_POINTS:
        for step in range(1, tallest * 100 // (2 * DOWN) + 1):
            ahead = step / 100
            cell = floor(x + UP * ahead), -floor(y - UP * ahead)
            if cell != (0, 0):
                found[cell] = min(found.get(cell, tallest), 2 * DOWN * ahead)
    return found
