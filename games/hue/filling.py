"""Questions about empty cells: which color belongs in one of them, and in which order colors fill a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gameqa.answers import write_cell
from gameqa.contract import Accept, Mark, Question, Shortcut, keep
from gameqa.errors import Redraw, Unreadable
from gameqa.grid import Cell, beside, named_cell
from gameqa.rng import Rng
from gameqa.wording import capital

from .engine import (
    EMPTY,
    LEVELS,
    Board,
    ground_colors,
    level_of,
    line_cells,
    line_colors,
    new_plane,
    split_key,
)
from .palettes import OPTIONS, amid, colors_to_choose_from
from .spaces import Floats, oklab_of, parts_of
from .telling import MEANING, MEASURES, Measures, difference_line, measures_in, write_measures

PLACES = {"easy": (1, 3), "medium": (2, 4), "hard": (2, 3, 5, 6)}
"""Where on its line the empty cell is that is asked for: never in the middle between the ends."""

SPAN, CROSS_SPAN = 0.3, 0.14
"""How far the lines go in Oklab, at least, in the direction that is asked about and across."""

EMPTY_OF_12 = {"easy": 3, "medium": 5, "hard": 7}
"""How many of twelve cells inside the board are empty, besides those that must be."""


@dataclass(frozen=True)
class GapPlan:
    """What is asked in missing_color: a cell at a place of a line."""

    upright: bool
    line: int
    place: int
    side: int

    @property
    def cells(self) -> list[Cell]:
        """The cells of the line."""
        return line_cells(self.line, self.side, self.upright)


def gap_plan(level: str, rng: Rng) -> GapPlan:
    """The same plan for a sample, whatever has been drawn before."""
    steady = rng.steady("gap")
    side = LEVELS[level].side
    return GapPlan(steady.chance(1, 2), steady.between(2, side - 3), steady.choice(PLACES[level]), side)


def new_board_with_gaps(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose edge is known; the line of the cell that is asked for is empty between its ends."""
    plan = gap_plan(level, rng)
    side = plan.side
    rows, values = new_plane(side, (CROSS_SPAN, SPAN) if plan.upright else (SPAN, CROSS_SPAN), rng, accept)
    cells = plan.cells
    row, column = cells[plan.place]
    line = values.transpose(1, 0, 2)[plan.line] if plan.upright else values[plan.line]
    palette = colors_to_choose_from(rows[row][column], line, plan.place, rng)
    empty = {*cells[1:-1], *beside((row, column))}
    for r in range(1, side - 1):
        for c in range(1, side - 1):
            if (r, c) in empty or rng.chance(EMPTY_OF_12[level], 12):
                rows[r][c] = EMPTY
    return Board(tuple(map(tuple, rows)), tuple(palette))


def _nearest(palette: Floats, value: Floats) -> int:
    """The number of the color that is nearest to an Oklab value, from the Oklab values of the numbered ones."""
    return int(((palette - value) ** 2).sum(axis=1).argmin()) + 1


def nearest_in_palette(board: Board, value: Floats) -> int:
    """The number of the color below the board that is nearest to an Oklab value."""
    return _nearest(oklab_of(board.palette), value)


def missing_color(board: Board, rng: Rng) -> Question:
    """The color that belongs in an empty cell."""
    plan = gap_plan(level_of(board), rng)
    cells, steps = plan.cells, plan.side - 1
    cell, place = cells[plan.place], plan.place
    ends = [board.rows[row][column] for row, column in (cells[0], cells[-1])]
    colors = oklab_of([*ends, *board.palette])
    number = _nearest(colors[2:], colors[0] + (colors[1] - colors[0]) * (place / steps))
    first, last, *palette = measures_in(colors)
    wanted: list[int] = []
    told = []
    for name, start, end in zip(MEASURES, first, last, strict=True):
        wanted.append(round(start + (end - start) * place / steps))
        sign = "+" if end >= start else "-"
        told.append(f"{name} {start} {sign} {place}/{steps} x {abs(end - start)} = {wanted[-1]}")
    about: Measures = (wanted[0], wanted[1], wanted[2])
    kind = "column" if plan.upright else "row"
    return Question(
        f"Which of the numbered colors belongs in the cell with the question mark, at {write_cell(cell)}?",
        str(number),
        (
            MEANING,
            f"{capital(kind)} {plan.line} is known at both ends: {write_cell(cells[0])} has {write_measures(first)}; "
            f"{write_cell(cells[-1])} has {write_measures(last)}.",
            f"{write_cell(cell)} is {place} of the {steps} steps from the first to the last, so it has, rounded: "
            f"{'; '.join(told)}.",
            f"Color {number} is as near as rounding allows: {write_measures(palette[number - 1])}.",
            *(
                difference_line(f"Color {other}", values, about)
                for other, values in enumerate(palette, 1)
                if other != number
            ),
            f"So color {number} belongs in {write_cell(cell)}.",
        ),
        tuple(str(other) for other in range(1, OPTIONS + 1)),
        marks=(Mark("sign", ("cell", *cell), "?"),),
        evidence=(
            named_cell("empty cell", cell),
            named_cell("first swatch", cells[0]),
            named_cell("last swatch", cells[-1]),
            (f"color {number}", ("palette", number)),
        ),
    )


