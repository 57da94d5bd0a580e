"""Star battle: one star in every row, column and region, and no two stars touch."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="star_battle",
    title="Star battle",
    category="multistep_reasoning",
    in_domain=True,
    version=5,
    scene="This is a star battle: a square board divided into regions, in which some stars may be placed already.",
    rules={
        "one each": "In the solved puzzle every row, column and region has exactly one star; before, at most one.",
        "no touch": "No two stars touch each other, not even at a corner.",
        "unique": "Stars that are placed already are right, and there is exactly one way to place all the others.",
        "regions": "Every region has a number.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "regions": (
            "In the picture, every region is outlined by thick lines, has a color of its own, and shows its number in "
            "the corner of one of its cells."
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
