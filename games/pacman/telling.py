"""Why a ghost goes where it goes, in words.

Two arguments are used. A way that never leads away from its target is as short as can be: the difference of the rows
plus that of the columns. And where there is no such way, the cells are numbered by their steps, back from the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.bitboard import bits_of
from gameqa.errors import Redraw
from gameqa.grid import DOWN, LEFT, RIGHT, UP, distance
from gameqa.wording import capital, count_of, joined

from .engine import Board, Step, Turn
from .field import BLINKY, LOOKS_AHEAD, PINKY, Field

DIRECT_WAYS = "A way on which every step leads toward the target's row or column is a shortest way."

SHE_OR_HE = {PINKY: "she", BLINKY: "he"}
HER_OR_HIS = {PINKY: "her", BLINKY: "his"}

SIDES_OF = {UP: "above", DOWN: "below", LEFT: "on the left of", RIGHT: "on the right of"}

MOST_IN_A_LAYER = 16
"""Cells with one number that are told at most."""


def cells_text(field: Field, bits: Sequence[int]) -> str:
    """Cells as running text."""
    return joined([write_cell(field.cell(bit)) for bit in bits])


def toward(field: Field, start: int, target: int) -> list[int]:
    """The directions that lead toward a target's row or column, in the order of the moves."""
    (row, column), (to_row, to_column) = field.cell(start), field.cell(target)
    down, across = to_row - row, to_column - column
    return [
        *([UP] if down < 0 else [DOWN] if down > 0 else []),
        *([LEFT] if across < 0 else [RIGHT] if across > 0 else []),
    ]


def direct_cells(field: Field, start: int, target: int) -> int:
    """The cells from which a target is reached by steps in the directions from start to it alone."""
    reached = target
    back = [move ^ 1 for move in toward(field, start, target)]
    for _ in range(distance(field.cell(start), field.cell(target))):
        for move in back:
            reached |= field.step(reached, move) & field.floor
    return reached


def direct_way(field: Field, start: int, target: int, first: int | None = None) -> list[int] | None:
    """The moves of a way that never leads away from the target, earlier directions first; None where there is none.

    Args:
        first: the first move.
    """
    reached = direct_cells(field, start, target)
    moves: list[int] = []
    at = start
    while at != target:
        for move in toward(field, at, target):
            there = field.step(at, move)
            if there & reached and (moves or first in (None, move)):
                moves.append(move)
                at = there
                break
        else:
            return None
    return moves


def way_text(moves: Sequence[int]) -> str:
    """Moves as text: up 2, right 1."""
    return ", ".join(f"{DIRECTIONS[move]} {len(list(group))}" for move, group in groupby(moves))


def direct_reason(field: Field, start: int, target: int, move: int) -> str | None:
    """Why a ghost goes in a direction, where a direct way starts with it and earlier ones are plainly closed: words
    for the middle of a sentence; None where more is to be said."""
    told = ""
    for other in toward(field, start, target):
        if other == move:
            way = direct_way(field, start, target, move)
            return None if way is None else f"{told}{way_text(way)} is a shortest way"
        there = field.step(start, other)
        if not there & field.floor:
            told = f"{write_cell(field.cell(there))} {SIDES_OF[other]} {{}} is a wall, and "
        elif not any(field.step(there, onward) & field.floor for onward in toward(field, there, target)):
            told = f"{DIRECTIONS[other]} leads only to {write_cell(field.cell(there))}, with walls ahead, and "
        else:
            return None
    return None


def target_line(field: Field, board: Board) -> str:
    """Where Pinky aims, and why."""
    pacman = field.bit(board.pacman)
    ahead = DIRECTIONS[board.facing]
    passed = field.run(pacman, board.facing)[:LOOKS_AHEAD]
    if len(passed) == LOOKS_AHEAD:
        return f"The cells ahead of him, {cells_text(field, passed)}, are floor, so Pinky aims at the fourth of them."
    wall = field.step(passed[-1] if passed else pacman, board.facing)
    told = write_cell(field.cell(wall))
    if not passed:
        return f"The next cell {ahead}, {told}, is a wall, so Pinky aims at his own cell."
    are = "is" if len(passed) == 1 else "are"
    return (
        f"Ahead of him {cells_text(field, passed)} {are} floor and {told} is a wall, so Pinky aims at "
        f"{write_cell(field.cell(passed[-1]))}."
    )


def pacman_line(board: Board) -> str:
    """Where Pac-Man is and faces."""
    return f"Pac-Man is at {write_cell(board.pacman)} and faces {DIRECTIONS[board.facing]}."


def ghosts_line(board: Board) -> str:
    """Where both ghosts are."""
    return f"Pinky is at {write_cell(board.pinky)}, Blinky at {write_cell(board.blinky)}."