def _asked_line(question: Question) -> list[Cell]:
    return [(place[1], place[2]) for _, place in question.evidence[:3]]


def _nearest_to_middle(board: Board, question: Question) -> list[str]:
    _, *ends = _asked_line(question)
    first, last = oklab_of([board.rows[row][column] for row, column in ends])
    return [str(nearest_in_palette(board, (first + last) / 2))]


def _nearest_to_neighbors(board: Board, question: Question) -> list[str]:
    cell, *_ = _asked_line(question)
    known = [board.rows[row][column] for row, column in beside(cell) if board.rows[row][column] != EMPTY]
    return [str(nearest_in_palette(board, oklab_of(known).mean(axis=0)))] if known else []


def _nearest_to_end(board: Board, question: Question) -> list[str]:
    cell, *ends = _asked_line(question)
    row, column = min(ends, key=lambda end: abs(end[0] - cell[0]) + abs(end[1] - cell[1]))
    return [str(nearest_in_palette(board, oklab_of([board.rows[row][column]])[0]))]


SHORTCUTS: tuple[Shortcut[Board], ...] = (
    Shortcut("the color amid the others", lambda board, _: [str(amid(oklab_of(board.palette)) + 1)]),
    Shortcut("the color amid the others as RGB", lambda board, _: [str(amid(parts_of(board.palette)) + 1)]),
    Shortcut("the color nearest to the middle of both ends", _nearest_to_middle),
    Shortcut("the color nearest to the mean of the known neighbors", _nearest_to_neighbors),
    Shortcut("the color nearest to the nearer end", _nearest_to_end),
)

LINE_SPAN = 0.36
"""How far the line of sort_order goes in Oklab, at least."""


def new_line_to_fill(level: str, rng: Rng, accept: Accept) -> Board:
    """A line of which only the first color is in place; the others are below it, in any order."""
    side = LEVELS[level].side
    colors, values = ground_colors()
    while True:
        first, last = values[rng.below(len(colors))], values[rng.below(len(colors))]
        if sum((a - b) ** 2 for a, b in zip(first, last, strict=True)) >= LINE_SPAN**2:
            break
    found = line_colors(first, last, side)
    if found is None:
        raise Redraw
    start, *rest = found
    board = Board(((start, *[EMPTY] * (side - 1)),), tuple(rng.shuffled(rest)))
    keep(split_key(board), accept)
    return board


def _order_of(values: Floats) -> list[int]:
    """The numbers of the colors in the order in which they fill the line: ever farther from its first color.

    Args:
        values: the Oklab values of the first color and of the numbered ones.
    """
    away = ((values[1:] - values[0]) ** 2).sum(axis=1).tolist()
    return sorted(range(1, len(values)), key=lambda number: away[number - 1])


def write_order(numbers: Sequence[int]) -> str:
    """Numbers as an answer lists them."""
    return ", ".join(map(str, numbers))


def read_order(text: str) -> tuple[int, ...]:
    """The numbers of an answer.

    Raises:
        Unreadable: it holds none.
    """
    found = tuple(map(int, re.findall(r"\d{1,3}", text[:300])))
    if not found:
        raise Unreadable("it holds no numbers")
    return found


def sort_order(board: Board, rng: Rng) -> Question:
    """The order in which colors fill a line."""
    colors = oklab_of([board.rows[0][0], *board.palette])
    order = _order_of(colors)
    start, *palette = measures_in(colors)
    end = palette[order[-1] - 1]
    main = max(range(3), key=lambda number: abs(end[number] - start[number]))
    name = MEASURES[main]
    rises = end[main] > start[main]
    listed = ", ".join(f"{number}: {values[main]}" for number, values in enumerate(palette, 1))
    ordered = ", then ".join(f"{number} ({palette[number - 1][main]})" for number in order)
    least = min(values[main] for values in palette)
    most = max(values[main] for values in palette)
    return Question(
        "The row is a gradient. Only its first cell, (0, 0), has its color; the numbered colors belong in the other "
        f"{len(order)} cells. In which order do they fill them, from left to right?",
        write_order(order),
        (
            MEANING,
            f"The swatch at (0, 0) has {name} {start[main]}. The colors below have {name} {listed}.",
            f"All of these are {'above' if rises else 'below'} {start[main]}, from {least} to {most}, so {name} "
            f"{'rises' if rises else 'falls'} from left to right.",
            f"First comes {ordered}.",
            f"So the cells are filled in the order {write_order(order)}.",
        ),
        evidence=(
            named_cell("first swatch", (0, 0)),
            *((f"color {number}", ("palette", number)) for number in range(1, len(order) + 1)),
        ),
    )
