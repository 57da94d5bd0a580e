"""Boards for commands: what a command removes is drawn first."""

from __future__ import annotations

from typing import NamedTuple

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import STEPS, Cell, all_cells
from gameqa.rng import Rng

from . import engine
from .boards import SHAPES, TRIED, filled, kept, lines_over, shape_over, side_of, some_specials, with_total
from .engine import BASIC, COLUMN, CROSS, ROUND, SPECIAL, Board, Command

MOST_CLEARED = {"easy": 7, "medium": 9, "hard": 11}
"""The most gems that the command of clear_result removes."""

SWAP_RESULTS = (0, 3, 4, 5, 6, 7, 8)
"""How many gems the swap of swap_result removes: 1 and 2 are impossible."""

TWO_LINES: dict[int, tuple[tuple[int, int], ...]] = {
    3: ((3, 0),),
    4: ((4, 0),),
    5: ((5, 0),),
    6: ((3, 3), (6, 0)),
    7: ((3, 4), (7, 0)),
    8: ((4, 4), (3, 5)),
}
"""How many gems the first and the second of two swapped gems remove."""

MOST_TOGETHER = {"easy": 10, "medium": 11, "hard": 12}
"""The greatest answer of two_commands."""

FEWEST_TOGETHER = 6
"""The least answer where both commands remove gems."""

FIRST_ALONE = (3, 4, 5)
"""The answers where the second command does nothing, but would have done something before the first one; together as
frequent as each greater answer."""


class ClearPlan(NamedTuple):
    """What clear_result asks: the cell, its gem ("*" for a basic one), and how many gems go."""

    cell: Cell
    sign: str
    removed: int


def clear_plan(level: str, rng: Rng) -> ClearPlan:
    """What clear_result asks, the same in all tries."""
    side, steady = side_of(level, rng), rng.steady("clear")
    count = steady.between(0, MOST_CLEARED[level])
    signs = []
    if count == 0 or count in SHAPES:
        signs += ["*", "*"]
    if count:
        signs.append(steady.choice(ROUND))
    if count == side:
        signs.append(COLUMN)
    if count == 2 * side - 1:
        signs.append(CROSS)
    cell = steady.below(side), steady.below(side)
    return ClearPlan(cell, steady.choice(signs), count)


