"""Pac-Man's boards and rules: walls in small blocks, a trail that was walked, and two ghosts that chase him.

Searches and generators work on bits (`gameqa.bitboard`): a cell is one bit, a set of cells a whole number. The border
of every board is wall, so a step never leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from gameqa.bitboard import BitBoard, bitboard_of
from gameqa.contract import level_by
from gameqa.grid import DOWN, LEFT, UP, Cell
from gameqa.symmetry import smallest_image

SIDES = {"easy": 12, "medium": 16, "hard": 20}
"""The side of the board at each level, with its border of walls."""

PINKY, BLINKY = "Pinky", "Blinky"
GHOSTS = (PINKY, BLINKY)
"""The ghosts in the order in which they move."""

LOOKS_AHEAD = 4
"""How many cells ahead of Pac-Man Pinky aims."""

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
class Field:
    """The floor of a board, with the ways on it.

    Attributes:
        side: cells along an edge.
        floor: all cells that are not wall.
    """

    side: int
    floor: int

    @property
    def bitboard(self) -> BitBoard:
        """The bits of boards of this side."""
        return bitboard_of(self.side)

    @property
    def stride(self) -> int:
        """The bits of a row."""
        return self.side + 1

    def bit(self, cell: Cell) -> int:
        """A cell as a bit."""
        return 1 << cell[0] * (self.side + 1) + cell[1]

    def cell(self, bit: int) -> Cell:
        """The cell of a bit."""
        return divmod(bit.bit_length() - 1, self.side + 1)

    def step(self, bit: int, move: int) -> int:
        """The cell beside another one, floor or wall."""
        if move == UP:
            return bit >> self.side + 1
        if move == DOWN:
            return bit << self.side + 1
        return bit >> 1 if move == LEFT else bit << 1

    def beside(self, bit: int) -> tuple[int, int, int, int]:
        """The cells beside another one, in the order of the moves."""
        stride = self.side + 1
        return bit >> stride, bit << stride, bit >> 1, bit << 1

    def open_moves(self, bit: int) -> list[int]:
        """The directions in which the next cell is floor."""
        return [move for move, there in enumerate(self.beside(bit)) if there & self.floor]

    def run(self, bit: int, move: int) -> list[int]:
        """The cells that somebody passes who goes straight on until a wall."""
        cells = []
        floor = self.floor
        by = self.side + 1 if move < LEFT else 1
        if move in (UP, LEFT):
            while (bit := bit >> by) & floor:
                cells.append(bit)
        else:
            while (bit := bit << by) & floor:
                cells.append(bit)
        return cells

    def passed(self, bit: int, moves: Sequence[int]) -> list[int]:
        """The cells that somebody passes who makes moves, walls or none."""
        cells = []
        for move in moves:
            bit = self.step(bit, move)
            cells.append(bit)
        return cells

    def target(self, name: str, pacman: int, facing: int) -> int:
        """The cell that a ghost aims at."""
        if name == BLINKY:
            return pacman
        for _ in range(LOOKS_AHEAD):
            there = self.step(pacman, facing)
            if not there & self.floor:
                break
            pacman = there
        return pacman

    def ghost_move(self, ghost: int, target: int) -> int | None:
        """The first step of a ghost on a shortest way to its target, of several the first in the order up, down, left,
        right; None where it is on its target.

        Breadth-first search from the target, until a cell beside the ghost is reached.
        """
        if ghost == target:
            return None
        stride, floor = self.side + 1, self.floor
        beside = (ghost >> stride, ghost << stride, ghost >> 1, ghost << 1)
        around = beside[0] | beside[1] | beside[2] | beside[3]
        reached = target
        while not reached & around:
            reached |= (reached << 1 | reached >> 1 | reached << stride | reached >> stride) & floor
        for move, there in enumerate(beside):
            if there & reached:
                return move
        raise AssertionError("the floor is in one piece")

    def layers(self, start: int, most: int = 10_000) -> list[int]:
        """The cells at every distance from one, from 0 on, up to the greatest one wanted."""
        stride, floor = self.side + 1, self.floor & ~start
        found = [start]
        last = start
        while len(found) <= most:
            last = (last << 1 | last >> 1 | last << stride | last >> stride) & floor
            if not last:
                break
            floor &= ~last
            found.append(last)
        return found

    def distance(self, one: int, other: int) -> int:
        """The length of a shortest way."""
        stride, floor = self.side + 1, self.floor
        reached, length = one, 0
        while not reached & other:
            reached |= (reached << 1 | reached >> 1 | reached << stride | reached >> stride) & floor
            length += 1
        return length

    def first_moves(self, layers: Sequence[int]) -> tuple[int, int, int, int]:
        """For each direction the cells from which a ghost goes there, if it aims at the cell of layer 0."""
        stride = self.side + 1
        up = down = left = right = 0
        for nearer, layer in pairwise(layers):
            part = layer & nearer << stride
            up |= part
            layer &= ~part
            part = layer & nearer >> stride
            down |= part
            layer &= ~part
            part = layer & nearer << 1
            left |= part
            right |= layer & ~part
        return up, down, left, right

    def going(self, layers: Sequence[int], move: int) -> int:
        """The cells from which a ghost goes in one direction: one part of what `first_moves` gives."""
        stride = self.stride
        found = 0
        for nearer, layer in pairwise(layers):
            if move == UP:
                found |= layer & nearer << stride
            else:
                layer &= ~(nearer << stride)
                if move == DOWN:
                    found |= layer & nearer >> stride
                else:
                    layer &= ~(nearer >> stride)
                    found |= layer & (nearer << 1 if move == LEFT else ~(nearer << 1))
        return found

    def before(self, cells: int, moves: Sequence[int]) -> int:
        """The cells from which a ghost steps into one of a set, with the moves that `first_moves` gives."""
        stride = self.side + 1
        up, down, left, right = moves
        return up & cells << stride | down & cells >> stride | left & cells << 1 | right & cells >> 1


def all_but_near(field: Field, bit: int, steps: int) -> int:
    """The floor more than some steps away from a cell."""
    near = 0
    for layer in field.layers(bit, steps):
        near |= layer
    return field.floor & ~near


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


def level_of(board: Board) -> str:
    """The level that has boards of this size."""
    return level_by(SIDES, lambda side: side == len(board.rows))


def walls_key(rows: Sequence[str]) -> str:
    """The walls of a board up to turns and reflections."""
    return "".join(smallest_image([row.replace(EATEN, BEAN) for row in rows]))


def split_key(board: Board) -> str:
    """The walls up to turns and reflections; who stands where, and which beans are eaten, does not matter."""
    return walls_key(board.rows)


def floor_cells(board: Board) -> float:
    """The number of floor cells."""
    return board.field.floor.bit_count()


@cache
def rings(side: int, cell: Cell) -> tuple[int, ...]:
    """The cells of a board at every Manhattan distance from one, from 0 on, wall or floor."""
    found = [0] * (2 * side)
    bit = 1
    for row in range(side):
        down = abs(row - cell[0])
        for column in range(side):
            found[down + abs(column - cell[1])] |= bit
            bit <<= 1
        bit <<= 1
    return tuple(found)
