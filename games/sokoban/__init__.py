"""Sokoban: push every box onto a target."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="sokoban",
    title="Sokoban",
    category="strategic_planning",
    in_domain=True,
    version=6,
    scene="This is a Sokoban board with walls, floor, targets, boxes and one player.",
    rules={
        "moves": "The player moves up, down, left or right by one cell. A move into a wall changes nothing.",
        "pushes": (
            "Walking into a box pushes it one cell further in the same direction, and the player takes its place, if "
            "the cell beyond it is free, that is, neither a wall nor a box. Only one box can be pushed at a time, and "
            "none can be pulled. A push that is blocked changes nothing."
        ),
        "solved": "The board is solved when every box is on a target.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "board": (
            "In the picture, bricks are walls and plain cells are floor. Red marks in the four corners of a cell make "
            "it a target, also where something stands on it. A crate with a cross is a box, and the round figure with "
            "two eyes is the player."
        ),
    },
    state_type=engine.Board,
    new_state=engine.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("fewest moves that solve it", engine.fewest_moves),
    tasks=tasks.TASKS,
)
