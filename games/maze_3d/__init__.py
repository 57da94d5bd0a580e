"""3D maze: walk on cubes, climb ladders."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="maze_3d",
    title="3D maze",
    category="spatial_perception",
    in_domain=True,
    version=1,
    rules=(
        "This is a maze of columns of cubes on a floor. The player stands on top of a column and walks to a column "
        "beside it if that is equally high, or climbs a ladder: a ladder leads from the top of a column up to the "
        "top of the column beside it on which it hangs, which is one cube higher, and back down. There is no other "
        "way from one height to another. The moves are left-forward, right-forward, left-back and right-back for "
        "walking, up and down for a ladder."
    ),
    legend=(
        "In the picture, left-forward leads up and to the left, right-forward up and to the right, left-back down "
        "and to the left, right-back down and to the right. The blue cube is the start and the red cube the goal. "
        "The top of every column and every ladder can be seen."
    ),
    state_type=engine.Maze,
    new_state=engine.new_maze,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("columns from the start to the goal", engine.path_length),
    tasks=tasks.TASKS,
)
