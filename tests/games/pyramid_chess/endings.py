"""Reads the lines of play of winner_by_search, and plays each of them on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tests.games.pyramid_chess.heap import OTHER, Endgame, Place, Pyramid
from tests.oracle import SentenceReader
from tests.samples import answer_text

CELL = r"(\(\d+, \d+, \d+\))"
LIST = r"(\(\d+, \d+, \d+\)(?:(?:, | and )\(\d+, \d+, \d+\))*)"
MORE = LIST[1:-1]
SQUARE = rf"which completes (?:no square|a (?:blue|red) square with {LIST})"
HANDS = r"Blue now has (\d+) balls? in hand and red (\d+)\."

Turn = tuple[Place, frozenset[Place]]


def cells(text: str | None) -> list[Place]:
    return [(int(x), int(y), int(z)) for x, y, z in re.findall(r"\((\d+), (\d+), (\d+)\)", text or "")]


@dataclass
class Fork:
    """A position in which the loser can do several things, and the cases that are told."""

    label: str
    signs: str
    turns: dict[Turn, str]
    told: list[Turn] = field(default_factory=list)


class Reader(SentenceReader):
    """Reads the lines of one row in order, with the position that they have come to."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.pyramid = Pyramid(row["plain"])
        self.game = Endgame(self.pyramid)
        asked = row["question"].split("\n\n")[1]
        self.first = asked.split("'")[0].split()[-1]
        self.winner = answer_text(row).split()[0].lower()
        self.signs, self.color, self.label = self.game.signs, self.first, ""
        self.forks: list[Fork] = []
        self.is_decided = self.has_ended = False

    def empty(self, told: re.Match[str]) -> None:
        pyramid = self.pyramid
        assert sorted(cells(told[1])) == sorted(place for place in pyramid.signs if place not in pyramid.balls)
        assert sorted(cells(told[2])) == sorted(filter(pyramid.can_fill, pyramid.signs))

    def in_hand(self, told: re.Match[str]) -> None:
        hands = self.pyramid.hands()
        assert (told[1], told[3]) == (self.first, OTHER[self.first])
        assert (int(told[2]), int(told[4])) == (hands[self.first], hands[told[3]])

    def last_on_top(self, told: re.Match[str]) -> None:
        hands = self.pyramid.hands()
        assert hands[self.first] - hands[OTHER[self.first]] in (0, 1)
        assert int(told[1]) == sum(hands.values()) == list(self.pyramid.signs.values()).count(".")
        assert told[2] == self.first
        assert told[3] == self.pyramid.count_winner(self.first)

    def runs_out(self, told: re.Match[str]) -> None:
        hands = self.pyramid.hands()
        assert hands[self.first] - hands[OTHER[self.first]] not in (0, 1)
        assert told[2] == self.pyramid.count_winner(self.first) == OTHER[told[1]]

    def check_square(self, place: Place, told: str) -> None:
        """Whether what is told of squares is true of a ball of the player to move."""
        at = self.game.places.index(place)
        later = f"{self.signs[:at]}{self.color[0].upper()}{self.signs[at + 1 :]}"
        assert self.game.has_square(later, at) == ("no square" not in told)
        if "no square" not in told:
            found = re.fullmatch(rf"which completes a (blue|red) square with {LIST}", told)
            assert found
            assert found[1] == self.color
            square = sorted([place, *cells(found[2])])
            assert square in [sorted(one) for one in self.pyramid.squares()]
            assert {later[self.game.places.index(one)] for one in square} == {self.color[0].upper()}

    def go_on(self, place: str, taken: str | None, blue: str, red: str) -> Turn:
        """Makes a turn that must be legal, after which the balls in hand are as told."""
        assert not self.is_decided
        turn = cells(place)[0], frozenset(cells(taken))
        turns = self.game.after(self.signs, self.color)
        has_choice = sum(one == turn[0] for one, _ in turns) > 1
        assert has_choice == (taken is not None)
        later = self.game.after(self.signs, self.color)[turn[0], frozenset()]
        for ball in cells(taken):
            later = self.game.less(later, self.color)[self.game.places.index(ball)]
        assert later == turns[turn]
        self.signs, self.color = later, OTHER[self.color]
        assert int(blue) == self.game.hand(self.signs, "blue")
        assert int(red) == self.game.hand(self.signs, "red")
        return turn

    def forced(self, told: re.Match[str]) -> None:
        assert told[1].lower() == self.color == OTHER[self.winner]
        ((only, taken),) = self.game.after(self.signs, self.color)
        assert cells(told[2]) == [only]
        assert not taken
        self.check_square(only, told[3])
        self.go_on(told[2], None, told[5], told[6])

    def winning(self, told: re.Match[str]) -> None:
        assert told[1].lower() == self.color == self.winner
        if told[3]:
            self.check_square(cells(told[2])[0], told[3])
        assert (told[3] is None) == (told[5] in (None, "nothing"))
        self.go_on(told[2], told[5], told[6], told[7])

    def choices(self, told: re.Match[str]) -> None:
        assert told[1].lower() == self.color == OTHER[self.winner]
        named: list[Turn] = []
        for part in told[2].split("; or "):
            found = re.fullmatch(rf"at {CELL}, ({SQUARE})(?:, taking back (nothing(?:, | or ).*))?", part)
            assert found, part
            (place,) = cells(found[1])
            self.check_square(place, found[2])
            groups = re.split(r", (?=\()| or ", re.sub(r"(\d), (?=\d)", r"\1,", found[4])) if found[4] else ["nothing"]
            named += [(place, frozenset(cells(group.replace(",", ", ")))) for group in groups]
        turns = self.game.after(self.signs, self.color)
        assert len(named) == len(set(named)) > 1
        assert set(named) == set(turns)
        self.forks.append(Fork(self.label, self.signs, turns))

    def case(self, told: re.Match[str]) -> None:
        before, _, number = told[1].rpartition(".")
        if self.is_decided:
            self.close(before)
        fork = self.forks[-1]
        assert fork.label == before
        assert int(number) == len(fork.told) + 1
        self.signs, self.color, self.label, self.is_decided = fork.signs, OTHER[self.winner], told[1], False
        assert told[2] == self.color
        fork.told.append(self.go_on(told[3], told[4], told[5], told[6]))

    def close(self, label: str | None) -> None:
        """Leaves the cases within a case, all of which must have been told."""
        while self.forks and self.forks[-1].label != label:
            fork = self.forks.pop()
            assert set(fork.told) == set(fork.turns)

    def top(self, told: re.Match[str]) -> None:
        assert told[1].lower() == self.color == self.winner
        assert cells(told[2]) == [self.game.places[-1]]
        assert self.game.places.index(cells(told[2])[0]) in self.game.fillable(self.signs)
        assert self.game.hand(self.signs, self.color)
        self.is_decided = True

    def no_ball(self, told: re.Match[str]) -> None:
        assert told[1].lower() == self.color == OTHER[self.winner]
        assert not self.game.hand(self.signs, self.color)
        self.is_decided = True

    def wins(self, told: re.Match[str]) -> None:
        assert self.is_decided
        self.close(None)
        assert (told[1], told[2]) == (self.winner, OTHER[self.winner])
        self.has_ended = True

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (rf"The empty places are {LIST}; of these, only {LIST} can be filled now\.", empty),
        (r"It is the turn of (blue|red), who has (\d+) balls? in hand; (blue|red) has (\d+)\.", in_hand),
        (
            r"If no ball could be taken back, they would place these (\d) balls in turn, (blue|red) first, so that "
            r"(blue|red) would place the last one, on top, and win\.",
            last_on_top,
        ),
        (
            r"If no ball could be taken back, (blue|red) would be the first to have no ball left at a turn, so that "
            r"(blue|red) would win\.",
            runs_out,
        ),
        (rf"(Blue|Red) can only place a ball at {CELL}, ({SQUARE})\. {HANDS}", forced),
        (
            rf"(Blue|Red) places a ball at {CELL}(?:, ({SQUARE}),)?(?: and takes back (nothing|{MORE}))?\. {HANDS}",
            winning,
        ),
        (r"(Blue|Red) can place a ball (at .*)\.", choices),
        (
            rf"Case ([\d.]+): (blue|red) places a ball at {CELL}(?: and takes back (nothing|{MORE}))?\. {HANDS}",
            case,
        ),
        (rf"(Blue|Red) places a ball at {CELL}, the highest place, and wins\.", top),
        (r"(Blue|Red) has no ball to place and loses\.", no_ball),
        (r"So (blue|red) wins, whatever (blue|red) does, if balls can be taken back\.", wins),
    )
