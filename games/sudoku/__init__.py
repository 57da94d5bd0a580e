"""Color sudoku: every color once in every row, column and box."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="sudoku",
    title="Color sudoku",
    category="multistep_reasoning",
    in_domain=False,
    version=1,
    rules=(
        "This is a sudoku with colors instead of digits. A board of n x n cells uses n colors; in the solution "
        "every row, every column and every box contains each color exactly once. " + tasks.BOX_SIZES + " Some "
        "cells are filled already, the others are empty. There is exactly one solution."
    ),
    legend=(
        "The picture shows the board; below it are the names of the colors. If cells show digits instead of "
        "colors, the list below tells which digit stands for which color."
    ),
    state_type=engine.Puzzle,
    new_state=engine.new_puzzle,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("colors left to choose from, over all empty cells", engine.open_choices),
    tasks=tasks.TASKS,
)
