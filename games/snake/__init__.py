"""Snake: reach the food without running into the border or the own body."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="snake",
    title="Snake",
    category="strategic_planning",
    in_domain=False,
    version=3,
    scene="This is a game of Snake: a square board with one snake and one piece of food.",
    rules={
        "moving": (
            "The snake moves up, down, left or right by one cell: its head enters the next cell, and each of its other "
            "parts moves into the cell of the part before it."
        ),
        "dying": (
            "It dies if its head leaves the board or runs into another part of itself, be it body or tail. The cell "
            "that the tail leaves in the same move counts as free."
        ),
        "food": "The game is won as soon as the head enters the cell of the food; until then the snake does not grow.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "board": (
            "In the picture, the snake's head is yellow and has eyes, its body is blue, and its tail is a light blue "
            "tapering tip; the red apple is the food."
        ),
    },
    state_type=engine.Snake,
    new_state=engine.new_snake,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", lambda snake: snake.side**2),
    tasks=tasks.TASKS,
)
