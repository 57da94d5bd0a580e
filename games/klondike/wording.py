"""Moves of klondike in words, why they are legal or not, and moves as a player writes them."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.card_moves import moves_reader, numbered_spot
from gameqa.cards import RANKS, SUITS, Card, is_red, rank_of, suit_of, write_card
from gameqa.scoring.tokens import Token

from .engine import EMPTY, FOUNDATION, KING, PILE, WASTE, Move, Position, Spot, next_card, why_not

NONE = "none of these moves"


def pile_name(number: int) -> str:
    """The name of a pile in the picture."""
    return f"Tab{number + 1}"


def write_spot(spot: Spot) -> str:
    """A place in words."""
    kind, number = spot
    if kind == PILE:
        return pile_name(number)
    return "the waste" if kind == WASTE else f"the foundation of {SUITS[number]}"


def write_option(move: Move) -> str:
    """A move in words, with its card."""
    return f"{write_card(move.card)} from {write_spot(move.source)} to {write_spot(move.target)}"


def write_move(move: Move) -> str:
    """A move in the short form of answers: Tab3 > Tab5."""
    source = "waste" if move.source[0] == WASTE else pile_name(move.source[1])
    return f"{source} > {'home' if move.target[0] == FOUNDATION else pile_name(move.target[1])}"


def needed_on(card: Card) -> str:
    """On which cards a card may lie in the tableau."""
    rank = rank_of(card)
    return f"a {'black' if is_red(card) else 'red'} {RANKS[rank]}" if rank < KING else "an empty pile"


def lower_on(card: Card) -> str:
    """Which cards may lie on a card in the tableau; it is no ace."""
    return f"a {'black' if is_red(card) else 'red'} {RANKS[rank_of(card) - 2]}"


def foundation_needs(position: Position, suit: int) -> str:
    """What the foundation of a suit takes next, as a clause."""
    card = next_card(position, suit)
    takes = "is complete" if card == EMPTY else f"takes the {RANKS[card % 13]} next"
    return f"the foundation of {SUITS[suit]} {takes}"


def reason(position: Position, move: Move) -> str:
    """Why a move is legal or not, as a sentence."""
    card, _, (kind, number) = move
    why, name = why_not(position, move), write_card(card)
    if why == "covered":
        return f"The {name} has other cards on it, and a foundation takes single cards only."
    if kind == FOUNDATION:
        needs = foundation_needs(position, number)
        return f"{needs[0].upper()}{needs[1:]}, which is {'not ' if why else ''}this card."
    cards = position.piles[number]
    if not cards:
        return f"{pile_name(number)} is empty and takes a king only" + (
            f", not the {name}." if why else ", and this is one."
        )
    below = f"The top card of {pile_name(number)} is the {write_card(cards[-1])}"
    if why == "color":
        return f"{below}, of the same color as the {name}."
    if why == "rank":
        return f"{below}, whose rank is not one higher than that of the {name}."
    return f"{below}: of the other color than the {name} and one higher."


_KINDS = {"tab": PILE, "t": PILE, "tableau": PILE, "pile": PILE}
_HOME = frozenset(("home", "h", "foundation", "foundations", "f"))
_TO = frozenset((">", "\u2192", "-", "to", "into", "onto", "the", "its", "from", "goes"))


def _spot_at(tokens: Sequence[Token], place: int) -> tuple[Spot, int] | None:
    """A pile or the waste at a place, and the place behind it: Tab3, tab 3, waste."""
    if place < len(tokens) and tokens[place].low in ("waste", "w"):
        return (WASTE, 0), place + 1
    return numbered_spot(tokens, place, _KINDS, 1)


read_moves = moves_reader(_spot_at, _TO, _HOME)
"""Reads moves, each a source and a target, which is None for a foundation."""


def chosen_move(position: Position, source: Spot, target: Spot | None) -> Move | None:
    """The one legal move from a place to another; the target is None for a foundation. None where there is none.

    Of a pile's face-up cards at most one may go to a given pile.
    """
    cards: tuple[Card, ...]
    if source[0] == WASTE:
        cards = () if position.waste == EMPTY else (position.waste,)
    else:
        cards = position.piles[source[1]] if 0 <= source[1] < len(position.piles) else ()
    if target is None:
        move = Move(cards[-1], source, (FOUNDATION, suit_of(cards[-1]))) if cards else None
        return move if move is not None and not why_not(position, move) else None
    if target[0] != PILE or not 0 <= target[1] < len(position.piles) or target == source:
        return None
    for card in cards:
        move = Move(card, source, target)
        if not why_not(position, move):
            return move
    return None
