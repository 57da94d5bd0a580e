"""Minesweeper: what the numbers decide, and what they do not."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="minesweeper",
    title="Minesweeper",
    category="multistep_reasoning",
    in_domain=False,
    version=1,
    rules=(
        "This is a field of minesweeper. Some cells hold a mine. A revealed cell holds none; it shows how many of the "
        "up to eight cells around it hold a mine, or nothing if none does. Revealing a cell that shows nothing also "
        "reveals all cells around it. Flags mark hidden cells as mines, and every flag on the field is right."
    ),
    legend=(
        "In the picture, raised dark tiles are hidden cells, some with a red flag; flat light cells are revealed, with "
        "their number or empty."
    ),
    state_type=engine.Field,
    new_state=engine.new_field,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("hidden cells without a flag", engine.hidden_cells),
    tasks=tasks.TASKS,
)
