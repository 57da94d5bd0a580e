"""Klondike: positions, legal moves, and what moves bring about.

Places where cards lie are written ("pile", number), counted from 0, ("waste", 0) and ("foundation", suit).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gameqa.cards import Card, card_of, fits, is_red, rank_of, suit_of
from gameqa.contract import level_by

PILE, WASTE, FOUNDATION = "pile", "waste", "foundation"
PILES = 7
EMPTY = -1
KING = 13

Spot = tuple[str, int]


class Move(NamedTuple):
    """A move of a card, with all cards that lie on it."""

    card: Card
    source: Spot
    target: Spot


@dataclass(frozen=True)
class Position:
    """What is seen of a game.

    Attributes:
        piles: the face-up cards of every pile; the last one is its top card.
        down: how many cards of every pile lie face down, below the others.
        stock: how many cards are in the stock.
        waste: the top card of the waste, -1 if there is none.
        covered: how many cards of the waste lie below its top card.
        foundations: the rank of the top card for every suit, 0 for an empty foundation.
    """

    piles: tuple[tuple[Card, ...], ...]
    down: tuple[int, ...]
    stock: int
    waste: Card
    covered: int
    foundations: tuple[int, ...]


CARDS = {"easy": (12, 19), "medium": (20, 23), "hard": (24, 28)}
"""The least and greatest number of cards of the tableau."""


def tableau_cards(position: Position) -> int:
    """How many cards are in the tableau."""
    return sum(map(len, position.piles)) + sum(position.down)


def level_of(position: Position) -> str:
    """The level whose tableau has so many cards."""
    count = tableau_cards(position)
    return level_by(CARDS, lambda bounds: bounds[0] <= count <= bounds[1])


def split_key(position: Position) -> str:
    """The position, whatever the order of the piles is."""
    piles = sorted(zip(position.piles, position.down, strict=True))
    return f"{piles}{position.stock},{position.waste},{position.covered}{position.foundations}"


CHILDREN = tuple(tuple(card for card in range(52) if fits(card, below)) for below in range(52))
"""The cards that may lie on each card in the tableau."""

KINGS = tuple(card_of(suit, KING) for suit in range(4))


def next_card(position: Position, suit: int) -> Card:
    """The card that the foundation of a suit takes; -1 if it is complete."""
    rank = position.foundations[suit]
    return card_of(suit, rank + 1) if rank < KING else EMPTY


def goes_home(position: Position, card: Card) -> bool:
    """Whether the foundation of a card's suit takes it now."""
    return position.foundations[suit_of(card)] + 1 == rank_of(card)


def places_of(position: Position) -> dict[Card, tuple[int, int]]:
    """The pile of every face-up card of the tableau, and its place among the face-up cards there."""
    return {card: (pile, place) for pile, cards in enumerate(position.piles) for place, card in enumerate(cards)}


def is_idle(position: Position, pile: int, place: int) -> bool:
    """Whether the card at a place is the first of its pile, so that it would leave an empty pile for another one."""
    return place == 0 and position.down[pile] == 0


def first_empty(position: Position) -> int:
    """The number of the first empty pile, -1 if there is none; a pile with face-down cards alone is not empty."""
    for pile, cards in enumerate(position.piles):
        if not cards and not position.down[pile]:
            return pile
    return -1


_PILES: tuple[Spot, ...] = tuple((PILE, pile) for pile in range(PILES))


def pile_moves(position: Position) -> list[Move]:
    """The legal moves from pile to pile; of several empty piles the first only, and no king from one to another."""
    where = places_of(position)
    found = []
    empty = first_empty(position)
    for target, cards in enumerate(position.piles):
        if cards:
            for card in CHILDREN[cards[-1]]:
                if card in where:
                    found.append(Move(card, _PILES[where[card][0]], _PILES[target]))
        elif target == empty:
            for card in KINGS:
                if card in where and not is_idle(position, *where[card]):
                    found.append(Move(card, _PILES[where[card][0]], _PILES[target]))
    return found


def home_moves(position: Position) -> list[Move]:
    """The legal moves to foundations."""
    sources = [(cards[-1], _PILES[pile]) for pile, cards in enumerate(position.piles) if cards]
    if position.waste != EMPTY:
        sources.append((position.waste, (WASTE, 0)))
    return [Move(card, source, (FOUNDATION, suit_of(card))) for card, source in sources if goes_home(position, card)]


def waste_moves(position: Position) -> list[Move]:
    """The legal moves from the waste to a pile; of several empty piles the first only."""
    card = position.waste
    if card == EMPTY:
        return []
    found = [
        Move(card, (WASTE, 0), (PILE, pile))
        for pile, cards in enumerate(position.piles)
        if cards and fits(card, cards[-1])
    ]
    empty = first_empty(position)
    if rank_of(card) == KING and empty >= 0:
        found.append(Move(card, (WASTE, 0), (PILE, empty)))
    return found


def legal_moves(position: Position) -> list[Move]:
    """All legal moves but drawing from the stock."""
    return pile_moves(position) + waste_moves(position) + home_moves(position)


def why_not(position: Position, move: Move) -> str:
    """Which rule keeps a card from a target; empty if none does.

    Returns:
        "", "covered", "next" (a foundation), "color", "rank", "king" (a pile).
    """
    card, (kind, number), (to_kind, to_number) = move
    if to_kind == FOUNDATION:
        if kind == PILE and position.piles[number][-1] != card:
            return "covered"
        return "" if goes_home(position, card) else "next"
    cards = position.piles[to_number]
    if not cards:
        return "" if rank_of(card) == KING and not position.down[to_number] else "king"
    if is_red(card) == is_red(cards[-1]):
        return "color"
    return "" if fits(card, cards[-1]) else "rank"


TURNS_UP, EMPTIES, FREES = "turns up", "empties", "frees"
EFFECTS = (TURNS_UP, EMPTIES, FREES)


def effect_of(position: Position, move: Move) -> str:
    """What a move from pile to pile brings about, if it is legal.

    Returns:
        `TURNS_UP` (a face-down card), `EMPTIES` (a pile), `FREES` (a card that can go to its foundation), or "".
    """
    pile = move.source[1]
    place = position.piles[pile].index(move.card)
    if place:
        return FREES if goes_home(position, position.piles[pile][place - 1]) else ""
    if position.down[pile]:
        return TURNS_UP
    return EMPTIES if position.piles[move.target[1]] else ""


def after(position: Position, move: Move) -> Position:
    """The position after a legal move; a card that is turned up is not known, so its pile shows no card then."""
    card, (kind, number), (to_kind, to_number) = move
    piles, foundations = list(position.piles), list(position.foundations)
    waste = position.waste
    if kind == WASTE:
        moved: tuple[Card, ...] = (card,)
        waste = EMPTY
    else:
        place = piles[number].index(card)
        piles[number], moved = piles[number][:place], piles[number][place:]
    if to_kind == FOUNDATION:
        foundations[to_number] += 1
    else:
        piles[to_number] += moved
    return Position(tuple(piles), position.down, position.stock, waste, position.covered, tuple(foundations))
