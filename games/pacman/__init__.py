"""Pac-Man: eat beans in a maze, and do not meet the ghosts, whose ways are known."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import boards, engine, picture, tasks

GAME = Game(
    id="pacman",
    title="Pac-Man",
    category="strategic_planning",
    in_domain=False,
    version=4,
    scene="This is a maze in which Pac-Man eats beans and two ghosts, Pinky and Blinky, chase him.",
    rules={
        "beans": (
            "Pac-Man eats the bean, if there is one, of every cell that he enters. The score is the number of beans "
            "that he has eaten."
        ),
        "facing": "Pac-Man faces the direction of his last move.",
        "turns": (
            "In each turn Pac-Man moves first, by one cell; then Pinky takes one step, then Blinky. Nobody enters "
            "walls; ghosts may share a cell and eat no beans. Pac-Man faces the direction of his last move. As soon as "
            "he and a ghost are in the same cell, no matter which of them moved there, that ghost has caught him."
        ),
        "standing": (
            "In each turn Pinky takes one step, then Blinky; ghosts may share a cell. As soon as a ghost is in "
            "Pac-Man's cell, it has caught him."
        ),
        "pinky": (
            "Pinky aims at the cell four steps ahead of Pac-Man in the direction he faces; if a wall is in the way, at "
            "the last cell before it, which may be Pac-Man's own."
        ),
        "blinky": "Blinky aims at Pac-Man's own cell.",
        "ways": (
            "A ghost takes the first step of a shortest path to its target, up, down, left or right over cells that "
            "are not walls. If several first steps lie on shortest paths, it takes the first of these in the order up, "
            "down, left, right."
        ),
        "waits": "A ghost that is on its target stays there.",
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "board": "In the picture, blue cells are walls and white dots are beans.",
        "pacman": "Pac-Man is the yellow disc, whose mouth opens in the direction he faces.",
        "ghosts": "Pinky is the pink ghost with a P, Blinky the red one with a B.",
        "hidden": "There is a bean under each ghost, too.",
    },
    state_type=engine.Board,
    new_state=boards.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("floor cells", engine.floor_cells),
    tasks=tasks.TASKS,
)
