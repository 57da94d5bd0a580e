"""Tangram variant: put removed pieces back into a cut board."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="tangram",
    title="Tangram",
    category="pattern_recognition",
    in_domain=True,
    version=5,
    scene="A square board is cut into pieces.",
    rules={
        "pieces": "Each piece is a set of cells that are joined edge to edge, and has a number.",
        "one removed": (
            "One piece has been taken off the board, which leaves empty cells; all others are still in place."
        ),
        "several removed": (
            "Some pieces have been taken off the board, which leaves empty cells; all others are still in place."
        ),
        "removed": (
            "One or more pieces have been taken off the board, which leaves empty cells; all others are still in place."
        ),
        "touching": (
            "Two pieces touch if a cell of one shares an edge with a cell of the other; corners do not count."
        ),
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "board": (
            "In the picture, every cell of a piece shows the piece's number, and empty cells of the board are hatched. "
            "Pieces that have been taken off lie below the board, on a grid of their own."
        ),
    },
    state_type=engine.Tangram,
    new_state=engine.new_tangram,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("places and turns for the removed pieces", engine.possible_placements),
    tasks=tasks.TASKS,
)
