"""Maze: find the one way from the player to the goal."""

from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="maze",
    title="Maze",
    category="strategic_planning",
    in_domain=True,
    version=1,
    rules=(
        "This is a maze of walls and floor with one player and one goal. The player moves up, down, left or right by "
        "one cell, over floor only; a move into a wall changes nothing. Between any two floor cells there is exactly "
        "one path that enters no cell twice."
    ),
    legend=(
        "In the picture, dark cells are walls and light cells are floor. The blue disc is the player, the red square "
        "with rings is the goal; both stand on floor."
    ),
    state_type=engine.Maze,
    new_state=engine.new_maze,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("length of the path to the goal", engine.path_length),
    tasks=tasks.TASKS,
)
