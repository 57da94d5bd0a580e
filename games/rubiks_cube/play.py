"""Playing the Rubik's cube: one quarter turn a turn, until every face has a single color."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.contract import Accept
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng

from . import GAME, engine
from .engine import FACES, TURNS, Cube, write_turn

DISTANCES = {"easy": (2, 2), "medium": (3, 4), "hard": (5, 5)}
"""Fewest quarter turns that solve the cubes of a level."""

MOST_DISTANCE = 6
"""The greatest distance from a solved cube that is found."""


def start(level: str, rng: Rng, accept: Accept) -> Cube:
    """A cube of a level."""
    return engine.cube_at(rng.between(*DISTANCES[level]), rng, accept)


def is_over(cube: Cube) -> bool:
    """Whether every face has a single color."""
    return all(len(set(cube.stickers[start : start + 9])) == 1 for start in range(0, 54, 9))


def actions(cube: Cube) -> list[str]:
    """All quarter turns."""
    return [] if is_over(cube) else [write_turn(turn) for turn in TURNS]


def apply(cube: Cube, action: str, rng: Rng) -> Turn[Cube]:
    """One quarter turn."""
    turn = 2 * FACES.index(action[0]) + action.endswith("'")
    after = Cube(engine.turned(cube.stickers, turn))
    way = "counterclockwise" if turn % 2 else "clockwise"
    told = f"The face {action[0]} was turned by a quarter, {way}."
    return Turn(after, f"{told} Every face has a single color: the cube is solved." if is_over(after) else told)


def plan(cube: Cube) -> Sequence[str]:
    """A shortest solution; any turn where that is too long to be found."""
    found = engine.solution(cube.stickers, MOST_DISTANCE)
    return actions(cube)[:1] if found is None else [write_turn(turn) for turn in found]


def fewest(cube: Cube) -> int:
    """The fewest quarter turns that solve a cube of a level."""
    return int(engine.fewest_to_solve(cube))


PLAY = Play(
    game=GAME,
    version=2,
    goal="Turn the cube until every face has a single color. The score is 1 if you get there, and 0 otherwise.",
    rules=("turns", "quarters", "places"),
    action_format="An action is one quarter turn: a letter such as R, or R' for counterclockwise.",
    example="R'",
    forms=(
        (
            r"(?:turn )?([ulfrbd]) ?('|\u2019|prime|counterclockwise|inverse)?(?: ?clockwise)?",
            lambda face, back: face.upper() + ("'" if back else ""),
        ),
    ),
    start=start,
    view=View,
    actions=actions,
    apply=apply,
    why_not=lambda cube, action: "The cube is solved.",
    is_over=is_over,
    score=lambda start, cube: float(is_over(cube)),
    limit=lambda cube: 2 * fewest(cube) + 1,
    policy=Policy(name="makes the fewest turns that solve the cube", plan=plan, exact=True),
    fewest=fewest,
    visible=lambda cube: {"stickers": cube.stickers},
)
