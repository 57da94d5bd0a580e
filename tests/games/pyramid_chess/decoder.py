"""Pyramids: the balls of the view, read from the nearest place to the farthest, and those of the plans.

A ball is there if all of its pixels that nothing nearer covers are those of a ball of its color. Places of which too
little could be seen are left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.pyramid_chess import picture as drawing

from gameqa.draw.balls import Ball, far_to_near
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample

LEAST = 60


def touched(ball: Ball) -> np.ndarray:
    """All pixels that a ball covers, wholly or in part."""
    found = ball.mask.copy()
    found[ball.down, ball.across] = True
    return found


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    kinds = {mark.kind for mark in sample.question.marks}
    layout = drawing.layout_of(state.side, look, "plans" in kinds, "hands" in kinds)
    kit = drawing.kit(look, layout.heap.radius, layout.cell // 2 - 3)
    facts: dict[Any, str] = {}
    seen: dict[Any, str] = {}
    covered = np.zeros(picture.pixels.shape, bool)
    places = [(x, y, z) for z, rows in enumerate(state.levels) for y, row in enumerate(rows) for x, _ in enumerate(row)]
    for x, y, z in reversed(far_to_near(places)):
        across, down = layout.heap.center((x, y, z))
        half = kit.balls["B"].pixels.shape[0] // 2
        window = np.s_[down - half : down + half + 1, across - half : across + half + 1]
        open_ = kit.balls["B"].mask & ~covered[window]
        pixels = picture.pixels[window]
        fitting = [sign for sign, ball in kit.balls.items() if open_.any() and (pixels == ball.pixels)[open_].all()]
        if open_.sum() >= LEAST:
            seen[x, y, z] = "".join(fitting) or "."
            facts[x, y, z] = state.levels[z][y][x]
        if fitting:
            covered[window] |= touched(kit.balls[fitting[0]])
    if layout.plans:
        small = kit.small["B"].pixels.shape[0] // 2
        for x, y, z in places:
            left, top = layout.plans[z]
            across = left + x * layout.cell + layout.cell // 2
            down = top + (state.side - z - y) * layout.cell - layout.cell // 2
            pixels = picture.pixels[down - small : down + small + 1, across - small : across + small + 1]
            fitting = [sign for sign, ball in kit.small.items() if (pixels == ball.pixels)[ball.mask].all()]
            seen["plan", x, y, z] = "".join(fitting) or "."
            facts["plan", x, y, z] = state.levels[z][y][x]
    return seen, facts
