"""Pyramid chess: two players stack balls; squares of one color let balls be taken back."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="pyramid_chess",
    title="Pyramid chess",
    category="spatial_perception",
    in_domain=False,
    version=3,
    scene="This is a game of pyramid chess: a blue and a red player take turns stacking balls into a pyramid.",
    rules={
        "places": (
            "A place is written (x, y, z): z is its level, 0 at the bottom; x and y are counted from 0 on every level."
        ),
        "levels": (
            "Every level is a square grid with one place fewer along x and along y than the level below; the highest "
            "level has a single place."
        ),
        "support": (
            "A ball at (x, y, z) above level 0 rests on the four balls of the level below at (x, y), (x + 1, y), "
            "(x, y + 1) and (x + 1, y + 1). An empty place of level 0 can always be filled, one above it only if all "
            "four balls below it are there."
        ),
        "squares": (
            "A player whose ball completes a square of two by two balls of that player's color on one level may take "
            "a ball of that color on which no other ball rests back into the hand, the new one or another, and then a "
            "second one in the same way."
        ),
        "ending": (
            "Whoever places the ball on the highest place wins. Whoever has no ball in hand at their turn loses; "
            "passing is not possible."
        ),
    },
    legend={
        "view": (
            "In the picture, x grows toward the lower right and y toward the upper right, and the balls of a level lie "
            "in the hollows between those below."
        ),
        "plans": ("Plans, if there are any, show each level from above, with x growing to the right and y upward."),
        "hidden": (
            "Where there are no plans, a ball that can't be seen is known from the balls that rest on it: below each "
            "of these, all four balls are there."
        ),
    },
    state_type=engine.Pyramid,
    new_state=engine.new_pyramid,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("places", lambda pyramid: len(pyramid.shape.places)),
    tasks=tasks.TASKS,
)
