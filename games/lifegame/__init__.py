"""Conway's game of life on a board whose edges wrap."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="lifegame",
    title="Game of life",
    category="multistep_reasoning",
    in_domain=False,
    version=3,
    scene="This is a board of Conway's Game of Life; some cells are alive, the others are dead.",
    rules={
        "neighbors": (
            "The neighbors of a cell are the eight cells that share an edge or a corner with it. Edges wrap: the top "
            "row also touches the bottom row, the left column also touches the right column, and the four corner cells "
            "touch one another."
        ),
        "steps": (
            "In each step all cells change at the same time. A live cell with 2 or 3 live neighbors stays alive, and "
            "any other live cell dies. A dead cell with exactly 3 live neighbors comes alive, and any other dead cell "
            "stays dead."
        ),
        "cells": CELLS_FROM_ZERO,
    },
    legend={"cells": "In the picture, filled cells are alive and empty cells are dead."},
    state_type=engine.Board,
    new_state=engine.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cell_count),
    tasks=tasks.TASKS,
)
