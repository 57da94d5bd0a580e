"""Maze: find the one way from the player to the goal."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="maze",
    title="Maze",
    category="strategic_planning",
    in_domain=True,
    version=6,
    scene="This is a maze of walls and floor with one player and one goal, which both stand on floor.",
    rules={
        "moves": (
            "The player moves up, down, left or right by one cell, over floor only; a move into a wall changes nothing."
        ),
        "one path": "Between any two floor cells there is exactly one path that enters no cell twice.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "board": (
            "In the picture, dark cells are walls and light cells are floor. The blue disc is the player, and the red "
            "square with rings is the goal."
        ),
    },
    state_type=engine.Maze,
    new_state=engine.new_maze,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("length of the path to the goal", engine.path_length),
    tasks=tasks.TASKS,
)
