"""Space Invaders: a ship shoots at rows of enemies that drift from side to side."""

from gameqa.contract import Difficulty, Game

from . import engine, formations, picture, tasks

GAME = Game(
    id="space_invaders",
    title="Space Invaders",
    category="strategic_planning",
    in_domain=True,
    version=2,
    scene="This is a game of Space Invaders: a ship stands below rows of enemies.",
    rules={
        "numbers": "Rows are counted from the top and columns from the left, both from 1.",
        "shot": (
            "A shot goes straight up from the ship and destroys the lowest enemy of the ship's column, if there is "
            "one; the enemies above it stay where they are."
        ),
        "points": (
            "Destroying a purple enemy scores 30 points, a blue one 20 and a green one 10. A shot that hits nothing "
            "scores 0 points."
        ),
        "intervals": (
            "Time passes in intervals. During an interval the enemies stand still, and the ship shoots once. At the "
            "end of every interval all enemies move one column in their current direction."
        ),
        "edge": (
            "If this step would take one of the remaining enemies off the board, all of them turn around: they step "
            "one column to the other side instead, and keep moving to that side."
        ),
        "ship": (
            "Before its shot in an interval, also in the first one, the ship may move one column to the left or to "
            "the right, or stay in its column."
        ),
    },
    legend={
        "enemies": (
            "In the picture, purple enemies have a pointed head and three legs, blue ones are square with two horns "
            "and raised arms, and green ones are flat with a row of lights."
        ),
        "ship": "The orange ship below the board shoots into the column above it.",
    },
    state_type=engine.Fleet,
    new_state=formations.new_fleet,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cell_count),
    tasks=tasks.TASKS,
)
