"""Zuma: shoot marbles at marbles."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="zuma",
    title="Zuma",
    category="pattern_recognition",
    in_domain=True,
    version=6,
    scene=(
        "This is a field of Zuma: a frog in the middle holds a loaded marble, and red, yellow, blue and green marbles "
        "of one size lie on a track around it."
    ),
    rules={
        "track": "Neighbors on the track touch each other unless there is a gap between them.",
        "shots": (
            "The frog can turn and shoot in any direction. A shot, as large as the other marbles, flies straight from "
            "the frog's center, over the track and the hole, and hits the marble that it touches first; it touches "
            "those whose centers are less than one marble diameter from its line. It joins the row right beside the "
            "marble that it hits, on the side on which its line passes that marble's center. A shot that touches no "
            "marble leaves the field."
        ),
        "runs": (
            "If the shot is then part of a run of three or more neighboring marbles of one color, the whole run "
            "vanishes, the shot included, and nothing else vanishes after that. Marbles with a gap between them are "
            "not neighbors."
        ),
        "angles": "Angles are in degrees, counterclockwise from the direction to the right.",
        "sectors": (
            "The field has eight sectors of 45 degrees around the frog, named right, up-right, up, up-left, left, "
            "down-left, down and down-right; the middle of the sector right is at 0 degrees. A marble is in the sector "
            "that holds its center."
        ),
        "groups": (
            "A group is a row of two or more touching marbles of one color on the track, as long as it goes; a single "
            "marble is no group."
        ),
    },
    legend={
        "track": (
            "In the picture, the broad gray band is the track, which ends in the black hole. The marble inside the "
            "frog is the loaded one."
        ),
        "edge": (
            "The scale around the track gives directions in degrees, and dashed lines are the borders of the eight "
            "sectors of 45 degrees."
        ),
        "arrow": "The arrow at the frog points in the direction of the shot.",
    },
    state_type=engine.Zuma,
    new_state=engine.new_zuma,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("marbles on the track", engine.marble_count),
    tasks=tasks.TASKS,
)
