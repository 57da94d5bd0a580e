"""The questions about 3D mazes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, permutations, product
from typing import Any

from gameqa import contract
from gameqa.answers import most_items
from gameqa.contract import Accept, Mark, Question, Task
from gameqa.errors import Redraw
from gameqa.options import chain_of_mistakes, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.lists import Listed
from gameqa.scoring.tokens import Token
from gameqa.wording import count_of, joined

from . import engine
from .engine import DIRECTIONS, Column, Maze, drawn_height, level_of, relation

CHECKPOINTS = {"easy": 3, "medium": 4, "hard": 4}

LADDERS = {"easy": (2, 5), "medium": (3, 9), "hard": (7, 14)}
"""What count_ladders draws its answer from."""

LADDERS_OFF = {"easy": 0, "medium": 1, "hard": 2}
"""How far from that the answer may be: larger mazes with a given number of ladders are rare."""

ORDER = ("up", "down", "left-back", "right-back", "left-forward", "right-forward")
"""The moves in an order by which `new_balanced_maze` makes right and wrong ones alike: shorter words first."""

RELATIONS = sorted({relation(values) for values in product(range(3), repeat=3)})
LEVEL = relation((0, 0, 0))
SETS = [numbers for count in range(5) for numbers in combinations(range(1, 5), count)]

MOVES_FORMAT = (
    "Answer with the list of moves separated by commas, each one of left-forward, right-forward, left-back, "
    "right-back, up, down."
)


def _labels(places: Sequence[Column]) -> tuple[Mark, ...]:
    return tuple(Mark("label", ("column", *place), str(number)) for number, place in enumerate(places, 1))


def _column(label: str, place: Column) -> tuple[str, Place]:
    return label, ("column", *place)


def _ends(maze: Maze) -> tuple[tuple[str, Place], ...]:
    return _column("start", maze.start), _column("goal", maze.goal)


def _numbered(places: Sequence[Column]) -> tuple[tuple[str, Place], ...]:
    return tuple(_column(f"cube {number}", place) for number, place in enumerate(places, 1))


def _walk_line(maze: Maze, labels: Sequence[Column]) -> str:
    """The way from start to goal in words, with the numbered cubes that it passes."""
    told = []
    for name, place in maze.way(maze.start, maze.goal):
        told.append(name + (f" (cube {labels.index(place) + 1})" if place in labels else ""))
    return f"The way from the start to the goal: {', '.join(told)}."


def path_choices(maze: Maze, rng: Rng) -> Question:
    """At every branch point, which of two moves leads to the goal?"""
    places = rng.shuffled(maze.branches)
    exits = [maze.choice_at(place) for place in places]
    texts = [", ".join(f"{number}: {name}" for number, name in enumerate(names, 1)) for names in product(*exits)]
    answer = texts[0]
    lines = [
        f"At cube {number}, {names[0]} goes on towards the goal, while {names[1]} ends in a dead end."
        for number, names in enumerate(exits, 1)
    ]
    count = min(8, len(texts))
    return Question(
        "The numbered cubes are branch points: coming from the start, the player has to choose there between two "
        "moves. Which choice at every branch point leads to the goal?",
        answer,
        (_walk_line(maze, places), *lines),
        shuffled_options(rng, answer, rng.shuffled(texts[1:]), count),
        _labels(places),
        (*_ends(maze), *_numbered(places)),
    )


def new_balanced_maze(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze with two-way branch points, where no kind of move is the right one more often than not.

    Paths to a goal climb more often than dead ends do. So it is drawn first whether at most branch points the right
    move comes before or after the other one in an order of all moves.
    """
    is_before = rng.steady("lead").chance(1, 2)
    maze = engine.new_maze(level, rng, accept)
    if any(len(maze.moves[place]) != 3 for place in maze.branches):
        raise Redraw
    lead = sum(
        1 if ORDER.index(right) < ORDER.index(wrong) else -1 for right, wrong in map(maze.choice_at, maze.branches)
    )
    if abs(lead) > 2 or (lead and (lead > 0) != is_before):
        raise Redraw
    return maze


def checkpoint_order(maze: Maze, rng: Rng) -> Question:
    """In which order does the way pass the checkpoints?"""
    count = CHECKPOINTS[level_of(maze)]
    inner = list(maze.path[1:-1])
    places = rng.sample(inner, count)
    order = sorted(range(count), key=lambda number: maze.path.index(places[number]))
    answer = ", ".join(str(number + 1) for number in order)
    wrong = [", ".join(map(str, other)) for other in permutations(range(1, count + 1))]
    return Question(
        "The player walks from the start to the goal without detours. In which order does the way pass the numbered "
        "cubes?",
        answer,
        (_walk_line(maze, places), f"So the order is {answer}."),
        shuffled_options(rng, answer, rng.shuffled(wrong), min(8, len(wrong))),
        _labels(places),
        (*_ends(maze), *_numbered(places)),
    )


