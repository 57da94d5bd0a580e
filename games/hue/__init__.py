"""Color hue: boards of swatches whose rows or columns are gradients."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="hue",
    title="Color hue",
    category="pattern_recognition",
    in_domain=True,
    version=3,
    scene="This is a board of color swatches.",
    rules={
        "plane": (
            "Every row and every column is a gradient: from cell to cell, its color changes by steps that look equal."
        ),
        "empty": "Some swatches have been taken off the board.",
        "even": "In a gradient, the color changes from cell to cell by steps that look equal.",
        "lines": "Rows are counted from the top and columns from the left, both from 0.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "empty": "In the picture, empty cells are hatched.",
        "below": "The colors to choose from are below the board, each with its number above it.",
    },
    state_type=engine.Board,
    new_state=engine.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("swatches on the board", engine.cells_shown),
    tasks=tasks.TASKS,
    credits=(
        "The names of the colors and their reference values are from the color survey of xkcd by Randall Munroe "
        "(public domain, CC0 1.0)."
    ),
)
