"""Jewel: a board of gems that vanish in lines of three or more."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import boards, engine, picture, tasks

GAME = Game(
    id="jewel2",
    title="Jewel",
    category="pattern_recognition",
    in_domain=False,
    version=3,
    scene="This is a board of gems, one in each cell.",
    rules={
        "cells": CELLS_FROM_ZERO,
        "gems": (
            "Basic gems are red, green, blue, yellow or purple. Special gems are round gems, each of one of these "
            "colors too, cross gems and column gems."
        ),
        "lines": (
            "A line is an unbroken run of three or more basic gems of the same color in a row or a column, and "
            "always the whole run: four in a row are one line. Special gems belong to no line."
        ),
        "clear": (
            "The command clear (row, column), given for a basic gem, removes every line that this gem is part of; "
            "if it is part of none, nothing happens. Given for an empty cell, it does nothing."
        ),
        "specials": (
            "Given for a special gem, clear removes what the gem stands for: a round gem removes all gems of its "
            "color, basic and round, including itself; a cross gem removes its whole row and its whole column; a "
            "column gem removes its whole column. A special gem that another one removes has no effect of its own."
        ),
        "swap": (
            "The command swap (row, column) direction exchanges a basic gem with the basic gem of another color next "
            "to it in that direction (up, down, left or right), and then removes every line that one of the two is "
            "part of; other lines stay. If they make no line, or if the two cells do not hold basic gems of different "
            "colors, nothing happens."
        ),
        "once": "Only the gems that a command removes in this way count; lines that gems make by falling do not go.",
        "falling": (
            "After a command the gems above removed ones fall straight down, and the cells at the top of these columns "
            "are empty from then on: no new gems come, and lines that the falling gems make stay until a command "
            "removes them."
        ),
    },
    legend={
        "gems": (
            "In the picture, basic gems are a red diamond, a green triangle, a blue square, a yellow star and a purple "
            "hexagon."
        ),
        "specials": (
            "A round gem shows the shape of its color on a white disc with a rim of that color; a cross gem is a dark "
            "disc with a white cross, a column gem a dark upright bar with a white two-headed arrow."
        ),
        "total": "Below the board stands the total of all gems that have been removed so far.",
    },
    state_type=engine.Board,
    new_state=boards.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cell_count),
    tasks=tasks.TASKS,
)
