"""Word search: English words hidden in straight lines of a grid of letters."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ONE

from . import engine, picture, tasks

GAME = Game(
    id="word_search",
    title="Word search",
    category="multistep_reasoning",
    in_domain=True,
    version=2,
    scene="This is a square grid of capital letters.",
    rules={
        "words": (
            "A hidden word stands in a straight line of neighboring cells. From its first letter it runs in one of "
            "eight directions: up, down, left, right, or diagonally up-left, up-right, down-left or down-right. No "
            "word goes on across the edges of the grid."
        ),
        "cells": CELLS_FROM_ONE,
    },
    legend={},
    state_type=engine.Grid,
    new_state=tasks.new_grid,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the grid", engine.cell_count),
    tasks=tasks.TASKS,
    credits=(
        "the hidden words are chosen from EFF's long word list for passphrases by Joseph Bonneau and the Electronic "
        "Frontier Foundation ([CC BY 3.0 US](https://creativecommons.org/licenses/by/3.0/us/), as contained in the "
        "package xkcdpass) and from SCOWL, Copyright 2000-2018 by Kevin Atkinson, and were cleaned of offensive words."
    ),
)
