"""Block world: scenes of cubes with a river to cross and ores to reach."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, scenes, tasks

GAME = Game(
    id="minecraft",
    title="Block world",
    category="spatial_perception",
    in_domain=False,
    version=1,
    scene="This is a world of blocks on a square ground of grass.",
    rules={
        "blocks": (
            "All blocks are cubes of one size. Nothing floats: below every block there are blocks down to the ground."
        ),
        "cells": "The cells of the ground are written (x, y), both counted from 1.",
        "walking": (
            "The player walks on grass, from cell to cell over shared sides, but not through or onto blocks, nor "
            "through trees, lava or the river."
        ),
        "bridge": (
            "A new block in a cell of the river fills it up to the height of the grass, so that one can walk there. "
            "Lava can't be filled."
        ),
        "reach": (
            "The height of a block is counted from 1 for blocks on the ground. To mine a block, the player must stand "
            "in a cell of the ground that shares a side with the block's cell. With the feet at height f, all blocks "
            "of that column up to height f + 2 are in reach; on the ground, f is 0."
        ),
        "stack": ("The player can put new blocks under the feet: each one raises them by 1."),
        "kept": "Blocks that have been placed are not taken back.",
        "ladders": (
            "A ladder is climbed from the cell of the ground before it, and needs no blocks: on a ladder that is n "
            "blocks high, the feet get to height n. New blocks can be put under the feet from there on as well."
        ),
        "steps": (
            "A step leads to a cell that shares a side, onto grass or onto the top of the blocks there. It may lead up "
            "or down by at most one block. Nobody steps onto trees, lava or the river, and no block is placed."
        ),
    },
    legend={
        "axes": (
            "In the picture, x grows toward the lower right, y toward the upper right, and z counts the height in "
            "blocks, as the numbers at the edges show."
        ),
        "key": "The key below the ground shows what things look like; what it shows is not part of the scene.",
        "tops": (
            "The top of every column of cubes can be seen, at least in part; whatever is hidden of the ground is empty."
        ),
        "seen": (
            "The top of every column of blocks, every tree, every ladder, and every cell of river and lava can be "
            "seen, at least in part; whatever is hidden of the ground is grass."
        ),
    },
    state_type=engine.World,
    new_state=scenes.new_landscape,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("columns, and cells that are no grass", engine.things),
    tasks=tasks.TASKS,
)
