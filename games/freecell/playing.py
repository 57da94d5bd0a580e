"""Positions reached by play: games as a player might play them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from gameqa.cards import rank_of, suit_of
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import (
    CASCADE,
    CELL,
    FOUNDATION,
    LEVELS,
    LONGEST,
    UNDER,
    UPON,
    Move,
    Position,
    Table,
    as_bits,
    deal,
    legal_moves,
    split_key,
)

MOST_RETURNS, TAKEN_BACK = 12, 6
"""How often a game without a move left goes on from a position before, and how many moves before that is."""

MOST_FURTHER = 12
"""How many moves a game goes on, at most, until it is of the wanted split."""


def _weights(position: Table, moves: list[Move]) -> list[int]:
    """How much a player likes each move: into a free cell only where it uncovers a card of use."""
    uncovering: dict[int, int] = {}
    tops, cells = as_bits([cards[-1] for cards in position.cascades if cards]), as_bits(position.cells)
    found = []
    for (kind, number), (to_kind, to_number) in moves:
        if to_kind == FOUNDATION:
            found.append(24)
        elif to_kind == CASCADE and position.cascades[to_number]:
            found.append(16)
        elif kind == CELL:
            found.append(4)
        else:
            if number not in uncovering:
                uncovering[number] = _weight_of_uncovering(position, number, tops, cells)
            found.append(uncovering[number])
    return found


def _weight_of_uncovering(position: Table, number: int, tops: int, cells: int) -> int:
    """How much a player likes to take the top card off a cascade.

    Args:
        tops, cells: the top cards of cascades, and the cards in free cells, as bits.
    """
    cards = position.cascades[number]
    if len(cards) == 1:
        return 8
    uncovered, others = cards[-2], tops & ~(1 << cards[-1])
    if rank_of(uncovered) == position.foundations[suit_of(uncovered)] + 1:
        return 12
    return 12 if UNDER[uncovered] & others or UPON[uncovered] & (others | cells) else 1


def play(table: Table, rng: Rng, last: Move | None, avoided: tuple[str, str] | None = None) -> Move:
    """Makes a move that a player might make, but not straight back.

    Args:
        avoided: a kind of moves, by source and target, that is not made.

    Raises:
        Redraw: there is no other move.
    """
    back = last and (last[1], last[0])
    moves = [
        move
        for move in legal_moves(table)
        if move != back
        and (move[1][0] != CASCADE or len(table.cascades[move[1][1]]) < LONGEST)
        and (avoided is None or (move[0][0], move[1][0]) != avoided)
    ]
    if not moves:
        raise Redraw
    move = moves[rng.weighted(_weights(table, moves))]
    table.make(move)
    return move


def playing(cascades: int, rng: Rng) -> Iterator[Table]:
    """A game as a player might play it, after every move from the deal on; it is always the same table.

    Where no move is left, it goes on from a few moves before; it ends when that has happened too often.
    """
    table = Table(deal(cascades, rng))
    made: list[Move] = []
    for _ in range(MOST_RETURNS):
        with suppress(Redraw):
            while True:
                yield table
                made.append(play(table, rng, made[-1] if made else None))
        for _ in range(min(TAKEN_BACK, len(made))):
            table.take_back(made.pop())


def new_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position that play reaches from a deal; play goes on until one is of the wanted split."""
    wanted = LEVELS[level]
    count = rng.between(*wanted.moves)
    for table in islice(playing(wanted.cascades, rng), count, count + MOST_FURTHER):
        position = table.position
        if accept(split_key(position)):
            return position
    raise Redraw
