"""The questions about the way from the start to the goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, permutations, product
from typing import Any

from gameqa.answers import most_items
from gameqa.contract import LETTERS, Accept, Mark, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.lists import Listed
from gameqa.scoring.tokens import Token
from gameqa.wording import joined

from . import engine
from .engine import DIRECTIONS, MIRRORED, Column, Maze, level_of
from .telling import ends_line, numbered_line, way_lines

CHECKPOINTS = {"easy": 3, "medium": 4, "hard": 4}

ORDER = ("up", "down", "left-back", "right-back", "left-forward", "right-forward")
"""The moves in an order by which `new_balanced_maze` makes right and wrong ones alike: shorter words first."""

SETS = [numbers for count in range(5) for numbers in combinations(range(1, 5), count)]


def labels_of(places: Sequence[Column]) -> tuple[Mark, ...]:
    """The numbers from 1 on cubes."""
    return tuple(Mark("label", ("column", *place), str(number)) for number, place in enumerate(places, 1))


def _column(label: str, place: Column) -> tuple[str, Place]:
    return label, ("column", *place)


def ends_of(maze: Maze) -> tuple[tuple[str, Place], ...]:
    """The start and the goal as evidence."""
    return _column("start", maze.start), _column("goal", maze.goal)


def numbered(places: Sequence[Column]) -> tuple[tuple[str, Place], ...]:
    """The numbered cubes as evidence."""
    return tuple(_column(f"cube {number}", place) for number, place in enumerate(places, 1))


def labeled(question: Question) -> list[Column]:
    """The columns of the numbered cubes of a question."""
    return [(mark.place[1], mark.place[2]) for mark in question.marks]


def _choices_text(names: Sequence[str]) -> str:
    return ", ".join(f"{number}: {name}" for number, name in enumerate(names, 1))


def path_choices(maze: Maze, rng: Rng) -> Question:
    """At every branch point, which of two moves leads to the goal?"""
    places = rng.shuffled(maze.branches)
    exits = [maze.choice_at(place) for place in places]
    texts = [_choices_text(names) for names in product(*exits)]
    answer = texts[0]
    options = shuffled_options(rng, answer, rng.shuffled(texts[1:]), min(8, len(texts)))
    return Question(
        "The numbered cubes are forks: coming from the start, the player has to choose there between two moves. Which "
        "choices lead to the goal?",
        answer,
        (
            ends_line(maze),
            *way_lines(maze, places),
            f"So the right choices are {answer}.",
            *_wrong_turns(maze, places, exits, options),
        ),
        options,
        labels_of(places),
        (*ends_of(maze), *numbered(places)),
    )


def _wrong_turns(
    maze: Maze, places: Sequence[Column], exits: Sequence[tuple[str, str]], options: Sequence[str]
) -> list[str]:
    """For every fork on the way the options that leave the way there."""
    lines, left = [], dict(zip(LETTERS, options, strict=False))
    for place in maze.branches:
        number, wrong = places.index(place) + 1, exits[places.index(place)][1]
        off = [letter for letter, option in left.items() if f"{number}: {wrong}" in option.split(", ")]
        if off:
            say = "says" if len(off) == 1 else "say"
            lines.append(f"{joined(off)} {say} {wrong} at cube {number}, which leads to a dead end.")
        left = {letter: option for letter, option in left.items() if letter not in off}
    return lines


def _distance(one: Column, other: Column) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward_goal(maze: Maze, question: Question) -> list[str]:
    """The options that at most forks choose the move that ends nearer to the goal."""

    def nearer(option: str) -> int:
        count = 0
        for place, text in zip(labeled(question), option.split(", "), strict=True):
            ends = {name: _distance(maze.moves[place][name], maze.goal) for name in maze.choice_at(place)}
            count += ends[text.split(": ")[1]] == min(ends.values())
        return count

    most = max(map(nearer, question.options))
    return [option for option in question.options if nearer(option) == most]


TOWARD_GOAL = Shortcut[Maze]("the move toward the goal at every fork", _toward_goal)


def new_balanced_maze(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze with two-way forks, where no kind of move is the right one more often than not.

    Paths to a goal climb more often than dead ends do, and lead toward it. So it is drawn first whether at most forks
    the right move comes before or after the other one in an order of all moves, and whether it ends nearer to the
    goal.
    """
    is_before, is_nearer = rng.steady("lead").chance(1, 2), rng.steady("nearer").chance(1, 2)
    maze = engine.new_maze(level, rng, accept)
    forks = []
    for place in maze.branches:
        if len(maze.moves[place]) != 3:
            raise Redraw
        at = maze.path.index(place)
        names = {there: name for name, there in maze.moves[place].items()}
        before, after = maze.path[at - 1], maze.path[at + 1]
        (aside,) = names.keys() - {before, after}
        forks.append([(names[there], there) for there in (after, before, aside)])
    for is_mirrored, is_reversed in product((False, True), repeat=2):
        lead = toward = 0
        goal = maze.start if is_reversed else maze.goal
        for fork in forks:
            # Distances are the same in a mirror.
            (right, right_end), (wrong, wrong_end) = fork[is_reversed], fork[2]
            if is_mirrored:
                right, wrong = MIRRORED[right], MIRRORED[wrong]
            lead += 1 if ORDER.index(right) < ORDER.index(wrong) else -1
            toward += _distance(wrong_end, goal) - _distance(right_end, goal)
        if abs(lead) <= 3 and (not lead or (lead > 0) == is_before) and (not toward or (toward > 0) == is_nearer):
            return engine.variant(maze, is_mirrored, is_reversed)
    raise Redraw


