"""Color sudoku: every color once in every row, column and box."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ONE

from . import engine, picture, tasks

GAME = Game(
    id="sudoku",
    title="Color sudoku",
    category="multistep_reasoning",
    in_domain=False,
    version=5,
    scene=("This is a sudoku with colors in place of digits; some cells are filled already, the others are empty."),
    rules={
        "colors": (
            "A board of n x n cells uses n colors; in the solution every row, every column and every box contains each"
            " color exactly once."
        ),
        "boxes": (
            "Thick lines divide the board into its boxes; these have 2 rows and 2 columns on a board of 4 x 4 cells, 2 "
            "rows and 3 columns on one of 6 x 6, and 3 rows and 3 columns on one of 9 x 9."
        ),
        "unique": "There is exactly one solution.",
        "cells": CELLS_FROM_ONE,
    },
    legend={
        "names": (
            "The picture shows the board, with the names of the colors below it. If cells show digits instead of "
            "colors, the list below the board tells which digit stands for which color."
        ),
    },
    state_type=engine.Puzzle,
    new_state=engine.new_puzzle,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("colors left to choose from, over all empty cells", engine.open_choices),
    tasks=tasks.TASKS,
)
