"""A rhythm game: blocks fall toward a finger that taps them."""

from gameqa.contract import Difficulty, Game

from . import boards, engine, picture, tasks

GAME = Game(
    id="rhythm_game",
    title="Rhythm game",
    category="multistep_reasoning",
    in_domain=True,
    version=3,
    scene="This is a rhythm game: blocks fall in the columns of a board, toward a finger below it.",
    rules={
        "rows": "Rows are counted from the bottom and columns from the left, both from 1.",
        "cells": "A cell is written (row, column).",
        "blocks": (
            "A Click or a Reverse fills one cell. A Snake fills two or more cells of a column: its head is at the "
            "bottom, its tail at the top, and what lies between is its body."
        ),
        "falling": "Every second all blocks fall by one row; what falls out of row 1 leaves the board.",
        "taps": (
            "Once a second the finger taps the cell of row 1 right above it, and then all blocks fall by one row. So "
            "it taps what is now in row 1, then what is now in row 2, and in this way every row up to the top one."
        ),
        "points": (
            "A Click scores 10 points and a Reverse 15. A Snake of 2, 3, 4 or 5 cells scores 22, 39, 60 or 85 points, "
            "in this order, if all of its cells are tapped."
        ),
        "mirror": (
            "Every Reverse that is tapped mirrors the board left to right at once, while the finger stays: the first "
            "column changes places with the last, the second with the last but one, and so on. So from the next row "
            "on the finger taps the column that is now above it."
        ),
        "slow mirror": (
            "Every Reverse that is tapped mirrors the board left to right, while the finger stays: the first column "
            "changes places with the last, the second with the last but one, and so on. This takes one more second, in "
            "which the blocks fall by one row and nothing is tapped: so the row right above the Reverse passes "
            "untapped, and from the row after it on the finger taps the column that is now above it."
        ),
        "cut": (
            "A Snake whose head has passed row 1 untapped, for whatever reason, is cut: tapping the rest of it scores "
            "nothing."
        ),
    },
    legend={
        "picture": (
            "In the picture, the blocks fall in the direction of the arrow, a thick frame marks row 1, and the hand is "
            "the finger."
        ),
    },
    state_type=engine.Chart,
    new_state=boards.new_chart,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cell_count),
    tasks=tasks.TASKS,
)
