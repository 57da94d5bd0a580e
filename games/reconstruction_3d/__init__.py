"""3D reconstruction: complete a structure of voxels to given projections."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="reconstruction_3d",
    title="3D reconstruction",
    category="spatial_perception",
    in_domain=True,
    version=1,
    rules=(
        "A structure is made of voxels, cubes of equal size in a grid of n x n x n places. A place is written "
        "(x, y, z), each counted from 1; x runs to the right front, y to the right back and z upwards. The voxels of "
        "the structure are connected over shared faces; they may rest on the floor or hang in the air beside others."
    ),
    legend=(
        "In the picture, x is numbered along the left front edge of the floor, y along its right front edge and z "
        "along the upright line at the left. All voxels of one height z have one color, which the key at the bottom "
        "names. No voxel is wholly hidden by others: at least a part of every voxel can be seen."
    ),
    state_type=engine.Reconstruction,
    new_state=engine.new_state,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("places that may be filled", engine.open_places),
    tasks=tasks.TASKS,
)
