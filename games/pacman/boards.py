"""New boards: walls of small blocks, and a walk of Pac-Man through them, any moment of which can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from gameqa.bitboard import bitboard_of, some_bit
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.grid import DOWN, LEFT, RIGHT, UP, all_cells
from gameqa.rng import Rng

from . import engine
from .engine import SIDES, Board, rows_of
from .field import Field, all_but_near

BLOCKS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (1, 4), (4, 1))
"""Rows and columns of the blocks of walls."""

TRIES = {12: (40, 70), 16: (70, 130), 20: (110, 210)}
"""Least and greatest number of places that are tried for a block, for each side: more make the walls denser."""

WALKS = {12: 42, 16: 76, 20: 118}
"""The steps of Pac-Man's walk, for each side; the moments shown are of its last three quarters."""

NEAREST_GHOST = 4
"""The fewest steps from a ghost to Pac-Man."""

OTHER_WALLS = 12
"""How many boards are made, at most, for one that belongs to the wanted split."""


@cache
def _places(side: int) -> tuple[tuple[int, int], ...]:
    """Every place of every block: its cells, and these with all that touch them."""
    board = bitboard_of(side)
    found = []
    for rows, columns in BLOCKS:
        for row, column in all_cells(side, side):
            if row > 0 < column and row + rows < side > column + columns:
                cells = board.bits((row + down, column + across) for down in range(rows) for across in range(columns))
                wide = cells
                for bit, touching in board.around.items():
                    if bit & cells:
                        wide |= touching
                found.append((cells, wide))
    return tuple(found)


def new_field(side: int, rng: Rng) -> Field:
    """Floor with blocks of wall that touch no other block, so that the floor is all of one piece.

    A block may touch the border. Being a rectangle, it encloses nothing there.
    """
    places = _places(side)
    walls = taken = 0
    below, count = rng.below, len(places)
    for _ in range(rng.between(*TRIES[side])):
        cells, wide = places[below(count)]
        if not cells & taken:
            walls |= cells
            taken |= wide
    return Field(side, _inside(side) & ~walls)


@cache
def _inside(side: int) -> int:
    """The cells within the border."""
    return bitboard_of(side).bits((row, column) for row in range(1, side - 1) for column in range(1, side - 1))


class Moment(NamedTuple):
    """A moment of a walk: Pac-Man's cell and facing, and the cells whose beans he has eaten."""

    pacman: int
    facing: int
    eaten: int


@dataclass(frozen=True)
class Walk:
    """A walk of Pac-Man on a field."""

    field: Field
    moments: tuple[Moment, ...]

    def board(self, moment: Moment, pinky: int, blinky: int) -> Board:
        """The board of a moment, with ghosts."""
        field = self.field
        rows = rows_of(field.side, field.floor, moment.eaten)
        return Board(rows, field.cell(moment.pacman), moment.facing, field.cell(pinky), field.cell(blinky))

    def in_random_order(self, rng: Rng, most: int = 1000) -> Iterator[Moment]:
        """The moments, each once, up to a number."""
        left = list(self.moments)
        for _ in range(min(most, len(left))):
            yield rng.take(left)

    def homes(self, moment: Moment) -> int:
        """Where ghosts can be: on beans, and not too near to Pac-Man."""
        return all_but_near(self.field, moment.pacman, NEAREST_GHOST - 1) & ~moment.eaten


def new_walk(level: str, rng: Rng, accept: Accept) -> Walk:
    """A walk on walls of the wanted split.

    Raises:
        Redraw: no walls of that split were found.
    """
    side = SIDES[level]
    for _ in range(OTHER_WALLS):
        field = new_field(side, rng)
        if accept(engine.walls_key(rows_of(side, field.floor, 0))):
            return Walk(field, _walked(field, rng))
    raise Redraw


def _walked(field: Field, rng: Rng) -> tuple[Moment, ...]:
    """Pac-Man walks: mostly straight on, rather to beans than to empty cells, back only where nothing else is free."""
    at = some_bit(field.floor, rng)
    stride, floor, eaten = field.stride, field.floor, at
    below = rng.below
    facing = rng.choice(field.open_moves(at))
    moments = []
    steps = WALKS[field.side]
    for number in range(steps):
        beside = (at >> stride, at << stride, at >> 1, at << 1)
        there = beside[facing]
        if not there & floor or below(8) < (5 if there & eaten else 2):
            turns = [move for move in _ACROSS[facing] if beside[move] & floor]
            fresh = [move for move in turns if not beside[move] & eaten]
            if fresh and below(8):
                facing = fresh[below(len(fresh))]
            elif turns:
                facing = turns[below(len(turns))]
            elif not there & floor:
                facing ^= 1
        at = beside[facing]
        eaten |= at
        if 4 * number >= steps:
            moments.append(Moment(at, facing, eaten))
    return tuple(moments)


_ACROSS = ((LEFT, RIGHT), (LEFT, RIGHT), (UP, DOWN), (UP, DOWN))
"""The directions across each one."""


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A moment of a walk, with ghosts anywhere."""
    walk = new_walk(level, rng, accept)
    moment = rng.choice(walk.moments)
    homes = walk.homes(moment)
    pinky = some_bit(homes, rng)
    return walk.board(moment, pinky, some_bit(homes & ~pinky, rng))
