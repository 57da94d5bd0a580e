"""Turing machines in two dimensions: a head that reads, writes and moves on a board of symbols."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks, wanted

GAME = Game(
    id="turing_machine_2d",
    title="2D Turing machine",
    category="multistep_reasoning",
    in_domain=True,
    version=3,
    scene=(
        "This is a Turing machine on a board. Every cell holds a symbol, which is a digit; the head of the machine is "
        "on one of the cells."
    ),
    rules={
        "machine": (
            "The head is always in one of a few states, each named after a kind of bracket: round ( ), square [ ], "
            "curly { } or angle < >."
        ),
        "steps": (
            "In each step the machine looks up its state and the symbol under the head in the rule table; (0), for "
            "instance, is the symbol 0 in the state round. An entry such as [2] up then means: write 2 in this cell in "
            "place of its symbol, change to the state square, which the brackets show, and move the head one cell up. "
            "The new symbol or state may be the same as the old one."
        ),
        "edges": (
            "Edges wrap: a head that leaves the board on one side enters it again on the opposite side, in the same "
            "row or column."
        ),
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "head": (
            "In the picture, a thick frame marks the cell of the head, and the brackets around its symbol show the "
            "head's state."
        ),
    },
    state_type=engine.Machine,
    new_state=wanted.new_machine,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("rules of the table", engine.rule_count),
    tasks=tasks.TASKS,
)
