"""Star battle: one star in every row, column and region, and no two stars touch."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="star_battle",
    title="Star battle",
    category="multistep_reasoning",
    in_domain=True,
    version=1,
    scene="This is a star battle: a square board that is cut into regions, with some of its stars.",
    rules={
        "one each": "Every row, every column and every region has at most one star, and once it is solved exactly one.",
        "no touch": "No two stars touch each other, not even at a corner.",
        "unique": "All stars on the board are right, and there is exactly one way to place the missing ones.",
        "regions": "Every region has a number.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "regions": (
            "In the picture, thick lines go around the regions, each of which has a color of its own; the small number "
            "in the corner of one of its cells is its number."
        ),
    },
    state_type=engine.Battle,
    new_state=engine.new_battle,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cells_to_look_at),
    tasks=tasks.TASKS,
)
