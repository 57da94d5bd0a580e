"""Structures of voxels, read from the nearest place to the farthest: a voxel is there if all of its pixels that no
nearer voxel covers are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.reconstruction_3d import picture as voxels

from gameqa.draw.blocks import Scene
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.isometric import back_to_front
from gameqa.sample import Sample
from tests.cubes import cover, inner_mask


def read_voxels(scene: Scene, kit: Any, pixels: np.ndarray) -> set[Any]:
    covered = np.zeros(pixels.shape, bool)
    found = set()
    places = [(x, y, z) for x in range(scene.side) for y in range(scene.side) for z in range(scene.tall)]
    for place in reversed(back_to_front(places)):
        cube = kit.cubes[place[2]]
        left, top, right, bottom = scene.cube_box(place)
        open_ = inner_mask(cube) & ~covered[top:bottom, left:right]
        if open_.any() and (pixels[top:bottom, left:right][open_] == cube.pixels[open_]).all():
            found.add(place)
            cover(covered, left, top, cube)
    return found


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    facts: list[Any] = []
    seen: list[Any] = []
    kinds = [mark.kind for mark in sample.question.marks]
    if kinds == ["alone"]:
        unit = voxels.unit_in(look, voxels.ALONE_UNITS[state.side])
        kit = voxels.kit(look, state.side, unit)
        structures = [state.voxels]
        scenes = [Scene(look.margin, look.margin, state.side, unit)]
    elif kinds == ["candidates"]:
        unit = voxels.unit_in(look, voxels.CANDIDATE_UNITS[state.side])
        kit = voxels.kit(look, state.side, unit)
        structures = [state.voxels, *sample.question.marks[0].content]
        corners = [voxel_corner(picture, number) for number in range(1, len(structures))]
        levels = max(z for structure in structures for _, _, z in structure)
        scenes = [
            Scene(left, top, state.side, unit, False, levels) for left, top in [(look.margin, corners[0][1]), *corners]
        ]
    else:
        unit = voxels.unit_in(look, voxels.UNITS[state.side])
        kit = voxels.kit(look, state.side, unit)
        structures = [state.voxels]
        scenes = [Scene(look.margin, look.margin + 4, state.side, unit)]
        for name, grid in (("front", state.front), ("side", state.side_view)):
            for row, cells in enumerate(grid):
                for column, filled in enumerate(cells):
                    left, top, right, bottom = picture.box((name, column + 1, state.side - row))
                    seen.append(picture.pixels[(top + bottom) // 2, (left + right) // 2] == kit.filled)
                    facts.append(bool(filled))
    for scene, structure in zip(scenes, structures, strict=True):
        seen.append(read_voxels(scene, kit, picture.pixels))
        facts.append({(x - 1, y - 1, z - 1) for x, y, z in structure})
    return seen, facts


def voxel_corner(picture: Picture, number: int) -> tuple[int, int]:
    left, top, _, _ = picture.box(("drawing", number))
    return left, top
