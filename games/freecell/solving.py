"""The fewest moves that bring all cards home, for positions near the end of a game.

A search by A* (Hart, Nilsson and Raphael, 1968): every card that is not home needs a move, and one more if it lies on a
lower card of its suit, which must get home before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count

from gameqa.cards import Card, is_red, rank_of, suit_of
from gameqa.errors import Redraw

from .engine import FOUNDATION, Move, Position, after, legal_moves

MOST_LOOKED_AT = 1500
"""So many positions are looked at, at most."""


def cards_left(position: Position) -> int:
    """How many cards are not on the foundations."""
    return 52 - sum(position.foundations)


@lru_cache(maxsize=1 << 14)
def _on_lower(cards: tuple[Card, ...]) -> int:
    """How many cards of a cascade lie on a lower one of their suit."""
    lowest = [52] * 4
    found = 0
    for card in cards:
        suit = suit_of(card)
        found += card > lowest[suit]
        lowest[suit] = min(lowest[suit], card)
    return found


def _fewest_possible(position: Position) -> int:
    return cards_left(position) + sum(map(_on_lower, position.cascades))


def _moves_to_try(position: Position) -> Sequence[Move]:
    """The legal moves; a card goes home at once if no other card can ever need it to lie on."""
    moves = legal_moves(position)
    for move in moves:
        if move[1][0] == FOUNDATION:
            card = position.card_at(move[0])
            others = position.foundations[2:] if is_red(card) else position.foundations[:2]
            if min(others) >= rank_of(card) - 1:
                return [move]
    return moves


@lru_cache(maxsize=1024)
def solution(position: Position) -> tuple[Move, ...]:
    """A shortest list of moves that bring all cards home.

    Raises:
        Redraw: there is none, or none was found among `MOST_LOOKED_AT` positions.
    """
    number = count()
    least = _fewest_possible(position)
    waiting: list[tuple[int, int, int, Position, tuple[Move, ...]]] = [(least, least, next(number), position, ())]
    fewest = {_key(position): 0}
    for _ in range(MOST_LOOKED_AT):
        if not waiting:
            break
        _, _, _, at, made = heappop(waiting)
        if not cards_left(at):
            return made
        length = len(made) + 1
        if fewest[_key(at)] < length - 1:
            continue
        for move in _moves_to_try(at):
            then = after(at, move)
            key = _key(then)
            if fewest.get(key, length + 1) > length:
                fewest[key] = length
                least = _fewest_possible(then)
                heappush(waiting, (length + least, least, next(number), then, (*made, move)))
    raise Redraw


def _key(position: Position) -> tuple[frozenset[tuple[Card, ...]], frozenset[Card]]:
    """The same for positions that differ in the order of cascades or cells; the foundations hold all other cards."""
    return frozenset(position.cascades), frozenset(position.cells)
