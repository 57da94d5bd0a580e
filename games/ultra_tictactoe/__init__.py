"""Ultra tic-tac-toe: nine blocks of tic-tac-toe, in which every piece names the block of the next one."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="ultra_tictactoe",
    title="Ultra tic-tac-toe",
    category="strategic_planning",
    in_domain=True,
    version=2,
    scene="This is a game of ultra tic-tac-toe, on a board of 3 x 3 blocks with 3 x 3 cells each.",
    rules={
        "players": (
            "Two players take turns to mark an empty cell with a piece: the first player with X, the second player "
            "with O."
        ),
        "first": "The first piece, an X, goes into any cell of the middle block, (2, 2).",
        "next": (
            "Every piece but the first goes into the block whose place on the board is the same as the place, inside "
            "its own block, of the piece that the opponent placed just before: a piece in row 1 and column 3 of its "
            "block sends the opponent into the block in row 1 and column 3 of the blocks."
        ),
        "full": "Up to now no block was full when a piece had to go into it, and the block of the next piece is not.",
        "points": (
            "Inside a block, every row, column or diagonal of three cells that are all marked by one player is a point "
            "for that player. One block can bring several points, and both players can have some in it."
        ),
        "blocks": (
            "A block is written (R, C), by its row and column among the blocks, both counted from 1, from the top and "
            "from the left."
        ),
        "cells": (
            "A cell is written (R, C, r, c): R and C are the row and column of its block among the blocks, r and c its "
            "own row and column inside the block; all are counted from 1, from the top and from the left."
        ),
    },
    legend={
        "numbers": (
            "In the picture, the large numbers at the edge count rows and columns of blocks, the small ones rows and "
            "columns inside of blocks."
        ),
        "last": "The piece placed last has a yellow background.",
    },
    state_type=engine.Board,
    new_state=engine.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("pieces on the board", engine.pieces),
    tasks=tasks.TASKS,
)
