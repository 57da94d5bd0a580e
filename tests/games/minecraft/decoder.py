"""Scenes of blocks: heights, kinds, ladders, ground, trees, player and flag, from the nearest cell to the farthest.

Whatever stands in a cell counts as read if all of its pixels that nothing nearer covers are those of its sprite;
outlines are left out. A block of which too little is seen to tell its kind is read as "?".
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gameqa.games.minecraft import picture as scenes
from gameqa.games.minecraft.engine import LEVELS, TREE, level_of

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.isometric import back_to_front
from gameqa.sample import Sample
from tests.cubes import cover, inner_mask

LEAST, LEAST_CUBE = 0.12, 0.03
"""The share of a sprite, and of a cube, that has to be open to be read."""


class Reading:
    """One picture, read step by step."""

    def __init__(self, world: Any, picture: Picture, look: Look) -> None:
        self.scene = scenes.scene_of(world, look)
        self.kit = scenes.kit(look, world.side, self.scene.unit)
        self.pixels = picture.pixels
        self.covered = np.zeros(picture.pixels.shape, bool)
        self.found: set[str] = set()
        self.cubes = self.kit.cubes
        self.inner = inner_mask(next(iter(self.cubes.values())))
        self.kinds = list(self.cubes)
        self.sprites = np.stack([cube.pixels for cube in self.cubes.values()])
        self.few = tuple(part[::97] for part in np.nonzero(self.inner))
        self.cells = {
            sign: (sprite.pixels, sprite.mask & ~_rim(sprite.mask)) for sign, sprite in self.kit.cells.items()
        }

    def matches(self, left: int, top: int, sprite: np.ndarray, mask: np.ndarray, covered: np.ndarray) -> float:
        """The share of a mask that is open, or -1 where an open pixel differs."""
        height, width = mask.shape
        if left < 0 or top < 0:
            return -1.0
        open_ = mask & ~covered[top : top + height, left : left + width]
        differs = (self.pixels[top : top + height, left : left + width] != sprite) & open_
        return -1.0 if differs.any() else float(open_.sum() / mask.sum())

    def standing(self, cell: tuple[int, int], height: int, name: str) -> bool:
        """Whether a person, flag or tree stands there; its pixels count as covered then."""
        sprite = self.kit.standing[name]
        left, top, _, _ = self.scene.cube_box((*cell, height))
        left, top = left + sprite.left, top + sprite.top
        if self.matches(left, top, sprite.pixels, sprite.mask, self.covered) < LEAST:
            return False
        tall, wide = sprite.mask.shape
        self.covered = self.covered.copy()
        self.covered[top : top + tall, left : left + wide] |= sprite.mask
        return True

    def block(self, cell: tuple[int, int], level: int, hidden: np.ndarray) -> tuple[list[tuple[str, str]], float]:
        """What a block may be, and the share of it that is open."""
        left, top, right, bottom = self.scene.cube_box((*cell, level))
        if top < 0:
            return [], 0.0
        # A few pixels rule out nearly all kinds.
        down, across = self.few
        some, unseen = self.pixels[top + down, left + across], hidden[top + down, left + across]
        near = np.flatnonzero(((self.sprites[:, down, across] == some) | unseen).all(axis=1))
        if not len(near):
            return [], 0.0
        open_ = self.inner & ~hidden[top:bottom, left:right]
        seen = self.pixels[top:bottom, left:right][open_]
        same = [self.kinds[number] for number in near if (self.sprites[number][open_] == seen).all()]
        return same, open_.sum() / self.inner.sum()

    def column(self, cell: tuple[int, int], height: int) -> list[list[tuple[str, str]]] | None:
        """What each block of a column of this height may be, from the ground up; None if it can't be that high."""
        hidden, found = self.covered, []
        cube = next(iter(self.cubes.values()))
        for level in reversed(range(height)):
            fitting, share = self.block(cell, level, hidden)
            if not fitting or (level == height - 1 and share < LEAST_CUBE):
                return None
            found.append(fitting)
            if level == height - 1:
                hidden = hidden.copy()
            left, top, _, _ = self.scene.cube_box((*cell, level))
            cover(hidden, left, top, cube)
        self.covered = hidden
        return found[::-1]

    def cell(self, cell: tuple[int, int], tallest: int) -> tuple[str, Any]:
        """Who stands in a cell, and its column: the highest one that fits."""
        if self.standing(cell, 0, "tree"):
            return "", TREE
        before = self.covered
        for height in reversed(range(tallest + 1)):
            # Nobody but the flag stands on blocks, and there is one of each.
            for name in [*({"flag"} - self.found), *({"player"} - self.found if height == 0 else ()), ""]:
                self.covered = before
                if name and not self.standing(cell, height, name):
                    continue
                found = self.column(cell, height)
                if found is not None and (name or height):
                    self.found.add(name)
                    return name, found
        self.covered = before
        return "", []

    def ground(self, cell: tuple[int, int]) -> str:
        left, top, _, _ = self.scene.cube_box((*cell, -1))
        for sign, (pixels, mask) in self.cells.items():
            if self.matches(left, top, pixels, mask, self.covered) >= LEAST:
                return sign
        return "."


def _rim(mask: np.ndarray) -> np.ndarray:
    """The pixels of a mask near its edge, which the outlines of nearer blocks touch."""
    inside = mask.copy()
    for axis in (0, 1):
        for shift in (-2, -1, 1, 2):
            inside &= np.roll(mask, shift, axis)
    return mask & ~inside


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    world = sample.state
    reading, tallest = Reading(world, picture, look), LEVELS[level_of(world)].tallest
    sides = range(world.side)
    seen: dict[Any, Any] = {}
    facts: dict[Any, Any] = {}
    ladders = {(ladder.column, level): ladder.face for ladder in world.ladders for level in range(ladder.height)}
    for x, y, _ in reversed(back_to_front((x, y, 0) for x in sides for y in sides)):
        cell = (x, y)
        guest, kinds = reading.cell(cell, tallest)
        true = world.blocks.get(cell, "")
        wanted: Any = [(kind, ladders.get((cell, level), "")) for level, kind in enumerate(true)]
        blocks = kinds if kinds == TREE else [one[0] if len(one) == 1 else "?" for one in kinds]
        if kinds != TREE and len(kinds) == len(wanted):
            wanted = [
                "?" if len(fitting) > 1 and own in fitting else own for fitting, own in zip(kinds, wanted, strict=True)
            ]
        seen[cell] = (guest, blocks, reading.ground(cell))
        facts[cell] = (
            {world.player: "player", world.flag: "flag"}.get(cell, ""),
            TREE if true == TREE else wanted,
            world.ground[x][y],
        )
    return seen, facts