def first_step_lines(field: Field, name: str, start: int, target: int, move: int) -> list[str]:
    """The whole argument for a ghost's first step.

    Raises:
        Redraw: it would take too many words.
    """
    cell, goal = field.cell(start), field.cell(target)
    she, there = SHE_OR_HE[name], write_cell(field.cell(field.step(start, move)))
    reason = direct_reason(field, start, target, move)
    least = distance(cell, goal)
    if reason is not None:
        lines = [
            f"{name} is at {write_cell(cell)}. {capital(HER_OR_HIS[name])} target {_apart(cell, goal)}, so every way "
            f"takes at least {count_of(least, 'step')}, and one that starts away from it takes more.",
            f"{capital(reason.format(name))}, since it takes {least}.",
        ]
        others = [way for way in toward(field, start, target) if way > move and direct_way(field, start, target, way)]
        if others:
            lines[-1] += f" {capital(DIRECTIONS[others[0]])} is as short, but {DIRECTIONS[move]} comes first."
        return [*lines, f"So {she} goes {DIRECTIONS[move]}, to {there}."]
    lines = [f"{name} is at {write_cell(cell)}. Count the steps back from {write_cell(goal)}:"]
    beside = {field.step(start, way): way for way in range(4)}
    for number, layer in enumerate(field.layers(target)):
        if number:
            if layer.bit_count() > MOST_IN_A_LAYER:
                raise Redraw
            lines.append(f"{count_of(number, 'step')} away: {cells_text(field, list(bits_of(layer)))}.")
        near = [(way, bit) for bit, way in beside.items() if bit & layer]
        if near:
            told = ", and also ".join(f"{write_cell(field.cell(bit))}, {SIDES_OF[way]} {name}" for way, bit in near)
            if len(near) > 1:
                told += f"; {DIRECTIONS[move]} comes first"
            return [*lines, f"That reaches {told}.", f"So {she} goes {DIRECTIONS[move]}, to {there}."]
    raise AssertionError("the floor is in one piece")


def _apart(cell: tuple[int, int], goal: tuple[int, int]) -> str:
    down, across = goal[0] - cell[0], goal[1] - cell[1]
    parts = []
    if down:
        parts.append(f"{count_of(abs(down), 'row')} {'down' if down > 0 else 'up'}")
    if across:
        parts.append(f"{count_of(abs(across), 'column')} to the {'right' if across > 0 else 'left'}")
    return f"{write_cell(goal)} is {joined(parts)}"


def step_line(field: Field, step: Step, pacman: int) -> str:
    """A ghost's step in a turn.

    Args:
        pacman: Pac-Man's cell.

    Raises:
        Redraw: the reason would take too many words.
    """
    name, she = step.name, SHE_OR_HE[step.name]
    start, goal = write_cell(field.cell(step.start)), write_cell(field.cell(step.target))
    if step.move is None:
        return f"{name} is on {HER_OR_HIS[name]} target {goal} and stays."
    reason = direct_reason(field, step.start, step.target, step.move)
    if reason is None:
        raise Redraw
    end = write_cell(field.cell(step.end))
    why = reason.format("her" if name == PINKY else "him")
    return (
        f"{name}, at {start}, aims at {goal}{_aim(field, step, pacman)}: {why}, so {she} goes "
        f"{DIRECTIONS[step.move]} to {end}."
    )


def _aim(field: Field, step: Step, pacman: int) -> str:
    """Why Pinky aims at her target, after a comma; nothing for Blinky."""
    if step.name == BLINKY:
        return ""
    ahead = distance(field.cell(step.target), field.cell(pacman))
    if ahead == LOOKS_AHEAD:
        return ", four cells ahead of Pac-Man"
    return ", the last cell before a wall" if ahead else ", Pac-Man's own cell"


def turn_lines(
    field: Field, turns: Sequence[Turn], names: Sequence[str], eats: bool = True, told: int = 0
) -> list[str]:
    """What happens turn by turn, with the steps of some of the ghosts, up to the end or until Pac-Man is caught.

    Args:
        eats: whether beans are told.
        told: how many turns at the beginning are known and left out.
    """
    lines = []
    eaten = 0
    for number, turn in enumerate(turns, 1):
        cell = write_cell(field.cell(turn.pacman))
        if turn.move is not None:
            eaten += turn.eats
            if number <= told:
                continue
            going = f"Turn {number}: Pac-Man goes {DIRECTIONS[turn.move]} to {cell}"
            if eats:
                going += f" and eats bean {eaten}" if turn.eats else ", where no bean is left"
            lines.append(going + ".")
        told_steps = [step_line(field, step, turn.pacman) for step in turn.steps if step.name in names]
        if turn.move is None and told_steps:
            told_steps[0] = f"Turn {number}: {told_steps[0]}"
        lines += told_steps
        if turn.caught:
            ran = not any(step.name == turn.caught for step in turn.steps)
            lines.append(
                f"Pac-Man has run into {turn.caught}: {turn.caught} catches him."
                if ran
                else f"That is Pac-Man's cell: {turn.caught} catches him."
            )
    return lines


def is_far(field: Field, ghost: int, passed: Sequence[int]) -> bool:
    """Whether a ghost cannot get to Pac-Man's way in time, walls or none: his cell after every turn is more steps
    away than turns are over."""
    cell = field.cell(ghost)
    return all(distance(cell, field.cell(bit)) > number for number, bit in enumerate(passed, 1))


def far_line(field: Field, name: str, ghost: int, passed: Sequence[int]) -> str:
    """Why a ghost cannot catch Pac-Man on a way."""
    cell = field.cell(ghost)
    steps = [str(distance(cell, field.cell(bit))) for bit in passed]
    turns = [str(number) for number in range(1, len(passed) + 1)]
    if len(passed) == 1:
        return (
            f"{name}, at {write_cell(cell)}, is at least {steps[0]} steps from {cells_text(field, passed)}, where "
            f"Pac-Man is after turn 1: too far to catch him."
        )
    return (
        f"{name}, at {write_cell(cell)}, is too far away to catch him: after turns {joined(turns)} Pac-Man is at "
        f"{cells_text(field, passed)}, from {name} at least {joined(steps)} steps, always more than there have been "
        "turns."
    )
