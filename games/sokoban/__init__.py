"""Sokoban: push every box onto a target."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="sokoban",
    title="Sokoban",
    category="strategic_planning",
    in_domain=True,
    version=1,
    rules=(
        "This is a Sokoban board with walls, floor, targets, boxes and one player. The player moves up, down, "
        "left or right by one cell. Walking into a box pushes it one cell further in the same direction if the "
        "cell behind it is free, that is, neither wall nor box; only one box can be pushed at a time and none can "
        "be pulled. A move into a wall, or a push that is blocked, changes nothing. The board is solved when "
        "every box is on a target."
    ),
    legend=(
        "In the picture, bricks are walls and plain cells are floor. Four corner marks around a cell make it a "
        "target, also where something stands on it. A crate with a cross is a box, the round figure with two eyes "
        "is the player."
    ),
    state_type=engine.Board,
    new_state=engine.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("fewest moves that solve it", engine.fewest_moves),
    tasks=tasks.TASKS,
)
