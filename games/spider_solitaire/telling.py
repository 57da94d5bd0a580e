"""Piles, runs and moves in words, and ranks as a player writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gameqa.cards import RANKS
from gameqa.errors import Unreadable
from gameqa.places import Place
from gameqa.wording import capital, count_of, joined, verb

from .engine import Move, Position, is_next, run_of

_NAMES = {name.lower(): name for name in RANKS} | {
    "ace": "A", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "jack": "J", "queen": "Q", "king": "K",
}  # fmt: skip
_FILLING = frozenset(("the", "of", "spade", "spades", "card", "rank", "top", "is", "it"))


def read_rank(text: str) -> object:
    """The rank that a short text names: Q, queen, the queen of spades; a number that is no rank as it stands.

    Raises:
        Unreadable: the text names anything else, or several ranks.
    """
    words = [word for word in re.findall(r"[^\W\d_]+|\d+", text.lower()) if word not in _FILLING]
    if len(words) == 2 and words[0] in ("a", "an"):
        del words[0]
    if len(words) != 1 or not (words[0] in _NAMES or words[0].isdigit()):
        raise Unreadable("it is no single rank")
    return _NAMES.get(words[0], words[0])


def rank_name(rank: int) -> str:
    """A rank with its article: an A, a 10."""
    return f"{'an' if rank in (1, 8) else 'a'} {RANKS[rank - 1]}"


def ranks_text(ranks: Sequence[int]) -> str:
    """Ranks as running text: 9, 8 and 7."""
    return joined([RANKS[rank - 1] for rank in ranks])


def cards_text(position: Position, pile: int) -> str:
    """The cards of a pile that is not empty, from its bottom: 3 face-down cards, 9, 8."""
    shown = [count_of(position.down[pile], "face-down card")] if position.down[pile] else []
    return ", ".join([*shown, *(RANKS[rank - 1] for rank in position.piles[pile])])


def pile_line(position: Position, pile: int) -> str:
    """What a pile holds, as a sentence."""
    if not position.piles[pile]:
        return f"Pile {pile} is empty."
    return f"Pile {pile}, from its bottom: {cards_text(position, pile)}."


def numbered_line(position: Position, pile: int) -> str:
    """What a pile holds, and how its cards are numbered."""
    size = position.size(pile)
    numbers = f"numbered 0 to {size - 1}" if size > 1 else "with the number 0"
    return (
        f"{pile_line(position, pile)[:-1]}; {verb(size, 'this is', 'these are')} {count_of(size, 'card')}, {numbers}."
    )


def tops_line(position: Position) -> str:
    """The top cards of all piles."""
    tops = [RANKS[cards[-1] - 1] if cards else "none" for cards in position.piles]
    return f"The top cards from pile 0 on: {', '.join(tops)}."


def write_move(move: Move) -> str:
    """A move in the form of options: card 4 of pile 2 onto pile 6."""
    number, pile, target = move
    return f"card {number} of pile {pile} onto pile {target}"


def run_clause(cards: Sequence[int]) -> str:
    """Whether the cards from some card on form a run, and why, as a clause that follows on the card's rank."""
    if len(cards) == 1:
        return "it is the top card, so it is a run by itself"
    if run_of(tuple(cards)) == len(cards):
        return f"from it on the cards are {ranks_text(cards)}, a run"
    upper, lower = next((one, other) for one, other in zip(cards[1:], cards, strict=False) if not is_next(one, other))
    return (
        f"from it on the cards are {ranks_text(cards)}, and the {RANKS[upper - 1]} is not one rank lower than the "
        f"{RANKS[lower - 1]} that it lies on, so they are not a run"
    )


def target_clause(position: Position, rank: int, target: int) -> str:
    """Whether a card of a rank fits onto a pile, and why, as a clause."""
    if not position.piles[target]:
        return f"pile {target} is empty and takes any run"
    top = position.top(target)
    fits = "one rank" if is_next(rank, top) else "not one rank"
    return f"the top card of pile {target} is {rank_name(top)}, {fits} higher than the {RANKS[rank - 1]}"


def sentence(clause: str) -> str:
    """A clause as a sentence."""
    return f"{capital(clause)}."


def pile_place(pile: int) -> tuple[str, Place]:
    """A pile as evidence."""
    return f"pile {pile}", ("pile", pile)


def card_place(position: Position, pile: int, number: int) -> tuple[str, Place]:
    """A card as evidence; a number beyond the top card stands for the top card."""
    return f"card {number} of pile {pile}", ("card", pile, max(0, min(number, position.size(pile) - 1)))
