"""3D reconstruction: complete a structure of voxels to given projections."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="reconstruction_3d",
    title="3D reconstruction",
    category="spatial_perception",
    in_domain=True,
    version=5,
    scene=(
        "A structure is made of voxels, which are cubes of equal size on a grid; some may hang in the air beside "
        "others."
    ),
    rules={
        "places": "A place is written (x, y, z), each from 1 to 4; z is the height.",
        "connected": "The voxels of the structure are connected over shared faces.",
        "views": (
            "The front view is the projection along x: its cell (y, z) is filled if the structure has a voxel with "
            "this y and z, whatever its x. The side view is the projection along y: its cell (x, z) is filled if the "
            "structure has a voxel with this x and z, whatever its y."
        ),
        "grids": "Beside the structure there are two grids, named front view and side view.",
        "targets": "Two grids give the targets: the front view and the side view that the structure is to have.",
        "adding": (
            "Voxels can only be added, at most the number given as voxels left; each added voxel must share a face "
            "with a voxel of the structure or with one added before it."
        ),
    },
    legend={
        "axes": (
            "In the picture, x grows toward the lower right, y toward the upper right and z upward, as the numbers at "
            "the edges show."
        ),
        "dark": "Dark cells of the grids are filled.",
        "layers": "All voxels of one height z have one color, which the key at the bottom names.",
        "seen": "At least a part of every voxel can be seen.",
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
