"""Block world: scenes of cubes with a river to cross and ores to reach."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, scenes, tasks

GAME = Game(
    id="minecraft",
    title="Block world",
    category="spatial_perception",
    in_domain=False,
    version=3,
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
            "A new block in a cell of the river fills it up to the height of the grass; this cell then counts as grass."
        ),
        "lava": "Lava can't be filled.",
        "reach": (
            "The height of a block is counted from 1 for blocks on the ground. To mine a block, the player must stand "
            "in a cell of the ground that shares a side with the block's cell. With the feet at height f, all blocks "
            "up to height f + 2 of the columns beside the player's cell are in reach; on the ground, f is 0."
        ),
        "stack": "The player can put new blocks under the feet: each one raises them by 1.",
        "ladders": (
            "A ladder needs no blocks: from the cell of the ground in front of it, the player climbs it to its top, so "
            "that on a ladder of n blocks the feet are at height n, still in that cell. New blocks can be put under "
            "the feet from there on as well. Whatever is in reach then can be mined, on the ladder's own column or on "
            "another one beside the cell."
        ),
        "kept": (
            "Blocks that have been placed are not taken back, no other block is mined, and the player never steps from "
            "a ladder or from placed blocks onto a column."
        ),
        "steps": (
            "A step leads to a cell that shares a side with the player's cell, onto grass or onto the top of the "
            "blocks there. It may lead up or down by at most one block. The player can't step onto trees, lava or the "
            "river, and no block is placed."
        ),
    },
    legend={
        "axes": (
            "In the picture, x grows toward the lower right and y toward the upper right, as the numbers at the edges "
            "show; z shows how high one block, two blocks and so on are, measured from the foot of a column."
        ),
        "key": "The key below the ground shows what things look like; what it shows is not part of the scene.",
        "kinds": "Of every kind of thing that there is, something can be seen.",
        "tops": (
            "The top of every column of blocks can be seen, at least in part; there is nothing on any ground that is "
            "hidden."
        ),
        "seen": (
            "The top of every column of blocks, every tree, and every cell of river and lava can be seen, at least in "
            "part; any ground that is hidden is grass."
        ),
        "ladders": "Every ladder can be seen.",
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
