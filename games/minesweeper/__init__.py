"""Minesweeper: what the numbers decide, and what they do not."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="minesweeper",
    title="Minesweeper",
    category="multistep_reasoning",
    in_domain=False,
    version=4,
    scene="This is a minesweeper field of which a part is revealed.",
    rules={
        "numbers": (
            "Some cells hold a mine. A revealed cell holds none; it shows how many of the up to eight cells around it "
            "hold a mine, or nothing if none does."
        ),
        "opening": "Revealing a cell that shows nothing also reveals all cells around it.",
        "flags": "Flags mark hidden cells as mines, and every flag on the field is right.",
        "logic": (
            "Use logic only: a cell is known to be a mine, or to be safe, if it is so in every placement of the mines "
            "that fits the numbers shown, the flags and the number of mines in all."
        ),
        "chances": (
            "Every placement of the mines that fits the numbers shown, the flags and the number of mines in all is "
            "equally likely."
        ),
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "tiles": (
            "In the picture, raised dark tiles are hidden cells, some with a red flag; flat light cells are revealed, "
            "with their number or empty."
        ),
    },
    state_type=engine.Field,
    new_state=engine.new_field,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("hidden cells without a flag", engine.hidden_cells),
    tasks=tasks.TASKS,
)
