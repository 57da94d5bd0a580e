"""Balls in isometric pictures: what hides what, as the pixels say."""

from __future__ import annotations

import numpy as np

from gameqa.draw.balls import Ball, Heap, ball_sprite, draw_heap, edge_pen, far_to_near, hiders
from gameqa.draw.canvas import Canvas, Inks
from gameqa.draw.looks import PLAIN

SIDE = 4
SPOTS = tuple((x, y, z) for z in range(SIDE) for y in range(SIDE - z) for x in range(SIDE - z))


def drawn(spots: list[tuple[int, int, int]], other: tuple[int, int, int]) -> np.ndarray:
    """A heap of red balls, one of which may be blue."""
    inks = Inks()
    heap = Heap(4, 4, SIDE, 20)
    theme = PLAIN.theme
    balls: dict[str, Ball] = {
        name: ball_sprite(inks, theme.color(name), theme.edge, heap.radius) for name in ("red", "blue")
    }
    pen = edge_pen(inks, theme.edge, (theme.paper,))
    inks.ink(theme.paper)
    inks.close()
    canvas = Canvas(heap.size[0] + 8, heap.size[1] + 8, inks, theme.paper)
    draw_heap(canvas, heap, {spot: balls["blue" if spot == other else "red"] for spot in spots}, pen)
    return canvas.pixels


def test_shown_parts_are_those_of_the_pixels() -> None:
    """The share of a ball's pixels that change with its color is the share of its points that nothing hides."""
    area = np.pi * (1.42 * 20) ** 2
    for spot in SPOTS[::3]:
        changed = (drawn(list(SPOTS), spot) != drawn(list(SPOTS), (-1, -1, -1))).sum()
        points = hiders(spot, SPOTS)
        shown = sum(not hiding for hiding in points) / len(points)
        assert abs(shown - changed / area) < 0.17


def test_supports_are_drawn_before_what_rests_on_them() -> None:
    order = far_to_near(SPOTS)
    for x, y, z in SPOTS:
        for below in ((x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)):
            support = (*below, z - 1)
            if z and below[0] - below[1] <= x - y:
                assert order.index(support) < order.index((x, y, z))


def test_balls_stay_in_the_heap() -> None:
    heap = Heap(10, 20, SIDE, 20)
    width, height = heap.size
    for spot in SPOTS:
        left, top, right, bottom = heap.box(spot)
        assert left >= 10
        assert top >= 20
        assert right <= 10 + width
        assert bottom <= 20 + height