def new_cleared(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which the command that is drawn first removes what is drawn first."""
    side, plan = side_of(level, rng), clear_plan(level, rng)
    command = Command(plan.cell)
    for _ in range(TRIED):
        planted = {plan.cell: plan.sign}
        basic = BASIC
        if plan.sign == "*":
            color = rng.choice(BASIC)
            shape = (
                shape_over(side, plan.cell, plan.removed, (), rng) if plan.removed else _two_near(side, plan.cell, rng)
            )
            if shape is None:
                continue
            planted = dict.fromkeys(shape, color)
        elif plan.sign in ROUND:
            others = [cell for cell in all_cells(side, side) if cell != plan.cell]
            own = rng.sample(others, plan.removed - 1)
            planted |= dict.fromkeys(own, plan.sign.upper())
            basic = BASIC.replace(plan.sign.upper(), "")
        specials = [sign for sign in some_specials(side, rng) if sign != plan.sign]
        if plan.sign not in "*" and specials:
            specials.pop()
        rows = filled(side, planted, specials, rng, basic)
        if len(engine.removed_by(rows, command)) == plan.removed:
            return kept(rows, rng, accept)
    raise Redraw


def _two_near(side: int, cell: Cell, rng: Rng) -> list[Cell]:
    """A cell with one or two others of its line of three, so that they make no line."""
    line = rng.choice([*lines_over(side, cell, 3, True), *lines_over(side, cell, 3, False)])
    line.remove(cell)
    line.remove(rng.choice(line))
    return [cell, *line]


class SwapPlan(NamedTuple):
    """What swap_result asks: the command, how many gems it removes, and, for 0, whether a special gem is the reason."""

    command: Command
    removed: int
    has_special: bool


def swap_plan(level: str, rng: Rng) -> SwapPlan:
    """What swap_result asks, the same in all tries."""
    side, steady = side_of(level, rng), rng.steady("swap")
    count = steady.choice(SWAP_RESULTS)
    command = Command((steady.below(side), steady.below(side)), steady.below(4))
    while not _has_room(side, command, count or 3, steady):
        command = Command((steady.below(side), steady.below(side)), steady.below(4))
    return SwapPlan(command, count, count == 0 and steady.chance(1, 4))


def _has_room(side: int, command: Command, count: int, rng: Rng) -> bool:
    """Whether both cells are on the board, and lines of so many cells find a place at them."""
    row, column = command.cells[1]
    if not (0 <= row < side and 0 <= column < side):
        return False
    return any(plant_swap(side, command, count, rng) for _ in range(6))


def new_swapped(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which the swap that is drawn first removes what is drawn first."""
    side, plan = side_of(level, rng), swap_plan(level, rng)
    for _ in range(TRIED):
        planted = plant_swap(side, plan.command, plan.removed or rng.choice((3, 4)), rng)
        if planted is None:
            continue
        one, other = plan.command.cells
        if plan.has_special:
            planted[rng.choice((one, other))] = rng.choice(SPECIAL)
        elif not plan.removed:
            # What would make a line lacks one gem.
            missing = rng.choice([cell for cell in planted if cell not in (one, other)])
            planted[missing] = rng.choice([color for color in BASIC if color != planted[missing]])
        rows = filled(side, planted, some_specials(side, rng), rng)
        if rows[one[0]][one[1]] == rows[other[0]][other[1]]:
            continue
        if len(engine.removed_by(rows, plan.command)) == plan.removed:
            return kept(rows, rng, accept)
    raise Redraw


def plant_swap(side: int, command: Command, count: int, rng: Rng) -> dict[Cell, str] | None:
    """Gems with which a swap removes so many; None where they find no place."""
    one, other = rng.shuffled(command.cells)
    first, second = rng.sample(BASIC, 2)
    sizes = rng.choice(TWO_LINES[count])
    planted: dict[Cell, str] = {}
    for cell, avoided, color, size in ((one, other, first, sizes[0]), (other, one, second, sizes[1])):
        if not size:
            continue
        shape = shape_over(side, cell, size, (avoided, *planted), rng)
        if shape is None:
            return None
        planted |= dict.fromkeys(shape[1:], color)
    # Each of the two gems still is where the other one is to come.
    planted[other], planted[one] = first, second
    return planted


def new_two(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with two commands that together remove what is drawn first."""
    side = side_of(level, rng)
    wanted = total_wanted(level, rng)
    for _ in range(TRIED):
        board = with_total(_busy(side, rng), rng)
        if accept(engine.split_key(board)) and find_two(board.rows, wanted, rng.steady("commands")):
            return board
    raise Redraw


def total_wanted(level: str, rng: Rng) -> int:
    """The answer of two_commands."""
    steady = rng.steady("total")
    count = steady.between(FEWEST_TOGETHER - 1, MOST_TOGETHER[level])
    return count if count >= FEWEST_TOGETHER else steady.choice(FIRST_ALONE)


def _busy(side: int, rng: Rng) -> list[list[str]]:
    """A board with a line or two, swaps that make lines, and special gems."""
    planted: dict[Cell, str] = {}
    for _ in range(2 if side < 6 else 3):
        cell = rng.below(side), rng.below(side)
        if rng.chance(1, 2):
            shape = shape_over(side, cell, rng.choice((3, 4, 5)), tuple(planted), rng)
            found = dict.fromkeys(shape, rng.choice(BASIC)) if shape else None
        else:
            command = Command((rng.below(side), rng.below(side - 1)), 3)
            found = plant_swap(side, command, rng.choice((3, 4, 6)), rng)
        if found and not found.keys() & planted.keys():
            planted |= found
    specials, basic = some_specials(side, rng), BASIC
    if rng.chance(1, 2):
        # A round gem whose color is rare removes one gem or two.
        rare = rng.choice(BASIC)
        specials[0], basic = rare.lower(), BASIC.replace(rare, "")
    return filled(side, planted, specials, rng, basic)


def find_two(rows: engine.Grid, wanted: int, rng: Rng) -> tuple[Command, Command] | None:
    """Two commands that together remove so many gems. The second one removes another number after the first than it
    would before it."""
    is_last_idle = wanted in FIRST_ALONE
    firsts = rng.shuffled([*engine.all_clears(rows), *rng.shuffled(_swaps(rows))[:3]])
    for first in firsts[:4]:
        count = len(engine.removed_by(rows, first))
        if count > wanted or (count == wanted) != is_last_idle:
            continue
        left, _ = engine.after(rows, first)
        for second in rng.shuffled(_seconds(rows if is_last_idle else left)):
            if len(engine.removed_by(left, second)) == wanted - count != len(engine.removed_by(rows, second)):
                return first, second
    return None


def _swaps(rows: engine.Grid) -> list[Command]:
    """Swaps that make a line, each from the gem that completes it."""
    found = []
    for pair in engine.pairs_of(rows):
        for source in pair.sources:
            step = pair.third[0] - source[0], pair.third[1] - source[1]
            found.append(Command(source, STEPS.index(step)))
    return found


def _seconds(rows: engine.Grid) -> list[Command]:
    """Commands that do something on a board."""
    return [*engine.all_clears(rows), *_swaps(rows)]
