"""The question about the states of a cell over some steps."""

from __future__ import annotations

from functools import reduce

from gameqa.answers import write_cell
from gameqa.contract import Accept, Question, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.options import among_alike
from gameqa.rng import Rng
from gameqa.wording import joined

from . import engine, telling
from .engine import EIGHTHS, TRIED, Board, level_of

STEPS_OF_HISTORY = {"easy": 3, "medium": 3, "hard": 4}
"""Steps of cell_history. After three there are eight histories, which are the options."""


def _wanted_history(level: str, rng: Rng) -> tuple[bool, ...]:
    """The states of the asked cell after each step, drawn first."""
    steps = STEPS_OF_HISTORY[level]
    drawn = rng.steady("history").below(1 << steps)
    return tuple(drawn >> number & 1 == 1 for number in range(steps))


def _cells_with(boards: list[int], history: tuple[bool, ...], full: int) -> int:
    """The cells whose states after the steps are these, as a number."""
    pairs = zip(boards[1:], history, strict=True)
    return reduce(lambda found, pair: found & (pair[0] if pair[1] else ~pair[0]), pairs, full)


def _cells_to_follow(bits: int, side: int, history: tuple[bool, ...], rng: Rng) -> list[Cell]:
    """Cells with this history; mostly such as would have another one if the edges did not wrap."""
    full = (1 << side * side) - 1
    steps = len(history)
    found = _cells_with(engine.after(bits, side, steps), history, full)
    if found and rng.steady("edges matter").chance(7, 8):
        found &= ~_cells_with(engine.bounded_after(bits, side, steps), history, full)
    return engine.cells_of(found, side)


def new_board_to_follow(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which some cell has the history that is drawn first."""
    side, history = engine.SIDES[level], _wanted_history(level, rng)
    for _ in range(TRIED):
        bits = engine.sprinkled(side, rng.between(*EIGHTHS[level]), rng)
        if _cells_to_follow(bits, side, history, rng):
            board = Board.of(bits, side)
            keep(engine.split_key(board), accept)
            return board
    raise Redraw


def _written(history: tuple[bool, ...]) -> str:
    return ", ".join(telling.name(alive) for alive in history)


def _alike(one: str, other: str) -> float:
    """How many states two histories share."""
    return sum(a == b for a, b in zip(one.split(", "), other.split(", "), strict=True))


def cell_history(board: Board, rng: Rng) -> Question:
    """The states of a cell over some steps."""
    level, side = level_of(board), board.side
    history = _wanted_history(level, rng)
    count = len(history)
    cell = rng.choice(_cells_to_follow(board.bits, side, history, rng))
    boards = engine.after(board.bits, side, count)
    lines = telling.reach_lines(board.bits, side, cell, count)
    for number, bits in enumerate(boards[:-1], 1):
        if number < count:
            lines += telling.window_lines(bits, side, cell, count - number, number)
        lines.append(telling.fate_line(bits, side, cell, number))
    numbers = [str(number) for number in range(1, count + 1)]
    every = [tuple(number >> place & 1 == 1 for place in range(count)) for number in range(1 << count)]
    wrong = [_written(other) for other in every if other != history]
    answer = _written(history)
    return Question(
        f"Is the cell {write_cell(cell)} alive or dead after {joined([f'step {number}' for number in numbers])}? "
        "Every option lists these states in this order.",
        answer,
        (*lines, f"After steps {joined(numbers)} the cell {write_cell(cell)} is {joined(answer.split(', '))}."),
        among_alike(rng, answer, wrong, _alike),
        evidence=(named_cell("asked cell", cell), ("board", ("board",))),
    )
