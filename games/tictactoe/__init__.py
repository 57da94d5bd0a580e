"""Tic-tac-toe: three in a line."""

from gameqa.contract import Difficulty, Game
from gameqa.wording import CELLS_FROM_ZERO

from . import engine, picture, tasks

GAME = Game(
    id="tictactoe",
    title="Tic-tac-toe",
    category="strategic_planning",
    in_domain=True,
    version=2,
    scene="This is a game of tic-tac-toe on a board of 3 x 3 cells.",
    rules={
        "turns": (
            "Two players, O and X, take turns to put a piece of their own into an empty cell. O began, so it is O's "
            "turn if both have equally many pieces on the board, and X's turn otherwise."
        ),
        "winning": (
            "Whoever first has three pieces in a line, which may be a row, a column or a diagonal, wins; a full board "
            "without such a line is a draw."
        ),
        "perfect play": (
            "Perfect play means that both players always make a best move. The best moves of a player are those that "
            "lead to the best result that can be forced: a win before a draw, a draw before a loss; among winning "
            "moves those that win in the fewest moves, among losing moves those that lose in the most moves."
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
