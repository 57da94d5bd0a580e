"""Questions about the fewest turns: of the whole cube, and of one face."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.contract import Accept, Question, keep
from gameqa.errors import Redraw
from gameqa.options import number_options
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import cube_bound, engine, face_bound
from .engine import COLORS, FACES, Cube
from .sequences import solution_lines
from .telling import ALL_FACES, center_lines, face_lines

CUBE_MOVES = {"easy": (1, 3), "medium": (2, 5), "hard": (3, 6)}
FACE_MOVES = {"easy": (1, 3), "medium": (1, 4), "hard": (2, 5)}
"""Least and greatest answer; all in between are options, and equally frequent."""

MANY_TURNS = 4
"""From so many turns on, a face is asked about on a cube that no more turns solve."""

CUBES_TRIED = 20
"""How many cubes face_moves looks at in one try."""


def _wanted(cube: Cube, rng: Rng) -> int:
    """The answer that is drawn first."""
    low, high = cube.answers
    return rng.steady("fewest turns").between(low, high)


def _turns_options(cube: Cube, answer: int, rng: Rng) -> tuple[str, ...]:
    low, high = cube.answers
    return number_options(rng, answer, low, high, high - low + 1)


def _face_turn_lines(cube: Cube, face: str, turns: Sequence[int]) -> list[str]:
    """What a face shows after every turn."""
    stickers, lines = cube.stickers, []
    start = 9 * FACES.index(face)
    for number, turn in enumerate(turns, 1):
        stickers = engine.turned(stickers, turn)
        rows = [stickers[start + 3 * row : start + 3 * row + 3] for row in range(3)]
        shown = "; ".join(", ".join(COLORS[color] for color in row) for row in rows)
        lines.append(f"{number}. After {engine.write_turn(turn)} the rows of {face} are {shown}.")
    return lines


def _tight(rng: Rng) -> bool:
    """Whether as many wrong stickers of a face are apart as turns are needed: their number alone should not tell it."""
    return rng.steady("tight").chance(1, 2)


def new_near_cube(level: str, rng: Rng, accept: Accept) -> Cube:
    """A cube that may have a face with the number of turns that is drawn first."""
    wanted = rng.steady("fewest turns").between(*FACE_MOVES[level])
    more = rng.below(2) if wanted < MANY_TURNS else 0
    tight = _tight(rng)
    for _ in range(CUBES_TRIED):
        stickers = engine.after(engine.SOLVED, engine.random_turns(wanted + more, rng))
        if any(face_bound.bounded(stickers, face, wanted, tight) for face in FACES):
            break
    else:
        raise Redraw
    keep(stickers, accept)
    return Cube(engine.held(stickers, rng.below(24)), FACE_MOVES[level])


def face_moves(cube: Cube, rng: Rng) -> Question:
    """The fewest turns that make a face uniform: of a face where an argument says that fewer don't."""
    wanted, tight = _wanted(cube, rng), _tight(rng)
    for face in rng.shuffled(FACES):
        if face_bound.bounded(cube.stickers, face, wanted, tight):
            turns = engine.face_solution(cube.stickers, face, wanted)
            if turns:
                break
    else:
        raise Redraw
    color = COLORS[cube.color(face, 1, 1)]
    return Question(
        f"What is the smallest number of quarter turns after which the face {face} has a single color? The other faces "
        "do not matter.",
        str(wanted),
        (
            f"The center of {face} is {color} and stays, so the whole face must become {color}.",
            *face_lines(cube, face),
            *_face_turn_lines(cube, face, turns),
            f"So {count_of(wanted, 'turn')} will do.",
            *face_bound.bound_lines(cube.stickers, face, wanted),
        ),
        _turns_options(cube, wanted, rng),
        evidence=ALL_FACES,
    )


def new_cube_at(level: str, rng: Rng, accept: Accept) -> Cube:
    """A cube that needs a number of turns that is drawn first, and an argument says that fewer don't solve it."""
    wanted = rng.steady("fewest turns").between(*CUBE_MOVES[level])
    stickers = engine.after(engine.SOLVED, engine.random_turns(wanted, rng))
    if not cube_bound.bounded(stickers, wanted):
        raise Redraw
    keep(stickers, accept)
    return Cube(engine.held(stickers, rng.below(24)), CUBE_MOVES[level])


def cube_moves(cube: Cube, rng: Rng) -> Question:
    """The fewest turns that solve the cube."""
    turns = engine.solution(cube.stickers)
    assert turns
    return Question(
        "What is the smallest number of quarter turns that solves the cube?",
        str(len(turns)),
        (
            *center_lines(cube),
            *solution_lines(cube.stickers, turns),
            f"So {count_of(len(turns), 'turn')} will do.",
            *cube_bound.bound_lines(cube.stickers, len(turns)),
        ),
        _turns_options(cube, len(turns), rng),
        evidence=ALL_FACES,
    )
