"""Tangram variant: put removed pieces back into a cut board."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="tangram",
    title="Tangram",
    category="pattern_recognition",
    in_domain=True,
    version=1,
    rules=(
        "A square board is cut into pieces. Each piece is a connected set of cells with a number of its own. Some "
        "pieces have been taken off the board, which leaves empty cells; all others are still in place. Two pieces "
        "touch if a cell of one shares an edge with a cell of the other; corners do not count."
    ),
    legend=(
        "In the picture, every cell of a piece shows the piece's number, and empty cells are hatched. The removed "
        "pieces lie below the board on a grid of their own."
    ),
    state_type=engine.Tangram,
    new_state=engine.new_tangram,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("places and turns for the removed pieces", engine.possible_placements),
    tasks=tasks.TASKS,
)