def _order_text(order: Sequence[int]) -> str:
    return ", ".join(map(str, order))


def _rises(maze: Maze, places: Sequence[Column], order: Sequence[int]) -> bool:
    """Whether the cubes, in an order of their numbers, are farther and farther from the start."""
    far = [_distance(maze.start, places[number - 1]) for number in order]
    return far == sorted(far)


def checkpoint_order(maze: Maze, rng: Rng) -> Question:
    """In which order does the route pass the numbered cubes?

    It is drawn first whether they are passed in the order of their distances from the start.
    """
    count = CHECKPOINTS[level_of(maze)]
    wrong = list(permutations(range(1, count + 1)))
    rises = rng.steady("rises").chance(1, min(8, len(wrong)))
    inner = list(maze.path[1:-1])
    for _ in range(20):
        places = rng.sample(inner, count)
        order = tuple(sorted(range(1, count + 1), key=lambda number: maze.path.index(places[number - 1])))
        if _rises(maze, places, order) == rises:
            break
    else:
        raise Redraw
    answer = _order_text(order)
    tempting = sorted(rng.shuffled(wrong), key=lambda other: not _rises(maze, places, other))
    several = tempting[: 1 + rng.below(2)]
    return Question(
        "The player walks from the start to the goal without turning back. In which order does the route pass the "
        "numbered cubes?",
        answer,
        (
            ends_line(maze),
            numbered_line(maze, places),
            *way_lines(maze, places),
            f"So the route passes {joined([f'cube {number}' for number in order])} in this order.",
        ),
        shuffled_options(rng, answer, map(_order_text, [*several, *rng.shuffled(wrong)]), min(8, len(wrong))),
        labels_of(places),
        (*ends_of(maze), *numbered(places)),
    )


BY_DISTANCE = Shortcut[Maze](
    "the order of the distances from the start",
    lambda maze, question: [
        option
        for option in question.options
        if _rises(maze, labeled(question), [int(number) for number in option.split(", ")])
    ],
)


def _set_text(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def main_path(maze: Maze, rng: Rng) -> Question:
    """Which numbered cubes does the route pass? The set is drawn first.

    All numbered cubes have two neighbors: forks are more often on the way, and dead ends never are.
    """
    wanted = rng.steady("passed").choice(SETS)
    inner = [place for place in maze.heights if len(maze.moves[place]) == 2]
    on_way = [place for place in inner if place in maze.path[1:-1]]
    off_way = [place for place in inner if place not in maze.path]
    if len(on_way) < len(wanted) or len(off_way) < 4 - len(wanted):
        raise Redraw
    passed, missed = rng.sample(on_way, len(wanted)), rng.sample(off_way, 4 - len(wanted))
    places = [passed.pop() if number in wanted else missed.pop() for number in range(1, 5)]
    answer = _set_text(wanted)
    return Question(
        "The player walks from the start to the goal without turning back. Which of the numbered cubes does the route "
        "pass?",
        answer,
        (ends_line(maze), numbered_line(maze, places), *way_lines(maze, places), _passed_line(wanted)),
        shuffled_options(rng, answer, [_set_text(numbers) for numbers in rng.shuffled(SETS)]),
        labels_of(places),
        (*ends_of(maze), *numbered(places)),
    )


def _cubes(numbers: Sequence[int]) -> str:
    return f"cube{'s' if len(numbers) > 1 else ''} {joined([str(number) for number in numbers])}"


def _passed_line(passed: Sequence[int]) -> str:
    off = [number for number in range(1, 5) if number not in passed]
    if not off:
        return "So the route passes all four numbered cubes."
    lie = f"{_cubes(off)} {'lies' if len(off) == 1 else 'lie'} on branches that end"
    return (
        f"So the route passes {_cubes(passed)}; {lie}."
        if passed
        else "So all four numbered cubes lie on branches that end."
    )


def _between(maze: Maze, question: Question) -> list[str]:
    """The set of the cubes inside the rectangle that has the start and the goal as corners, if it is an option."""
    low, high = (tuple(which(parts) for parts in zip(maze.start, maze.goal, strict=True)) for which in (min, max))
    inside = [
        number
        for number, place in enumerate(labeled(question), 1)
        if all(a <= part <= b for a, part, b in zip(low, place, high, strict=True))
    ]
    return [option for option in question.options if option == _set_text(inside)]


BETWEEN_ENDS = Shortcut[Maze]("the cubes between the start and the goal", _between)


def solve(maze: Maze, rng: Rng) -> Question:
    """The moves from the start to the goal."""
    moves = maze.way(maze.start, maze.goal)
    most = most_items(len(moves))
    return Question(
        f"Give a list of at most {most} moves that leads the player from the start to the goal. Every move must be "
        "possible where it is made.",
        ", ".join(name for name, _ in moves),
        (ends_line(maze), *way_lines(maze, ()), f"Together these are {len(moves)} moves, and they end at the goal."),
        evidence=ends_of(maze),
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
