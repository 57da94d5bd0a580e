"""3D reconstruction: complete a structure of voxels to given projections."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="reconstruction_3d",
    title="3D reconstruction",
    category="spatial_perception",
    in_domain=True,
    version=3,
    scene="A structure is made of voxels, cubes of equal size in a grid of n x n x n places.",
    rules={
        "places": (
            "A place is written (x, y, z), each counted from 1; x runs to the right front, y to the right back and z "
            "upwards."
        ),
        "connected": (
            "The voxels of the structure are connected over shared faces; they may rest on the floor or hang in the "
            "air beside others."
        ),
        "no targets": "The target views, and the number of voxels left, do not matter for this question.",
        "views": (
            "The front view is the projection along x: its cell (y, z) is filled if the structure has a voxel with "
            "this y and z, whatever its x. The side view is the projection along y: its cell (x, z) is filled if the "
            "structure has a voxel with this x and z, whatever its y."
        ),
        "targets": (
            "The two grids show the front view and the side view that the structure is to have; dark cells are filled."
        ),
        "adding": (
            "Voxels can only be added, at most as many as the number of voxels left says; each added voxel must share "
            "a face with a voxel of the structure or with one added before it."
        ),
    },
    legend={
        "axes": (
            "In the picture, x is numbered along the left front edge of the floor, y along its right front edge and z "
            "along the upright line at the left."
        ),
        "layers": "All voxels of one height z have one color, which the key at the bottom names.",
        "seen": "No voxel is wholly hidden by others: at least a part of every voxel can be seen.",
    },
    state_type=engine.Reconstruction,
    new_state=engine.new_state,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("places that may be filled", engine.open_places),
    tasks=tasks.TASKS,
)
