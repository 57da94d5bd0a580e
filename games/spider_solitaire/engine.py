"""Spider solitaire with one suit: positions, and which cards may be moved where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gameqa.cards import run_length
from gameqa.contract import level_by

Move = tuple[int, int, int]
"""Number of the lowest card of a run in its pile, the pile, and the pile that it is moved onto."""

PILES = {"easy": 8, "medium": 9, "hard": 10}
"""The piles of every level."""

CARDS, COMPLETE, DEALS = 104, 13, 5
"""Cards of the game, cards of a complete run (one of each rank), and deals that the stock holds at first."""

LONGEST = 37
"""How long a pile may get, in halves of the strip of a face-up card, so that a picture has room for it."""


@dataclass(frozen=True)
class Position:
    """What can be seen of a game.

    Attributes:
        piles: the ranks, 1 to 13, of the face-up cards of every pile; the last one is the top card.
        down: how many cards lie face down below these, for every pile.
        stock: deals that are left.
        foundations: complete runs that are removed from the piles.
    """

    piles: tuple[tuple[int, ...], ...]
    down: tuple[int, ...]
    stock: int
    foundations: int

    def size(self, pile: int) -> int:
        """How many cards a pile has."""
        return self.down[pile] + len(self.piles[pile])

    def top(self, pile: int) -> int:
        """The rank of a pile's top card, 0 for an empty pile."""
        return self.piles[pile][-1] if self.piles[pile] else 0

    def has_empty_pile(self) -> bool:
        """Whether a pile is empty."""
        return not all(self.piles)


def is_next(rank: int, below: int) -> bool:
    """Whether a card may lie on another one: it is one rank lower."""
    return rank + 1 == below


def level_of(position: Position) -> str:
    """The level that has so many piles."""
    return level_by(PILES, lambda count: count == len(position.piles))


@lru_cache(maxsize=4096)
def run_of(cards: tuple[int, ...]) -> int:
    """How many cards the run has that ends in the last one of some face-up cards."""
    return run_length(cards, is_next)


def runs(position: Position) -> list[int]:
    """How many cards the run has that ends in the top card, for every pile."""
    return [run_of(cards) for cards in position.piles]


def joins(position: Position) -> list[Move]:
    """All legal moves onto piles that are not empty.

    A run falls by one rank a card, so that at most one card of it fits onto a given top card.
    """
    found = []
    lengths = runs(position)
    tops = [cards[-1] if cards else 0 for cards in position.piles]
    for pile, (top, length) in enumerate(zip(tops, lengths, strict=True)):
        if top and not (length == 1 and top + 1 not in tops):
            for target, rank in enumerate(tops):
                if 1 <= rank - top <= length:
                    found.append((position.size(pile) - (rank - top), pile, target))
    return found


def moves_to_empty(position: Position) -> list[Move]:
    """Moves of parts of runs onto empty piles."""
    lengths = runs(position)
    return [
        (position.size(pile) - count, pile, target)
        for target, cards in enumerate(position.piles)
        if not cards
        for pile, length in enumerate(lengths)
        for count in range(1, length + 1)
    ]


def why_not(position: Position, move: Move) -> str:
    """Which rules keep a run from a pile, as far as the picture tells; empty if none does.

    Returns:
        the letters of all rules that are broken: "n" the pile has no such card, "d" the card lies face down,
        "s" the cards from it on do not form a run, "t" the target's top card is not one rank higher.
    """
    number, pile, target = move
    place = number - position.down[pile]
    cards = position.piles[pile]
    if place >= len(cards):
        return "n"
    if place < 0:
        return "d" if run_of(cards) == len(cards) else "ds"
    broken = "" if run_of(cards) >= len(cards) - place else "s"
    return broken + ("t" if position.piles[target] and not is_next(cards[place], position.top(target)) else "")


def length_after(position: Position, move: Move) -> int:
    """How many cards the run has, after a legal move, that ends in the target's top card."""
    number, pile, target = move
    moved = position.size(pile) - number
    return moved + run_of(position.piles[target])


def can_complete(position: Position) -> bool:
    """Whether a legal move would complete a run, which is then removed at once."""
    return any(length_after(position, move) == COMPLETE for move in joins(position))


def split_key(position: Position) -> str:
    """The position, whatever the order of its piles is."""
    piles = sorted(zip(position.down, position.piles, strict=True))
    return f"{piles}{position.stock},{position.foundations}"


def piles_to_look_at(position: Position) -> float:
    """The number of piles."""
    return len(position.piles)
