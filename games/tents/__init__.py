"""Tents: every tree gets a tent of its own, and no two tents touch."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="tents",
    title="Tents",
    category="multistep_reasoning",
    in_domain=True,
    version=3,
    scene="This is a tents puzzle: a board with trees, on which some tents may be placed already.",
    rules={
        "lines": "Rows are counted from the top and columns from the left, both from 0.",
        "solution": (
            "There are as many tents as trees, and each tent belongs to a tree of its own: it stands directly above or "
            "below this tree, or directly to its left or right, and may be beside other trees too. Tents that are "
            "placed already are right, and there is exactly one way to place all the others in empty cells, that is, "
            "in cells without a tree."
        ),
        "beside": (
            "A tent can only be placed in an empty cell, that is, one without a tree or a tent, that has a tree "
            "directly above it, below it, or to its left or right; it does not matter whether this tree has a tent "
            "already."
        ),
        "no touch": "No two tents touch each other, not even at a corner.",
        "numbers": (
            "The number of a row or column tells how many tents it has once the puzzle is solved, those that stand "
            "there already included."
        ),
        "no more": "No row or column gets more tents than its number.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "tiles": (
            "In the picture, trees are green with a brown trunk, tents are orange triangles. The white numbers on "
            "blue, to the right of the rows and below the columns, tell how many tents each of them has in the solved "
            "puzzle."
        ),
    },
    state_type=engine.Camp,
    new_state=engine.new_camp,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cells_to_look_at),
    tasks=tasks.TASKS,
)
