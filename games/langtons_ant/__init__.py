"""Langton's ant: two colors, one ant, one rule."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="langtons_ant",
    title="Langton's ant",
    category="multistep_reasoning",
    in_domain=True,
    version=4,
    scene="This is a board of white and black cells with an ant on one of them.",
    rules={
        "steps": (
            "In each step the ant looks at the cell on which it stands: on a white cell it makes a quarter turn to the"
            " right, on a black cell a quarter turn to the left. Then it flips the color of this cell, white to black "
            "or black to white, and moves one cell ahead in its new direction."
        ),
        "edges": (
            "Edges wrap: an ant that leaves the board on one side enters it again on the opposite side, in the same "
            "row or column."
        ),
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "ant": "In the picture, the red arrow is the ant and points in the direction that it faces.",
    },
    state_type=engine.Ant,
    new_state=engine.new_ant,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cell_count),
    tasks=tasks.TASKS,
)
