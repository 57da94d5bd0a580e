"""Boards that begin to repeat after few steps, and why they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gameqa.answers import write_cell
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng
from gameqa.symmetry import images

from . import telling
from .engine import Board, cells_of, changes, is_alive, split_key, step, until_repeat

MOST_STEPS = 6
"""The greatest answer of steps_to_stability; all from 0 are equally frequent."""

SIDES = {"easy": 6, "medium": 7, "hard": 8}
"""Sides of these boards. On smaller ones too few patterns stay as they are, so that questions would come again."""

LIVE = {"easy": (6, 8), "medium": (7, 10), "hard": (8, 12)}
"""Least and greatest number of live cells, drawn first, so that it does not tell how far a board is from its end."""

LIVE_APART = 2
"""So far the number of live cells may be from the one that was drawn."""

MOST_CHANGES = {"easy": 50, "medium": 60, "hard": 70}
"""Cells that come alive or die until the board repeats."""

LASTING = (
    ("##", "##"),
    ("###",),
    (".#.", "#.#", ".#."),
    ("##.", "#.#", ".#."),
    ("##.", "#.#", ".##"),
    (".##.", "#..#", ".##."),
    (".##.", "#..#", "#.#.", ".#.."),
    ("##.#", "#.##"),
)
"""Patterns that stay as they are if they are alone, or come back after two steps: block, blinker, tub, boat, ship,
beehive, loaf and snake."""

MOST_SKIPPED = {"easy": 4, "medium": 3, "hard": 2}
"""Steps of what is followed to its end that may come before the board that is asked about. Many go the same way at
last, so that boards near the end are often the same."""

TRIED = 300
"""Random boards that are followed in one try."""


@dataclass(frozen=True)
class Course:
    """What becomes of a board.

    Attributes:
        boards: all different boards in order.
        settled: the place among them of the first one that comes back.
    """

    boards: list[int]
    settled: int

    @property
    def period(self) -> int:
        """After how many steps the boards at the end come back."""
        return len(self.boards) - self.settled

    @property
    def changes(self) -> int:
        """How many cells change until every board has been seen."""
        return changes(self.boards)

    def lone_cell(self, side: int) -> Cell | None:
        """A cell that tells the last board that does not come back from each of two that alternate; none, if there
        is no such cell."""
        last = self.boards[self.settled - 1]
        one, other = self.boards[self.settled :]
        cells = cells_of((last ^ one) & (last ^ other), side)
        return cells[0] if cells else None


def course_of(board: Board) -> Course:
    """What becomes of a board."""
    return Course(*until_repeat(board.bits, board.side))


def new_settling_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board that begins to repeat after a number of steps that is drawn first.

    Something is followed to its end, and the board so many steps before it is taken if it has the wanted number of
    live cells, which is drawn first too.
    """
    side = SIDES[level]
    steady = rng.steady("settling")
    wanted, live = steady.between(0, MOST_STEPS), steady.between(*LIVE[level])
    last = wanted + MOST_SKIPPED[level]
    for _ in range(TRIED):
        bits = _lasting(side, rng) | (_lasting(side, rng) if wanted == 0 else _soup(side, rng))
        if wanted == 0 and (abs(bits.bit_count() - live) > LIVE_APART or step(step(bits, side), side) != bits):
            continue
        try:
            boards, settled = until_repeat(bits, side, last + 3)
        except Redraw:
            continue
        if not wanted <= settled <= last or len(boards) - settled > 2:
            continue
        found = Course(boards[settled - wanted :], wanted)
        if abs(found.boards[0].bit_count() - live) > LIVE_APART or found.changes > MOST_CHANGES[level]:
            continue
        if found.period == 2 and wanted and found.lone_cell(side) is None:
            continue
        board = Board.of(found.boards[0], side)
        keep(split_key(board), accept)
        return board
    raise Redraw


@cache
def _turned(number: int) -> list[tuple[int, ...]]:
    """The images of a lasting pattern, each as the numbers of its rows."""
    return [
        tuple(int(row.translate({46: "0", 35: "1"}), 2) for row in rows)
        for rows in sorted(set(images(LASTING[number])))
    ]


def _placed(rows: Sequence[int], side: int, top: int, left: int) -> int:
    """Rows of cells at a place of the board."""
    bits = 0
    for number, row in enumerate(rows, top):
        line = row << left
        bits |= ((line | line >> side) & (1 << side) - 1) << number % side * side
    return bits


def _lasting(side: int, rng: Rng) -> int:
    """A lasting pattern somewhere."""
    number = rng.below(len(LASTING))
    image, top, left = rng.below(len(_turned(number))), rng.below(side), rng.below(side)
    return _everywhere(number, image, side)[top * side + left]


@cache
def _everywhere(number: int, image: int, side: int) -> list[int]:
    """An image of a lasting pattern at every place of the board."""
    rows = _turned(number)[image]
    return [_placed(rows, side, top, left) for top in range(side) for left in range(side)]


def _soup(side: int, rng: Rng) -> int:
    """Random cells close together somewhere."""
    rows = [rng.below(16) for _ in range(3)]
    return _placed(rows, side, rng.below(side), rng.below(side))


def settling_lines(course: Course, side: int) -> list[str]:
    """Every step until the board repeats, and why it does not repeat earlier."""
    settled, boards = course.settled, course.boards
    lines = [telling.HOW_TO_READ, telling.PARTS]
    last = boards[-1]
    shown = boards if last else boards[:-1]
    for number, bits in enumerate(shown, 1):
        lines.append(telling.table_line(bits, side, number))
        if number <= settled or course.period == 2:
            lines += telling.change_lines(bits, side, number)
    if course.period == 2:
        lines.append(
            f"Step {settled + 2} undoes step {settled + 1}: the cells that came alive die, and those that died come "
            f"alive. So the board {_after(settled)} appears again after step {settled + 2}."
        )
        lone = course.lone_cell(side) if settled else None
        if lone:
            was = telling.name(is_alive(boards[settled - 1], side, lone))
            now = telling.name(is_alive(boards[settled], side, lone))
            lines.append(
                f"The board {_after(settled - 1)} does not appear again: {write_cell(lone)} is {was} there, but {now} "
                "in both boards that now alternate."
            )
    elif last:
        lines.append(
            f"Step {settled + 1} changes nothing: every live cell has 2 or 3 live neighbors, and no dead cell has "
            f"exactly 3. So the board {_after(settled)} stays as it is."
        )
    else:
        lines.append(f"After step {settled} no cell is alive, and none can come alive again.")
    if settled and course.period == 1:
        lines.append(f"Step {settled} still changed the board, so the board before it does not appear again.")
    lines.append(f"The smallest such number of steps is {settled}.")
    return lines


def _after(count: int) -> str:
    return f"after step {count}" if count else "at the start"
