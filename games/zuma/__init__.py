"""Zuma: shoot marbles at marbles."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="zuma",
    title="Zuma",
    category="pattern_recognition",
    in_domain=True,
    version=1,
    rules=(
        "This is a field of Zuma. A frog in the middle holds a loaded marble and can turn and shoot it in any "
        "direction. Red, yellow, blue and green marbles of one size lie on a track around it that ends in a hole; "
        "neighbors on the track touch each other unless there is a gap."
    ),
    legend=(
        "In the picture, the broad gray band is the track and the black disc at its end is the hole. The marble "
        "inside of the frog is the loaded one. Numbers at the edge give directions in degrees, dashed lines part the "
        "field into eight sectors."
    ),
    state_type=engine.Zuma,
    new_state=engine.new_zuma,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("marbles on the track", engine.marble_count),
    tasks=tasks.TASKS,
)
