"""Playing cards: what all card games share about suits and ranks, and how cards are written."""

from __future__ import annotations

Card = int
"""13 times the place of the suit in `SUITS`, plus the place of the rank in `RANKS`: 0 to 51."""

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


def card_of(suit: int, rank: int) -> Card:
    """The card of a suit (0 to 3) and a rank (1 to 13)."""
    return 13 * suit + rank - 1


def write_card(card: Card) -> str:
    """A card as text: 10 of hearts."""
    return f"{RANKS[card % 13]} of {SUITS[card // 13]}"


def shared_traits(one: str, other: str) -> int:
    """How many of rank and suit two written cards share, 0 to 2: for `gameqa.options.among_alike`."""
    return sum(a == b for a, b in zip(one.split(" of "), other.split(" of "), strict=True))
