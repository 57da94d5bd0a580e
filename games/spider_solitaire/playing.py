"""Positions that a player reaches, who likes to join runs and to turn cards up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import CARDS, COMPLETE, DEALS, LONGEST, PILES, Position, split_key

MOVES_BETWEEN_DEALS = (4, 20)
"""Least and most moves of a player from one deal to the next."""

MOST_FURTHER = 30
"""How many moves and deals a game goes on, at most, until a position suits."""

DECK = tuple(range(1, COMPLETE + 1)) * (CARDS // COMPLETE)


class Table:
    """A game in play.

    Attributes:
        piles: all cards of every pile, also those that lie face down.
        down: how many of them lie face down, for every pile.
        deals: deals that are left.
        foundations: complete runs that are removed.
    """

    def __init__(self, count: int, rng: Rng) -> None:
        cards = rng.shuffled(DECK)
        hidden = cards[: CARDS - (DEALS + 1) * count]
        self._rng = rng
        self._stock = cards[len(hidden) :]
        self.piles = [hidden[number::count] for number in range(count)]
        self.down = [len(cards) for cards in self.piles]
        self.deals = DEALS + 1
        self.foundations = 0
        self._tops = [0] * count
        self._runs = [0] * count
        self.deal()

    def position(self) -> Position:
        """What can be seen now."""
        return Position(
            tuple([tuple(cards[down:]) for cards, down in zip(self.piles, self.down, strict=True)]),
            tuple(self.down),
            self.deals,
            self.foundations,
        )

    def deal(self) -> None:
        """Deals a card to every pile.

        Raises:
            Redraw: a pile is empty, a picture would have no room for a pile, or no deal is left.
        """
        if not self.deals or not all(self.piles) or min(map(self._room, range(len(self.piles)))) < 1:
            raise Redraw
        self.deals -= 1
        for pile, cards in enumerate(self.piles):
            card = self._stock.pop()
            cards.append(card)
            self._runs[pile] = self._runs[pile] + 1 if self._tops[pile] == card + 1 else 1
            self._tops[pile] = card
            self._remove_complete(pile)

    def _room(self, pile: int) -> int:
        """How many more face-up cards a picture has room for in a pile."""
        return (LONGEST + self.down[pile]) // 2 + 1 - len(self.piles[pile])

    def _uncover(self, pile: int) -> None:
        """Turns a card up that has become the top card, and counts the run that ends in the top card."""
        cards = self.piles[pile]
        if cards and self.down[pile] == len(cards):
            self.down[pile] -= 1
        self._tops[pile] = cards[-1] if cards else 0
        start = place = len(cards) - 1
        while place > self.down[pile] and cards[place] + 1 == cards[place - 1]:
            place -= 1
        self._runs[pile] = start - place + 1 if cards else 0

    def _remove_complete(self, pile: int) -> None:
        """Removes the run at the end of a pile if it is complete."""
        if self._runs[pile] == COMPLETE:
            del self.piles[pile][-COMPLETE:]
            self.foundations += 1
            self._uncover(pile)

    def play(self) -> bool:
        """Makes a move that a player might make, unless there is none.

        He likes best to move all face-up cards of a pile at once onto another card, then another run, then the run of
        a pile with few face-down cards onto an empty pile, then a part of a run if that makes a longer one.

        Returns:
            whether a move is made.
        """
        move = self._joining() or self._filling() or self._splitting()
        if move is None:
            return False
        pile, count, target = move
        self.piles[target] += self.piles[pile][-count:]
        del self.piles[pile][-count:]
        self._runs[target] += count
        self._tops[target] = self._tops[pile]
        if count < self._runs[pile]:
            self._runs[pile] -= count
            self._tops[pile] += count
        else:
            self._uncover(pile)
        self._remove_complete(target)
        return True

    def _in_turn(self) -> tuple[int, ...]:
        """The piles, from a random one on."""
        count = len(self.piles)
        return _orders(count)[self._rng.below(count)]

    def _joining(self) -> tuple[int, int, int] | None:
        tops, runs, found = self._tops, self._runs, None
        for pile in self._in_turn():
            count = runs[pile]
            rank = tops[pile] + count
            if count and rank in tops:
                target = tops.index(rank, pile) if rank in tops[pile:] else tops.index(rank)
                if self._room(target) >= count:
                    found = pile, count, target
                    if count == len(self.piles[pile]) - self.down[pile]:
                        break
        return found

    def _filling(self) -> tuple[int, int, int] | None:
        if 0 not in self._tops:
            return None
        piles = [pile for pile in self._in_turn() if len(self.piles[pile]) > self._runs[pile]]
        if not piles:
            return None
        pile = min(piles, key=self.down.__getitem__)
        return pile, self._runs[pile], self._tops.index(0)

    def _splitting(self) -> tuple[int, int, int] | None:
        for pile in self._in_turn():
            length = self._runs[pile]
            for count in range(1, length):
                rank = self._tops[pile] + count
                if rank in self._tops:
                    target = self._tops.index(rank)
                    if self._runs[target] + count > length and self._room(target) >= count:
                        return pile, count, target
        return None


@cache
def _orders(count: int) -> tuple[tuple[int, ...], ...]:
    """The numbers up to a count, from each of them on and round to the one before."""
    return tuple((*range(start, count), *range(start)) for start in range(count))


def playing(level: str, rng: Rng, deals: int) -> Iterator[Position]:
    """The positions of a game from a number of deals on, as long as it goes on.

    Args:
        deals: deals that are left when the first position is given.

    Raises:
        Redraw: the game ends before.
    """
    table = Table(PILES[level], rng)
    while True:
        for _ in range(rng.between(*MOVES_BETWEEN_DEALS)):
            if table.deals <= deals:
                yield table.position()
            if not table.play():
                break
        while not all(table.piles):
            if table.deals <= deals:
                yield table.position()
            if not table.play():
                return
        if table.deals <= deals:
            yield table.position()
        if not table.deals:
            return
        table.deal()


def position_where(
    level: str, rng: Rng, accept: Accept, deals: int, suits: Callable[[Position], bool], first: int = 0
) -> Position:
    """The first position of a game that suits and is of the wanted split.

    Args:
        deals: deals that are left at most.
        first: positions that are passed over before.

    Raises:
        Redraw: none of some dozen positions does, or the game ends.
    """
    for number, position in enumerate(playing(level, rng, deals)):
        if number >= first and suits(position) and accept(split_key(position)):
            return position
        if number == first + MOST_FURTHER:
            break
    raise Redraw


def new_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position after a number of deals that is drawn first."""
    deals = rng.steady("deals").below(DEALS + 1)
    return position_where(level, rng, accept, deals, lambda position: position.stock == deals, rng.below(10))
