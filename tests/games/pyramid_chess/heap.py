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

    def winner(self, mover: str) -> tuple[str, str]:
        """Who wins and how, by playing on; no square may be one that can still be completed."""
        for square in self.squares():
            assert {self.balls.get(place) for place in square} >= {"blue", "red"}
        hands = self.hands()
        filled = set(self.balls)
        while True:
            if not hands[mover]:
                return ({"blue": "red", "red": "blue"}[mover], "out")
            place = next(
                place
                for place in self.signs
                if place not in filled and all(under in filled for under in self.below(place))
            )
            filled.add(place)
            hands[mover] -= 1
            if place[2] == self.side - 1:
                return mover, "top"
            mover = {"blue": "red", "red": "blue"}[mover]
