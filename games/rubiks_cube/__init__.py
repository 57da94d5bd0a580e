"""Rubik's cube: stickers and quarter turns."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="rubiks_cube",
    title="Rubik's cube",
    category="spatial_perception",
    in_domain=True,
    version=6,
    scene=(
        "This is a 3 x 3 x 3 Rubik's cube with the faces U (up), D (down), L (left), R (right), F (front) and B (back)."
    ),
    rules={
        "turns": (
            "A letter such as R means a quarter turn of that face's layer, clockwise as seen by somebody who looks "
            "straight at the face from outside; R' means the same counterclockwise. The centers of the faces stay "
            "where they are."
        ),
        "solved": "The cube is solved when every face has a single color.",
        "quarters": "Only quarter turns count as turns; a half turn is two of them.",
        "places": (
            "A place is written as its face followed by (row, column), such as F (0, 2); rows and columns are "
            "counted from 0, from the top left of the face as the net shows it."
        ),
    },
    legend={
        "net": (
            "The picture shows the unfolded net of the cube: U above F, D below F, and L, F, R, B side by side, each "
            "face as seen from outside, with its letter on its center and its rows and columns numbered."
        ),
        "views": (
            "Below the net, the left view shows U, F and R; the right one shows D, L and B, with the cube turned "
            "upside down."
        ),
    },
    state_type=engine.Cube,
    new_state=engine.new_cube,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("fewest quarter turns that solve the cube", engine.fewest_to_solve),
    tasks=tasks.TASKS,
)
