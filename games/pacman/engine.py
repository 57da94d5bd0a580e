"""Pac-Man's boards and rules: walls in small blocks, a trail that was walked, and two ghosts that chase him.

Searches and generators work on cells as bits (`field`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gameqa.contract import level_by
from gameqa.grid import Cell
from gameqa.symmetry import smallest_image

from .field import BLINKY, GHOSTS, PINKY, Field

SIDES = {"easy": 12, "medium": 16, "hard": 20}
"""The side of the board at each level, with its border of walls."""

WALL, BEAN, EATEN = "#", ".", "-"


@dataclass(frozen=True)
class Board:
    """A moment of a game.

    Attributes:
        rows: "#" for wall, "." for floor with a bean and "-" for floor without; a square, its border wall, all floor
            in one piece. Beans lie under the ghosts, too.
        pacman: Pac-Man's cell; its bean is eaten.
        facing: the direction of his last step.
        pinky, blinky: the ghosts' cells.
    """

    rows: tuple[str, ...]
    pacman: Cell
    facing: int
    pinky: Cell
    blinky: Cell

    @property
    def score(self) -> int:
        """The beans eaten so far."""
        return "".join(self.rows).count(EATEN)

    @cached_property
    def field(self) -> Field:
        """The floor."""
        text = "0".join(self.rows)
        return Field(len(self.rows), _bits(text, (BEAN, EATEN)))

    @cached_property
    def beans(self) -> int:
        """The cells with beans."""
        return _bits("0".join(self.rows), (BEAN,))

    def has_bean(self, cell: Cell) -> bool:
        """Whether there is a bean in a cell."""
        return self.rows[cell[0]][cell[1]] == BEAN

    def ghost(self, name: str) -> Cell:
        """The cell of a ghost."""
        return self.pinky if name == PINKY else self.blinky


def _bits(text: str, signs: Sequence[str]) -> int:
    """The places of signs in a text, the first one as the lowest bit."""
    for sign in (WALL, BEAN, EATEN):
        text = text.replace(sign, "1" if sign in signs else "0")
    return int(text[::-1], 2)


def rows_of(side: int, floor: int, eaten: int) -> tuple[str, ...]:
    """The rows of a board from its cells."""
    stride = side + 1
    cells = format(floor | 1 << side * stride, "b")[::-1].translate(_FLOOR)
    if eaten:
        gone = format(eaten | 1 << side * stride, "b")[::-1]
        cells = "".join([EATEN if mark == "1" else sign for sign, mark in zip(cells, gone, strict=True)])
    return tuple(cells[start : start + side] for start in range(0, side * stride, stride))


_FLOOR = str.maketrans("01", WALL + BEAN)


@dataclass(frozen=True)
class Step:
    """A ghost's step in a turn: where it was, its target, its direction (None: it waits) and where it is then."""

    name: str
    start: int
    target: int
    move: int | None
    end: int


@dataclass(frozen=True)
class Turn:
    """What happens in a turn, all cells as bits.

    Attributes:
        move: Pac-Man's direction; None where he stands still.
        pacman: his cell then.
        eats: whether there is a bean.
        steps: the steps of the ghosts, as far as they come.
        caught: who catches him, empty for nobody.
    """

    move: int | None
    pacman: int
    eats: bool
    steps: tuple[Step, ...]
    caught: str


def play(board: Board, moves: Sequence[int | None]) -> list[Turn]:
    """The turns of Pac-Man's moves, until he is caught.

    Raises:
        ValueError: a move goes into a wall, or both ghosts catch him at once.
    """
    field = board.field
    return turns_of(
        field,
        board.beans,
        field.bit(board.pacman),
        board.facing,
        field.bit(board.pinky),
        field.bit(board.blinky),
        moves,
    )


def turns_of(
    field: Field, beans: int, pacman: int, facing: int, pinky: int, blinky: int, moves: Sequence[int | None]
) -> list[Turn]:
    """As `play`, from cells as bits."""
    ghosts = {PINKY: pinky, BLINKY: blinky}
    turns = []
    for move in moves:
        if move is not None:
            pacman, facing = field.step(pacman, move), move
            if not pacman & field.floor:
                raise ValueError("a move goes into a wall")
        eats = bool(beans & pacman)
        beans &= ~pacman
        here = [name for name in GHOSTS if ghosts[name] == pacman]
        if len(here) == 2:
            raise ValueError("both ghosts catch him")
        steps: list[Step] = []
        caught = here[0] if here else ""
        for name in GHOSTS:
            if caught:
                break
            start, target = ghosts[name], field.target(name, pacman, facing)
            way = field.ghost_move(start, target)
            end = start if way is None else field.step(start, way)
            steps.append(Step(name, start, target, way, end))
            ghosts[name] = end
            if end == pacman:
                caught = name
        turns.append(Turn(move, pacman, eats, tuple(steps), caught))
        if caught:
            break
    return turns


def beans_of(turns: Sequence[Turn]) -> int:
    """The beans that Pac-Man eats in some turns."""
    return sum(turn.eats for turn in turns)


def after(board: Board, move: int, pacman: Cell, pinky: Cell, blinky: Cell) -> Board:
    """The board after a turn in which Pac-Man moved to a cell, given where the ghosts are then."""
    rows, (row, column) = list(board.rows), pacman
    rows[row] = rows[row][:column] + EATEN + rows[row][column + 1 :]
    return Board(tuple(rows), pacman, move, pinky, blinky)


def level_of(board: Board) -> str:
    """The level that has boards of this size."""
    return level_by(SIDES, lambda side: side == len(board.rows))


def walls_key(rows: Sequence[str]) -> str:
    """The walls of a board up to turns and reflections."""
    return _key_of(tuple([row.replace(EATEN, BEAN) for row in rows]))


@lru_cache(maxsize=16)
def _key_of(rows: tuple[str, ...]) -> str:
    """The key of walls; it is asked for when they are drawn, and again for the finished board."""
    return "".join(smallest_image(rows))


def split_key(board: Board) -> str:
    """The walls up to turns and reflections; who stands where, and which beans are eaten, does not matter."""
    return walls_key(board.rows)


def floor_cells(board: Board) -> float:
    """The number of floor cells."""
    return board.field.floor.bit_count()
