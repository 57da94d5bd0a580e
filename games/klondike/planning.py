"""The question that asks for moves which bring a card to its foundation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.answers import most_items
from gameqa.cards import SUITS, Card, card_of, fits, rank_of, suit_of, write_card
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import joined

from .drafts import Wish, new_draft
from .engine import (
    FOUNDATION,
    KING,
    PILE,
    WASTE,
    Move,
    Position,
    Spot,
    after,
    goes_home,
    level_of,
    places_of,
)
from .wording import chosen_move, foundation_needs, pile_name, write_move, write_spot

LENGTHS = {"easy": (2, 2), "medium": (3, 3), "hard": (4, 5)}
"""Least and greatest number of moves of the answer."""

LONGER = {"easy": 6, "medium": 7, "hard": 8}
"""Of ten runs how many go on with another card."""

HIGHEST = 4
"""How many cards of its suit, itself included, go to the foundation with the card that is asked for, at most."""


def _way_to_top(position: Position, card: Card, most: int) -> list[Move] | None:
    """Moves that free a card which its foundation takes, and take it there; at most one more than `most`."""
    home = (FOUNDATION, suit_of(card))
    if card == position.waste:
        return [Move(card, (WASTE, 0), home)]
    pile = next((pile for pile, cards in enumerate(position.piles) if card in cards), None)
    if pile is None:
        return None
    cards = position.piles[pile]
    place = cards.index(card)
    found: list[Move] = []
    while cards[-1] != card:
        if len(found) >= most:
            return None
        move = _clearing(position, pile, place)
        if move is None:
            return None
        found.append(move)
        position = after(position, move)
        cards = position.piles[pile]
    return [*found, Move(card, (PILE, pile), home)]


def _clearing(position: Position, pile: int, place: int) -> Move | None:
    """A move of cards that lie on the card at a place: all of them to another pile, or the top one home."""
    cards = position.piles[pile]
    onto = cards[place + 1]
    for target, others in enumerate(position.piles):
        if target != pile and others and fits(onto, others[-1]):
            return Move(onto, (PILE, pile), (PILE, target))
    if goes_home(position, cards[-1]):
        return Move(cards[-1], (PILE, pile), (FOUNDATION, suit_of(cards[-1])))
    return None


def _plans(position: Position, length: int) -> list[tuple[Card, list[Move]]]:
    """Cards that need so many moves to get home, with the moves: lower ones of the suit first, and what lies on each is
    moved away."""
    plans = []
    for suit in range(4):
        rank = position.foundations[suit]
        at, found = position, list[Move]()
        for higher in range(rank + 1, min(KING, rank + HIGHEST) + 1):
            card = card_of(suit, higher)
            moves = _way_to_top(at, card, length - len(found) - 1)
            if moves is None:
                break
            found += moves
            if len(found) >= length:
                if len(found) == length:
                    plans.append((card, found))
                break
            for move in moves:
                at = after(at, move)
    return plans


def _wanted(level: str, rng: Rng) -> int:
    return rng.steady("length").between(*LENGTHS[level])


def new_position_with_plan(level: str, rng: Rng, accept: Accept) -> Position:
    """A position in which some card needs a number of moves that is drawn first."""
    length = _wanted(level, rng)
    return new_draft(level, Wish(longer=LONGER[level]), lambda position: bool(_plans(position, length)), rng, accept)


def reach_foundation(position: Position, rng: Rng) -> Question:
    """Moves that bring a card to its foundation."""
    plans = _plans(position, _wanted(level_of(position), rng))
    if not plans:
        raise Redraw
    card, moves = rng.choice(plans)
    most = most_items(len(moves))
    first, where = position, places_of(position)
    lines = []
    suit, name = suit_of(card), write_card(card)
    needs = foundation_needs(position, suit)
    lines.append(f"{needs[0].upper()}{needs[1:]}.")
    for rank in range(position.foundations[suit] + 1, rank_of(card) + 1):
        own = card_of(suit, rank)
        if own == position.waste:
            lines.append(f"The {write_card(own)} is the top card of the waste.")
            continue
        pile, place = where[own]
        above = position.piles[pile][place + 1 :]
        lies = f"under {joined([f'the {write_card(other)}' for other in above])}" if above else "on top"
        lines.append(f"The {write_card(own)} is in {pile_name(pile)}, {lies}.")
    for number, move in enumerate(moves, 1):
        told = f"{number}. {write_move(move)}: the {write_card(move.card)} goes "
        if move.target[0] == FOUNDATION:
            told += "to its foundation, which takes it next"
        else:
            told += f"onto the {write_card(position.piles[move.target[1]][-1])} in {write_spot(move.target)}"
        if move.source[0] == PILE:
            pile = move.source[1]
            place = position.piles[pile].index(move.card)
            if place:
                told += f"; this uncovers the {write_card(position.piles[pile][place - 1])}"
        lines.append(f"{told}.")
        position = after(position, move)
    pile, place = where.get(card, (0, 0))
    shown: Place = ("card", pile, first.down[pile] + place) if card in where else ("waste",)
    lines.append(f"Now the {name} is on the foundation of {SUITS[suit]}.")
    return Question(
        f"Give a list of at most {most} moves after which the {name} is on its foundation. Cards that come to "
        "light on the way, in a pile or in the waste, are not known: do not move them, and do not draw from the stock.",
        ", ".join(map(write_move, moves)),
        tuple(lines),
        evidence=((name, shown),),
        asked={"card": card, "most": most},
    )


def check_reached(position: Position, asked: Mapping[str, Any], moves: Sequence[tuple[Spot, Spot | None]]) -> float:
    """1 if all moves are legal, not too many, and the card is on its foundation after them."""
    if len(moves) > asked["most"]:
        return 0.0
    for source, target in moves:
        move = chosen_move(position, source, target)
        if move is None:
            return 0.0
        position = after(position, move)
    card = asked["card"]
    return float(position.foundations[suit_of(card)] >= rank_of(card))
