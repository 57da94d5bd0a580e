"""Boards on which a best command is asked for: what kind of command is best is drawn first."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells
from gameqa.rng import Rng

from . import engine
from .boards import TRIED, filled_apart, shape_over, side_of, with_total
from .clearing import Rows, openings
from .engine import BASIC, COLORS, COLUMN, CROSS, ROUND, Board, Command
from .wanted import plant_swap

KINDS = ("swap", "line", "round", "column", "cross")
WEIGHTS = (34, 24, 24, 10, 8)
"""What the best command is, and how frequent it is, in percent."""

MOST_SPECIALS = {"easy": 3, "medium": 3, "hard": 4}
MOST_SWAPS = 7
MOST_PAIRS = 16
"""How much the reasoning has to look at: special gems, swaps that make a line, and pairs."""

MOST_FIRST = {"easy": 4, "medium": 5, "hard": 6}
"""First commands that the reasoning of best_two looks at."""

MOST_SECOND = 7
"""Second commands after one of them."""


def kind_of(grid: engine.Grid, command: Command) -> str:
    """What kind of command it is."""
    if command.is_swap:
        return "swap"
    sign = grid[command.cell[0]][command.cell[1]]
    return "line" if sign in COLORS else "cross" if sign == CROSS else "column" if sign == COLUMN else "round"


def best_commands(grid: engine.Grid, swaps: Sequence[Command]) -> tuple[int, list[Command]]:
    """The most gems that a command removes, and the commands that remove so many.

    Args:
        swaps: all swaps that make a line.
    """
    counts = {command: len(engine.removed_by(grid, command)) for command in (*engine.all_clears(grid), *swaps)}
    most = max(counts.values(), default=0)
    return most, [command for command, count in counts.items() if count == most]


def new_best(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose best command is of the kind that is drawn first."""
    side = side_of(level, rng)
    wanted = KINDS[rng.steady("best").weighted(WEIGHTS)]
    for _ in range(TRIED):
        planted, specials = _planted_best(side, wanted, rng)
        specials += [rng.choice(ROUND) for _ in range(rng.below(MOST_SPECIALS[level] - len(specials) + 1))]
        board = with_total(filled_apart(side, planted, specials, rng), rng)
        if not accept(engine.split_key(board)):
            continue
        rows = board.rows
        pairs = engine.pairs_of(rows)
        if len(pairs) > MOST_PAIRS:
            continue
        swaps = engine.all_swaps(rows, pairs)
        if len(swaps) > MOST_SWAPS:
            continue
        most, commands = best_commands(rows, swaps)
        if most >= 4 and {kind_of(rows, command) for command in commands} == {wanted}:
            return board
    raise Redraw


def _planted_best(side: int, wanted: str, rng: Rng) -> tuple[dict[Cell, str], list[str]]:
    """What makes a kind of command the best, with some other line or swap, and special gems."""
    planted: dict[Cell, str] = {}
    specials: list[str] = []
    if wanted == "swap":
        planted = _swap(side, rng.choice((4, 5, 6, 7)), rng)
    elif wanted == "line":
        planted = _line(side, rng.choice((4, 5, 6, 7)), rng)
    elif wanted == "round":
        color = rng.choice(BASIC)
        cells = rng.sample(all_cells(side, side), rng.between(5, 7 if side < 6 else 10))
        planted = {cells[0]: color.lower()} | dict.fromkeys(cells[1:], color)
    else:
        specials.append(COLUMN if wanted == "column" else CROSS)
    for _ in range(2):
        other = _swap(side, 3, rng) if rng.chance(1, 2) else _line(side, 3, rng)
        if not other.keys() & planted.keys():
            planted |= other
    return planted, specials


def _swap(side: int, count: int, rng: Rng) -> dict[Cell, str]:
    """A swap that removes so many gems, where there is room."""
    for _ in range(6):
        cell = rng.below(side), rng.below(side - 1)
        command = Command(cell, 3) if rng.chance(1, 2) else Command(cell[::-1], 1)
        if planted := plant_swap(side, command, count, rng):
            return planted
    return {}


def _line(side: int, count: int, rng: Rng) -> dict[Cell, str]:
    """A line, or two that cross, of so many gems, where there is room."""
    for _ in range(6):
        shape = shape_over(side, (rng.below(side), rng.below(side)), count, (), rng)
        if shape:
            return dict.fromkeys(shape, rng.choice(BASIC))
    return {}


def best_pairs(rows: Rows) -> tuple[int, list[tuple[Command, Command]]]:
    """The most gems that two clear commands remove one after the other, and the pairs that remove so many, of which
    each names one cell of a line."""
    pairs = [
        (opening.removed + number, (opening.first, second))
        for opening in openings(rows)
        for number, second in opening.seconds
    ]
    most = max([total for total, _ in pairs], default=0)
    return most, [pair for total, pair in pairs if total == most]


def new_best_two(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with some special gems and lines. On most boards, the command that removes the most gems is a wrong
    beginning, or the fall of gems makes the second command of the best pair stronger."""
    side = side_of(level, rng)
    is_hard = rng.steady("order").chance(3, 4)
    for attempt in range(TRIED):
        planted: dict[Cell, str] = {}
        for _ in range(2):
            other = _line(side, rng.choice((3, 3, 4, 5)), rng) if rng.chance(2, 3) else _fallen_line(side, rng)
            if not other.keys() & planted.keys():
                planted |= other
        specials = [rng.choice(ROUND if rng.chance(2, 3) else COLUMN + CROSS) for _ in range(rng.between(1, 3))]
        board = with_total(filled_apart(side, planted, specials, rng), rng)
        rows = board.rows
        firsts = engine.all_clears(rows)
        if not 2 <= len(firsts) <= MOST_FIRST[level] or not accept(engine.split_key(board)):
            continue
        if any(len(opening.seconds) > MOST_SECOND for opening in openings(rows)):
            continue
        most, pairs = best_pairs(rows)
        if not 1 <= len(pairs) <= 3:
            continue
        if is_hard and attempt < TRIED * 3 // 4 and not _needs_order(rows, most, pairs):
            continue
        return board
    raise Redraw


def _needs_order(rows: Rows, most: int, pairs: Sequence[tuple[Command, Command]]) -> bool:
    """Whether the command that removes the most gems is a wrong beginning, or the second command of every best pair
    removes more than it would at first."""
    by_first = {opening.first: opening for opening in openings(rows)}
    top = max([opening.removed for opening in by_first.values()])
    greedy = max([opening.most for opening in by_first.values() if opening.removed == top])
    return greedy < most or all(
        len(engine.removed_by(rows, second)) < most - by_first[first].removed for first, second in pairs
    )


def _fallen_line(side: int, rng: Rng) -> dict[Cell, str]:
    """Three gems of a color in three columns side by side, one of them higher, above a line that may be cleared."""
    row, column = rng.between(1, side - 1), rng.below(side - 2)
    one, other = rng.sample(BASIC, 2)
    place = rng.below(3)
    planted = {(row - (number == place), column + number): one for number in range(3)}
    return planted | {(row, column + place): other}
