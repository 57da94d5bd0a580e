"""What stands on the ground or on blocks: player, flag and trees."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from gameqa.draw.canvas import mixed
from gameqa.draw.looks import Rgb
from gameqa.draw.shapes import Painting
from gameqa.isometric import ACROSS, DOWN, UP

from .engine import WOOD
from .textures import BASES, BLACK, GRASS_LINE, WHITE, Painted

LEAF: Rgb = (52, 128, 62)
LEAF_EDGE: Rgb = (24, 66, 36)
SHIRT: Rgb = (202, 36, 52)
TROUSERS: Rgb = (52, 56, 84)
SKIN: Rgb = (240, 200, 164)
HAIR: Rgb = (70, 44, 30)
TEAL: Rgb = (30, 130, 140)
CAP: Rgb = (206, 60, 40)
VIOLET: Rgb = (126, 70, 170)
HELMET: Rgb = (214, 218, 224)
CLOTH: Rgb = (250, 236, 80)
_KEY: Rgb = (255, 0, 255)


def _standing(unit: int, edge: Rgb, add: Callable[[Painting, float, float], None]) -> Painted:
    """Something two blocks high that stands in the middle of a cell.

    Args:
        add: paints it, with the middle of the cell.
    """
    wide, deep = ACROSS * unit, DOWN * unit
    above = UP * unit - deep // 4
    height = above + deep + 1
    painting = Painting(wide + 1, height, _KEY)
    add(painting, wide / 2, above + deep / 2)
    mask = painting.coverage(_KEY)
    painting.replace(_KEY, edge)
    # The corner of a cube lies one block above the corner of its cell's ground.
    return Painted(painting.reduced(), mask, 0, UP * unit // 2 - above)


@cache
def player(unit: int, edge: Rgb, design: int) -> Painted:
    """A person, two blocks high, with bare hair, a cap or a helmet, in one of three shirts."""
    worn, head = ((SHIRT, HAIR), (TEAL, CAP), (VIOLET, HELMET))[design]

    def add(painting: Painting, x: float, y: float) -> None:
        u = unit
        painting.disc(x, y, 0.9 * u, mixed(GRASS_LINE, BLACK, 6, 8))
        for grow, colors in ((0.14, (edge,) * 4), (0.0, (TROUSERS, worn, SKIN, head))):
            trousers, shirt, skin, hair = colors
            painting.rectangle(
                x - (0.52 + grow) * u, y - 1.75 * u, x + (0.52 + grow) * u, y + (0.1 + grow) * u, trousers
            )
            painting.rounded(
                x - (0.82 + grow) * u,
                y - (3.15 + grow) * u,
                x + (0.82 + grow) * u,
                y - (1.45 - grow) * u,
                0.3 * u,
                shirt,
            )
            painting.rounded(
                x - (0.56 + grow) * u, y - (4.4 + grow) * u, x + (0.56 + grow) * u, y - (3.1 - grow) * u, 0.35 * u, hair
            )
            painting.rectangle(x - 0.44 * u, y - 3.95 * u, x + 0.44 * u, y - 3.2 * u, skin)
        painting.line((x, y - 1.5 * u), (x, y), max(1.0, u / 10), edge)
        for eye in (-0.2, 0.2):
            painting.disc(x + eye * u, y - 3.62 * u, 0.1 * u, BLACK)

    return _standing(unit, edge, add)


@cache
def flag(unit: int, edge: Rgb, design: int) -> Painted:
    """A flag on a pole: a pennant to the right or to the left, or a square one."""

    def add(painting: Painting, x: float, y: float) -> None:
        u = unit
        painting.disc(x, y, 0.45 * u, edge)
        painting.line((x, y), (x, y - 4.1 * u), max(2.4, 0.3 * u), edge)
        shapes = (
            ((0.0, 4.1), (1.75, 3.35), (0.0, 2.5)),
            ((0.0, 4.1), (1.7, 4.1), (1.7, 2.7), (0.0, 2.7)),
            ((0.0, 4.1), (-1.75, 3.35), (0.0, 2.5)),
        )
        corners = [(x + right * u, y - up * u) for right, up in shapes[design]]
        painting.polygon(corners, CLOTH)
        for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
            painting.line(start, end, max(1.6, 0.16 * u), edge)

    return _standing(unit, edge, add)


@cache
def tree(unit: int, edge: Rgb, design: int) -> Painted:
    """A tree two blocks high, with a round crown, a pointed one or a square one."""

    def add(painting: Painting, x: float, y: float) -> None:
        u = unit
        painting.disc(x, y, 0.8 * u, mixed(GRASS_LINE, BLACK, 6, 8))
        painting.rectangle(x - 0.5 * u, y - 2.2 * u, x + 0.5 * u, y + 0.25 * u, edge)
        painting.rectangle(x - 0.36 * u, y - 2.2 * u, x + 0.36 * u, y + 0.12 * u, BASES[WOOD])
        if design == 1:
            for grown, color in ((0.14, LEAF_EDGE), (0.0, LEAF)):
                for foot, tip, half in ((-1.5, -3.2, 1.5), (-2.4, -4.0, 1.2), (-3.2, -4.7, 0.9)):
                    corners = [(x, y + (tip - grown) * u), (x - (half + grown) * u, y + (foot + grown) * u)]
                    painting.polygon([*corners, (x + (half + grown) * u, y + (foot + grown) * u)], color)
            return
        if design == 2:
            for grown, color in ((0.14, LEAF_EDGE), (0.0, LEAF)):
                left, right = x - (1.45 + grown) * u, x + (1.45 + grown) * u
                painting.rounded(left, y - (4.5 + grown) * u, right, y - (1.6 - grown) * u, 0.7 * u, color)
            for right, down in ((-0.7, -3.9), (0.4, -3.4), (-0.3, -2.5), (0.8, -2.2)):
                painting.disc(x + right * u, y + down * u, 0.22 * u, mixed(LEAF, WHITE, 11, 16))
            return
        balls = ((0.0, -3.6, 1.15), (-0.85, -2.6, 0.95), (0.85, -2.6, 0.95), (0.0, -2.5, 1.0))
        for right, down, radius in balls:
            painting.disc(x + right * u, y + down * u, radius * u, LEAF_EDGE)
        for right, down, radius in balls:
            painting.disc(x + right * u, y + down * u, (radius - 0.14) * u, LEAF)
        for right, down in ((-0.4, -3.9), (-1.1, -2.8), (0.5, -2.9)):
            painting.disc(x + right * u, y + down * u, 0.3 * u, mixed(LEAF, WHITE, 11, 16))

    return _standing(unit, edge, add)


FIGURES = {"player": player, "flag": flag, "tree": tree}
"""Who makes them, from the pixels of a unit, the color of outlines and the number of the design."""
