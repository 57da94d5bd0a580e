"""3D maze: walk on cubes, climb ladders."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="maze_3d",
    title="3D maze",
    category="spatial_perception",
    in_domain=True,
    version=2,
    scene="This is a maze of columns of cubes on a floor, with a start and a goal.",
    rules={
        "walking": (
            "The player stands on top of a column and walks to a column beside it if that is equally high, or climbs a"
            " ladder: a ladder leads from the top of a column up to the top of the column beside it on which it hangs,"
            " which is one cube higher, and back down. There is no other way from one height to another."
        ),
        "moves": (
            "The moves are left-forward, right-forward, left-back and right-back for walking, and up and down for a "
            "ladder."
        ),
        "numbered": ("The numbered green cubes are on top of columns; the player can walk over them like over others."),
        "axes": (
            "Positions are counted in cubes along three axes: x runs to the right front, y to the right back and z "
            "upwards, as the numbers at the edges show."
        ),
    },
    legend={
        "moves": (
            "In the picture, left-forward leads up and to the left, right-forward up and to the right, left-back down "
            "and to the left, and right-back down and to the right."
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
