"""The questions about heights, positions and ladders of 3D mazes, and the table of all tasks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, product

from gameqa import contract
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Difficulty, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.options import chain_of_mistakes, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import joined

from . import engine
from .engine import Column, Maze, drawn_height, level_of, relation
from .telling import axis_walk, climb_line, ladder_lines, spot
from .ways import (
    BETWEEN_ENDS,
    BY_DISTANCE,
    TOWARD_GOAL,
    check_solve,
    checkpoint_order,
    labeled,
    labels_of,
    main_path,
    new_balanced_maze,
    numbered,
    path_choices,
    read_moves,
    solve,
)

LADDERS = {"easy": (2, 6), "medium": (3, 9), "hard": (7, 14)}
"""What count_ladders draws its answer from."""

LADDERS_OFF = {"easy": 0, "medium": 1, "hard": 2}
"""How far from that the answer may be: larger mazes with a given number of ladders are rare."""

APART = {"easy": (3, 6), "medium": (6, 10), "hard": (9, 15)}
"""Least and most moves between the cubes of relative_position."""

RELATIONS = sorted({relation(values) for values in product(range(3), repeat=3)})
LEVEL = relation((0, 0, 0))

MOVES_FORMAT = (
    "Answer with the list of moves separated by commas, each one of left-forward, right-forward, left-back, "
    "right-back, up, down."
)


def _places_in_order(maze: Maze, wanted: str, misleads: bool, rng: Rng) -> list[Column]:
    """Three columns besides start and goal whose heights are in an order of `RELATIONS`.

    Args:
        misleads: whether a lower one must be drawn higher in the picture than a higher one.

    Raises:
        Redraw: the maze has none.
    """
    by_height: dict[int, list[Column]] = {}
    for place, height in maze.heights.items():
        if place not in (maze.start, maze.goal):
            by_height.setdefault(height, []).append(place)
    ranks = [[int(number) - 1 for number in equal.split(" = ")] for equal in wanted.split(" < ")]
    fitting = [
        heights
        for heights in combinations(sorted(by_height), len(ranks))
        if all(len(by_height[height]) >= len(labels) for height, labels in zip(heights, ranks, strict=True))
    ]
    chosen: dict[int, Column] = {}
    if misleads:
        pairs = [
            (heights, low, high, one, other)
            for heights in fitting
            for low, high in combinations(range(len(ranks)), 2)
            for one in by_height[heights[low]]
            for other in by_height[heights[high]]
            if drawn_height(maze, one) > drawn_height(maze, other)
        ]
        if not pairs:
            raise Redraw
        heights, low, high, one, other = rng.choice(pairs)
        chosen = {rng.choice(ranks[low]): one, rng.choice(ranks[high]): other}
    elif fitting:
        heights = rng.choice(fitting)
    else:
        raise Redraw
    for height, labels in zip(heights, ranks, strict=True):
        left = [place for place in by_height[height] if place not in chosen.values()]
        missing = [label for label in labels if label not in chosen]
        chosen.update(zip(missing, rng.sample(left, len(missing)), strict=True))
    return [chosen[label] for label in range(3)]


def height_order(maze: Maze, rng: Rng) -> Question:
    """How are the heights of three cubes ordered? The order is drawn first.

    In four of five samples a cube that is drawn higher in the picture must be the lower one.
    """
    wanted, misleads = rng.steady("relation").choice(RELATIONS), rng.steady("misleads").chance(4, 5)
    places = _places_in_order(maze, wanted, misleads and wanted != LEVEL, rng)
    told = joined([f"cube {number} is at height {maze.height(place)}" for number, place in enumerate(places, 1)])
    return Question(
        "How high are the numbered cubes above the floor? Choose the right order: < means lower than, = equally high.",
        wanted,
        (
            f"Cube 1 is at {spot(maze, places[0])}, so at height {maze.height(places[0])}.",
            climb_line(maze, places, 1, 2),
            climb_line(maze, places, 2, 3),
            f"So {told}: {wanted}.",
        ),
        shuffled_options(rng, wanted, rng.shuffled(RELATIONS)),
        labels_of(places),
        numbered(places),
        legend="A cube that is farther away is drawn higher in the picture, but need not be higher.",
    )


def _moves_between(maze: Maze, question: Question) -> float:
    """The moves that lead from each numbered cube to the next."""
    places = labeled(question)
    return sum(len(maze.way(one, other)) for one, other in pairwise(places))


def _order_drawn(maze: Maze, question: Question) -> list[str]:
    order = relation([drawn_height(maze, place) for place in labeled(question)])
    return [option for option in question.options if option == order]


HIGHER_IN_PICTURE = Shortcut[Maze]("the order in which they are drawn from bottom to top", _order_drawn)


def _offset(values: Sequence[int]) -> str:
    return ", ".join(
        f"{axis} {'+' if value > 0 else '-' if value < 0 else ''}{abs(value)}"
        for axis, value in zip("xyz", values, strict=True)
    )


def _mistaken(values: tuple[int, ...], rng: Rng) -> tuple[int, ...]:
    """Steps along the axes with one mistake: x and y exchanged, a sign wrong, or one step too many or too few."""
    x, y, z = values
    kind = rng.below(3)
    if kind == 0:
        return y, x, z
    axis = rng.below(3)
    changed = -values[axis] if kind == 1 else values[axis] + 2 * rng.below(2) - 1
    return tuple(changed if number == axis else value for number, value in enumerate(values))


def relative_position(maze: Maze, rng: Rng) -> Question:
    """Where is one cube from another?"""
    low, high = APART[level_of(maze)]
    inner = [place for place in maze.heights if place not in (maze.start, maze.goal)]
    for _ in range(20):
        places = rng.sample(inner, 2)
        (x1, y1), (x2, y2) = places
        z1, z2 = map(maze.height, places)
        right: tuple[int, ...] = (x2 - x1, y2 - y1, z2 - z1)
        if low <= len(maze.way(*places)) <= high and (right[2] or 0 not in right[:2]):
            break
    else:
        raise Redraw
    x, y, z = right

    def change(base: tuple[int, ...], known: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        for _ in range(20):
            values = _mistaken(base, rng)
            if values not in known and any(values):
                return values
        raise Redraw

    wrong = [_offset(values) for values in chain_of_mistakes(rng, right, 7, change)]
    answer = _offset(right)
    return Question(
        "How far is cube 2 from cube 1 along each axis? + means toward greater numbers, - toward smaller ones.",
        answer,
        (
            f"Cube 1 is at {spot(maze, places[0])}.",
            f"Along the tops from there to cube 2: {axis_walk(maze, *places)}.",
            f"So cube 2 is at {spot(maze, places[1])}.",
            f"The differences are x: {x2} - {x1} = {x}, y: {y2} - {y1} = {y}, z: {z2} - {z1} = {z}.",
        ),
        shuffled_options(rng, answer, wrong),
        labels_of(places),
        numbered(places),
    )


def new_maze_with_ladders(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze with about the number of ladders that is drawn first."""
    wanted = rng.steady("ladders").between(*LADDERS[level])
    off = LADDERS_OFF[level]
    return engine.new_maze(level, rng, accept, range(wanted - off, wanted + off + 1))


