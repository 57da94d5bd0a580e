"""The questions about Rubik's cube."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.answers import most_items
from gameqa.contract import Accept, Mark, Question, Task
from gameqa.errors import Redraw
from gameqa.options import number_options, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine
from .engine import COLORS, FACES, LENGTHS, Cube, named_place, write_turns
from .sequences import MOST_TURNS, is_direct, origin, read_turns, trace_lines, write_place, wrong_sequences

TURNS_ASKED = {"easy": (1, 2), "medium": (2, 3), "hard": (4, 5)}
"""Least and greatest number of turns in colour_after_moves."""

CUBE_MOVES = {"easy": (1, 3), "medium": (2, 5), "hard": (3, 6)}
FACE_MOVES = {"easy": (1, 3), "medium": (1, 4), "hard": (2, 5)}
"""Least and greatest answer; all in between are options, and equally frequent."""

COUNTS = {"easy": (1, 2, 3, 4, 6, 9), "medium": (1, 2, 3, 4, 5, 6, 7), "hard": (1, 2, 3, 4, 5, 6, 7)}
"""What colour_count draws its answer from."""

BETWEEN_FIRST = {"easy": (1, 2), "medium": (3, 3), "hard": (4, 5)}
"""Fewest turns that solve the first cube of moves_between."""

BETWEEN = {"easy": 2, "medium": 3, "hard": 4}
"""Turns from the first to the second cube in moves_between."""

PLACES = (
    "A place is written as its face with (row, column) behind, such as F (0, 2); rows and columns are counted from 0, "
    "from the top left of the face as the net shows it."
)
QUARTERS = "Only quarter turns count as turns; a half turn is two of them."
TURNS_FORMAT = "Answer with the list of turns separated by commas, such as: R, U', F."

_NAMES = list(COLORS.values())


def _sticker(label: str, place: int) -> tuple[str, contract.Place]:
    return label, ("sticker", *named_place(place))


def _face_evidence(face: str) -> tuple[tuple[str, contract.Place], ...]:
    return ((f"face {face}", ("face", face)),)


_ALL_FACES = tuple((f"face {face}", ("face", face)) for face in FACES)


def _face_lines(cube: Cube, face: str) -> list[str]:
    """The colours of a face row by row, in words."""
    return [
        f"Row {row} of {face}: {', '.join(COLORS[cube.color(face, row, column)] for column in range(3))}."
        for row in range(3)
    ]


def _level_of(cube: Cube) -> str:
    distance = engine.fewest_to_solve(cube)
    return next(level for level, (low, high) in LENGTHS.items() if low <= distance <= high)


def sticker_colour(cube: Cube, rng: Rng) -> Question:
    """The colour at a place; it is drawn first."""
    wanted = rng.steady().choice(list(COLORS))
    place = rng.choice([place for place, color in enumerate(cube.stickers) if color == wanted])
    face, row, _ = named_place(place)
    return Question(
        f"Which colour has the sticker at {write_place(place)}?",
        COLORS[wanted],
        (_face_lines(cube, face)[row], f"So the sticker at {write_place(place)} is {COLORS[wanted]}."),
        shuffled_options(rng, COLORS[wanted], _NAMES, 6),
        evidence=(_sticker("sticker", place),),
    )


def colour_after_moves(cube: Cube, rng: Rng) -> Question:
    """The colour at a place after turns that move what is there; it is drawn first, and whether it stays the same."""
    steady = rng.steady()
    wanted, stays = steady.choice(list(COLORS)), steady.chance(1, 6)
    turns = engine.random_turns(rng.between(*TURNS_ASKED[_level_of(cube)]), rng)
    places = [
        place
        for place in range(54)
        if cube.stickers[origin(place, turns)[0]] == wanted
        and (cube.stickers[place] == wanted) == stays
        and len(set(origin(place, turns))) > 1
    ]
    if not places:
        raise Redraw
    place = rng.choice(places)
    first = origin(place, turns)[0]
    return Question(
        f"The cube is turned: {write_turns(turns)}. Which colour has the sticker at {write_place(place)} then?",
        COLORS[wanted],
        (
            f"Follow what ends at {write_place(place)} backwards.",
            *trace_lines(place, turns),
            f"The sticker at {write_place(first)} is {COLORS[wanted]} at the start.",
        ),
        shuffled_options(rng, COLORS[wanted], _NAMES, 6),
        evidence=(_sticker("where the sticker starts", first), _sticker("where it ends", place)),
    )


def _wanted(cube: Cube, rng: Rng) -> int:
    """The answer that is drawn first."""
    low, high = cube.answers
    return rng.steady().between(low, high)


def _turns_options(cube: Cube, answer: int, rng: Rng) -> tuple[str, ...]:
    low, high = cube.answers
    return number_options(rng, answer, low, high, high - low + 1)


def new_near_cube(level: str, rng: Rng, accept: Accept) -> Cube:
    """A cube that may have a face with the number of turns that is drawn first."""
    wanted = rng.steady().between(*FACE_MOVES[level])
    return engine.cube_at(min(5, wanted + rng.below(2)), rng, accept, FACE_MOVES[level])


def face_moves(cube: Cube, rng: Rng) -> Question:
    """The fewest turns that make a face uniform."""
    wanted = _wanted(cube, rng)
    faces = [face for face in FACES if len(engine.face_solution(cube.stickers, face, cube.answers[1]) or ()) == wanted]
    if not faces:
        raise Redraw
    face = rng.choice(faces)
    turns = engine.face_solution(cube.stickers, face)
    assert turns
    color = COLORS[cube.color(face, 1, 1)]
    return Question(
        f"What is the fewest number of quarter turns after which the face {face} has one colour? The other faces do "
        "not matter.",
        str(wanted),
        (
            f"The centre of {face} is {color} and stays, so the whole face must become {color}.",
            *_face_lines(cube, face),
            f"The {'turn' if wanted == 1 else 'turns'} {write_turns(turns)} "
            f"{'makes' if wanted == 1 else 'make'} it {color}.",
            "It is not so now."
            if wanted == 1
            else f"A search of everything within {count_of(wanted - 1, 'turn')} finds no shorter way.",
        ),
        _turns_options(cube, wanted, rng),
        evidence=_ALL_FACES,
    )


def new_cube_at(level: str, rng: Rng, accept: Accept) -> Cube:
    """A cube that needs a number of turns that is drawn first."""
    return engine.cube_at(rng.steady().between(*CUBE_MOVES[level]), rng, accept, CUBE_MOVES[level])


def cube_moves(cube: Cube, rng: Rng) -> Question:
    """The fewest turns that solve the cube."""
    turns = engine.solution(cube.stickers)
    assert turns
    return Question(
        "What is the fewest number of quarter turns that solve the cube?",
        str(len(turns)),
        (
            f"The {'turn' if len(turns) == 1 else 'turns'} {write_turns(turns)} "
            f"{'solves' if len(turns) == 1 else 'solve'} it.",
            "It is not solved now."
            if len(turns) == 1
            else f"A search of everything within {count_of(len(turns) - 1, 'turn')} finds no shorter way.",
        ),
        _turns_options(cube, len(turns), rng),
        evidence=_ALL_FACES,
    )


def colour_count(cube: Cube, rng: Rng) -> Question:
    """How many stickers of a colour has a face? The number is drawn first."""
    wanted = rng.steady().choice(COUNTS[_level_of(cube)])
    pairs = [
        (face, color)
        for number, face in enumerate(FACES)
        for color in COLORS
        if cube.stickers[9 * number : 9 * number + 9].count(color) == wanted
    ]
    if not pairs:
        raise Redraw
    face, color = rng.choice(pairs)
    return Question(
        f"How many stickers of the face {face} are {COLORS[color]}?",
        str(wanted),
        (
            *_face_lines(cube, face),
            f"{count_of(wanted, 'sticker')} of these {'is' if wanted == 1 else 'are'} {COLORS[color]}.",
        ),
        number_options(rng, wanted, 1, 9),
        evidence=_face_evidence(face),
    )


def solve(cube: Cube, rng: Rng) -> Question:
    """Any list of turns that solves the cube."""
    turns = engine.solution(cube.stickers)
    assert turns
    most = most_items(len(turns))
    return Question(
        f"Give a list of at most {most} quarter turns that solves the cube. It need not be the shortest.",
        write_turns(turns),
        (f"After {write_turns(turns)} every face has one colour.",),
        evidence=_ALL_FACES,
        asked={"most": most},
    )


def check_solve(cube: Cube, asked: Mapping[str, Any], turns: Sequence[int]) -> float:
    """1 if every face has one colour after the turns, and these are not too many."""
    if len(turns) > asked.get("most", MOST_TURNS):
        return 0.0
    stickers = engine.after(cube.stickers, turns)
    return float(all(len(set(stickers[start : start + 9])) == 1 for start in range(0, 54, 9)))


def new_scrambled_cube(level: str, rng: Rng, accept: Accept) -> Cube:
    """The first of two cubes: one to three turns from solved, so that few stickers need to be compared."""
    return engine.cube_at(rng.between(*BETWEEN_FIRST[level]), rng, accept, (BETWEEN[level],))


def moves_between(cube: Cube, rng: Rng) -> Question:
    """Which turns lead from the first cube to the second?"""
    count = cube.answers[0]
    right = engine.random_turns(count, rng)
    if not is_direct(cube.stickers, right):
        raise Redraw
    second = engine.after(cube.stickers, right)
    wrong = [write_turns(turns) for turns in wrong_sequences(cube.stickers, right, 7, rng)]
    lines = []
    stickers = cube.stickers
    for turn in right:
        before, stickers = stickers, engine.turned(stickers, turn)
        moved = sum(one != other for one, other in zip(before, stickers, strict=True))
        lines.append(
            f"After {engine.write_turn(turn)}, {count_of(moved, 'sticker place')} changed colour; "
            f"{sum(one != other for one, other in zip(stickers, second, strict=True))} still differ."
        )
    return Question(
        "Two cubes are shown. Which list of turns, made one after the other, turns the first cube into the second?",
        write_turns(right),
        (*lines, "Each of the other lists leads to another cube."),
        shuffled_options(rng, write_turns(right), wrong),
        (Mark("second", ("second",), second),),
        (("first cube", ("net", 1)), ("second cube", ("net", 2))),
    )


TASKS = (
    Task(
        "sticker_colour", "The colour at a place",
        contract.PERCEPTION, "Easy", contract.CHOICE, sticker_colour, rules=PLACES,
    ),
    Task(
        "colour_after_moves", "The colour at a place after turns",
        contract.PREDICTION, "Medium", contract.CHOICE, colour_after_moves, rules=PLACES,
    ),
    Task(
        "face_moves", "The fewest turns that make a face uniform",
        contract.PREDICTION, "Hard", contract.CHOICE, face_moves, rules=QUARTERS, new_state=new_near_cube,
    ),
    Task(
        "cube_moves", "The fewest turns that solve the cube",
        contract.STRATEGY, "Hard", contract.CHOICE, cube_moves, rules=QUARTERS, new_state=new_cube_at,
    ),
    Task(
        "colour_count", "The number of stickers of a colour on a face",
        contract.PERCEPTION, "Easy", contract.CHOICE, colour_count,
    ),
    Task(
        "solve", "A list of turns that solves the cube",
        contract.STRATEGY, "Hard", contract.MOVES, solve, TURNS_FORMAT, check=check_solve, read=read_turns,
    ),
    Task(
        "moves_between", "The turns that lead from one cube to another",
        contract.PREDICTION, "Hard", contract.CHOICE, moves_between, new_state=new_scrambled_cube,
    ),
)  # fmt: skip
