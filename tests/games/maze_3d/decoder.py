"""3D mazes: heights, ladders, start and goal, read from the nearest column to the farthest.

A column has a height if all pixels of all its cubes that nothing nearer covers are those of a cube, with or
without a ladder; outlines are left out, and so is the middle of a top, for a number may stand there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.maze_3d import picture as mazes
from gameqa.games.maze_3d.engine import LEVELS

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.isometric import ACROSS, DOWN, back_to_front
from gameqa.sample import Sample
from tests.cubes import cover, inner_mask


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    maze = sample.state
    scene = mazes.scene_of(maze, look)
    kit = mazes.kit(look, maze.side, scene.unit)
    sprites = {kind: cube.pixels for kind, cube in kit.cubes.items()}
    plain = kit.cubes["cube", ""]
    mask = inner_mask(plain)
    middle_x, middle_y = ACROSS * scene.unit // 2, DOWN * scene.unit // 2
    mask[middle_y - 9 : middle_y + 10, middle_x - 8 : middle_x + 9] = False
    covered = np.zeros(picture.pixels.shape, bool)
    tallest = next(wanted.heights[1] for wanted in LEVELS.values() if wanted.side == maze.side)
    sides = range(maze.side)
    heights: dict[Any, int] = {}
    ladders, kinds = set(), {}
    columns = [(x, y) for x, y, _ in reversed(back_to_front((x, y, 0) for x in sides for y in sides))]
    for x, y in columns:
        for height in range(tallest, 0, -1):
            hidden = covered.copy()
            seen_as: list[list[tuple[str, str]]] = []
            for z in reversed(range(height)):
                left, top, right, bottom = scene.cube_box((x, y, z))
                open_ = mask & ~hidden[top:bottom, left:right]
                seen = picture.pixels[top:bottom, left:right]
                seen_as.append([name for name, pixels in sprites.items() if (seen[open_] == pixels[open_]).all()])
                cover(hidden, left, top, plain)
                if z == height - 1 and open_.sum() < mask.sum() // 20:
                    seen_as[-1] = []
                if not seen_as[-1]:
                    break
            if all(seen_as):
                covered = hidden
                heights[x, y] = height
                kinds[x, y] = seen_as[0][0][0]
                ladder = seen_as[0][0][1]
                if ladder:
                    ladders.add((x + 1, y, x, y) if ladder == "right" else (x, y - 1, x, y))
                break
    ends = [place for name in ("start", "goal") for place, kind in kinds.items() if kind == name]
    return (heights, ladders, ends), (maze.heights, set(maze.ladders), [maze.start, maze.goal])
