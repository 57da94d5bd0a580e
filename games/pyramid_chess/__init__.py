"""Pyramid chess: two players stack balls; squares of one color let balls be taken back."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, tasks

GAME = Game(
    id="pyramid_chess",
    title="Pyramid chess",
    category="spatial_perception",
    in_domain=False,
    version=1,
    scene="This is a game of pyramid chess: a blue and a red player take turns to stack balls to a pyramid.",
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
            "(x, y + 1) and (x + 1, y + 1). Only a place with all four of them below it can be filled."
        ),
        "squares": (
            "Whoever places a ball and so completes a square of two by two balls of the own color on one level may "
            "take back one or two own balls on which no other ball rests."
        ),
        "ending": (
            "Who places the ball on the highest place wins. Who has no ball in hand when it is their turn loses; "
            "passing is not possible."
        ),
    },
    legend={
        "view": (
            "In the picture, x grows toward the lower right and y toward the upper right, and the balls of a level lie "
            "in the hollows between those below."
        ),
        "plans": (
            "Where plans are shown, there is one for each level, seen from above with x growing to the right and y "
            "upward."
        ),
        "hidden": "Balls that are hidden in the view, without a plan, can be told from those that rest on them.",
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
