"""Ends of games played out: the turns that a player has, who wins, and a short plan that shows it.

A position is the balls of the player to move and those of the other player.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from gameqa.bitboard import bits_of

from .engine import Shape, open_places, shape_of

DEEPEST = 6
"""How many turns ahead is looked."""

MOST_KNOWN = 20_000
"""How many positions are remembered."""

WON, LOST, OPEN_ENDED = 1, -1, 0
"""What comes of a position for the player to move; the last one where that takes more turns."""


def counted(hands: tuple[int, int], mover: int) -> int:
    """Who would win if no ball were taken back: the places that are left would be filled in turn."""
    return mover if hands[mover] > hands[1 - mover] else 1 - mover


@dataclass(frozen=True)
class Turn:
    """A ball that is placed and the balls that are taken back, and what follows from it.

    Attributes:
        place: where the ball is placed.
        taken: the balls that are taken back.
        then: how the winner goes on, or all that the loser can do; none where the game ends, because the ball lies on
            the highest place or the next player has no ball.
    """

    place: int
    taken: int
    then: tuple[Turn, ...]

    @cached_property
    def size(self) -> int:
        """How many turns there are from this one on, in all lines of play."""
        return 1 + sum(turn.size for turn in self.then)


@lru_cache(maxsize=8192)
def _open(side: int, filled: int) -> tuple[int, ...]:
    """The places that can be filled."""
    return tuple(bits_of(open_places(shape_of(side), filled)))


@lru_cache(maxsize=8192)
def _free(side: int, filled: int) -> int:
    """The balls on which no other ball rests."""
    above = shape_of(side).above
    return sum(bit for bit in bits_of(filled) if not above[bit] & filled)


class Play:
    """The end of a game of one size, with what is known of its positions.

    Attributes:
        shape: the size.
        balls: how many balls each player has.
    """

    def __init__(self, shape: Shape, balls: int) -> None:
        self.shape, self.balls = shape, balls
        self._top = 1 << len(shape.places) - 1
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def takings(self, own: int, other: int, place: int) -> list[int]:
        """What may be taken back after a ball is put on a place: a ball, or a second one after it."""
        own |= place
        lacking = ~own
        for square in self.shape.squares_with[place]:
            if not square & lacking:
                break
        else:
            return []
        side, filled, found = self.shape.side, own | other, []
        for first in bits_of(_free(side, filled) & own):
            found.append(first)
            found += [first | second for second in bits_of(_free(side, filled ^ first) & own & ~first)]
        return list(dict.fromkeys(found))

    def turns(self, own: int, other: int) -> list[tuple[int, int]]:
        """All turns: the place of the ball, and the balls that are taken back."""
        places = _open(self.shape.side, own | other)
        return [(place, taken) for place in places for taken in (0, *self.takings(own, other, place))]

    def result(self, own: int, other: int, depth: int = DEEPEST) -> int:
        """What comes of a position for the player to move, if that shows within some turns."""
        if own.bit_count() == self.balls:
            return LOST
        places = _open(self.shape.side, own | other)
        if places[-1] == self._top:
            return WON
        if not depth:
            return OPEN_ENDED
        key = own, other
        found, looked = self._known.get(key, (OPEN_ENDED, 0))
        # What has shown within fewer turns stays true; what has not shown within more does not show now.
        if looked and (looked <= depth if found else looked >= depth):
            return found
        found = self._searched(own, other, places, depth)
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        self._known[key] = found, depth
        return found

    def _searched(self, own: int, other: int, places: tuple[int, ...], depth: int) -> int:
        found = LOST
        for place in places:
            after = -self.result(other, own | place, depth - 1)
            if after == WON:
                return WON
            found = max(found, after)
        for place in places:
            for taken in self.takings(own, other, place):
                after = -self.result(other, (own | place) & ~taken, depth - 1)
                if after == WON:
                    return WON
                found = max(found, after)
        return found

    def plan(self, own: int, other: int, most: int, depth: int = DEEPEST) -> tuple[Turn, ...] | None:
        """One turn of a player who wins; all turns of one who loses.

        The winner takes back as few balls as possible, and of such turns makes the one that as few turns follow.

        Args:
            most: how many turns the plan may hold, in all lines of play.
            depth: within how many turns the result of the position shows.

        Returns:
            none where every plan holds more.
        """
        if own.bit_count() == self.balls:
            return ()
        if _open(self.shape.side, own | other)[-1] == self._top:
            return (Turn(self._top, 0, ()),) if most else None
        turns, best = self.turns(own, other), None
        if self.result(own, other, depth) == WON:
            for place, taken in sorted(turns, key=lambda turn: turn[1].bit_count()):
                if best and taken.bit_count() > best[0].taken.bit_count():
                    break
                after = (own | place) & ~taken
                if most and self.result(other, after, depth - 1) == LOST:
                    then = self.plan(other, after, most - 1, depth - 1)
                    if then is not None:
                        best = (Turn(place, taken, then),)
                        most = best[0].size - 1
            return best
        found, left = [], most - len(turns)
        for place, taken in turns:
            if left < 0:
                return None
            then = self.plan(other, (own | place) & ~taken, left, depth - 1)
            if then is None:
                return None
            found.append(Turn(place, taken, then))
            left -= found[-1].size - 1
        return tuple(found)

    def is_tempting(self, own: int, other: int, plan: Sequence[Turn], depth: int = DEEPEST) -> bool:
        """Whether the player who loses can take balls back on a line of a plan, or the winner could go astray there.

        Astray is a turn without taking back after which the winner would lose.
        """
        places = _open(self.shape.side, own | other)
        if not plan or places[-1] == self._top:
            return False
        wins = self.result(own, other, depth) == WON
        if wins and any(self.result(other, own | place, depth - 1) == WON for place in places):
            return True
        return any(
            (bool(turn.taken) and not wins)
            or self.is_tempting(other, (own | turn.place) & ~turn.taken, turn.then, depth - 1)
            for turn in plan
        )


@cache
def play_of(side: int, balls: int) -> Play:
    """The ends of games of a size, with what is known of them: a pyramid is asked for more than once."""
    return Play(shape_of(side), balls)
