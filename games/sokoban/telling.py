"""Plans and walks in words: what is read off the board, the parts of a plan, and where a wrong walk goes wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.grid import Cell, ahead, distance
from gameqa.wording import capital, count_of, joined

from .engine import Board, Push, apply_move


def named_cells(noun: str, plural: str, cells: Sequence[Cell]) -> str:
    """Some things with their cells: the box is at (1, 2); the boxes are at (1, 2) and (3, 4)."""
    places = joined([write_cell(cell) for cell in cells])
    return f"the {noun} is at {places}" if len(cells) == 1 else f"the {plural} are at {places}"


def board_line(board: Board) -> str:
    """Where the player, the boxes and the targets are."""
    boxes = named_cells("box", "boxes", board.boxes)
    targets = named_cells("target", "targets", board.targets)
    return f"The player is at {write_cell(board.player)}, {boxes}, and {targets}."


def runs(moves: Iterable[int]) -> str:
    """Moves with equal ones counted: 2 up and 1 left."""
    return joined([f"{len(list(group))} {DIRECTIONS[move]}" for move, group in groupby(moves)])


@dataclass(frozen=True)
class Part:
    """A walk, and the pushes of one box in one direction that follow it at once.

    Attributes:
        walk: its moves, perhaps none.
        stand: where the player is before the first push.
        box: the box's cell before the first push.
        move: the direction of the pushes.
        count: how many there are.
    """

    walk: tuple[int, ...]
    stand: Cell
    box: Cell
    move: int
    count: int

    @property
    def end(self) -> Cell:
        """The box's cell after the last push."""
        return ahead(self.box, self.move, self.count)


def parts_of(board: Board, moves: Iterable[int]) -> list[Part]:
    """A plan cut into walks and straight pushes; what follows the last push is left out."""
    found: list[Part] = []
    walk: list[int] = []
    for move in moves:
        step = apply_move(board, move)
        if step.pushed is None:
            walk.append(move)
        elif not walk and found and (found[-1].move, found[-1].end) == (move, step.pushed):
            last = found[-1]
            found[-1] = Part(last.walk, last.stand, last.box, move, last.count + 1)
        else:
            found.append(Part(tuple(walk), board.player, step.pushed, move, 1))
            walk = []
        board = step.board
    return found


def part_text(board: Board, part: Part) -> str:
    """One part of a plan as a request."""
    onto = "the target at " if part.end in board.targets else ""
    push = (
        f"push the box at {write_cell(part.box)} {DIRECTIONS[part.move]} {count_of(part.count, 'cell')} "
        f"to {onto}{write_cell(part.end)}"
    )
    return f"walk {runs(part.walk)} to {write_cell(part.stand)} and {push}" if part.walk else push


def plan_lines(board: Board, parts: Sequence[Part]) -> list[str]:
    """The parts of a plan, numbered; pushes that lead away from where the box ends are said to do so."""
    lines = []
    for number, part in enumerate(parts, 1):
        text = part_text(board, part)
        home = _end_of(part.end, parts[number:])
        away = ", away from its target for now" if distance(part.end, home) > distance(part.box, home) else ""
        lines.append(f"{number}. {capital(text)}{away}.")
    return lines


def _end_of(box: Cell, parts: Sequence[Part]) -> Cell:
    """Where a box is after some parts of a plan."""
    for part in parts:
        if part.box == box:
            box = part.end
    return box


def homes_line(board: Board, parts: Sequence[Part]) -> str:
    """Which box a plan brings to which target."""
    told = []
    for box in board.boxes:
        end = _end_of(box, parts)
        if box != end:
            told.append(f"the box at {write_cell(box)} goes to {write_cell(end)}")
        elif any(part.box == box for part in parts):
            told.append(f"the box at {write_cell(box)} leaves its target for a while and comes back to it")
        else:
            told.append(f"the box at {write_cell(box)} stays on its target")
    text = joined(told)
    return f"{capital(text)}."


def wrong_walk_line(board: Board, letter: str, moves: Sequence[int], fewest: int) -> str:
    """Where a walk first meets a wall or a box; or, if it meets none, that it is too long."""
    cell = board.player
    for number, move in enumerate(moves, 1):
        there = ahead(cell, move)
        if there in board.boxes or not board.is_floor(there):
            what = "box" if there in board.boxes else "wall"
            return (
                f"{letter}: move {number}, {DIRECTIONS[move]} from {write_cell(cell)}, "
                f"meets the {what} at {write_cell(there)}."
            )
        cell = there
    return f"{letter} meets neither wall nor box, but it takes {len(moves)} moves instead of {fewest}."


_PUSHES = {
    "": "{move} leads to {cell}",
    "ahead": "{move} runs into the wall at {cell}",
    "behind": "{move} needs the player in the wall at {cell}",
    "away": "{move} needs the player at {cell}, out of reach",
}


def pushes_line(cell: Cell, pushes: Sequence[Push]) -> str:
    """What the pushes of a box on a cell lead to, or what rules them out."""
    told = [_PUSHES[push.obstacle].format(move=DIRECTIONS[push.move], cell=write_cell(push.cell)) for push in pushes]
    return f"At {write_cell(cell)}: {'; '.join(told)}."
