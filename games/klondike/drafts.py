"""Positions in the midst of a game, made so that play reaches them from a deal.

A draft says which cards lie face up and how many face down; the cards that nobody sees can be any of the others. Play
reaches it if some deal leads there: every pile must get rid of the cards that were dealt upon its lowest face-up card,
to a foundation or onto cards that are in place already, and the stock must give the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gameqa.cards import fits
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import CARDS, CHILDREN, EMPTY, KING, PILES, Position, split_key

STOCK = 24
"""How many cards are not dealt to the piles."""

MOST_DRAFTS, MOST_RUNS = 80, 8
"""How many drafts are tried in one try, and how many runs for one pile of them."""

STOCKS = {"easy": (0, 20), "medium": (4, 24), "hard": (8, 24)}
"""The least and greatest number of cards of stock and waste together, where it is not 0 on purpose."""


@dataclass(frozen=True)
class Wish:
    """What is wanted of a draft besides its level.

    Attributes:
        without_stock: whether stock and waste are empty; if None, as it comes.
        waste: where the top card of the waste must be able to go: "pile", "home" (a foundation) or "stays" (not to a
            foundation); "" where there need be none.
        empty_piles: weights of none, one or two empty piles.
        longer: of ten runs how many go on with another card.
        without_home: whether no card of the tableau may go to a foundation.
        without_turn: whether no lowest face-up card may go to another pile.
        frees: whether some move from pile to pile uncovers a card that can go to its foundation.
    """

    without_stock: bool | None = None
    waste: str = ""
    empty_piles: tuple[int, ...] = (6, 3, 1)
    longer: int = 5
    without_home: bool = False
    without_turn: bool = False
    frees: bool = False


def _foundations(total: int, rng: Rng) -> list[int]:
    """The ranks of four foundations that hold so many cards."""
    ranks, below = [(total + suit) // 4 for suit in range(4)], rng.below
    for _ in range(6):
        one, other = below(4), below(4)
        if ranks[one] < min(KING, ranks[other] + 4) and ranks[other] > 0:
            ranks[one] += 1
            ranks[other] -= 1
    return rng.shuffled(ranks)


def cards_to_clear(pile: int, down: int, has_own: bool) -> int:
    """How many of the cards dealt to a pile are no longer there.

    Args:
        pile: the pile's number; it was dealt one card more.
        has_own: whether its lowest face-up card was dealt to it.
    """
    return pile + 1 - down - has_own


def clearing_order(position: Position) -> list[tuple[int, bool]] | None:
    """An order in which play can clear the piles, with whether each one's lowest face-up card was dealt to it.

    Returns:
        None where no deal is found that leads to the position.
    """
    wanted = []
    for pile, (cards, down) in enumerate(zip(position.piles, position.down, strict=True)):
        has_own = bool(cards)
        wanted.append((cards_to_clear(pile, down, has_own), pile, has_own))
    wanted.sort()
    room = sum(position.foundations)
    for count, pile, has_own in wanted:
        if count > room:
            return None
        room += len(position.piles[pile]) - has_own - count
    return [(pile, has_own) for _, pile, has_own in wanted]


def _run(free: list[bool], longer: int, most: int, rng: Rng) -> list[int]:
    """Cards that lie on each other as the rules allow, of those that are free."""
    below = rng.below
    card = below(52)
    while not free[card]:
        card = below(52)
    run = [card]
    while below(10) < longer and len(run) < most:
        onto = [child for child in CHILDREN[card] if free[child]]
        if not onto:
            break
        card = onto[below(len(onto))]
        run.append(card)
    return run


def _freeing_runs(free: list[bool], foundations: list[int], rng: Rng) -> list[list[int]]:
    """Two runs: cards of the first can go onto the second and uncover a card that can go to its foundation.

    The cards of both are no longer free. There are none where the cards that are free do not allow it.
    """
    for suit in rng.shuffled(range(4)):
        rank = foundations[suit]
        if not 1 <= rank < KING:
            continue
        # The other card of this rank and color takes the same cards.
        card, twin = 13 * suit + rank, 13 * (suit ^ 1) + rank
        upon = [child for child in CHILDREN[card] if free[child]]
        if free[twin] and upon:
            runs = [[card, rng.choice(upon)], [twin]]
            for own in (*runs[0], twin):
                free[own] = False
            for run in runs:
                below = [other for other in range(52) if free[other] and fits(run[0], other)]
                if below and rng.chance(2, 3):
                    run.insert(0, rng.choice(below))
                    free[run[0]] = False
            return rng.shuffled(runs)
    return []


def _cards_for_waste(goal: str, free: list[bool], tops: list[int], foundations: list[int]) -> list[int]:
    """The cards that the waste may show, as `Wish.waste` says."""
    if goal == "pile":
        return [card for top in tops for card in CHILDREN[top] if free[card]]
    nexts = [13 * suit + rank for suit, rank in enumerate(foundations) if rank < KING and free[13 * suit + rank]]
    if goal == "home":
        return nexts
    return [card for card in range(52) if free[card] and not (goal == "stays" and card in nexts)]


def draft(level: str, wish: Wish, rng: Rng) -> Position | None:
    """A position that play reaches; None where a try fails."""
    total = rng.between(*CARDS[level])
    rest = 0 if wish.without_stock else rng.between(*STOCKS[level])
    if rest == 0 and (wish.waste or wish.without_stock is False):
        return None
    home = 52 - total - rest
    if not 0 <= home <= 44:
        return None
    foundations = _foundations(home, rng)
    free = [is_free for rank in foundations for is_free in [False] * rank + [True] * (KING - rank)]
    waste = rest if rest < 2 else rng.between(1 if wish.waste or rng.chance(4, 5) else 0, rest)
    empty = rng.weighted(wish.empty_piles)
    numbers = rng.shuffled(range(PILES))[empty:]
    piles: list[tuple[int, ...]] = [()] * PILES
    shown = 0
    planned = _freeing_runs(free, foundations, rng) if wish.frees else []
    if wish.frees and not planned:
        return None
    bases: list[int] = []
    tops: list[int] = []
    for left, pile in zip(range(len(numbers) - 1, -1, -1), numbers, strict=True):
        for _ in range(MOST_RUNS):
            run = planned.pop() if planned else _run(free, wish.longer, total - shown - left, rng)
            base, top = run[0], run[-1]
            if wish.without_home and foundations[top // 13] == top % 13:
                continue
            if wish.without_turn and (
                (empty and base % 13 == KING - 1)
                or any(base in CHILDREN[other] for other in tops)
                or any(other in CHILDREN[top] for other in bases)
            ):
                continue
            break
        else:
            return None
        for card in run:
            free[card] = False
        bases.append(base)
        tops.append(top)
        piles[pile] = tuple(run)
        shown += len(run)
    slots = [pile for pile in numbers for _ in range(pile)]
    if not 0 <= total - shown <= len(slots):
        return None
    down = [0] * PILES
    for pile in rng.sample(slots, total - shown):
        down[pile] += 1
    top = EMPTY
    if waste:
        some = _cards_for_waste(wish.waste, free, tops, foundations)
        if not some:
            return None
        top = rng.choice(some)
    found = Position(tuple(piles), tuple(down), rest - waste, top, max(0, waste - 1), tuple(foundations))
    return found if clearing_order(found) is not None else None


def new_draft(level: str, wish: Wish, suits: Callable[[Position], bool], rng: Rng, accept: Accept) -> Position:
    """A position that suits.

    Raises:
        Redraw: none of `MOST_DRAFTS` drafts does, or it belongs to another split.
    """
    for _ in range(MOST_DRAFTS):
        position = draft(level, wish, rng)
        if position is not None and suits(position) and accept(split_key(position)):
            return position
    raise Redraw


def new_position(level: str, rng: Rng, accept: Accept) -> Position:
    """Any position of a level."""
    return new_draft(level, Wish(), lambda _: True, rng, accept)