def _climb(maze: Maze, one: Column, other: Column) -> str:
    """How the way from one column to another changes the height, in words."""
    moves = [name for name, _ in maze.way(one, other)]
    ups, downs = moves.count("up"), moves.count("down")
    if not ups and not downs:
        return "no ladder, so both are equally high"
    told = []
    if ups:
        told.append(f"{count_of(ups, 'ladder')} up")
    if downs:
        told.append(f"{count_of(downs, 'ladder')} down")
    change = ups - downs
    result = "both are equally high" if not change else f"it ends {abs(change)} {'higher' if change > 0 else 'lower'}"
    return f"{' and '.join(told)}, so {result}"


def _places_in_order(maze: Maze, wanted: str, misleads: bool, rng: Rng) -> list[Place]:
    """Three columns besides start and goal whose heights are in an order of `RELATIONS`.

    Args:
        misleads: whether a lower one must be drawn higher in the picture than a higher one.

    Raises:
        Redraw: the maze has none.
    """
    by_height: dict[int, list[Place]] = {}
    for place, height in maze.heights.items():
        if place not in (maze.start, maze.goal):
            by_height.setdefault(height, []).append(place)
    ranks = [[int(number) - 1 for number in equal.split(" = ")] for equal in wanted.split(" < ")]
    fitting = [
        heights
        for heights in combinations(sorted(by_height), len(ranks))
        if all(len(by_height[height]) >= len(labels) for height, labels in zip(heights, ranks, strict=True))
    ]
    chosen: dict[int, Place] = {}
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
    labels = _places_in_order(maze, wanted, misleads and wanted != LEVEL, rng)
    lines = [
        f"The way from cube {one} to cube {two} takes {_climb(maze, labels[one - 1], labels[two - 1])}."
        for one, two in ((1, 2), (2, 3))
    ]
    told = [f"cube {number} is {maze.heights[place]} high" for number, place in enumerate(labels, 1)]
    return Question(
        "Compare the heights of the numbered cubes above the floor; a cube that is further back is not higher for "
        "that. Which order is right? The sign < means lower than, = equally high.",
        wanted,
        (*lines, f"Counted in cubes, {joined(told)}."),
        shuffled_options(rng, wanted, rng.shuffled(RELATIONS)),
        _labels(labels),
        _numbered(labels),
    )


def _set_text(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def main_path(maze: Maze, rng: Rng) -> Question:
    """Which numbered cubes does the way pass? The set is drawn first."""
    wanted = rng.steady("passed").choice(SETS)
    on_way = list(maze.path[1:-1])
    off_way = [place for place in maze.heights if place not in maze.path]
    if len(on_way) < len(wanted) or len(off_way) < 4 - len(wanted):
        raise Redraw
    passed, missed = rng.sample(on_way, len(wanted)), rng.sample(off_way, 4 - len(wanted))
    places = [passed.pop() if number in wanted else missed.pop() for number in range(1, 5)]
    answer = _set_text(wanted)
    off = [f"cube {number}" for number in range(1, 5) if number not in wanted]
    return Question(
        "The player walks from the start to the goal without detours. Which of the numbered cubes does the way pass?",
        answer,
        (
            _walk_line(maze, places),
            f"{joined(off).capitalize()} {'lies' if len(off) == 1 else 'lie'} off this way."
            if off
            else "All numbered cubes lie on it.",
        ),
        shuffled_options(rng, answer, [_set_text(numbers) for numbers in rng.shuffled(SETS)]),
        _labels(places),
        (*_ends(maze), *_numbered(places)),
    )


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
    places = rng.sample([place for place in maze.heights if place not in (maze.start, maze.goal)], 2)
    (x1, y1), (x2, y2) = places
    z1, z2 = maze.heights[places[0]], maze.heights[places[1]]
    right: tuple[int, ...] = (x2 - x1, y2 - y1, z2 - z1)
    if 0 in right[:2] and right[2] == 0:
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
        "Where is cube 2, as seen from cube 1? Give the steps along the axes from cube 1 to cube 2: + means to greater "
        "numbers, - to smaller ones.",
        answer,
        (
            f"Cube 1 is at x = {x1}, y = {y1}, z = {z1 - 1}; cube 2 is at x = {x2}, y = {y2}, z = {z2 - 1}.",
            f"The differences are {x2} - {x1} = {x}, {y2} - {y1} = {y} and {z2 - 1} - {z1 - 1} = {z}.",
        ),
        shuffled_options(rng, answer, wrong),
        _labels(places),
        _numbered(places),
    )


