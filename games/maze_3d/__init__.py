"""3D maze: walk on cubes, climb ladders."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="maze_3d",
    title="3D maze",
    category="spatial_perception",
    in_domain=True,
    version=5,
    scene="This is a maze of columns of cubes on a floor, with a start and a goal.",
    rules={
        "walking": (
            "The player stands on top of a column and walks to columns that share a side with it and are equally "
            "high. Only ladders lead to other heights."
        ),
        "ladders": (
            "A ladder hangs on a side of a column and joins its top with the top of the column that shares this side, "
            "which is one cube lower."
        ),
        "moves": (
            "The moves are left-forward, right-forward, left-back and right-back for walking, and up and down for a "
            "ladder, which takes the player from the one top to the other."
        ),
        "numbered": "The numbered cubes are green; they are tops of columns like all others.",
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
        "seen": "Every ladder and the top of every column can be seen.",
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
