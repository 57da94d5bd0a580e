"""Questions about names of colors: of one swatch, and of both ends of a gradient."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from gameqa.answers import write_cell
from gameqa.contract import LETTERS, Accept, Question, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import capital, joined

from .engine import LEVELS, Board, bent_lines, corner_key, level_of, line_between, line_cells, some_color, turned
from .names import NAMES, eight_names
from .spaces import colors_of
from .telling import MEANING, difference_line, measures_of, write_measures


@dataclass(frozen=True)
class NamePlan:
    """What is wanted of a board for color_name.

    Attributes:
        names: eight names, the options.
        name: the one that is asked for.
        upright: whether the lines are columns.
        line: the number of the line with the swatch that is asked for.
        bends: in which cell every line has its second named color; its first and third are at its ends.
        point: which of the three colors of its line the swatch has.
    """

    names: list[str]
    name: str
    upright: bool
    line: int
    bends: list[int]
    point: int

    @property
    def cell(self) -> Cell:
        """The cell that is asked for."""
        side = len(self.bends)
        place = (0, self.bends[self.line], side - 1)[self.point]
        return line_cells(self.line, side, self.upright)[place]


def name_plan(level: str, rng: Rng) -> NamePlan:
    """The same plan for a sample, whatever has been drawn before."""
    steady = rng.steady("name")
    wanted = LEVELS[level]
    names = eight_names(steady, wanted.pairs)
    side = wanted.side
    return NamePlan(
        names,
        steady.choice(names),
        steady.chance(1, 2),
        steady.below(side),
        [steady.between(1, side - 2) for _ in range(side)],
        steady.below(3),
    )


def new_board_with_name(level: str, rng: Rng, accept: Accept) -> Board:
    """A board of lines that go through three colors with clear names each; the wanted one is where the plan says."""
    plan = name_plan(level, rng)
    colors, values = [], []
    for line in range(len(plan.bends)):
        names = rng.sample(plan.names, 3)
        if line == plan.line and names[plan.point] != plan.name:
            if plan.name in names:
                names[names.index(plan.name)] = names[plan.point]
            names[plan.point] = plan.name
        for name in names:
            color, value = some_color(name, rng)
            colors.append(color)
            values.append(value)
    keep(corner_key(colors[0], colors[2], colors[-1], colors[-3]), accept)
    found = colors_of(bent_lines(np.array(values).reshape(-1, 3, 3), plan.bends))
    if found is None:
        raise Redraw
    return Board(turned(found.tolist(), plan.upright))


def color_name(board: Board, rng: Rng) -> Question:
    """The name of a swatch's color."""
    plan = name_plan(level_of(board), rng)
    row, column = cell = plan.cell
    options = shuffled_options(rng, plan.name, plan.names)
    own, *references = measures_of([board.rows[row][column], *(NAMES[name] for name in options)])
    wrong = [
        difference_line(f"{LETTERS[place]}, {name},", references[place], own)
        for place, name in enumerate(options)
        if name != plan.name
    ]
    return Question(
        f"What is the color of the swatch at {write_cell(cell)}? Choose the name that fits best.",
        plan.name,
        (
            MEANING,
            f"The swatch at {write_cell(cell)} has {write_measures(own)}.",
            f"{capital(plan.name)} has about {write_measures(references[options.index(plan.name)])}, which is near.",
            *wrong,
            f"So the swatch is {plan.name}.",
        ),
        options,
        evidence=(named_cell("swatch", cell),),
    )


@dataclass(frozen=True)
class GradientPlan:
    """What is wanted of a board for gradient.

    Attributes:
        names: eight names.
        ends: the names of the first and last color of the line that is asked for.
        other_ends: those of a line beside it.
        upright: whether the lines are columns.
        line, beside: the numbers of both lines.
    """

    names: list[str]
    ends: tuple[str, str]
    other_ends: tuple[str, str]
    upright: bool
    line: int
    beside: int


def gradient_plan(level: str, rng: Rng) -> GradientPlan:
    """The same plan for a sample, whatever has been drawn before."""
    steady = rng.steady("gradient")
    wanted = LEVELS[level]
    names = eight_names(steady, wanted.pairs)
    one, two, three, four = steady.sample(names, 4)
    line = steady.below(wanted.side)
    beside = steady.choice([place for place in (line - 1, line + 1) if 0 <= place < wanted.side])
    return GradientPlan(names, (one, two), (three, four), steady.chance(1, 2), line, beside)


def new_board_of_lines(level: str, rng: Rng, accept: Accept) -> Board:
    """A board of gradients between colors with clear names, those of two lines as the plan says."""
    plan = gradient_plan(level, rng)
    side = LEVELS[level].side
    ends = [rng.sample(plan.names, 2) for _ in range(side)]
    ends[plan.line], ends[plan.beside] = list(plan.ends), list(plan.other_ends)
    colors, values = zip(*(some_color(name, rng) for names in ends for name in names), strict=True)
    keep(corner_key(colors[0], colors[1], colors[-1], colors[-2]), accept)
    both = np.array(values).reshape(-1, 2, 3)
    found = colors_of(line_between(both[:, 0], both[:, 1], side))
    if found is None:
        raise Redraw
    return Board(turned(found.tolist(), plan.upright))


def write_gradient(first: str, last: str) -> str:
    """A gradient by the names of its ends."""
    return f"from {first} to {last}"


def gradient(board: Board, rng: Rng) -> Question:
    """The names of both ends of a line."""
    plan = gradient_plan(level_of(board), rng)
    (first, last), (other_first, other_last) = plan.ends, plan.other_ends
    answer = write_gradient(first, last)
    pairs = [pair for ends in product((first, other_first), (last, other_last)) for pair in (ends, ends[::-1])]
    ends_of = {write_gradient(*pair): pair for pair in pairs}
    options = shuffled_options(rng, answer, list(ends_of))
    cells = line_cells(plan.line, len(board.rows), plan.upright)
    kind, way = ("column", "from top to bottom") if plan.upright else ("row", "from left to right")
    values = measures_of([board.rows[row][column] for row, column in (cells[0], cells[-1])])
    references = dict(zip(ends_of_names(plan), measures_of([NAMES[name] for name in ends_of_names(plan)]), strict=True))
    lines = []
    for cell, name, rival, own in zip((cells[0], cells[-1]), plan.ends, (other_first, other_last), values, strict=True):
        lines.append(
            f"The swatch at {write_cell(cell)} has {write_measures(own)}: it is {name}, which has about "
            f"{write_measures(references[name])}."
        )
        lines.append(difference_line(capital(rival), references[rival], own))
    letters = {option: letter for letter, option in zip(LETTERS, options, strict=False)}
    absent = [letters[option] for option in options if {other_first, other_last} & set(ends_of[option])]
    reverse = letters[write_gradient(last, first)]
    return Question(
        f"{capital(kind)} {plan.line} is a gradient. Which one is it, {way}?",
        answer,
        (
            MEANING,
            *lines,
            f"So {joined(absent)} are out: no end of {kind} {plan.line} is {other_first} or {other_last}.",
            f"{reverse} names the right colors in the opposite order.",
            f"So {kind} {plan.line} goes {answer}, {way}.",
        ),
        options,
        evidence=(named_cell("first swatch", cells[0]), named_cell("last swatch", cells[-1])),
    )


def ends_of_names(plan: GradientPlan) -> tuple[str, ...]:
    """The names that the options are made of."""
    return (*plan.ends, *plan.other_ends)
