"""Tic-tac-toe: a full line on boards of 3 x 3 and 4 x 4 cells."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="tictactoe",
    title="Tic-tac-toe",
    category="strategic_planning",
    in_domain=True,
    version=5,
    scene="This is a game of tic-tac-toe; the board has 3 x 3 or 4 x 4 cells.",
    rules={
        "turns": (
            "Two players, O and X, take turns to put a piece of their own into an empty cell. O went first, so it is "
            "O's turn if both have the same number of pieces on the board, and X's turn otherwise."
        ),
        "winning": (
            "The first player to fill a whole row, column or diagonal with pieces of their own wins; a full board "
            "without such a line is a draw. The two diagonals run from corner to corner."
        ),
        "perfect play": (
            "Perfect play means that both players always make a best move. A player's best moves are those that lead "
            "to the best result that can be forced: a win rather than a draw, a draw rather than a loss. Among winning "
            "moves the quickest are best, among losing moves the slowest."
        ),
        "cells": CELLS_FROM_ZERO,
    },
    legend={
        "pieces": (
            "In the picture, a red block with the letter O is a piece of O, and a blue block with the letter X is a "
            "piece of X."
        ),
    },
    state_type=engine.Board,
    new_state=engine.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("empty cells", engine.empty_cells),
    tasks=tasks.TASKS,
)
