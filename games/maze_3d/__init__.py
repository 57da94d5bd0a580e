"""3D maze: walk on cubes, climb ladders."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="maze_3d",
    title="3D maze",
    category="spatial_perception",
    in_domain=True,
    version=3,
    scene="This is a maze of columns of cubes on a floor, with a start and a goal.",
    rules={
        "walking": (
            "The player stands on top of a column and walks to columns beside it that are equally high. Only ladders "
            "lead to other heights."
        ),
        "ladders": (
            "A ladder hangs on the side of a column and joins its top with the top of the column beside it, which is "
            "one cube lower."
        ),
        "moves": (
            "The moves are left-forward, right-forward, left-back and right-back for walking, and up and down for a "
            "ladder."
        ),
        "numbered": "The numbered green cubes are on top of columns and are walked on like all others.",
        "positions": (
            "The position of a cube is written (x, y, z); z is its height, counted from 0 for the cubes on the floor."
        ),
    },
    legend={
        "moves": (
            "In the picture, left-forward leads to the upper left, right-forward to the upper right, left-back to the "
            "lower left and right-back to the lower right."
        ),
        "axes": (
            "In the picture, x grows toward the lower right, y toward the upper right and z upward, as the numbers at "
            "the edges show."
        ),
        "ends": "The blue cube is the start and the red cube the goal.",
        "seen": "The top of every column and every ladder can be seen.",
    },
    state_type=engine.Maze,
    new_state=engine.new_maze,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("columns from the start to the goal", engine.path_length),
    tasks=tasks.TASKS,
)