def new_maze_with_ladders(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze with about the number of ladders that is drawn first."""
    wanted = rng.steady("ladders").between(*LADDERS[level])
    maze = engine.new_maze(level, rng, accept)
    if abs(len(maze.ladders) - wanted) > LADDERS_OFF[level]:
        raise Redraw
    return maze


def count_ladders(maze: Maze, rng: Rng) -> Question:
    """How many ladders are there?"""
    on_way = sum(name in ("up", "down") for name, _ in maze.way(maze.start, maze.goal))
    count = len(maze.ladders)
    return Question(
        "How many ladders are in the maze?",
        str(count),
        (
            f"On the way from the start to the goal there {'is' if on_way == 1 else 'are'} "
            f"{count_of(on_way, 'ladder')}.",
            f"On the ways into dead ends there {'is' if count - on_way == 1 else 'are'} {count - on_way} more, so "
            f"{count} in all.",
        ),
        evidence=tuple(("ladder", ("ladder", *ladder[:2])) for ladder in maze.ladders) or _ends(maze),
    )


def solve(maze: Maze, rng: Rng) -> Question:
    """The moves from the start to the goal."""
    moves = maze.way(maze.start, maze.goal)
    most = most_items(len(moves))
    return Question(
        f"Give a list of at most {most} moves that leads the player from the start to the goal. Every move must be "
        "possible.",
        ", ".join(name for name, _ in moves),
        (_walk_line(maze, ()),),
        evidence=_ends(maze),
        asked={"most": most},
    )


_SHORT = {
    "lf": DIRECTIONS[0], "rf": DIRECTIONS[1], "lb": DIRECTIONS[2], "rb": DIRECTIONS[3], "u": "up", "d": "down",
    "up": "up", "down": "down", "upward": "up", "downward": "down", "upwards": "up", "downwards": "down",
}  # fmt: skip
_SIDES = {"left": "left", "l": "left", "right": "right", "r": "right"}
_WAYS = {word: way for way in ("forward", "back") for word in (way, f"{way}s", f"{way}ward", f"{way}wards", way[0])}


def _move_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
    """A move at a place: left-forward, left forward, LF, up."""
    low = tokens[place].low
    if low in _SHORT:
        return [_SHORT[low]], place + 1
    end = place + 1 + (place + 1 < len(tokens) and tokens[place + 1].low == "-")
    after = tokens[end].low if end < len(tokens) else ""
    if low in _SIDES and after in _WAYS:
        return [f"{_SIDES[low]}-{_WAYS[after]}"], end + 1
    if low in _WAYS and after in _SIDES and len(low) > 1:
        return [f"{_SIDES[after]}-{_WAYS[low]}"], end + 1
    return None


read_moves = Listed(_move_at)
"""Reads moves by their names."""


def check_solve(maze: Maze, asked: Mapping[str, Any], moves: Sequence[str]) -> float:
    """1 if all moves are possible, not too many, and the last one reaches the goal."""
    if len(moves) > asked.get("most", len(moves)):
        return 0.0
    place = maze.start
    for name in moves:
        if name not in maze.moves[place]:
            return 0.0
        place = maze.moves[place][name]
    return float(place == maze.goal)


TASKS = (
    Task(
        id="path_choices",
        description="The moves at the branch points that lead to the goal",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=path_choices,
        rules=("walking", "moves", "numbered"),
        new_state=new_balanced_maze,
    ),
    Task(
        id="checkpoint_order",
        description="The order of the checkpoints on the way",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=checkpoint_order,
        rules=("walking", "numbered"),
        legend=("ends", "seen"),
    ),
    Task(
        id="height_order",
        description="The order of the heights of three cubes",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=height_order,
        rules=("walking", "numbered"),
        legend=("seen",),
    ),
    Task(
        id="main_path",
        description="The numbered cubes on the way",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=main_path,
        rules=("walking", "numbered"),
        legend=("ends", "seen"),
    ),
    Task(
        id="relative_position",
        description="Where a cube is from another one",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=relative_position,
        rules=("numbered", "axes"),
        legend=("seen",),
    ),
    Task(
        id="count_ladders",
        description="The number of ladders",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_ladders,
        legend=("seen",),
        new_state=new_maze_with_ladders,
    ),
    Task(
        id="solve",
        description="A list of moves that leads to the goal",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        make=solve,
        rules=("walking", "moves"),
        answer_format=MOVES_FORMAT,
        check=check_solve,
        read=read_moves,
    ),
)
