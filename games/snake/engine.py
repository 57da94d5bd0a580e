"""Snakes: how they move, what ends a list of moves, and how snakes grow that curl up or wind along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gameqa.bitboard import BitBoard, bitboard_of, some_bit
from gameqa.contract import Accept, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, all_cells
from gameqa.rng import Rng


@dataclass(frozen=True)
class Snake:
    """A snake on a square board with one piece of food.

    Attributes:
        side: cells along an edge of the board.
        body: the cells that the snake covers, from its head to its tail; each shares an edge with the next one.
        food: a cell that the snake does not cover.
        moves: the moves that a question is about, as in `gameqa.grid`; none where it is about no list of moves.
    """

    side: int
    body: tuple[Cell, ...]
    food: Cell
    moves: tuple[int, ...] = ()

    @property
    def head(self) -> Cell:
        """The cell of the head."""
        return self.body[0]

    @property
    def tail(self) -> Cell:
        """The cell of the tail."""
        return self.body[-1]

    def clear_from(self, cell: Cell) -> int:
        """The number of the move from which on the head may enter a cell, as far as the body as it lies now goes.

        The tail leaves its cell in move 1, the segment before it in move 2, and so on; 0 for cells off the body.
        """
        return len(self.body) - self.body.index(cell) if cell in self.body else 0

    def is_on_board(self, cell: Cell) -> bool:
        """Whether a cell lies on the board."""
        return 0 <= cell[0] < self.side and 0 <= cell[1] < self.side


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: the side of the board, least and greatest number of cells of the snake."""

    side: int
    length: tuple[int, int]


LEVELS = {
    "easy": Parameters(6, (4, 7)),
    "medium": Parameters(10, (8, 14)),
    "hard": Parameters(14, (15, 28)),
}

BORDER, BODY, FOOD, NOTHING = "border", "body", "food", "nothing"
"""What ends a list of moves."""


def level_of(snake: Snake) -> str:
    """The level of a snake."""
    return level_by(LEVELS, lambda wanted: wanted.side == snake.side)


def trail_of(snake: Snake, moves: Sequence[int]) -> Iterator[tuple[Cell, str]]:
    """Where the head goes move by move, and what that ends in, until something but `NOTHING` happens."""
    covered = list(snake.body)
    for move in moves:
        there = ahead(covered[0], move)
        covered.pop()
        if not snake.is_on_board(there):
            yield there, BORDER
            return
        if there in covered:
            yield there, BODY
            return
        if there == snake.food:
            yield there, FOOD
            return
        covered.insert(0, there)
        yield there, NOTHING


def is_safe(snake: Snake, cell: Cell) -> bool:
    """Whether the head survives a move to a cell beside it."""
    return snake.is_on_board(cell) and snake.clear_from(cell) <= 1


def steps_of(board: BitBoard) -> tuple[int, ...]:
    """How many bits the moves lead upward, in the order of `gameqa.grid.STEPS`."""
    return -board.stride, board.stride, -1, 1


def shifted(bits: int, by: int) -> int:
    """Cells moved by a step of `steps_of`; some may be off the board."""
    return bits << by if by > 0 else bits >> -by


@cache
def _steps_from(side: int) -> dict[int, tuple[tuple[int, int], ...]]:
    """For every cell of a board those beside it, each with the step that leads there, in the order of the moves."""
    board = bitboard_of(side)
    return {
        here: tuple([(there, step) for step in steps_of(board) if (there := shifted(here, step) & board.full)])
        for here in board.beside
    }


def winding(board: BitBoard, length: int, rng: Rng, hug: int, window: int) -> list[int]:
    """A walk that enters none of its last cells again.

    Args:
        length: its cells.
        hug: how much it likes to go along itself and along the border, from 0.
        window: how many cells at the end of the walk are closed to its next step.

    Returns:
        cells as bits, in order; fewer than wanted where the walk gets stuck.
    """
    steps_from, beside = _steps_from(board.side), board.beside
    here = some_bit(board.full, rng)
    walk, closed, last = [here], here, 0
    while len(walk) < length:
        if len(walk) > window:
            closed &= ~walk[-window - 1]
        places, weights = [], []
        for place in steps_from[here]:
            there, step = place
            if there & closed:
                continue
            places.append(place)
            weight = 6 if step == last else 4
            if hug:
                # Three cells along the way are free where nothing is near.
                near = 3 - (beside[there] & ~closed).bit_count()
                if near > 0:
                    weight += near * hug
            weights.append(weight)
        if not places:
            break
        here, last = places[rng.weighted(weights)]
        walk.append(here)
        closed |= here
    return walk


def grown(board: BitBoard, length: int, rng: Rng) -> list[int]:
    """A snake as bits, from head to tail: it winds along or curls up at its head or at its tail."""
    hug = rng.choice((0, 2, 6))
    for _ in range(8):
        body = winding(board, length, rng, hug, length)
        if len(body) == length:
            return body if rng.chance(1, 2) else body[::-1]
    raise Redraw


@cache
def _cell_of(side: int) -> dict[int, Cell]:
    board = bitboard_of(side)
    return {board.bit(cell): cell for cell in all_cells(side, side)}


def cells_of(board: BitBoard, bits: Sequence[int]) -> tuple[Cell, ...]:
    """Cells, given one by one as bits."""
    cell_of = _cell_of(board.side)
    return tuple(cell_of[bit] for bit in bits)


def snake_of(board: BitBoard, body: Sequence[int], food: int) -> Snake:
    """The snake that covers cells, given as bits from head to tail."""
    return Snake(board.side, cells_of(board, body), _cell_of(board.side)[food])


def length_drawn(level: str, rng: Rng, least: int = 0) -> int:
    """The length of the snake of a sample, drawn first."""
    low, high = LEVELS[level].length
    return rng.steady("length").between(max(low, least), high)


def new_snake(level: str, rng: Rng, accept: Accept) -> Snake:
    """A snake of a length that is drawn first, the food anywhere else."""
    board = bitboard_of(LEVELS[level].side)
    body = grown(board, length_drawn(level, rng), rng)
    snake = snake_of(board, body, some_bit(board.full & ~sum(body), rng))
    keep(split_key(snake), accept)
    return snake


def turned(snake: Snake, number: int) -> Snake:
    """One of the eight rotations and reflections of a snake that is asked about without a list of moves."""
    side, table = snake.side, _images(snake.side)[number]
    body = tuple(divmod(table[row * side + column], side) for row, column in snake.body)
    return Snake(side, body, divmod(table[snake.food[0] * side + snake.food[1]], side))


@cache
def _images(side: int) -> list[bytes]:
    """For each rotation and reflection, where every cell goes, cells counted through row by row."""
    last = side - 1
    tables = []
    for number in range(8):
        table = bytearray(range(256))
        for row, column in all_cells(side, side):
            r, c = (column, row) if number & 1 else (row, column)
            r, c = (last - r if number & 2 else r), (last - c if number & 4 else c)
            table[row * side + column] = r * side + c
        tables.append(bytes(table))
    return tables


def split_key(snake: Snake) -> str:
    """Body and food up to turns and reflections."""
    side = snake.side
    cells = bytes([row * side + column for row, column in (*snake.body, snake.food)])
    return f"{side}:{min(cells.translate(table) for table in _images(side)).hex()}"
