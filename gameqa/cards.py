"""Playing cards: what all card games share about suits and ranks, and how cards are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Card = int
"""13 times the place of the suit in `SUITS`, plus the place of the rank in `RANKS`: 0 to 51."""

FACE_DOWN: Card = -1
"""Stands for a card of which only the back is seen."""

SUITS = ("hearts", "diamonds", "clubs", "spades")
RANKS = ("A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K")

RANK_ORDER = "Ranks ascend A, 2, 3, 4, 5, 6, 7, 8, 9, 10, J, Q, K."


def rank_of(card: Card) -> int:
    """The rank, 1 for an ace up to 13 for a king."""
    return card % 13 + 1


def suit_of(card: Card) -> int:
    """The place of the suit in `SUITS`."""
    return card // 13


def is_red(card: Card) -> bool:
    """Whether the card is of hearts or diamonds."""
    return card < 26


def fits(card: Card, below: Card) -> bool:
    """Whether a card may lie on another one where piles build down in alternating colors."""
    return is_one_lower(card, below) and is_red(card) != is_red(below)


def is_one_lower(card: Card, below: Card) -> bool:
    """Whether a card is one rank lower than another one, whatever their suits are."""
    return card % 13 + 1 == below % 13


def run_length(cards: Sequence[Card], joins: Callable[[Card, Card], bool] = fits) -> int:
    """How many cards at the end of a pile form a run: each lies on the one before it as a rule allows.

    Args:
        cards: the cards that lie face up, the top card last.
        joins: whether a card may lie on another one.
    """
    length = min(1, len(cards))
    while length < len(cards) and joins(cards[-length], cards[-length - 1]):
        length += 1
    return length


def card_of(suit: int, rank: int) -> Card:
    """The card of a suit (0 to 3) and a rank (1 to 13)."""
    return 13 * suit + rank - 1


def write_card(card: Card) -> str:
    """A card as text: 10 of hearts."""
    return f"{RANKS[card % 13]} of {SUITS[card // 13]}"


def shared_traits(one: str, other: str) -> int:
    """How many of rank and suit two written cards share, 0 to 2: for `gameqa.options.among_alike`."""
    return sum(a == b for a, b in zip(one.split(" of "), other.split(" of "), strict=True))
