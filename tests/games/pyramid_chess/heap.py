"""Pyramids as dictionaries of places, with the rules written out again."""

from __future__ import annotations

from itertools import product
from typing import Any

Place = tuple[int, int, int]
NAMES = {"B": "blue", "R": "red"}


class Pyramid:
    """What is where, and what rests on what."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.side = len(plain["levels"])
        self.signs: dict[Place, str] = {
            (x, y, z): sign
            for z, rows in enumerate(plain["levels"])
            for y, row in enumerate(rows)
            for x, sign in enumerate(row)
        }
        assert all(len(rows) == self.side - z for z, rows in enumerate(plain["levels"]))
        self.balls = {place: NAMES[sign] for place, sign in self.signs.items() if sign != "."}
        assert all(self.is_supported(place) for place in self.balls)

    def below(self, place: Place) -> list[Place]:
        """The places on which a ball would rest."""
        x, y, z = place
        return [] if z == 0 else [(x + a, y + b, z - 1) for a, b in product((0, 1), repeat=2)]

    def above(self, place: Place) -> list[Place]:
        """The places whose balls would rest on one."""
        return [other for other in self.signs if place in self.below(other)]

    def is_supported(self, place: Place) -> bool:
        return all(under in self.balls for under in self.below(place))

    def can_fill(self, place: Place) -> bool:
        return place in self.signs and place not in self.balls and self.is_supported(place)

    def is_free(self, place: Place) -> bool:
        return place in self.balls and not any(other in self.balls for other in self.above(place))

    def squares(self) -> list[list[Place]]:
        """All squares of two by two places, by their corner of least x and y."""
        return [
            [(x + a, y + b, z) for b in (0, 1) for a in (0, 1)]
            for x, y, z in self.signs
            if (x + 1, y + 1, z) in self.signs
        ]

    def completes(self, place: Place, color: str) -> list[list[Place]]:
        """The squares that a ball of a color completes on a place."""
        return [
            square
            for square in self.squares()
            if place in square and all(self.balls.get(other) == color for other in square if other != place)
        ]

    def fewest_balls(self, place: Place) -> int:
        """How many balls must be placed until one lies on an empty place, found by placing them."""
        filled = set(self.balls)

        def place_ball(wanted: Place) -> int:
            count = sum(place_ball(under) for under in self.below(wanted) if under not in filled)
            filled.add(wanted)
            return count + 1

        return place_ball(place)

    def hands(self) -> dict[str, int]:
        """The balls in hand."""
        have = {3: (7, 7), 4: (15, 15), 5: (28, 27)}[self.side]
        held = list(self.balls.values())
        return {"blue": have[0] - held.count("blue"), "red": have[1] - held.count("red")}

    def count_winner(self, mover: str) -> str:
        """Who wins if no ball is ever taken back, by playing on."""
        hands, filled = self.hands(), set(self.balls)
        while True:
            if not hands[mover]:
                return OTHER[mover]
            place = next(
                place
                for place in self.signs
                if place not in filled and all(under in filled for under in self.below(place))
            )
            filled.add(place)
            hands[mover] -= 1
            if place[2] == self.side - 1:
                return mover
            mover = OTHER[mover]


OTHER = {"blue": "red", "red": "blue"}


class Endgame:
    """The rest of a game, played on texts: the signs of all places, one after the other, "." where there is no ball."""

    def __init__(self, pyramid: Pyramid) -> None:
        self.places = list(pyramid.signs)
        number = {place: at for at, place in enumerate(self.places)}
        self.below = [[number[under] for under in pyramid.below(place)] for place in self.places]
        self.above = [[number[over] for over in pyramid.above(place)] for place in self.places]
        self.squares = [[number[place] for place in square] for square in pyramid.squares()]
        self.have = {"blue": {3: 7, 4: 15, 5: 28}[pyramid.side], "red": {3: 7, 4: 15, 5: 27}[pyramid.side]}
        self.signs = "".join(pyramid.signs.values())
        self._forced: dict[tuple[str, str, int], bool] = {}
        self._lost: dict[tuple[str, str, int], bool] = {}

    def hand(self, signs: str, color: str) -> int:
        return self.have[color] - signs.count(color[0].upper())

    def fillable(self, signs: str) -> list[int]:
        return [at for at, sign in enumerate(signs) if sign == "." and all(signs[one] != "." for one in self.below[at])]

    def has_square(self, signs: str, at: int) -> bool:
        """Whether the ball on a place is one of a square of its color."""
        return any(at in square and {signs[one] for one in square} == {signs[at]} for square in self.squares)

    def less(self, signs: str, color: str) -> dict[int, str]:
        """What is left if an own ball that carries none is taken back, by its place."""
        return {
            at: f"{signs[:at]}.{signs[at + 1 :]}"
            for at, sign in enumerate(signs)
            if sign == color[0].upper() and all(signs[one] == "." for one in self.above[at])
        }

    def after(self, signs: str, color: str) -> dict[tuple[Place, frozenset[Place]], str]:
        """All turns, as the place of the ball and those of the balls that are taken back, and what they lead to."""
        found = {}
        for at in self.fillable(signs):
            later = f"{signs[:at]}{color[0].upper()}{signs[at + 1 :]}"
            found[self.places[at], frozenset[Place]()] = later
            if self.has_square(later, at):
                for one, without in self.less(later, color).items():
                    found[self.places[at], frozenset([self.places[one]])] = without
                    for two, rest in self.less(without, color).items():
                        found[self.places[at], frozenset([self.places[one], self.places[two]])] = rest
        return found

    def is_over(self, signs: str) -> bool:
        return signs[-1] != "."

    def forces(self, signs: str, color: str, turns: int) -> bool:
        """Whether the player to move can win within so many turns of both."""
        if self.is_over(signs) or not turns or not self.hand(signs, color):
            return False
        key = signs, color, turns
        if key not in self._forced:
            self._forced[key] = any(
                self.loses(later, OTHER[color], turns - 1) for later in self.after(signs, color).values()
            )
        return self._forced[key]

    def loses(self, signs: str, color: str, turns: int) -> bool:
        """Whether the player to move loses within so many turns of both, whatever that player does."""
        if self.is_over(signs) or not self.hand(signs, color):
            return True
        if not turns:
            return False
        key = signs, color, turns
        if key not in self._lost:
            self._lost[key] = all(
                self.forces(later, OTHER[color], turns - 1) for later in self.after(signs, color).values()
            )
        return self._lost[key]

    def winner(self, mover: str, longest: int = 9) -> str:
        """Who can force a win, looking ever farther."""
        for turns in range(longest + 1):
            if self.forces(self.signs, mover, turns):
                return mover
            if self.loses(self.signs, mover, turns):
                return OTHER[mover]
        raise AssertionError("nobody wins soon")
