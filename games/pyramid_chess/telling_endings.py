"""Ends of games in words: the plan of the winner, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gameqa.bitboard import bits_of
from gameqa.wording import capital, count_of, joined

from .engine import COLORS, Pyramid, completed
from .telling import listed
from .winning import Turn, counted


@dataclass(frozen=True)
class Position:
    """The balls of both players, blue first, and whose turn it is."""

    own: tuple[int, int]
    mover: int

    def after(self, turn: Turn) -> Position:
        """The position after a turn."""
        own = list(self.own)
        own[self.mover] = (own[self.mover] | turn.place) & ~turn.taken
        return Position((own[0], own[1]), 1 - self.mover)


def count_line(pyramid: Pyramid, mover: int) -> str:
    """What would happen if no ball were taken back."""
    mine, theirs = pyramid.hands[mover], pyramid.hands[1 - mover]
    winner = counted(pyramid.hands, mover)
    start = "If no ball could be taken back,"
    if mine - theirs in (0, 1):
        return (
            f"{start} they would place these {mine + theirs} balls in turn, {COLORS[mover]} first, so that "
            f"{COLORS[winner]} would place the last one, on top, and win."
        )
    return (
        f"{start} {COLORS[1 - winner]} would be the first to have no ball left at a turn, so that {COLORS[winner]} "
        "would win."
    )


@dataclass(frozen=True)
class Teller:
    """Tells the lines of play of a plan.

    Attributes:
        pyramid: the pyramid at the beginning.
        winner: who wins, 0 for blue.
        balls: how many balls each player has.
    """

    pyramid: Pyramid
    winner: int
    balls: int

    def lines(self, position: Position, turns: Sequence[Turn], label: str = "") -> list[str]:
        """What the winner does, and what the loser can do.

        Args:
            turns: one turn of the winner, or all turns of the loser.
            label: the case to which the lines belong.
        """
        if not turns:
            return [f"{capital(COLORS[position.mover])} has no ball to place and loses."]
        if len(turns) == 1:
            (turn,) = turns
            told = self._only(position, turn)
            return [told] if self._is_top(turn) else [told, *self._rest(position, turn, label)]
        lines = [self._choices(position, turns)]
        for number, turn in enumerate(turns, 1):
            own = f"{label}.{number}" if label else str(number)
            taken = f"takes back {self._taken(turn.taken)}"
            done = f"places a ball at {self._named(turn.place)}"
            if completed(self.pyramid.shape, position.own[position.mover], turn.place):
                done += f" and {taken}"
            lines.append(f"Case {own}: {COLORS[position.mover]} {done}. {self._hands(position.after(turn))}")
            lines += self._rest(position, turn, own)
        return lines

    def _rest(self, position: Position, turn: Turn, label: str) -> list[str]:
        return self.lines(position.after(turn), turn.then, label)

    def _is_top(self, turn: Turn) -> bool:
        return turn.place == 1 << len(self.pyramid.shape.places) - 1

    def _named(self, places: int) -> str:
        return listed(self.pyramid, places)

    def _taken(self, balls: int) -> str:
        """Balls that are taken back, in that order: one that rests on another comes first."""
        return joined([self._named(bit) for bit in reversed(list(bits_of(balls)))]) or "nothing"

    def _square(self, position: Position, place: int) -> str:
        squares = completed(self.pyramid.shape, position.own[position.mover], place)
        if not squares:
            return "which completes no square"
        return f"which completes a {COLORS[position.mover]} square with {self._named(squares[0] & ~place)}"

    def _hands(self, position: Position) -> str:
        blue, red = (self.balls - own.bit_count() for own in position.own)
        return f"Blue now has {count_of(blue, 'ball')} in hand and red {red}."

    def _only(self, position: Position, turn: Turn) -> str:
        """A turn of the winner, or the only one of the loser."""
        mover, place = capital(COLORS[position.mover]), self._named(turn.place)
        if self._is_top(turn):
            return f"{mover} places a ball at {place}, the highest place, and wins."
        hands = self._hands(position.after(turn))
        if position.mover != self.winner:
            return f"{mover} can only place a ball at {place}, {self._square(position, turn.place)}. {hands}"
        told = f"{mover} places a ball at {place}"
        if turn.taken:
            told += f", {self._square(position, turn.place)}, and takes back {self._taken(turn.taken)}"
        elif completed(self.pyramid.shape, position.own[position.mover], turn.place):
            told += " and takes back nothing"
        return f"{told}. {hands}"

    def _choices(self, position: Position, turns: Sequence[Turn]) -> str:
        """All turns of the loser."""
        parts = []
        for place in dict.fromkeys(turn.place for turn in turns):
            taken = [turn.taken for turn in turns if turn.place == place]
            told = f"at {self._named(place)}, {self._square(position, place)}"
            if len(taken) > 1:
                told += f", taking back {joined([self._taken(balls) for balls in taken], 'or')}"
            parts.append(told)
        return f"{capital(COLORS[position.mover])} can place a ball {'; or '.join(parts)}."


def ending_lines(pyramid: Pyramid, mover: int, winner: int, plan: Sequence[Turn], balls: int) -> list[str]:
    """Who wins and why, from the empty places and the balls in hand on."""
    empty = listed(pyramid, sum(pyramid.shape.under) & ~pyramid.filled)
    me, them = COLORS[mover], COLORS[1 - mover]
    return [
        f"The empty places are {empty}; of these, only {listed(pyramid, pyramid.open)} can be filled now.",
        f"It is the turn of {me}, who has {count_of(pyramid.hands[mover], 'ball')} in hand; {them} has "
        f"{pyramid.hands[1 - mover]}.",
        count_line(pyramid, mover),
        *Teller(pyramid, winner, balls).lines(Position(pyramid.own, mover), plan),
        f"So {COLORS[winner]} wins, whatever {COLORS[1 - winner]} does, if balls can be taken back.",
    ]
