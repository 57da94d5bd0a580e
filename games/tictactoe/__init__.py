"""Tic-tac-toe: three in a line."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="tictactoe",
    title="Tic-tac-toe",
    category="strategic_planning",
    in_domain=True,
    version=1,
    rules=(
        "This is a game of tic-tac-toe on 3 x 3 cells. Two players, O and X, put one piece of their own into a free "
        "cell in turn; O began, so it is the turn of O if both have as many pieces on the board, else of X. Who first "
        "has three pieces in a line, which may be a row, a column or a diagonal, wins; a full board without such a "
        "line is a draw."
    ),
    legend="In the picture, a red block with the letter O is a piece of O, a blue block with the letter X one of X.",
    state_type=engine.Board,
    new_state=engine.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("empty cells", engine.empty_cells),
    tasks=tasks.TASKS,
)