def count_ladders(maze: Maze, rng: Rng) -> Question:
    """How many ladders are there?"""
    return Question(
        "How many ladders are in the maze?",
        str(len(maze.ladders)),
        tuple(ladder_lines(maze)),
        evidence=tuple(("ladder", ("ladder", *ladder[:2])) for ladder in maze.ladders),
    )


TASKS: tuple[Task[Maze], ...] = (
    Task(
        id="path_choices",
        description="The moves at the branch points that lead to the goal",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=path_choices,
        rules=("walking", "ladders", "moves", "numbered"),
        legend=("moves", "ends", "seen"),
        new_state=new_balanced_maze,
        shortcuts=(TOWARD_GOAL,),
    ),
    Task(
        id="checkpoint_order",
        description="The order of the checkpoints on the way",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=checkpoint_order,
        rules=("walking", "ladders", "numbered"),
        legend=("ends", "seen"),
        shortcuts=(BY_DISTANCE,),
    ),
    Task(
        id="height_order",
        description="The order of the heights of three cubes",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=height_order,
        rules=("ladders", "numbered", "positions"),
        legend=("axes", "seen"),
        difficulty=Difficulty("moves between the cubes", _moves_between),
        shortcuts=(HIGHER_IN_PICTURE,),
    ),
    Task(
        id="main_path",
        description="The numbered cubes on the way",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=main_path,
        rules=("walking", "ladders", "numbered"),
        legend=("ends", "seen"),
        shortcuts=(BETWEEN_ENDS,),
    ),
    Task(
        id="relative_position",
        description="Where a cube is from another one",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        beyond=True,
        make=relative_position,
        rules=("ladders", "numbered", "positions"),
        legend=("axes", "seen"),
        difficulty=Difficulty("moves between the cubes", _moves_between),
    ),
    Task(
        id="count_ladders",
        description="The number of ladders",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        beyond=True,
        make=count_ladders,
        legend=("seen",),
        new_state=new_maze_with_ladders,
        difficulty=Difficulty.of_state("ladders", lambda maze: len(maze.ladders)),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="solve",
        description="A list of moves that leads to the goal",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=solve,
        rules=("walking", "ladders", "moves"),
        legend=("moves", "ends", "seen"),
        answer_format=MOVES_FORMAT,
        check=check_solve,
        read=read_moves,
    ),
)
