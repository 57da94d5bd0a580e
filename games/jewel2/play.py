"""Playing Jewel: removing as many gems with a few commands as can be removed with so many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gameqa.answers import DIRECTIONS
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import STEPS, all_cells
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.reading import CELL_FORM, cell_in
from gameqa.rng import Rng
from gameqa.wording import count_of, verb

from . import GAME, best, engine
from .engine import COLORS, HOLE, Board, Command
from .searching import commands_of, most_within
from .telling import write_command

COMMANDS = {"easy": 2, "medium": 3, "hard": 4}
"""With so many commands the gems can be removed, and with no fewer."""

SPARE = 1
"""So many more actions there are."""

MOST_COMMANDS = 6
"""So many commands remove gems at first, at most."""

GREEDY_LEVELS = ("easy",)
"""Where it may be enough to give the command that removes the most gems each time."""


@dataclass(frozen=True)
class Hunt:
    """A board in play.

    Attributes:
        board: the board.
        wanted: the total that is to be reached.
    """

    board: Board
    wanted: int

    @property
    def left(self) -> int:
        """How many gems are still to be removed."""
        return max(0, self.wanted - self.board.total)


def start(level: str, rng: Rng, accept: Accept) -> Hunt:
    """A board with special gems and lines, on which every command counts."""
    board = best.new_best_two(level, rng, accept)
    count = COMMANDS[level]
    if len(commands_of(board.rows)) > MOST_COMMANDS:
        raise Redraw
    most, commands = most_within(board.rows, count)
    if len(commands) < count or (level not in GREEDY_LEVELS and _greedy(board.rows, count + SPARE) >= most):
        raise Redraw
    return Hunt(board, board.total + most)


def _greedy(rows: tuple[str, ...], count: int) -> int:
    """How many gems go if each of so many commands removes as many as one can."""
    total = 0
    for _ in range(count):
        removed, commands = most_within(rows, 1)
        if commands:
            total, rows = total + removed, engine.after(rows, commands[0])[0]
    return total


@cache
def _all_commands(side: int) -> tuple[list[str], list[tuple[str, int, int]]]:
    """The clear commands for all cells row by row, and all swaps with the numbers of their two cells."""
    cells = all_cells(side, side)
    number = {cell: place for place, cell in enumerate(cells)}
    swaps = [Command(cell, move) for move in range(len(DIRECTIONS)) for cell in cells]
    return [write_command(Command(cell)) for cell in cells], [
        (write_command(swap), number[swap.cell], number[swap.cells[1]]) for swap in swaps if swap.cells[1] in number
    ]


def actions(hunt: Hunt) -> list[str]:
    """The commands for the gems that are there, whether they remove any or not."""
    if not hunt.left:
        return []
    signs = "".join(hunt.board.rows)
    clears, swaps = _all_commands(hunt.board.side)
    found = [text for text, sign in zip(clears, signs, strict=True) if sign != HOLE]
    found += [
        text
        for text, one, other in swaps
        if (first := signs[one]) in COLORS and (second := signs[other]) in COLORS and first != second
    ]
    return found


def command_of(action: str) -> Command:
    """The command that an action names."""
    name, *_, last = action.split()
    return Command(cell_in(action), DIRECTIONS.index(last) if name == "swap" else -1)


def _swap_of_two(*numbers: str) -> str | None:
    """The command of two cells side by side, given by their rows and columns."""
    row, column, *other = map(int, numbers)
    for move, (down, across) in enumerate(STEPS):
        if [row + down, column + across] == other:
            return write_command(Command((row, column), move))
    return None


def apply(hunt: Hunt, action: str, rng: Rng) -> Turn[Hunt]:
    """One command."""
    command = command_of(action)
    rows, count = engine.after(hunt.board.rows, command)
    if not count:
        why = "The swap makes no line" if command.is_swap else "The gem is part of no line"
        return Turn(hunt, f"{why}: nothing happens.")
    after = Hunt(Board(rows, hunt.board.total + count), hunt.wanted)
    told = f"{count_of(count, 'gem')} {verb(count, 'was', 'were')} removed; the total is {after.board.total}."
    return Turn(after, told if after.left else f"{told} The goal is reached.")


def why_not(hunt: Hunt, action: str) -> str:
    """Why a command can't be given."""
    command, side = command_of(action), hunt.board.side
    if not all(engine.on_board(hunt.board.rows, cell) for cell in command.cells):
        what = "The neighbor is not on the board: rows" if engine.on_board(hunt.board.rows, command.cell) else "Rows"
        return f"{what} and columns go from 0 to {side - 1}."
    if command.is_swap:
        return "The two cells do not hold basic gems of different colors."
    return "The cell is empty."


def score(start: Hunt, hunt: Hunt) -> float:
    """The share of the gems to be removed that are."""
    return (start.left - hunt.left) / start.left


def plan(hunt: Hunt) -> Sequence[str]:
    """The fewest commands that reach the wanted total; where a few do not, those that remove the most gems."""
    commands: tuple[Command, ...] = ()
    for count in range(1, COMMANDS[engine.level_of(hunt.board)] + 1):
        removed, commands = most_within(hunt.board.rows, count)
        if removed >= hunt.left:
            break
    return list(map(write_command, commands)) or actions(hunt)[:1]


def fewest(start: Hunt) -> int:
    """How many commands it takes."""
    return COMMANDS[engine.level_of(start.board)]


PLAY = Play(
    game=GAME,
    version=3,
    goal=("Remove the number of gems that is stated above. The score is the share of them that you remove."),
    rules=("cells", "gems", "lines", "clear", "specials", "swap", "once", "falling"),
    more="Cells become empty in the course of the game.",
    briefing=lambda hunt: (
        f"{hunt.left} gems are to be removed, so that the total is {hunt.wanted}: this is possible with "
        f"{fewest(hunt)} commands, and with no fewer."
    ),
    action_format=(
        "An action is a command for a gem: clear with its cell, such as: clear (1, 2), or swap with its cell and a "
        "direction, such as: swap (1, 2) right."
    ),
    example="clear (1, 2)",
    forms=(
        (rf"clear (?:the )?(?:gem |cell )?(?:at )?{CELL_FORM[0]}", "clear ({}, {})"),
        (
            rf"swap (?:the )?(?:gem |cell )?(?:at )?{CELL_FORM[0]} ?,? ?(?:to the )?({'|'.join(DIRECTIONS)})",
            "swap ({}, {}) {}",
        ),
        (
            rf"swap (?:the )?(?:gems |cells )?(?:at )?{CELL_FORM[0]} ?,? ?(?:and |with |to )?{CELL_FORM[0]}",
            _swap_of_two,
        ),
    ),
    start=start,
    view=lambda hunt: View(hunt.board),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=lambda hunt: not hunt.left,
    score=score,
    limit=lambda hunt: fewest(hunt) + SPARE,
    policy=Policy(name="gives the fewest commands", plan=plan, exact=True),
    fewest=fewest,
)
