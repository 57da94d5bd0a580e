"""Snakes in words: how the body lies, when it moves away, where lists of moves lead, why a way is shortest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.grid import STEPS, Cell, ahead, beside, distance
from gameqa.wording import capital, count_of, joined

from .bounds import fronts_within
from .engine import Snake, trail_of
from .ways import ends_of

CLEARING = (
    "The tail gives up one cell with every move: counting from the tail as number 1, the cell with number n is free "
    "from move n on."
)


def moves_along(cells: Sequence[Cell]) -> list[int]:
    """The moves from each cell to the next one."""
    return [STEPS.index((b[0] - a[0], b[1] - a[1])) for a, b in pairwise(cells)]


def runs_along(cells: Sequence[Cell]) -> list[tuple[int, int, Cell]]:
    """The straight parts of a chain of cells: direction, number of steps, and last cell of each."""
    found, place = [], 0
    for move, group in groupby(moves_along(cells)):
        steps = len(list(group))
        place += steps
        found.append((move, steps, cells[place]))
    return found


def ends_line(snake: Snake) -> str:
    """Where head and food are."""
    return f"The head is at {write_cell(snake.head)}, the food at {write_cell(snake.food)}."


def body_line(snake: Snake) -> str:
    """How the body lies."""
    parts = [f"{DIRECTIONS[move]} to {write_cell(end)}" for move, _, end in runs_along(snake.body)]
    return f"From the head, the body goes {joined(parts)}, where the tail is."


def length_lines(snake: Snake) -> list[str]:
    """The body part by part, with the number of cells of each."""
    lines = [f"The head is at {write_cell(snake.head)}: 1 cell."]
    counts = ["1"]
    for move, steps, end in runs_along(snake.body):
        lines.append(f"Then the body goes {DIRECTIONS[move]} to {write_cell(end)}: {count_of(steps, 'more cell')}.")
        counts.append(str(steps))
    lines.append(f"There the tail ends. {' + '.join(counts)} = {len(snake.body)} cells.")
    return lines


def verdict(snake: Snake, path: Sequence[Cell], there: Cell) -> str:
    """What the head would find in a cell with its next move.

    Args:
        path: the cells where the head was, the first one included.
    """
    cell, move = write_cell(there), len(path)
    if not snake.is_on_board(there):
        return f"{cell} is off the board"
    if there in path:
        before = move - 1 - path[::-1].index(there)
        length = len(snake.body)
        came = f"the head was there after move {before}" if before else "the head started there"
        if move - before < length:
            return f"{cell} is still covered, since {came} and the snake is {length} cells long"
        return f"{cell} is free again, since {came} and the snake is only {length} cells long"
    number = snake.clear_from(there)
    if number:
        now = "still covered" if number > move else "free by now"
        return f"{cell} is number {number} from the tail, {now}"
    return f"{cell} holds the food" if there == snake.food else f"{cell} is empty"


def list_lines(snake: Snake) -> list[str]:
    """Where the list of moves leads, move by move, until something ends it."""
    path, lines = [snake.head], []
    for move, (there, _) in zip(snake.moves, trail_of(snake, snake.moves), strict=False):
        lines.append(f"{len(path)}. {capital(DIRECTIONS[move])}: {verdict(snake, path, there)}.")
        path.append(there)
    return lines


def survived_lines(snake: Snake, cells: Sequence[Cell]) -> list[str]:
    """The straight parts of a list of moves that the snake survives, with the cells where they end."""
    lines, done = [], 0
    for move, steps, end in runs_along(cells):
        numbers = f"Move {done + 1}" if steps == 1 else f"Moves {done + 1} to {done + steps}"
        lines.append(f"{numbers}: {DIRECTIONS[move]}, to {write_cell(end)}.")
        done += steps
    return lines


def safe_lines(snake: Snake) -> list[str]:
    """What lies in the four directions."""
    return [
        f"{capital(name)}: {verdict(snake, [snake.head], there)}."
        for name, there in zip(DIRECTIONS, beside(snake.head), strict=True)
    ]


def apart_line(snake: Snake) -> str:
    """How far the food is away."""
    (row, column), (food_row, food_column) = snake.head, snake.food
    parts = []
    if row != food_row:
        parts.append(count_of(abs(row - food_row), "row"))
    if column != food_column:
        parts.append(count_of(abs(column - food_column), "column"))
    away = distance(snake.head, snake.food)
    return (
        f"They are {joined(parts)} apart, so at least {count_of(away, 'move')} {'is' if away == 1 else 'are'} needed."
    )


def too_few_lines(snake: Snake, budget: int) -> list[str]:
    """Why so many moves, as many as the food is away or a few more, are too few."""
    away = distance(snake.head, snake.food)
    if budget == away:
        closer = [move for move in range(4) if distance(ahead(snake.head, move), snake.food) < away]
        lines = [
            f"If {count_of(away, 'move')} were enough, each of them would have to lead closer to the food: "
            f"{joined([DIRECTIONS[move] for move in closer], 'or')}."
        ]
    else:
        lines = [
            f"If {budget} moves were enough, the food could never be farther away than there are moves left. The head "
            "can't turn straight back either."
        ]
    for move, front in enumerate(fronts_within(snake, budget) or (), 1):
        left = f", with {budget - move} to go" if budget > away else ""
        told = [
            f"{write_cell(there)} is number {number} from the tail, still covered" for there, number in front.covered
        ]
        if front.entered:
            reached = joined([write_cell(there) for there in front.entered], "or")
            told.append(f"{'only ' if told else ''}{reached} can be entered")
        lines.append(f"Move {move}{left}: {'; '.join(told) or 'nothing is near enough'}.")
    lines.append(
        f"So {count_of(budget, 'move')} {'is' if budget == 1 else 'are'} too few. Every move changes the distance, "
        f"{away} now, by one, so it becomes 0 only after an {'odd' if away % 2 else 'even'} number of moves: at least "
        f"{budget + 2} are needed."
    )
    return lines


def way_lines(snake: Snake, way: Sequence[Cell]) -> list[str]:
    """A way to the food, and over which cells of the body it leads."""
    lines = survived_lines(snake, way)
    for number, cell in enumerate(way):
        clear = snake.clear_from(cell)
        if number and clear:
            lines.append(
                f"{write_cell(cell)} is number {clear} from the tail, and the head enters it with move {number}, "
                f"{'just as the tail leaves it' if number == clear else 'when it is free'}."
            )
    return lines


def trapped_lines(snake: Snake) -> list[str]:
    """All ways of a snake that can't survive."""
    lines = []
    for path in ends_of(snake) or ():
        moves = moves_along(path)
        where = f"after {joined([DIRECTIONS[move] for move in moves], 'and')}, " if moves else "at the start, "
        told = [f"{DIRECTIONS[move]}, {verdict(snake, path, there)}" for move, there in enumerate(beside(path[-1]))]
        lines.append(f"{capital(where)}at {write_cell(path[-1])}: {'; '.join(told)}.")
    return lines
