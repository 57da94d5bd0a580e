"""The questions about Rubik's cube."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.answers import most_items
from gameqa.contract import Accept, Allowance, Difficulty, Mark, Question, Shortcut, Task, level_by
from gameqa.errors import Redraw
from gameqa.options import number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine
from .engine import COLORS, FACES, LENGTHS, Cube, named_place, write_turns
from .fewest import cube_moves, face_moves, new_cube_at, new_near_cube
from .sequences import (
    MOST_TURNS,
    is_direct,
    origin,
    read_turns,
    solution_lines,
    telltale,
    trace_lines,
    write_place,
    wrong_sequences,
)
from .telling import ALL_FACES, center_lines, face_lines

TURNS_ASKED = {"easy": (1, 2), "medium": (2, 3), "hard": (4, 5)}
"""Least and greatest number of turns in color_after_moves."""

COUNTS = {"easy": (1, 2, 3, 4, 6, 9), "medium": (1, 2, 3, 4, 5, 6, 7), "hard": (1, 2, 3, 4, 5, 6, 7)}
"""What color_count draws its answer from."""

BETWEEN_FIRST = {"easy": (1, 2), "medium": (3, 3), "hard": (4, 5)}
"""Fewest turns that solve the first cube of moves_between."""

BETWEEN = {"easy": 2, "medium": 3, "hard": 4}
"""Turns from the first to the second cube in moves_between."""

TURNS_FORMAT = "Answer with the list of turns separated by commas, such as: R, U', F."

_NAMES = list(COLORS.values())


def _sticker(label: str, place: int) -> tuple[str, Place]:
    return label, ("sticker", *named_place(place))


def _face_evidence(face: str) -> tuple[tuple[str, Place], ...]:
    return ((f"face {face}", ("face", face)),)


def _level_of(cube: Cube) -> str:
    distance = engine.fewest_to_solve(cube)
    return level_by(LENGTHS, lambda bounds: bounds[0] <= distance <= bounds[1])


def sticker_color(cube: Cube, rng: Rng) -> Question:
    """The color at a place; it is drawn first, and whether it is that of the face's center, which is so frequent."""
    wanted = rng.steady("color").choice(list(COLORS))
    like_center = rng.steady("like the center").chance(1, 6)
    places = [
        place
        for place, color in enumerate(cube.stickers)
        if color == wanted and place % 9 != 4 and (cube.stickers[9 * (place // 9) + 4] == wanted) == like_center
    ]
    if not places:
        raise Redraw
    place = rng.choice(places)
    face, row, column = named_place(place)
    return Question(
        f"What color is the sticker at {write_place(place)}?",
        COLORS[wanted],
        (face_lines(cube, face)[row], f"The one in column {column} is {COLORS[wanted]}."),
        shuffled_options(rng, COLORS[wanted], _NAMES, 6),
        evidence=(_sticker("sticker", place),),
    )


def color_after_moves(cube: Cube, rng: Rng) -> Question:
    """The color at a place after turns that move what is there; it is drawn first, and whether it stays the same."""
    wanted, stays = rng.steady("color").choice(list(COLORS)), rng.steady("stays").chance(1, 6)
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
    made = "This turn is made:" if len(turns) == 1 else "These turns are made one after the other:"
    return Question(
        f"{made} {write_turns(turns)}. What color is then the sticker at {write_place(place)}?",
        COLORS[wanted],
        (
            f"Follow the sticker that ends at {write_place(place)} backwards, from the last turn to the first.",
            *trace_lines(place, turns),
            f"So it starts at {write_place(first)}, where the color is {COLORS[wanted]}.",
        ),
        shuffled_options(rng, COLORS[wanted], _NAMES, 6),
        evidence=(_sticker("where the sticker starts", first), _sticker("where it ends", place)),
    )


def color_count(cube: Cube, rng: Rng) -> Question:
    """How many stickers of a color has a face? The number is drawn first."""
    wanted = rng.steady("count").choice(COUNTS[_level_of(cube)])
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
            *face_lines(cube, face),
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
        (*center_lines(cube), *solution_lines(cube.stickers, turns), "Now every face has a single color."),
        evidence=ALL_FACES,
        asked={"most": most},
    )


def new_cube_to_solve(level: str, rng: Rng, accept: Accept) -> Cube:
    """A cube that no single turn solves: one of twelve turns is guessed too often."""
    least, most = engine.LENGTHS[level]
    return engine.cube_at(rng.between(max(least, 2), most), rng, accept)


def check_solve(cube: Cube, asked: Mapping[str, Any], turns: Sequence[int]) -> float:
    """1 if every face has one color after the turns, and these are not too many."""
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
    wrong = wrong_sequences(cube.stickers, right, 7, rng)
    options = shuffled_options(rng, write_turns(right), [write_turns(turns) for turns in wrong], 8)
    lists = {write_turns(turns): turns for turns in wrong}
    lines = []
    for letter, option in zip(contract.LETTERS, options, strict=False):
        if option in lists:
            place, first = telltale(cube.stickers, second, lists[option])
            moved = f"brings {write_place(first)}, which is {COLORS[cube.stickers[first]]}, to {write_place(place)}"
            if first == place:
                moved = f"leaves {write_place(place)} {COLORS[cube.stickers[first]]}"
            lines.append(f"{letter} {moved}; the second cube has {COLORS[second[place]]} there.")
    kept = contract.LETTERS[options.index(write_turns(right))]
    place = next(place for place in range(54) if len(set(origin(place, right))) == len(right) + 1 or place == 53)
    return Question(
        "The net of a second cube is below that of the first. Which list of turns, made one after the other, turns the "
        "first cube into the second?",
        write_turns(right),
        (
            "Follow single stickers through each list and compare them with the second cube.",
            *lines,
            f"Only {kept} is left. It brings {write_place(origin(place, right)[0])}, which is "
            f"{COLORS[cube.stickers[origin(place, right)[0]]]}, to {write_place(place)}, and the second cube has this "
            "color there.",
        ),
        options,
        (Mark("second", ("second",), second),),
        (("first cube", ("net", 1)), ("second cube", ("net", 2))),
    )


CENTER = Shortcut[Cube](
    "the color of the face's center", lambda cube, question: [COLORS[cube.color(question.evidence[0][1][1], 1, 1)]]
)

FEW_TURNS = "few cubes are so few turns from solved"

TASKS: tuple[Task[Cube], ...] = (
    Task(
        id="sticker_color",
        description="The color at a place",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=sticker_color,
        rules=("places",),
        shortcuts=(CENTER,),
        allowances=(Allowance("repeats", 0.03, FEW_TURNS, levels=("easy",)),),
        former_ids=("sticker_colour",),
    ),
    Task(
        id="color_after_moves",
        description="The color at a place after turns",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=color_after_moves,
        rules=("turns", "places"),
        difficulty=Difficulty("turns to follow", lambda _, question: len(question.steps) - 2),
        former_ids=("colour_after_moves",),
    ),
    Task(
        id="face_moves",
        description="The fewest turns that make a face uniform",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=face_moves,
        rules=("turns", "quarters"),
        new_state=new_near_cube,
        allowances=(
            Allowance(
                "repeats",
                0.03,
                FEW_TURNS,
                levels=(
                    "easy",
                    "medium",
                ),
            ),
        ),
        difficulty=Difficulty("turns needed", lambda _, question: int(question.answer)),
    ),
    Task(
        id="cube_moves",
        description="The fewest turns that solve the cube",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=cube_moves,
        rules=("turns", "solved", "quarters"),
        new_state=new_cube_at,
        allowances=(
            Allowance("repeats", 0.2, FEW_TURNS, levels=("easy",)),
            Allowance("repeats", 0.03, FEW_TURNS, levels=("medium",)),
        ),
    ),
    Task(
        id="color_count",
        description="The number of stickers of a color on a face",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=color_count,
        allowances=(Allowance("repeats", 0.03, FEW_TURNS, levels=("easy",)),),
        former_ids=("colour_count",),
    ),
    Task(
        id="solve",
        description="A list of turns that solves the cube",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=solve,
        rules=("turns", "solved"),
        new_state=new_cube_to_solve,
        answer_format=TURNS_FORMAT,
        check=check_solve,
        allowances=(
            Allowance("repeats", 0.3, FEW_TURNS, levels=("easy",)),
            Allowance("repeats", 0.03, FEW_TURNS, levels=("medium",)),
        ),
        read=read_turns,
    ),
    Task(
        id="moves_between",
        description="The turns that lead from one cube to another",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        beyond=True,
        make=moves_between,
        rules=("turns",),
        legend=("net",),
        new_state=new_scrambled_cube,
        difficulty=Difficulty("turns of a list", lambda _, question: question.answer.count(",") + 1),
        allowances=(Allowance("repeats", 0.03, FEW_TURNS, levels=("easy",)),),
    ),
)
